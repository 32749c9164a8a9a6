// Since when this device has known each leaf epoch: a key grows old after a while, and one that never came is given up.
// The log holds no dates for them, so each device goes by its own clock.
import type { Kid, Membership } from "@fogata/keys";
import type { Clock, Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";

export interface LeafAges {
  /** Looks at the leaves there are now. */
  look(m: Membership): Promise<void>;
  /** Ms since it was first seen here; 0 for one that was not. */
  of(kid: Kid): number;
}

/** S81 A key serves for a quarter of a year, even where nobody goes. */
export const epochAgeMsMax = 90 * 24 * 60 * 60 * 1000;
/** S81 Who could send the key of another's epoch has had this long; then the others go on without it. */
export const keyWaitMsMax = 7 * 24 * 60 * 60 * 1000;

export async function openLeafAges(o: { storage: Storage; clock: Clock; under: string }): Promise<LeafAges> {
  const key = `${o.under}leaves`;
  const since = new Map(Object.entries(readRecord<Record<string, number>>(await o.storage.get(key)) ?? {}));
  return {
    async look({ leaves }) {
      if (since.size === leaves.length && leaves.every((kid) => since.has(kid))) return;
      for (const kid of [...since.keys()]) if (!leaves.includes(kid as Kid)) since.delete(kid);
      for (const kid of leaves) if (!since.has(kid)) since.set(kid, o.clock.now());
      // Lost in a power cut it only makes a key seem younger.
      await o.storage.write([{ key, value: packPlain(Object.fromEntries(since)) }], "relaxed");
    },
    of: (kid) => Math.max(0, o.clock.now() - (since.get(kid) ?? o.clock.now())),
  };
}
