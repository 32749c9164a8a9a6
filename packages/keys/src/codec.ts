// CBOR for bytes that get hashed and signed: arrays, byte strings, text and whole numbers, in their one shortest form.
// Every other item is refused, so what decodes has exactly one encoding. The only file that imports the CBOR library.
import { decode, encode } from "cborg";
import { fromUtf8 } from "./bytes.ts";
import type { Bytes } from "./types.ts";

export type Item = number | string | null | Bytes | readonly Item[];

export const depthMax = 8;
export const itemsMax = 50_000;

export function encodeItem(item: Item): Bytes {
  return encode(item);
}

/** The item that fills `bytes` exactly, or null. Never throws. */
export function decodeItem(bytes: Bytes): Item | null {
  return extent(bytes) === bytes.length ? decodeChecked(bytes) : null;
}

/** The item at the start of `bytes`, and how many bytes it takes; null if there is none. Never throws. */
export function decodeFirstItem(bytes: Bytes): { item: Item; length: number } | null {
  const length = extent(bytes);
  if (length === null) return null;
  const item = decodeChecked(bytes.subarray(0, length));
  return item === null ? null : { item, length };
}

function decodeChecked(bytes: Bytes): Item | null {
  try {
    return decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false, allowBigInt: false }) as Item;
  } catch {
    return null;
  }
}

/**
 * Walks the heads before anything is built: how long the first item is, or null when it is cut off, too deep, too many,
 * or of a sort we never write. A decoder that meets `[[[[…` first would be at the mercy of its own stack.
 */
function extent(bytes: Bytes): number | null {
  const open: number[] = [];
  let at = 0;
  for (let items = 0; items < itemsMax; items++) {
    const head = bytes[at++];
    if (head === undefined) return null;
    const major = head >> 5;
    let value = head & 31;
    if (major === 7) {
      if (value !== 22) return null; // null is the only simple value we write
    } else {
      if (value >= 24) {
        const width = value === 24 ? 1 : value === 25 ? 2 : value === 26 ? 4 : value === 27 ? 8 : 0;
        if (width === 0 || at + width > bytes.length) return null;
        value = 0;
        for (let i = 0; i < width; i++) value = value * 256 + bytes[at++]!;
      }
      if (major === 1 || major === 5 || major === 6 || !Number.isSafeInteger(value)) return null;
      if (major === 2 || major === 3) {
        if (value > bytes.length - at) return null;
        // The library would read broken UTF-8 as U+FFFD: two encodings of one text.
        if (major === 3 && fromUtf8(bytes.subarray(at, at + value)) === null) return null;
        at += value;
      }
    }
    if (major === 4 && value > 0) {
      if (open.length === depthMax || value > bytes.length - at) return null;
      open.push(value);
      continue;
    }
    while (open.length > 0 && --open[open.length - 1]! === 0) open.pop();
    if (open.length === 0) return at;
  }
  return null;
}

/** Reads a decoded array field by field; the first wrong field makes everything after it wrong as well. */
export interface Fields {
  bytes(length?: number, fits?: (bytes: Bytes) => boolean): Bytes;
  text(lengthMax: number): string;
  /** A whole number from 0 to `max`. */
  int(max?: number): number;
  list(lengthMax: number): readonly Item[];
  /** The next field, whatever it is. */
  any(): Item | undefined;
  /** True when another field follows. */
  more(): boolean;
  /** Whatever stands there; the caller judges it. */
  item(): Item | undefined;
  /** True when every field read was right and none is left over. */
  done(): boolean;
}

const nothing = new Uint8Array(0);

export function fieldsOf(item: Item | undefined): Fields {
  let ok = Array.isArray(item);
  const list = ok ? (item as readonly Item[]) : [];
  let at = 0;
  const take = <T>(fits: (value: Item | undefined) => boolean, otherwise: T): T => {
    const value = list[at++];
    if (ok && fits(value)) return value as T;
    ok = false;
    return otherwise;
  };
  return {
    bytes: (length, fits) =>
      take(
        (v) => v instanceof Uint8Array && (length === undefined || v.length === length) && (fits?.(v) ?? true),
        nothing as Bytes,
      ),
    text: (lengthMax) => take((v) => typeof v === "string" && v.length <= lengthMax && v.isWellFormed(), ""),
    int: (max = Number.MAX_SAFE_INTEGER) => take((v) => typeof v === "number" && v >= 0 && v <= max, 0),
    any: () => take((v) => v !== undefined, null as Item),
    more: () => ok && at < list.length,
    list: (lengthMax) => take((v) => Array.isArray(v) && v.length <= lengthMax, [] as readonly Item[]),
    item: () => take((v) => v !== undefined, undefined as Item | undefined),
    done: () => ok && at === list.length,
  };
}
