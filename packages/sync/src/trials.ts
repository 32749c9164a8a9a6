// S15 What ends the tab is not met again. Before entries are opened or applied their ids are written down, and struck
// out after it; what was being tried when the last run ended is tried alone, and what ends that too is set aside.
import type { Bytes, Clock, Storage, Write } from "./ports.ts";
import { packPlain, readRecord } from "./record.ts";

/** Raised with every change to what opens or applies entries: what was set aside is then tried once more. */
export const triesVersion = 1;
/** Runs that may end while an entry is tried alone. A lid can close at the wrong moment, hardly twice in a row. */
export const aloneMax = 2;
/** And if it did, nothing is lost: what was set aside is tried alone once more a day later. */
export const againMs = 24 * 60 * 60 * 1000;
/** Suspects remembered; of more at once hardly any can be at fault. */
export const suspectsMax = 1_000;

export interface Trials {
  /** These must be tried one at a time. */
  isSuspect(id: string): boolean;
  /** Not to be tried at all. */
  isSetAside(id: string): boolean;
  setAside(): string[];
  /** Written down before they are tried. False when there is no room for it. */
  begin(what: What, ids: readonly string[]): Promise<boolean>;
  /** Strikes them out; to be written together with what came of them. */
  ended(what: What): Write[];
}
type What = "open" | "apply";
interface Tried {
  ids: readonly string[];
}
interface Suspect {
  /** Runs that ended while it was tried alone. */
  alone: number;
  /** When this was found. */
  at: number;
  version: number;
}

export async function openTrials(storage: Storage, under: string, clock: Clock): Promise<Trials> {
  const tryingKey = (what: What) => `${under}trying/${what}`;
  const suspectKey = (id: string) => `${under}suspect/${id}`;
  const suspects = new Map<string, Suspect>();
  const trying = new Map<What, readonly string[]>();

  for (const { key, value } of await storage.list(suspectKey(""))) {
    const suspect = readRecord<Suspect>(value);
    const again = suspect?.version === triesVersion ? suspect : { alone: 0, at: 0, version: triesVersion };
    suspects.set(key.slice(suspectKey("").length), again);
  }
  const writes: Write[] = [];
  for (const what of ["open", "apply"] as const) {
    const ids = readRecord<Tried>((await storage.get(tryingKey(what))) as Bytes | null)?.ids ?? [];
    const alone = ids.length === 1 && suspects.has(ids[0]!);
    for (const id of ids.slice(0, suspectsMax)) {
      const before = suspects.get(id)?.alone ?? 0;
      const suspect = { alone: alone ? before + 1 : before, at: clock.now(), version: triesVersion };
      suspects.set(id, suspect);
      writes.push({ key: suspectKey(id), value: packPlain(suspect) });
    }
    if (ids.length > 0) writes.push({ key: tryingKey(what), value: null });
  }
  // Synced: the very next thing may be the one that ends this run as well.
  if (writes.length > 0) await storage.write(writes, "strict");

  /** What was being tried has not ended the tab. */
  function cleared(what: What): Write[] {
    const ids = trying.get(what) ?? [];
    trying.delete(what);
    return ids.filter((id) => suspects.delete(id)).map((id) => ({ key: suspectKey(id), value: null }));
  }
  function isSetAside(id: string): boolean {
    const suspect = suspects.get(id);
    return suspect !== undefined && suspect.alone >= aloneMax && Math.abs(clock.now() - suspect.at) < againMs;
  }
  return {
    isSuspect: (id) => suspects.has(id),
    isSetAside,
    setAside: () => [...suspects.keys()].filter(isSetAside),
    async begin(what, ids) {
      const before = cleared(what);
      trying.set(what, ids);
      const mark = { key: tryingKey(what), value: packPlain({ ids } satisfies Tried) };
      return (await storage.write([...before, mark], "relaxed")).ok;
    },
    ended(what) {
      if (!trying.has(what)) return [];
      return [...cleared(what), { key: tryingKey(what), value: null }];
    },
  };
}
