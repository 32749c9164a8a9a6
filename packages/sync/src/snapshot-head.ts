// What a saved document says of itself: who wrote in it, where it ends, and how much it does. Read from its first bytes
// and the lengths of its runs, before Automerge makes objects of them.
import type { Primitives } from "@fogata/keys";
import { columnKinds, deflatedMask, kindMask, readBytes, rowsOf } from "./change-head.ts";
import { readLeb128 } from "./leb128.ts";
import { hashBytes, magic, typeAt } from "./packing.ts";
import type { Bytes } from "./ports.ts";
import { toHex } from "./record.ts";

export interface SnapshotHead {
  /** Hex; each at most once in what Automerge writes. */
  actors: string[];
  heads: string[];
}
/** What one snapshot may do together, beyond what one entry of changes may: it is a whole document. */
export const snapshotOperationsMax = 3_000_000;
/** Of one column, once inflated. */
const columnBytesMax = 16 * 1024 * 1024;
const documentType = 0;

/** Null for what is not one whole document, or does more than a document of ours can. */
export async function readSnapshotHead(
  p: Pick<Primitives, "inflate">,
  bytes: Bytes,
  operationsMax = snapshotOperationsMax,
): Promise<SnapshotHead | null> {
  if (magic.some((byte, i) => bytes[i] !== byte) || bytes[typeAt] !== documentType) return null;
  const length = readLeb128(bytes, typeAt + 1);
  // All of it: what comes behind it would be read, too.
  if (!length || length.end + length.value !== bytes.length) return null;
  const count = readLeb128(bytes, length.end);
  if (!count || count.value > bytes.length) return null;
  let at = count.end;
  const actors: string[] = [];
  for (let i = 0; i < count.value; i++) {
    const actor = readBytes(bytes, at);
    if (!actor) return null;
    actors.push(toHex(actor.value));
    at = actor.end;
  }
  const ends = readLeb128(bytes, at);
  if (!ends || ends.end + ends.value * hashBytes > bytes.length) return null;
  const heads = Array.from({ length: ends.value }, (_, i) =>
    toHex(bytes.subarray(ends.end + i * hashBytes, ends.end + (i + 1) * hashBytes)),
  );
  const rows = await countRows(p, bytes, ends.end + ends.value * hashBytes);
  return rows === null || rows > operationsMax ? null : { actors, heads };
}

/** The most rows any column has: those of the changes and those of the operations, named first and then given. */
async function countRows(p: Pick<Primitives, "inflate">, bytes: Bytes, start: number): Promise<number | null> {
  const columns: { spec: number; length: number }[] = [];
  let at = start;
  for (const _ of ["changes", "operations"]) {
    const count = readLeb128(bytes, at);
    if (!count) return null;
    at = count.end;
    for (let i = 0; i < count.value; i++) {
      const spec = readLeb128(bytes, at);
      const length = spec && readLeb128(bytes, spec.end);
      if (!length) return null;
      columns.push({ spec: spec.value, length: length.value });
      at = length.end;
    }
  }
  let most = 0;
  for (const { spec, length } of columns) {
    if (at + length > bytes.length) return null;
    const written: Bytes = bytes.subarray(at, at + length);
    const column = (spec & deflatedMask) === 0 ? written : await p.inflate(written, columnBytesMax);
    const rows = column && rowsOf(column, columnKinds[spec & kindMask]!);
    if (rows === null) return null;
    most = Math.max(most, rows);
    at += length;
  }
  return most;
}
