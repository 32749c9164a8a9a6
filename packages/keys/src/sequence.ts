// Where an opened entry stands in its device's chain: next, later than what we have, there already, or in two minds.

/** The last accepted entry of one device in one circle; n 0 and 64 zeros before the first. */
export interface ChainEnd {
  n: number;
  hash: string;
}
export interface Link {
  n: number;
  /** The first half of a hash, as entries carry it. */
  prev: string;
  skippedFrom: number;
  hash: string;
}
export type Place =
  | { kind: "next" }
  /** Numbers `from` to `to` are missing, or withheld. */
  | { kind: "gap"; from: number; to: number }
  | { kind: "duplicate" }
  /** Two entries with one number, or two pasts of one entry: the device's key was cloned, or its copy restored. */
  | { kind: "fork" };

export const noChain: ChainEnd = { n: 0, hash: "0".repeat(64) };

/** How the next entry points at one: 128 bits are enough for what is there to be pointed at. */
export const linkTo = (hash: string): string => hash.slice(0, 32);

/** `hashAt` gives the accepted entry with that number; null where the device skipped it. */
export function placeOf(end: ChainEnd, entry: Link, hashAt: (n: number) => string | null): Place {
  if (entry.n <= end.n) return hashAt(entry.n) === entry.hash ? { kind: "duplicate" } : { kind: "fork" };
  if (entry.skippedFrom > end.n + 1) return { kind: "gap", from: end.n + 1, to: entry.skippedFrom - 1 };
  // It says it skipped numbers we hold entries for, or follows another entry than the one we hold.
  if (entry.skippedFrom <= end.n || entry.prev !== linkTo(end.hash)) return { kind: "fork" };
  return { kind: "next" };
}
