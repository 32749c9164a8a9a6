// How many entries could not be opened or judged, by reason. Kept over restarts: a forgery is not less of one because
// the tab was closed meanwhile.
import type { Clock, Off, Storage } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";

/** Written at most this often: a flood of forgeries must not become a flood of writes. */
export const tallyWriteMs = 1_000;
/** Reasons remembered. All are our own words, and few. */
export const reasonsMax = 100;

export interface Tally {
  add(reason: string): void;
  counts(): ReadonlyMap<string, number>;
  /** What was counted before this run; afterwards counts are written to `key`. */
  open(key: string): Promise<void>;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

export function createTally(o: { storage: Storage; clock: Clock }): Tally {
  const counts = new Map<string, number>();
  let place: string | null = null;
  let waiting: Off | null = null;

  function add(reason: string, count = 1): void {
    if (counts.size >= reasonsMax && !counts.has(reason)) return;
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  async function write(): Promise<void> {
    waiting?.();
    waiting = null;
    if (place !== null)
      await o.storage.write([{ key: place, value: packPlain(Object.fromEntries(counts)) }], "relaxed");
  }
  return {
    add(reason) {
      add(reason);
      waiting ??= o.clock.after(tallyWriteMs, () => void write());
    },
    counts: () => counts,
    async open(key) {
      const before = readRecord<Record<string, number>>(await o.storage.get(key));
      for (const [reason, count] of Object.entries(before ?? {})) if (Number.isSafeInteger(count)) add(reason, count);
      place = key;
    },
    async close() {
      if (waiting) await write();
    },
  };
}
