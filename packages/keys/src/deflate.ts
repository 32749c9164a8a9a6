// deflate-raw by the platform's own streams. Inflating stops at a bound, so a small entry cannot fill the memory.
import { concat } from "./bytes.ts";
import type { Bytes } from "./types.ts";

export async function deflateRaw(data: Bytes): Promise<Bytes> {
  const all = await pump(new CompressionStream("deflate-raw"), data, Number.POSITIVE_INFINITY);
  if (all === null) throw new Error("compression failed");
  return all;
}

/** null for anything broken, or larger than `bytesMax` once inflated. */
export function inflateRaw(data: Bytes, bytesMax: number): Promise<Bytes | null> {
  return pump(new DecompressionStream("deflate-raw"), data, bytesMax);
}

async function pump(stream: CompressionStream | DecompressionStream, data: Bytes, bytesMax: number) {
  const writer = stream.writable.getWriter();
  // Failures reach us through the reader; here they must only not go unhandled.
  writer.write(data as Uint8Array<ArrayBuffer>).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const parts: Bytes[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return parts.length === 1 ? parts[0]! : concat(...parts);
      length += value.length;
      if (length > bytesMax) {
        await reader.cancel().catch(() => {});
        return null;
      }
      parts.push(value);
    }
  } catch {
    return null;
  }
}
