// The one door to the CBOR library: a small canonical subset, read without copying and without trusting the sender.
// Only unsigned integers, byte strings, arrays, true, false and null exist here; anything else is malformed.
import { decode, encode, Token, Tokenizer, Type } from "cborg";

export type Cbor = number | boolean | null | Uint8Array | Cbor[];

const options = { strict: true, allowIndefinite: false, allowUndefined: false, allowBigInt: false } as const;
/** The least length that needs 1, 2 and 4 bytes to say. */
const shortest = [24, 0x100, 0x1_0000];
const plain = new Set([Type.uint, Type.array, Type.true, Type.false, Type.null]);

/** Throws only for values that are not Cbor, which is our own mistake. */
export function toCbor(value: Cbor): Uint8Array {
  return plainView(encode(value));
}

/** Under Node the library works with Buffers, which differ from what a browser gives in slice() and in equality. */
const plainView = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Undefined for anything that is not exactly one canonical item. `itemsMax` bounds how much a hostile frame can make
 * us build, nesting included: two million tiny items in one frame are refused at the first one too many.
 */
export function fromCbor(bytes: Uint8Array, itemsMax: number): Cbor | undefined {
  try {
    return decode(bytes, { ...options, tokenizer: new Reader(bytes, itemsMax) }) as Cbor;
  } catch {
    return undefined;
  }
}

/** Byte strings come out as views into the frame: a relay passes megabytes on that it never looks into. */
class Reader extends Tokenizer {
  #itemsLeft: number;

  constructor(bytes: Uint8Array, itemsMax: number) {
    super(plainView(bytes), options);
    this.#itemsLeft = itemsMax;
  }

  override next(): Token {
    if (this.#itemsLeft-- <= 0) throw new Error("too many items");
    const first = this.data[this._pos] ?? 0;
    if (first >>> 5 === 2) return this.#view(first & 31);
    const token = super.next();
    if (!plain.has(token.type)) throw new Error("not in the subset");
    return token;
  }

  #view(minor: number): Token {
    const at = this._pos;
    let start = at + 1;
    let length = minor;
    if (minor > 23) {
      const width = 2 ** (minor - 24);
      if (width > 4) throw new Error("longer than any frame");
      length = 0;
      for (const end = start + width; start < end; start++) length = length * 256 + (this.data[start] ?? 0);
      // Canonical: the shortest form that holds the length, as the library checks for integers.
      if (length < shortest[minor - 24]!) throw new Error("padded");
    }
    if (start + length > this.data.length) throw new Error("cut short");
    this._pos = start + length;
    return new Token(Type.bytes, this.data.subarray(start, this._pos), this._pos - at);
  }
}
