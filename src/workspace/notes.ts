// What this device keeps for itself, sealed, as JSON under a name. Writing waits until things have been quiet for a
// moment, so that a note written at every keystroke costs nothing while somebody types.
import type { Clock, Device, Off } from "@fogata/sync";

export const noteQuietMs = 1_000;
/** However busy it is, a note is at most this old. */
export const noteAgeMaxMs = 10_000;

export interface Notes {
  /** Null if there is no such note or it is not JSON: a note is a convenience, never the only copy. */
  read(name: string): Promise<unknown>;
  /** `value` is asked for when the note is written. It answers undefined if there is nothing to write after all. */
  write(name: string, value: () => unknown): void;
  /** Nothing is noted about these circles any more, also not by pages of theirs that are only now being left. */
  drop(circles: readonly string[]): void;
  /** This circle is here again. */
  keep(circle: string): void;
  /** Writes now whatever waits. */
  flush(): Promise<void>;
}

export function makeNotes({ device, clock }: { device: Promise<Device>; clock: Clock }): Notes {
  const dropped = new Set<string>();
  const waiting = new Map<string, { since: number; value: () => unknown; cancel: Off }>();

  async function put(name: string): Promise<void> {
    const entry = waiting.get(name);
    if (!entry) return;
    waiting.delete(name);
    entry.cancel();
    const value = entry.value();
    if (value === undefined) return;
    // A full device shows in its status; what the note would have made quicker still works without it.
    await (await device).setNote(name, new TextEncoder().encode(JSON.stringify(value)));
  }

  return {
    async read(name) {
      const bytes = await (await device).note(name);
      try {
        return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
      } catch {
        return null;
      }
    },
    write(name, value) {
      if (name.split("/").some((part) => dropped.has(part))) return;
      const before = waiting.get(name);
      before?.cancel();
      const since = before?.since ?? clock.now();
      const wait = Math.max(0, Math.min(noteQuietMs, since + noteAgeMaxMs - clock.now()));
      waiting.set(name, { since, value, cancel: clock.after(wait, () => void put(name).catch(ignore)) });
    },
    keep: (circle) => void dropped.delete(circle),
    drop(circles) {
      for (const circle of circles) dropped.add(circle);
      for (const [name, { cancel }] of waiting) {
        if (!circles.some((circle) => name.split("/").includes(circle))) continue;
        cancel();
        waiting.delete(name);
      }
    },
    async flush() {
      await Promise.all([...waiting.keys()].map(put));
    },
  };
}

// The device was closed in between: there is nobody left to read the note.
function ignore(): void {}
