// deflate-raw undone without waiting, for what is small: the platform's streams take longer to set up than to inflate a
// few kilobytes, and hold a hundred for each. As strict as zlib (RFC 1951; after Mark Adler's puff): codes that leave
// something out or say something twice are refused, and so is whatever follows the end.
import type { Bytes, Primitives } from "./types.ts";

/** What is longer takes the platform less time than us. */
const inflatedHereMax = 4096;

/** The same, but that what is small is inflated here: for whoever opens many entries. */
export function inflatingHere<P extends Pick<Primitives, "inflate">>(p: P): P {
  return {
    ...p,
    inflate: async (data: Bytes, bytesMax: number) =>
      data.length <= inflatedHereMax ? inflateNow(data, bytesMax) : p.inflate(data, bytesMax),
  };
}

const codeBitsMax = 15;
const lengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131];
lengthBases.push(163, 195, 227, 258);
const lengthExtras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceCodes = 30;
const distanceExtras = Array.from({ length: distanceCodes }, (_, i) => Math.max(0, (i >> 1) - 1));
const distanceBases = distanceExtras.map((bits, i) => (i < 2 ? i + 1 : ((2 + (i & 1)) << bits) + 1));
/** In which order the lengths of the codes for lengths are written. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const endOfBlock = 256;

/** A canonical code: how many symbols of each length, and the symbols in order. `left`: what no symbol has. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
  left: number;
}

/** Null when more is given away than there is. */
function codeOf(lengths: Uint8Array): Code | null {
  const counts = new Uint16Array(codeBitsMax + 1);
  for (const length of lengths) counts[length]!++;
  let left = 1;
  for (let bits = 1; bits <= codeBitsMax; bits++) {
    left = 2 * left - counts[bits]!;
    if (left < 0) return null;
  }
  const offsets = new Uint16Array(codeBitsMax + 1);
  for (let bits = 1; bits < codeBitsMax; bits++) offsets[bits + 1] = offsets[bits]! + counts[bits]!;
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++)
    if (lengths[symbol] !== 0) symbols[offsets[lengths[symbol]!]!++] = symbol;
  return { counts, symbols, left };
}

/** Zlib takes a code that leaves something out only where it is one symbol of one bit, or none. */
const isWhole = ({ left, counts, symbols }: Code): boolean => left === 0 || symbols.length - counts[0]! === counts[1]!;

const fixed = (() => {
  const literals = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  return { literals: codeOf(literals)!, distances: codeOf(new Uint8Array(distanceCodes).fill(5))! };
})();

/** Null for anything broken, or larger than `bytesMax` once inflated. */
export function inflateNow(data: Bytes, bytesMax: number): Bytes | null {
  let out = new Uint8Array(Math.min(bytesMax, 4 * data.length + 64));
  let size = 0;
  let at = 0;
  let bits = 0;
  let held = 0;
  /** What was read beyond the end: nothing that is said with it counts. */
  let beyond = false;

  function take(count: number): number {
    while (held < count) {
      if (at >= data.length) {
        beyond = true;
        return 0;
      }
      bits |= data[at++]! << held;
      held += 8;
    }
    const value = bits & ((1 << count) - 1);
    bits >>>= count;
    held -= count;
    return value;
  }
  /** Below zero for bits that mean nothing. */
  function symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= codeBitsMax; length++) {
      code |= take(1);
      if (beyond) return -1;
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }
  /** False where there may not be so much. */
  function makeRoom(more: number): boolean {
    if (size + more > bytesMax) return false;
    if (size + more <= out.length) return true;
    const wider = new Uint8Array(Math.min(bytesMax, Math.max(2 * out.length, size + more)));
    wider.set(out.subarray(0, size));
    out = wider;
    return true;
  }

  function stored(): boolean {
    bits = 0;
    held = 0;
    if (at + 4 > data.length) return false;
    const length = data[at]! | (data[at + 1]! << 8);
    if (length !== (~(data[at + 2]! | (data[at + 3]! << 8)) & 0xffff)) return false;
    at += 4;
    if (at + length > data.length || !makeRoom(length)) return false;
    out.set(data.subarray(at, at + length), size);
    at += length;
    size += length;
    return true;
  }
  function coded(literals: Code, distances: Code): boolean {
    for (;;) {
      const literal = symbol(literals);
      if (literal < 0) return false;
      if (literal === endOfBlock) return true;
      if (literal < endOfBlock) {
        if (size === out.length && !makeRoom(1)) return false;
        out[size++] = literal;
        continue;
      }
      const place = literal - endOfBlock - 1;
      if (place >= lengthBases.length) return false;
      const length = lengthBases[place]! + take(lengthExtras[place]!);
      const far = symbol(distances);
      if (far < 0 || far >= distanceCodes) return false;
      const distance = distanceBases[far]! + take(distanceExtras[far]!);
      if (beyond || distance > size || !makeRoom(length)) return false;
      for (const end = size + length; size < end; size++) out[size] = out[size - distance]!;
    }
  }
  function described(): boolean {
    const literalCount = take(5) + 257;
    const distanceCount = take(5) + 1;
    const lengthCount = take(4) + 4;
    if (beyond || literalCount > 286 || distanceCount > distanceCodes) return false;
    const ofLengths = new Uint8Array(lengthOrder.length);
    for (let i = 0; i < lengthCount; i++) ofLengths[lengthOrder[i]!] = take(3);
    const code = codeOf(ofLengths);
    if (beyond || code?.left !== 0) return false;
    const lengths = new Uint8Array(literalCount + distanceCount);
    for (let i = 0; i < lengths.length; ) {
      const said = symbol(code);
      if (said < 0) return false;
      if (said < 16) {
        lengths[i++] = said;
        continue;
      }
      if (said === 16 && i === 0) return false;
      const value = said === 16 ? lengths[i - 1]! : 0;
      const times = said === 16 ? 3 + take(2) : said === 17 ? 3 + take(3) : 11 + take(7);
      if (beyond || i + times > lengths.length) return false;
      lengths.fill(value, i, i + times);
      i += times;
    }
    const literals = codeOf(lengths.subarray(0, literalCount));
    const distances = codeOf(lengths.subarray(literalCount));
    if (!literals || !distances || lengths[endOfBlock] === 0) return false;
    return isWhole(literals) && isWhole(distances) && coded(literals, distances);
  }

  for (;;) {
    const last = take(1) === 1;
    const how = take(2);
    if (beyond) return null;
    const done =
      how === 0 ? stored() : how === 1 ? coded(fixed.literals, fixed.distances) : how === 2 ? described() : false;
    if (!done) return null;
    if (last) return at === data.length ? out.subarray(0, size) : null;
  }
}
