// Bytes as map keys, compared, and as the entries they are.
import { type EntryId, readEntryId, type SealedEntry } from "@fogata/protocol";
import type { EntryRow } from "./store.ts";

/** A map key for bytes: one character for each byte. */
export function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, "latin1"));
export const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

export const entryOf = (row: EntryRow): SealedEntry => ({ id: idOf(row), bytes: row.bytes });
export const idOf = (row: EntryRow): EntryId => readEntryId(row.bytes)!;
