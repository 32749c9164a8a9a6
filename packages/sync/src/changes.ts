// Automerge changes as payloads and back. Hostile bytes are looked at here, away from any document: what is not
// exactly the changes it claims to be never reaches one.
import * as A from "@automerge/automerge/slim";
import type { Primitives } from "@fogata/keys";
import { type Hash, join, leb128, packChanges, readLeb128, unpackChanges } from "./packing.ts";
import type { Bytes, Payload, PayloadEncoding } from "./ports.ts";
import { toHex } from "./record.ts";

/** One payload of exactly these changes. */
export async function encodeChanges(
  sha256: Hash,
  doc: A.Doc<unknown>,
  hashes: readonly string[],
): Promise<{ comp: PayloadEncoding; payload: Bytes }> {
  const changes = hashes.map((hash) => A.getBackend(doc).getChangeByHash(hash));
  const missing = changes.indexOf(null);
  if (missing >= 0) throw new Error(`no change ${hashes[missing]} in this document`);
  const raw = changes as Bytes[];
  if (raw.length === 1) return { comp: "change", payload: raw[0]! };
  return { comp: "packed", payload: await packChanges(sha256, raw) };
}

/** What one change may hold once inflated: a letter of a few bytes must not become all the memory there is. */
export const changeBytesMax = 16 * 1024 * 1024;

/** All payloads as the bytes to load at once, and the hashes they carry; null if any is not what it says. */
export async function readPayloads(
  p: Pick<Primitives, "sha256" | "inflate">,
  payloads: readonly Payload[],
  doc: string,
): Promise<{ bytes: Bytes; hashes: string[] } | null> {
  const hashes: string[] = [];
  const all: Bytes[] = [];
  try {
    for (const { comp, payload, by } of payloads) {
      const raw = comp === "packed" ? await unpackChanges(p.sha256, payload) : payload;
      const chunks = raw && splitChunks(raw);
      if (!chunks || (comp === "change" && chunks.length !== 1)) return null;
      for (const change of await Promise.all(chunks.map((chunk) => readChange(p, chunk)))) {
        if (change === null) return null;
        if (by !== undefined && !isOf(by, change) && !isFirst(doc, change)) return null;
        hashes.push(change.hash);
      }
      all.push(raw!);
    }
    return { bytes: join(all), hashes };
  } catch {
    return null;
  }
}

const magic = [0x85, 0x6f, 0x4a, 0x83];
const hashBytes = 32;
const chunkType = { change: 1, deflated: 2 };

interface Writer {
  actor: string;
  seq: number;
  deps: number;
}

/**
 * What a change says of itself, from its first bytes; Automerge's own reader makes objects of every operation, which
 * costs twenty times what loading does. Null for a chunk that is not exactly what its checksum says: loading skips
 * such a one without a word.
 */
async function readChange(
  p: Pick<Primitives, "sha256" | "inflate">,
  { type, bytes }: { type: number; bytes: Bytes },
): Promise<(Writer & { hash: string }) | null> {
  if (type !== chunkType.change && type !== chunkType.deflated) return null;
  const body = type === chunkType.change ? bodyOf(bytes) : await p.inflate(bodyOf(bytes), changeBytesMax);
  if (body === null) return null;
  const plain =
    type === chunkType.change ? bytes.slice(8) : join([new Uint8Array([1]), new Uint8Array(leb128(body.length)), body]);
  const hash = await p.sha256(plain);
  if (hash.some((byte, i) => i < 4 && byte !== bytes[4 + i])) return null;

  const deps = readLeb128(body, 0);
  const actor = deps && readLeb128(body, deps.end + hashBytes * deps.value);
  const seq = actor && readLeb128(body, actor.end + actor.value);
  if (!seq) return null;
  const actorBytes = body.subarray(actor.end, actor.end + actor.value);
  return { hash: toHex(hash), actor: toHex(actorBytes), seq: seq.value, deps: deps.value };
}

/**
 * S38 An Automerge actor begins with its device's id. Otherwise anybody could write the next change in somebody else's
 * name, and whoever had it first would refuse the true one for ever.
 */
export function isOf(device: string, { actor }: Pick<Writer, "actor">): boolean {
  return actor.startsWith(device);
}
/** The bytes a document begins with are the same for everybody, so they belong to nobody: the document is their actor. */
export function isFirst(doc: string, { actor, seq, deps }: Writer): boolean {
  return seq === 1 && deps === 0 && actor === doc;
}

const bodyOf = (chunk: Bytes) => chunk.slice(readLeb128(chunk, 9)!.end);

/** Chunks one after the other: magic 4, checksum 4, type 1, length (LEB128), body. Null unless they fill the bytes. */
function splitChunks(bytes: Bytes): { type: number; bytes: Bytes }[] | null {
  const chunks: { type: number; bytes: Bytes }[] = [];
  let start = 0;
  while (start < bytes.length) {
    if (magic.some((byte, i) => bytes[start + i] !== byte)) return null;
    const type = bytes[start + 8];
    const length = readLeb128(bytes, start + 9);
    if (type === undefined || length === null || length.end + length.value > bytes.length) return null;
    const end = length.end + length.value;
    chunks.push({ type, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return chunks.length > 0 ? chunks : null;
}
