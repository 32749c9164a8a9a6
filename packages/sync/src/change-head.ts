// What a change says of itself: who wrote it, as which of theirs, upon what, and how much it does. Read from its first
// bytes and the lengths of its runs; Automerge's own reader makes objects of every operation, which costs twenty times
// what loading does, and of a few bytes that say "a million times" it makes a million.
import { readLeb128 } from "./leb128.ts";
import { hashBytes } from "./packing.ts";
import type { Bytes } from "./ports.ts";
import { toHex } from "./record.ts";

export interface ChangeHead {
  actor: string;
  seq: number;
  /** Hashes of the changes it builds on. */
  deps: string[];
  /** No fewer than its operations, and no fewer than what it overwrites. */
  operations: number;
}

/** The low three bits of a column's number say how it is written. */
export const columnKinds = ["run", "run", "run", "run", "flags", "texts", "run", "bytes"] as const;
export const kindMask = 7;
export const deflatedMask = 8;

/** Called for each value that could differ without changing how the rest of the change is read. */
export type Mark = (from: number, to: number, what: "number" | "text") => void;
const nobody: Mark = () => undefined;

/**
 * Of a change's body: number of hashes and hashes, actor, number, first operation, time, message, other actors, columns.
 * Null for what is not written like this, or in another way than Automerge would.
 */
export function readHead(body: Bytes, mark: Mark = nobody): ChangeHead | null {
  const deps = readLeb128(body, 0);
  const actor = deps && readBytes(body, deps.end + hashBytes * deps.value);
  const seq = actor && readLeb128(body, actor.end);
  const firstOp = seq && seq.value > 0 ? readLeb128(body, seq.end) : null;
  const time = firstOp && readSigned(body, firstOp.end);
  const message = time && readBytes(body, time.end);
  const others = message && readLeb128(body, message.end);
  if (!others) return null;
  mark(actor!.end, seq!.end, "number");
  mark(seq!.end, firstOp!.end, "number");
  mark(firstOp!.end, time!.end, "number");
  let at = others.end;
  for (let i = 0; i < others.value; i++) {
    const other = readBytes(body, at);
    if (!other) return null;
    at = other.end;
  }
  const operations = countRows(body, at, mark);
  if (operations === null) return null;
  const hash = (_: unknown, i: number) =>
    toHex(body.subarray(deps!.end + i * hashBytes, deps!.end + (i + 1) * hashBytes));
  return { actor: toHex(actor!.value), seq: seq!.value, deps: Array.from({ length: deps!.value }, hash), operations };
}

/** The most rows any column has. */
function countRows(body: Bytes, start: number, mark: Mark): number | null {
  const count = readLeb128(body, start);
  if (!count) return null;
  const columns: { spec: number; length: number }[] = [];
  let at = count.end;
  for (let i = 0; i < count.value; i++) {
    const spec = readLeb128(body, at);
    const length = spec && readLeb128(body, spec.end);
    if (!length || (spec.value & deflatedMask) !== 0) return null;
    columns.push({ spec: spec.value, length: length.value });
    at = length.end;
  }
  let most = 0;
  for (const { spec, length } of columns) {
    if (at + length > body.length) return null;
    const here: Mark = (from, to, what) => mark(at + from, at + to, what);
    const rows = rowsOf(body.subarray(at, at + length), columnKinds[spec & kindMask]!, here);
    if (rows === null) return null;
    most = Math.max(most, rows);
    at += length;
  }
  return most;
}

/**
 * How many rows a column has. It is made of runs, and each begins with a number n. Above zero: one value follows, which
 * stands n times. Below zero: -n values follow. Zero: another number follows, and so many rows hold nothing.
 * Of flags there are only lengths: so many no, so many yes, in turn.
 */
export function rowsOf(column: Bytes, kind: (typeof columnKinds)[number], mark: Mark = nobody): number | null {
  if (kind === "bytes") {
    mark(0, column.length, "text");
    return 0;
  }
  let rows = 0;
  for (let at = 0; at < column.length; ) {
    const run = kind === "flags" ? readLeb128(column, at) : readSigned(column, at);
    if (!run) return null;
    at = run.end;
    if (kind === "flags") {
      rows += run.value;
      continue;
    }
    if (run.value === 0) {
      const nothing = readLeb128(column, at);
      if (!nothing) return null;
      rows += nothing.value;
      at = nothing.end;
      continue;
    }
    const values = run.value > 0 ? 1 : -run.value;
    // Each value takes a byte at least.
    if (values > column.length - at) return null;
    for (let i = 0; i < values; i++) {
      const value = kind === "texts" ? readBytes(column, at) : readSigned(column, at);
      if (!value) return null;
      if (kind === "texts") mark(value.end - (value.value as Bytes).length, value.end, "text");
      else mark(at, value.end, "number");
      at = value.end;
    }
    rows += Math.abs(run.value);
  }
  return rows;
}

/** A length and so many bytes. */
export function readBytes(bytes: Bytes, start: number): { value: Bytes; end: number } | null {
  const length = readLeb128(bytes, start);
  if (!length || length.end + length.value > bytes.length) return null;
  const end = length.end + length.value;
  return { value: bytes.subarray(length.end, end), end };
}

const signedBytesMax = 10;

/** A number of up to 64 bits with its sign; exact as far as a number can be. */
function readSigned(bytes: Bytes, start: number): { value: number; end: number } | null {
  let value = 0;
  for (let at = start, scale = 1; at < start + signedBytesMax; at++, scale *= 128) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value += (byte & 127) * scale;
    if (byte < 128) return { value: byte & 64 ? value - scale * 128 : value, end: at + 1 };
  }
  return null;
}
