// The little CBOR that operations are written in: arrays, bytes, text, whole numbers, null; each in its one form.
import { type Bytes, concat, hex, utf8 } from "./bytes.ts";

export type Item = number | string | null | Bytes | readonly Item[];
const depthMax = 12;

/** Null unless the bytes are exactly one item, written in its shortest form. */
export function decode(bytes: Bytes): Item | null {
  try {
    const { item, end } = itemAt(bytes, 0, 0);
    return end === bytes.length && hex(encode(item)) === hex(bytes) ? item : null;
  } catch {
    return null;
  }
}

export function encode(item: Item): Bytes {
  if (item === null) return Uint8Array.of(0xf6);
  if (typeof item === "number") return head(0, item);
  if (typeof item === "string") {
    const text = utf8(item);
    return concat(head(3, text.length), text);
  }
  if (item instanceof Uint8Array) return concat(head(2, item.length), item);
  return concat(head(4, item.length), ...item.map(encode));
}

function itemAt(bytes: Bytes, start: number, depth: number): { item: Item; end: number } {
  const first = bytes[start];
  if (first === undefined || depth > depthMax) throw new Error("cut off");
  if (first === 0xf6) return { item: null, end: start + 1 };
  const [major, small] = [first >> 5, first & 31];
  const width = small < 24 ? 0 : small < 28 ? 1 << (small - 24) : -1;
  const at = start + 1 + width;
  if (width < 0 || at > bytes.length) throw new Error("cut off");
  let value = small;
  if (width > 0) value = bytes.subarray(start + 1, at).reduce((sum, byte) => sum * 256 + byte, 0);
  if (!Number.isSafeInteger(value)) throw new Error("too large");
  if (major === 0) return { item: value, end: at };
  if (major === 2 || major === 3) {
    const raw = bytes.slice(at, at + value);
    if (raw.length !== value) throw new Error("cut off");
    const item = major === 2 ? raw : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    return { item, end: at + value };
  }
  if (major !== 4) throw new Error("not written here");
  const items: Item[] = [];
  let end = at;
  for (let i = 0; i < value; i++) {
    const one = itemAt(bytes, end, depth + 1);
    items.push(one.item);
    end = one.end;
  }
  return { item: items, end };
}

function head(major: number, value: number): Bytes {
  const first = major << 5;
  if (value < 24) return Uint8Array.of(first | value);
  const width = value < 2 ** 8 ? 1 : value < 2 ** 16 ? 2 : value < 2 ** 32 ? 4 : 8;
  const bytes = new Uint8Array(1 + width);
  bytes[0] = first | (23 + [1, 2, 4, 8].indexOf(width) + 1);
  let rest = value;
  for (let i = width; i > 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
