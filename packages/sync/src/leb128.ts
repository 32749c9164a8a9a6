// Whole numbers in as few bytes as they need, seven bits to each, as Automerge writes them; and bytes put in a row.
import type { Bytes } from "./ports.ts";

export function leb128(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest >= 128;
    bytes.push((rest % 128) + (more ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

const lengthBytesMax = 5;

/** Null when it does not end within five bytes, or is longer than it need be. */
export function readLeb128(bytes: Bytes, start: number): { value: number; end: number } | null {
  let value = 0;
  for (let at = start, scale = 1; at < start + lengthBytesMax; at++, scale *= 128) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value += (byte & 127) * scale;
    if (byte < 128) return byte === 0 && at > start ? null : { value, end: at + 1 };
  }
  return null;
}

export function join(parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
