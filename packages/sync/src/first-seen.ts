// Since when this device has known each leaf epoch and each claim to come back: a key grows old after a while, one that
// never came is given up, and who says that they lost everything has to wait. By each device's own clock: dates in the log
// are their writers' words.
import type { Membership } from "@fogata/keys";
import type { Clock, Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";

export interface FirstSeen {
  /** Looks at what there is now. */
  look(m: Membership): Promise<void>;
  /** When it was first seen here, ms since 1970; now for what was not. */
  at(id: string): number;
  /** Ms since then; 0 for what was not seen. */
  age(id: string): number;
}

/** S81 A key serves for a quarter of a year, even where nobody goes. */
export const epochAgeMsMax = 90 * 24 * 60 * 60 * 1000;
/** S81 Who could send the key of another's epoch has had this long; then the others go on without it. */
export const keyWaitMsMax = 7 * 24 * 60 * 60 * 1000;

export async function openFirstSeen(o: { storage: Storage; clock: Clock; under: string }): Promise<FirstSeen> {
  const key = `${o.under}seen`;
  const since = new Map(Object.entries(readRecord<Record<string, number>>(await o.storage.get(key)) ?? {}));
  const at = (id: string) => since.get(id) ?? o.clock.now();
  return {
    async look({ leaves, claims }) {
      const now = new Set<string>(leaves);
      for (const claim of claims.values()) if (claim.completed === null) now.add(claim.id);
      const today = o.clock.now();
      // Seen while the clock was set ahead: it would be young until that day.
      const isKnown = (id: string) => since.has(id) && since.get(id)! <= today;
      if (since.size === now.size && [...now].every(isKnown)) return;
      for (const id of [...since.keys()]) if (!now.has(id) || !isKnown(id)) since.delete(id);
      for (const id of now) if (!since.has(id)) since.set(id, today);
      // Lost in a power cut it only makes them seem younger.
      await o.storage.write([{ key, value: packPlain(Object.fromEntries(since)) }], "relaxed");
    },
    at,
    age: (id) => Math.max(0, o.clock.now() - at(id)),
  };
}
