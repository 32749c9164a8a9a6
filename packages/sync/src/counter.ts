// The number that each entry of this device carries. Pure. A number is used once in the life of the device, whatever
// happens to the disk: numbers are leased in a synced write before the first of them leaves.
import type { Bytes } from "./ports.ts";
import { readRecord } from "./record.ts";

/** `next` is free; everything below `leasedTo` has been leased on disk. `prev` is the hash of the last entry sealed. */
export interface Counter {
  next: number;
  leasedTo: number;
  /** First number of the range nobody will find, if the device stopped uncleanly; else `next`. */
  skippedFrom: number;
  prev: string;
  /** True only between a tidy stop and the next start. */
  tidy: boolean;
}

export const leaseSize = 64;
const noHash = "0".repeat(64);

export const freshCounter: Counter = { next: 1, leasedTo: 1, skippedFrom: 1, prev: noHash, tidy: true };

/** S4 After an unclean stop the next entry starts past the lease and names the range it skipped. */
export function resumeCounter(kept: Counter): Counter {
  if (kept.tidy) return kept;
  return { ...kept, next: kept.leasedTo, skippedFrom: Math.min(kept.skippedFrom, kept.next) };
}

/** The counter to write, synced, before `wanted` entries may be numbered; null when the lease still covers them. */
export function lease(counter: Counter, wanted: number): Counter | null {
  if (!counter.tidy && counter.next + wanted <= counter.leasedTo) return null;
  const leasedTo = Math.max(counter.leasedTo, counter.next + wanted) + leaseSize;
  return { ...counter, leasedTo, tidy: false };
}

/** After the entry numbered `next`, whose hash is `hash`. */
export function advance(counter: Counter, hash: string): Counter {
  return { ...counter, next: counter.next + 1, skippedFrom: counter.next + 1, prev: hash };
}

/** null for what is not a counter: the caller must then not seal, since it cannot know which numbers were used. */
export function readCounter(bytes: Bytes): Counter | null {
  const read = readRecord<Counter>(bytes);
  const whole = [read?.next, read?.leasedTo, read?.skippedFrom].every((n) => Number.isSafeInteger(n) && n! > 0);
  return whole && typeof read?.prev === "string" && typeof read.tidy === "boolean" ? read : null;
}
