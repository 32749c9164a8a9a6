// Automerge changes as payloads and back. Hostile bytes are looked at here, away from any document: what is not
// exactly the changes it claims to be never reaches one.
import * as A from "@automerge/automerge/slim";
import type { Bytes, PayloadEncoding } from "./ports.ts";
import { toHex } from "./record.ts";

/** One payload of exactly these changes. */
export function encodeChanges(
  doc: A.Doc<unknown>,
  hashes: readonly string[],
): { comp: PayloadEncoding; payload: Bytes } {
  const changes = hashes.map((hash) => A.getBackend(doc).getChangeByHash(hash));
  const missing = changes.indexOf(null);
  if (missing >= 0) throw new Error(`no change ${hashes[missing]} in this document`);
  const raw = changes as Bytes[];
  if (raw.length === 1) return { comp: "change", payload: raw[0]! };
  const one = concat(raw);
  // Measured: from about ten changes on a bundle is smaller even than the deflated changes; below it seldom pays.
  const bundle = A.saveBundle(doc, [...hashes]);
  return bundle.length < one.length ? { comp: "bundle", payload: bundle } : { comp: "changes", payload: one };
}

/** SHA-256; the only thing asked of the world here. */
export type Hash = (data: Bytes) => Promise<Bytes>;

/** All payloads as the bytes to load at once, and the hashes they carry; null if any is not what it says. */
export async function readPayloads(
  sha256: Hash,
  payloads: readonly { comp: PayloadEncoding; payload: Bytes }[],
): Promise<{ bytes: Bytes; hashes: string[] } | null> {
  const hashes: string[] = [];
  try {
    for (const { comp, payload } of payloads) {
      const chunks = splitChunks(payload);
      if (chunks === null || (comp !== "changes" && chunks.length !== 1)) return null;
      for (const { type, bytes } of chunks) {
        // Checked here because loading skips a chunk with a wrong checksum without a word.
        const checksum = toHex(bytes.subarray(4, 8));
        if (comp === "bundle") {
          if (type !== chunkType.bundle || checksum !== toHex((await sha256(bytes.slice(8))).subarray(0, 4)))
            return null;
          for (const change of A.readBundle(bytes).changes) hashes.push(change.hash);
        } else {
          if (type !== chunkType.change && type !== chunkType.deflated) return null;
          const { hash } = A.decodeChange(bytes);
          if (!hash.startsWith(checksum)) return null;
          hashes.push(hash);
        }
      }
    }
    return { bytes: concat(payloads.map(({ payload }) => payload)), hashes };
  } catch {
    return null;
  }
}

const magic = [0x85, 0x6f, 0x4a, 0x83];
const chunkType = { document: 0, change: 1, deflated: 2, bundle: 3 };
const lengthBytesMax = 5;

/** Chunks one after the other: magic 4, checksum 4, type 1, length (LEB128), body. Null unless they fill the bytes. */
function splitChunks(bytes: Bytes): { type: number; bytes: Bytes }[] | null {
  const chunks: { type: number; bytes: Bytes }[] = [];
  let start = 0;
  while (start < bytes.length) {
    if (magic.some((byte, i) => bytes[start + i] !== byte)) return null;
    const type = bytes[start + 8];
    let at = start + 9;
    let length = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || at > start + 9 + lengthBytesMax) return null;
      length += (byte & 127) * scale;
      if (byte < 128) break;
    }
    if (type === undefined || at + length > bytes.length) return null;
    chunks.push({ type, bytes: bytes.subarray(start, at + length) });
    start = at + length;
  }
  return chunks.length > 0 ? chunks : null;
}

function concat(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
