// Small records as bytes and back: JSON, with byte strings as {"$": hex}. For what this device keeps about itself;
// what leaves the device has its own exact formats in `keys` and `protocol`.
import type { Bytes } from "./ports.ts";

export function packRecord(record: unknown): Bytes {
  const text = JSON.stringify(record, (_, value) => (value instanceof Uint8Array ? { $: toHex(value) } : value));
  return new TextEncoder().encode(text);
}

/** Only for bytes this device sealed itself: the shape is trusted, so a record that does not parse is null. */
export function readRecord<T>(bytes: Bytes | null): T | null {
  if (bytes === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes), (_, value) =>
      value !== null && typeof value === "object" && typeof value.$ === "string" ? fromHex(value.$) : value,
    );
  } catch {
    return null;
  }
}

export function toHex(bytes: Bytes): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
export function fromHex(text: string): Bytes {
  return Uint8Array.from({ length: text.length >> 1 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
export function sameBytes(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
