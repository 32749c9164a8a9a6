// The part of CBOR that frames are made of: unsigned integers, byte strings, arrays, true, false and null, each in its one
// shortest form. Read without copying and without trusting the sender; anything else is malformed. By hand, because a
// library for all of CBOR took longer over a keystroke than everything else the relay does with it.

export type Cbor = number | boolean | null | Uint8Array | Cbor[];

const major = { uint: 0, bytes: 2, array: 4 } as const;
const simple = { false: 0xf4, true: 0xf5, null: 0xf6 } as const;
/** The least number that needs 1, 2, 4 and 8 bytes after the head to say. */
const shortest = [24, 0x100, 0x1_0000, 0x1_0000_0000];

export function toCbor(value: Cbor): Uint8Array {
  const to = { bytes: new Uint8Array(sizeOf(value)), at: 0 };
  write(to, value);
  return to.bytes;
}

/** Arrays within arrays; the deepest frame has four. Read one inside the other, thousands would run out of stack. */
const depthMax = 16;

/**
 * Undefined for anything that is not exactly one canonical item. `itemsMax` bounds how much a hostile frame can make
 * us build, nesting included: two million tiny items in one frame are refused at the first one too many.
 */
export function fromCbor(bytes: Uint8Array, itemsMax: number): Cbor | undefined {
  const from = { bytes, at: 0, itemsLeft: itemsMax, depthLeft: depthMax };
  const item = read(from);
  return from.at === bytes.length ? item : undefined;
}

interface Source {
  bytes: Uint8Array;
  at: number;
  itemsLeft: number;
  depthLeft: number;
}

function read(from: Source): Cbor | undefined {
  const first = from.bytes[from.at++];
  if (first === undefined || from.itemsLeft-- <= 0) return undefined;
  if (first === simple.false) return false;
  if (first === simple.true) return true;
  if (first === simple.null) return null;
  const number = readNumber(from, first & 31);
  if (number === undefined) return undefined;
  if (first >>> 5 === major.uint) return number;
  if (first >>> 5 === major.bytes) return readBytes(from, number);
  return first >>> 5 === major.array ? readArray(from, number) : undefined;
}

/** What follows the head's five bits `minor`; undefined if it is not the shortest way to say it, or past what a number holds. */
function readNumber(from: Source, minor: number): number | undefined {
  if (minor < 24) return minor;
  if (minor > 27) return undefined;
  let number = 0;
  for (let left = 2 ** (minor - 24); left > 0; left--) {
    const byte = from.bytes[from.at++];
    if (byte === undefined) return undefined;
    number = number * 256 + byte;
  }
  return number >= shortest[minor - 24]! && number <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** A view into the frame: a relay passes megabytes on that it never looks into. Plain, whatever the frame itself is. */
function readBytes(from: Source, length: number): Uint8Array | undefined {
  const start = from.at;
  if (length > from.bytes.length - start) return undefined;
  from.at += length;
  return new Uint8Array(from.bytes.buffer, from.bytes.byteOffset + start, length);
}

function readArray(from: Source, length: number): Cbor[] | undefined {
  if (from.depthLeft-- <= 0) return undefined;
  const items: Cbor[] = [];
  for (let i = 0; i < length; i++) {
    const item = read(from);
    if (item === undefined) return undefined;
    items.push(item);
  }
  from.depthLeft += 1;
  return items;
}

function sizeOf(value: Cbor): number {
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "number") return headBytes(value);
  if (value instanceof Uint8Array) return headBytes(value.length) + value.length;
  return value.reduce<number>((sum, item) => sum + sizeOf(item), headBytes(value.length));
}

function headBytes(number: number): number {
  const wider = shortest.findIndex((least) => number < least);
  return wider === 0 ? 1 : 1 + 2 ** ((wider < 0 ? shortest.length : wider) - 1);
}

interface Sink {
  bytes: Uint8Array;
  at: number;
}

function write(to: Sink, value: Cbor): void {
  if (value === null) to.bytes[to.at++] = simple.null;
  else if (typeof value === "boolean") to.bytes[to.at++] = value ? simple.true : simple.false;
  else if (typeof value === "number") writeHead(to, major.uint, value);
  else if (value instanceof Uint8Array) {
    writeHead(to, major.bytes, value.length);
    to.bytes.set(value, to.at);
    to.at += value.length;
  } else {
    writeHead(to, major.array, value.length);
    for (const item of value) write(to, item);
  }
}

function writeHead(to: Sink, sort: number, number: number): void {
  const width = headBytes(number) - 1;
  to.bytes[to.at] = (sort << 5) | (width === 0 ? number : 24 + Math.log2(width));
  let rest = number;
  for (let at = to.at + width; at > to.at; at--) {
    to.bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  to.at += 1 + width;
}
