// Small records as bytes and back: JSON, with byte strings as {"$": hex}. For what this device keeps about itself;
// what leaves the device has its own exact formats in `keys` and `protocol`.
import type { Bytes } from "./ports.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function packRecord(record: unknown): Bytes {
  const text = JSON.stringify(record, (_, value) => (value instanceof Uint8Array ? { $: toHex(value) } : value));
  return encoder.encode(text);
}
/** The same for a record without byte strings, of which there are many. */
export const packPlain = (record: object): Bytes => encoder.encode(JSON.stringify(record));

/** Only for bytes this device sealed itself: the shape is trusted, so a record that does not parse is null. */
export function readRecord<T>(bytes: Bytes | null): T | null {
  if (bytes === null) return null;
  try {
    const text = decoder.decode(bytes);
    if (!text.includes('{"$":')) return JSON.parse(text);
    return JSON.parse(text, (_, value) =>
      value !== null && typeof value === "object" && typeof value.$ === "string" ? fromHex(value.$) : value,
    );
  } catch {
    return null;
  }
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const digits = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
/** From here on, asking the decoder once is sooner done than putting letters together. */
const decodedFrom = 256;

export function toHex(bytes: Bytes): string {
  if (bytes.length < decodedFrom) {
    let text = "";
    for (let i = 0; i < bytes.length; i++) text += hexOf[bytes[i]!];
    return text;
  }
  const letters = new Uint8Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    letters[2 * i] = digits[bytes[i]! >> 4]!;
    letters[2 * i + 1] = digits[bytes[i]! & 15]!;
  }
  return decoder.decode(letters);
}
export function fromHex(text: string): Bytes {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digitAt(text, 2 * i) << 4) | digitAt(text, 2 * i + 1);
  return bytes;
}
/** Of our own hex: "0" to "9" are 0x30 and on, "a" to "f" 0x61 and on. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return (code & 15) + 9 * (code >> 6);
}
export function sameBytes(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
