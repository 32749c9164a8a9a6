// S80 "I had accepted these entries of this device before I learned that it belongs no more": a statement, so that all who
// remain hold the same words. It names them by their hashes, since whoever has the device's key can use a number twice; or,
// where they are very many, says up to which number. It gives no power: whoever vouches could have written them.
import type { DeviceId, Statement } from "@fogata/keys";
import { noDoc } from "./sealer.ts";

export interface Vouch {
  by: DeviceId;
  device: DeviceId;
  /** The last one; without `entries`, all up to it. */
  n: number;
  /** Hashes of the very entries. */
  entries?: readonly string[];
}
type Said = Pick<Statement, "doc" | "what" | "details" | "text" | "time">;

/** As many as one statement has room for. */
export const namesMax = 200;
const hashLetters = 64;
const hashes = new RegExp(`^(?:[0-9a-f]{${hashLetters}}){1,${namesMax}}$`);

export function vouchFor(o: Omit<Vouch, "by"> & { time: number }): Said {
  const { device, n, entries, time } = o;
  const named = entries && { entries: entries.join("") };
  return { doc: noDoc, what: "vouch", text: "0".repeat(64), details: { device, n, ...named }, time };
}

/** Null for any other statement. */
export function readVouch({ what, details }: Said): Omit<Vouch, "by"> | null {
  const { device, n, entries } = details;
  if (what !== "vouch" || typeof device !== "string" || !/^[0-9a-f]{32}$/.test(device)) return null;
  if (!Number.isSafeInteger(n) || (n as number) <= 0) return null;
  const upTo = { device: device as DeviceId, n: n as number };
  if (entries === undefined) return upTo;
  if (typeof entries !== "string" || !hashes.test(entries)) return null;
  return { ...upTo, entries: entries.match(new RegExp(`.{${hashLetters}}`, "g"))! };
}
