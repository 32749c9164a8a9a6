// Entries of an earlier key's channel, said again byte for byte in a later one: their authors' signatures stay under them,
// so whoever has both keys judges them as if they had come where they were written.
import type { Kid } from "@fogata/keys";
import type { Bytes } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";

const kidBytes = 16;
const lengthBytes = 4;
/** In one entry; with room for its head. */
export const carriedBytesMax = 512 * 1024;

export function packCarried(kid: string, entries: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(kidBytes + entries.reduce((sum, one) => sum + lengthBytes + one.length, 0));
  bytes.set(fromHex(kid));
  const view = new DataView(bytes.buffer);
  let at = kidBytes;
  for (const one of entries) {
    view.setUint32(at, one.length);
    bytes.set(one, at + lengthBytes);
    at += lengthBytes + one.length;
  }
  return bytes;
}

/** Null for what no honest device writes. */
export function readCarried(bytes: Bytes): { kid: Kid; entries: Bytes[] } | null {
  if (bytes.length < kidBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Bytes[] = [];
  let at = kidBytes;
  while (at < bytes.length) {
    if (at + lengthBytes > bytes.length) return null;
    const end = at + lengthBytes + view.getUint32(at);
    if (end > bytes.length) return null;
    entries.push(bytes.slice(at + lengthBytes, end));
    at = end;
  }
  return { kid: toHex(bytes.subarray(0, kidBytes)) as Kid, entries };
}
