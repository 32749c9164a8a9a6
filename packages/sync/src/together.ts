// Who has which document open on another device, from whispers: while somebody has, what is written here is sent after
// a moment instead of a rest. Shown nowhere; whoever turned their name off whispers nothing and is not known of.
import type { Clock, Off } from "./ports.ts";

/** A device that has a document open whispers at least every 25 s, and one word may be lost. */
export const togetherMs = 55_000;
/** More devices than this in one document change nothing. */
const devicesMax = 64;

export interface Together {
  /** No word at all is a goodbye; what else a whisper says is the app's. */
  heard(doc: string, device: string, message: Uint8Array): void;
  stop(): void;
}

/** `changed` is told when the first has come to a document and when the last has left it. */
export function createTogether(clock: Clock, changed: (doc: string, together: boolean) => void): Together {
  const open = new Map<string, Map<string, Off>>();

  function leave(doc: string, device: string): void {
    const there = open.get(doc);
    there?.get(device)?.();
    if (!there?.delete(device) || there.size > 0) return;
    open.delete(doc);
    changed(doc, false);
  }

  return {
    heard(doc, device, message) {
      if (message.length === 0) return leave(doc, device);
      const there = open.get(doc) ?? new Map<string, Off>();
      const known = there.get(device);
      if (!known && there.size >= devicesMax) return;
      known?.();
      open.set(
        doc,
        there.set(
          device,
          clock.after(togetherMs, () => leave(doc, device)),
        ),
      );
      if (!known && there.size === 1) changed(doc, true);
    },
    stop() {
      for (const there of open.values()) for (const off of there.values()) off();
      open.clear();
    },
  };
}
