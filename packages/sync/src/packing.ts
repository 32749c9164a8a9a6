// Changes of one writer, packed for the way. A change names the one before it by a hash of 32 bytes and carries a
// checksum; neither can be compressed, and both follow from the change before. Left out here, a run of keystrokes
// deflates to a few bytes each. Nothing is guessed: whoever unpacks computes the very same bytes again.
//
// Not Automerge's bundle, which is as small: its reader (marked experimental) runs without end on about one in two
// hundred damaged bundles with a mended checksum, and a tab that reads one on every start never starts again.
import type { Bytes } from "./ports.ts";

/** SHA-256; the only thing asked of the world here. */
export type Hash = (data: Bytes) => Promise<Bytes>;

/** A change as Automerge writes it: magic 4, checksum 4, type 1, length (LEB128), body (number of hashes, hashes, …). */
const magic = new Uint8Array([0x85, 0x6f, 0x4a, 0x83]);
const plainType = 1;
const hashBytes = 32;
const whole = 0;
const following = 1;

/** Each part: how it is packed 1, length (LEB128), bytes. */
export async function packChanges(sha256: Hash, changes: readonly Bytes[]): Promise<Bytes> {
  const parts: Bytes[] = [];
  let before: Bytes | null = null;
  for (const change of changes) {
    const rest = before && restOf(change, before);
    const packed = rest ?? change;
    parts.push(new Uint8Array([rest ? following : whole, ...leb128(packed.length)]), packed);
    before = await sha256(change.slice(8));
  }
  return join(parts);
}

/** The changes one after the other, as they were; null for what was not packed like this. */
export async function unpackChanges(sha256: Hash, packed: Bytes): Promise<Bytes | null> {
  const changes: Bytes[] = [];
  let before: Bytes | null = null;
  for (let at = 0; at < packed.length; ) {
    const how = packed[at]!;
    const length = readLeb128(packed, at + 1);
    if (length === null || length.end + length.value > packed.length) return null;
    const part: Bytes = packed.subarray(length.end, length.end + length.value);
    at = length.end + length.value;
    let change = part;
    if (how === following) {
      if (before === null) return null;
      const body = join([new Uint8Array([1]), before, part]);
      const chunk = join([new Uint8Array([plainType]), new Uint8Array(leb128(body.length)), body]);
      change = join([magic, (await sha256(chunk)).subarray(0, 4), chunk]);
    } else if (how !== whole || part.length < 10) return null;
    before = await sha256(change.slice(8));
    changes.push(change);
  }
  return join(changes);
}

/** What is left of a change without head, checksum and hash; null if it does not follow `before` alone. */
function restOf(change: Bytes, before: Bytes): Bytes | null {
  if (change[8] !== plainType) return null;
  const length = readLeb128(change, 9);
  if (length === null || change[length.end] !== 1) return null;
  const hash = change.subarray(length.end + 1, length.end + 1 + hashBytes);
  if (hash.length < hashBytes || hash.some((byte, i) => byte !== before[i])) return null;
  return change.subarray(length.end + 1 + hashBytes);
}

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
