// S16 What came when too much was kept unread already is gone, and the relay is never asked for it twice: unless more has
// become known since of whose words count. Then the whole channel is read once more, at the next connection.
import type { Circle } from "./circle.ts";
import type { Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";
import type { Followed, Shelf } from "./shelf.ts";

export interface AskingAgain {
  /** Something of this epoch's channel could not be kept: to be called before the cursor passes it. */
  dropped(kid: string): Promise<void>;
  /** Before a relay is told where its logs were left. */
  look(): Promise<void>;
}

export function createAskingAgain(o: {
  storage: Storage;
  shelf: Pick<Shelf, "droppedKey" | "placeKeys">;
  places: Map<string, Followed>;
  circle: Pick<Circle, "membership" | "lines">;
}): AskingAgain {
  /** How much is known of it: another number once that is more. */
  const known = () => {
    const { devices, lost } = o.circle.membership();
    return o.circle.lines.known() + devices.size + 2 * lost.size;
  };
  const marked = new Map<string, number>();

  return {
    async dropped(kid) {
      const now = known();
      if (marked.get(kid) === now) return;
      const written = await o.storage.write(
        [{ key: o.shelf.droppedKey(kid), value: packPlain({ known: now }) }],
        "relaxed",
      );
      if (written.ok) marked.set(kid, now);
    },
    async look() {
      for (const { key, value } of await o.storage.list(o.shelf.droppedKey(""))) {
        if (readRecord<{ known: number }>(value)?.known === known()) continue;
        const kid = key.slice(o.shelf.droppedKey("").length);
        const left = [...o.places.keys()].filter((place) => place.endsWith(`/${kid}`));
        const forgotten = [key, ...o.shelf.placeKeys(left)].map((one) => ({ key: one, value: null }));
        if (!(await o.storage.write(forgotten, "relaxed")).ok) return;
        marked.delete(kid);
        for (const place of left) o.places.delete(place);
      }
    },
  };
}
