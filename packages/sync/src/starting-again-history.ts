// A document's history, change by change, as another device's: for a group that starts again from its copies. What was
// written, in which order and upon what stays as it was; only whose device stands under it is another. Pure.
import { columnKinds, kindMask, readBytes } from "./change-head.ts";
import { join, leb128, readLeb128 } from "./leb128.ts";
import { type Hash, hashBytes, magic, plainType } from "./packing.ts";
import type { Bytes } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";

/** Hex digits of an old device's id that stay in the new writer's: enough to say whose words they were. */
export const originHex = 8;

/**
 * S73 Every writer of before is a tab of the new device: its place in the order of all writers, then the beginning of its
 * old device. Two who wrote at once are told apart by the order of their names, so that order must not change.
 */
export function newWriters(o: { writers: Iterable<string>; doc: string; device: string }): Map<string, string> {
  const sorted = [...new Set(o.writers)].filter((writer) => writer !== o.doc).sort();
  const placeHex = 8;
  const names = sorted.map((writer, place): [string, string] => [
    writer,
    o.device + place.toString(16).padStart(placeHex, "0") + writer.slice(0, originHex).padEnd(originHex, "0"),
  ]);
  // The bytes a document begins with are everybody's, in the new group as in the old.
  return new Map([...names, [o.doc, o.doc]]);
}

/** A change taken apart where a writer or another change is named. */
export interface Taken {
  deps: string[];
  /** Its own writer first, then the others it speaks of, in the order its operations number them. */
  writers: string[];
  /** Number, first operation, time and message. */
  middle: Bytes;
  columns: { spec: number; data: Bytes }[];
  /** What a newer Automerge may have added behind. */
  rest: Bytes;
}

/** Of the body of a plain change; null for what is none. */
export function takeApart(body: Bytes): Taken | null {
  const count = readLeb128(body, 0);
  const own = count && readBytes(body, count.end + hashBytes * count.value);
  if (!own) return null;
  const deps = Array.from({ length: count.value }, (_, i) =>
    toHex(body.subarray(count.end + i * hashBytes, count.end + (i + 1) * hashBytes)),
  );
  let at = own.end;
  for (const _ of ["number", "first operation", "time"]) at = pastNumber(body, at);
  const message = readBytes(body, at);
  const others = message && readLeb128(body, message.end);
  if (!others) return null;
  const middle = body.subarray(own.end, message.end);
  const writers = [toHex(own.value)];
  at = others.end;
  for (let i = 0; i < others.value; i++) {
    const other = readBytes(body, at);
    if (!other) return null;
    writers.push(toHex(other.value));
    at = other.end;
  }
  const many = readLeb128(body, at);
  if (!many) return null;
  at = many.end;
  const heads: { spec: number; length: number }[] = [];
  for (let i = 0; i < many.value; i++) {
    const spec = readLeb128(body, at);
    const length = spec && readLeb128(body, spec.end);
    if (!length) return null;
    heads.push({ spec: spec.value, length: length.value });
    at = length.end;
  }
  const columns = heads.map(({ spec, length }) => {
    at += length;
    return { spec, data: body.subarray(at - length, at) };
  });
  return at > body.length ? null : { deps, writers, middle, columns, rest: body.subarray(at) };
}

/**
 * The same changes under their new writers, in the same order; null if one is not a change of these writers, or builds on
 * one that is not among them before it.
 */
export async function rewrite(
  sha256: Hash,
  changes: readonly Taken[],
  hashes: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<{ chunks: Bytes[]; hashes: string[] } | null> {
  const after = new Map<string, string>();
  const chunks: Bytes[] = [];
  for (const [i, change] of changes.entries()) {
    const deps = change.deps.map((dep) => after.get(dep));
    const writers = change.writers.map((writer) => names.get(writer));
    if (!isWhole(deps) || !isWhole(writers)) return null;
    const body = putTogether({ ...change, deps, writers });
    const chunk = body && join([new Uint8Array([plainType, ...leb128(body.length)]), body]);
    if (!chunk) return null;
    const hash = await sha256(chunk);
    after.set(hashes[i]!, toHex(hash));
    chunks.push(join([magic, hash.subarray(0, 4), chunk]));
  }
  return { chunks, hashes: [...after.values()] };
}

function putTogether({ deps, writers, middle, columns, rest }: Taken): Bytes | null {
  const [own, ...others] = writers as [string, ...string[]];
  const sorted = [...others].sort();
  // 0 is the change's own writer; the others are numbered in the order of their names.
  const places = [0, ...others.map((writer) => 1 + sorted.indexOf(writer))];
  const moved = places.some((place, i) => place !== i);
  const written: { spec: number; data: Bytes }[] = [];
  for (const { spec, data } of columns) {
    const namesWriters = (spec & kindMask) === writerKind;
    const next = moved && namesWriters ? renumber(data, places) : data;
    if (next === null) return null;
    written.push({ spec, data: next });
  }
  return join([
    counted([...deps].sort().map(fromHex)),
    withLength(fromHex(own)),
    middle,
    counted(sorted.map((writer) => withLength(fromHex(writer)))),
    counted(written.map(({ spec, data }) => new Uint8Array([...leb128(spec), ...leb128(data.length)]))),
    ...written.map(({ data }) => data),
    rest,
  ]);
}

const writerKind = 1;
if (columnKinds[writerKind] !== "run") throw new Error("writers are numbered in runs");

/** Runs of numbers, each for another: equal ones stay equal, so that the runs stay the same runs. */
function renumber(column: Bytes, places: readonly number[]): Bytes | null {
  const out: number[] = [];
  for (let at = 0; at < column.length; ) {
    const start = at;
    at = pastNumber(column, at);
    const run = signed(column, start, at);
    out.push(...column.subarray(start, at));
    if (run === 0) {
      const nothing = at;
      at = pastNumber(column, at);
      out.push(...column.subarray(nothing, at));
      continue;
    }
    for (let i = run > 0 ? 1 : -run; i > 0; i--) {
      const place = readLeb128(column, at);
      const next = place && places[place.value];
      if (next === null || next === undefined) return null;
      out.push(...leb128(next));
      at = place!.end;
    }
  }
  return new Uint8Array(out);
}

function signed(bytes: Bytes, start: number, end: number): number {
  let value = 0;
  for (let at = start, scale = 1; at < end; at++, scale *= 128) {
    value += (bytes[at]! & 127) * scale;
    if (at === end - 1 && bytes[at]! & 64) value -= scale * 128;
  }
  return value;
}
/** Where a number of any length ends. */
function pastNumber(bytes: Bytes, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at]! >= 128) at++;
  return at + 1;
}
function withLength(bytes: Bytes): Bytes {
  return join([new Uint8Array(leb128(bytes.length)), bytes]);
}
function counted(parts: readonly Bytes[]): Bytes {
  return join([new Uint8Array(leb128(parts.length)), ...parts]);
}
function isWhole(all: (string | undefined)[]): all is string[] {
  return !all.includes(undefined);
}
