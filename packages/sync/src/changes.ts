// Automerge changes as payloads and back. Hostile bytes are looked at here, away from any document: what is not
// exactly the changes it claims to be never reaches one.
import * as A from "@automerge/automerge/slim";
import type { Primitives } from "@fogata/keys";
import { type ChangeHead, readHead } from "./change-head.ts";
import type { Whose } from "./keystroke.ts";
import { join, leb128, readLeb128 } from "./leb128.ts";
import { type Hash, magic, packChanges, plainType, typeAt, type Unpacked, unpackChanges } from "./packing.ts";
import type { Bytes, Payload, PayloadEncoding } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import { readRunHeads, type SharedHead } from "./run-heads.ts";
import { newWriters, rewrite, type Taken, takeApart } from "./starting-again-history.ts";

/** What is known of an entry's changes before they are read; nothing as long as nobody stands for them. */
export const whoseOf = (device: string | null | undefined, doc: string): Whose | undefined =>
  device ? { device: fromHex(device), document: fromHex(doc) } : undefined;

/** One payload of exactly these changes. */
export async function encodeChanges(
  sha256: Hash,
  doc: A.Doc<unknown>,
  hashes: readonly string[],
  whose?: Whose,
): Promise<{ comp: PayloadEncoding; payload: Bytes }> {
  const changes = hashes.map((hash) => A.getBackend(doc).getChangeByHash(hash));
  const missing = changes.indexOf(null);
  if (missing >= 0) throw new Error(`no change ${hashes[missing]} in this document`);
  const raw = changes as Bytes[];
  return { comp: "packed", payload: await packChanges(sha256, raw, whose) };
}

/** What one change may hold once inflated: a letter of a few bytes must not become all the memory there is. */
export const changeBytesMax = 16 * 1024 * 1024;
/**
 * What the changes of one entry may do together. A hundred bytes can say "a million times", and each million costs
 * seconds and a gigabyte; but to take away all letters of a long document at once is honest, and one operation for each.
 */
export const operationsMax = 500_000;

/** Changes that are what they say, as the bytes to load at once. */
export interface ReadChanges {
  bytes: Bytes;
  hashes: string[];
  /** The same, payload by payload. */
  each: string[][];
  /** Those that no other of them builds on: who has them has all. */
  tips: string[];
}

/** All payloads together; null if any is not what it says. */
export async function readPayloads(
  p: Pick<Primitives, "sha256" | "inflate">,
  payloads: readonly Payload[],
  doc: string,
): Promise<ReadChanges | null> {
  const each: string[][] = [];
  const hashes: string[] = [];
  const all: Bytes[] = [];
  const built = new Set<string>();
  const ends: string[] = [];
  try {
    for (const { comp, payload, by } of payloads) {
      const changes =
        comp === "packed" ? await unpackChanges(p.sha256, payload, whoseOf(by, doc)) : splitChanges(payload);
      if (!changes || changes.length === 0 || (comp === "change" && changes.length !== 1)) return null;
      let operations = 0;
      const from = hashes.length;
      for (const change of changes) {
        const read = change.count > 1 ? readRun(change) : await readChange(p, change);
        if (read === null) return null;
        for (const { head, times } of read.heads) {
          if (by !== undefined && !isOf(by, head) && !isFirst(doc, head)) return null;
          operations += times * head.operations;
          if (operations > operationsMax) return null;
        }
        for (const hash of read.hashes) hashes.push(hash);
        for (const dep of read.heads[0]!.head.deps) built.add(dep);
        ends.push(read.hashes.at(-1)!);
        all.push(change.bytes);
      }
      each.push(hashes.slice(from));
    }
    return { bytes: join(all), hashes, each, tips: ends.filter((hash) => !built.has(hash)) };
  } catch {
    return null;
  }
}

/** All changes of a document as they are, each after those it builds on. */
export function historyOf(doc: A.Doc<unknown>): { hash: string; bytes: Bytes }[] {
  const backend = A.getBackend(doc);
  return A.getChangesMetaSince(doc, []).map(({ hash }) => ({ hash, bytes: backend.getChangeByHash(hash) as Bytes }));
}

/** S73 A history as this device's, for a group that starts again; null for changes that Automerge did not write. */
export async function copyHistory(
  p: Pick<Primitives, "sha256" | "inflate">,
  history: readonly { hash: string; bytes: Bytes }[],
  o: { doc: string; device: string },
): Promise<ReadChanges | null> {
  const taken: Taken[] = [];
  for (const { bytes } of history) {
    const body = bodyOf(bytes);
    const plain = body && bytes[typeAt] === deflatedType ? await p.inflate(body, changeBytesMax) : body;
    const change = plain && takeApart(plain);
    if (!change) return null;
    taken.push(change);
  }
  const names = newWriters({ ...o, writers: taken.flatMap(({ writers }) => writers) });
  const hashes = history.map(({ hash }) => hash);
  const written = await rewrite(p.sha256, taken, hashes, names);
  if (written === null) return null;
  const built = new Set(taken.flatMap(({ deps }) => deps));
  const tips = written.hashes.filter((_, i) => !built.has(hashes[i]!));
  return { bytes: join(written.chunks), hashes: written.hashes, each: [written.hashes], tips };
}

const deflatedType = 2;

/** What changes say of themselves; all after the first build on the one before. */
interface ReadHeads {
  heads: SharedHead[];
  hashes: string[];
}

function readRun(run: Unpacked): ReadHeads | null {
  const size = run.bytes.length / run.count;
  const heads = readRunHeads(run, readLeb128(run.bytes.subarray(0, size), typeAt + 1)!.end);
  const all = toHex(run.hashes!);
  const step = all.length / run.count;
  return heads && { heads, hashes: Array.from({ length: run.count }, (_, i) => all.slice(i * step, (i + 1) * step)) };
}

/** Null for a chunk that is not exactly what its checksum says: loading skips such a one without a word. */
async function readChange(
  p: Pick<Primitives, "sha256" | "inflate">,
  { bytes, hashes: hash }: Unpacked,
): Promise<ReadHeads | null> {
  const body = bodyOf(bytes);
  if (body === null) return null;
  if (hash !== null) return readBody(body, hash);
  if (bytes[typeAt] === plainType) return readBody(body, await checked(p.sha256, bytes, bytes.subarray(typeAt)));
  if (bytes[typeAt] !== deflatedType) return null;
  // Its name and its checksum are those of what it holds.
  const plain = await p.inflate(body, changeBytesMax);
  if (plain === null) return null;
  const chunk = join([new Uint8Array([plainType]), new Uint8Array(leb128(plain.length)), plain]);
  return readBody(plain, await checked(p.sha256, bytes, chunk));
}

function readBody(body: Bytes, hash: Bytes | null): ReadHeads | null {
  const head = hash && readHead(body);
  return head && { heads: [{ head, times: 1 }], hashes: [toHex(hash)] };
}

/** The hash, if the checksum before the chunk is its beginning. */
async function checked(sha256: Hash, bytes: Bytes, chunk: Bytes): Promise<Bytes | null> {
  const hash = await sha256(chunk);
  for (let i = magic.length; i < typeAt; i++) if (bytes[i] !== hash[i - magic.length]) return null;
  return hash;
}

/** Behind an actor's device: which of its tabs wrote. */
export const tabBytes = 8;

/**
 * S38 An Automerge actor is its device's id and its tab's. Otherwise anybody could write the next change in somebody
 * else's name, and whoever had it first would refuse the true one for ever.
 */
export function isOf(device: string, { actor }: Pick<ChangeHead, "actor">): boolean {
  return actor.startsWith(device) && actor.length === device.length + 2 * tabBytes;
}
/** The bytes a document begins with are the same for everybody, so they belong to nobody: the document is their actor. */
export function isFirst(doc: string, { actor, seq, deps }: Pick<ChangeHead, "actor" | "seq" | "deps">): boolean {
  return seq === 1 && deps.length === 0 && actor === doc;
}

/** Of a chunk that is all of these bytes: magic 4, checksum 4, type 1, length (LEB128), body. Null if it is not. */
function bodyOf(bytes: Bytes): Bytes | null {
  const end = endOfChunk(bytes, 0);
  return end === bytes.length ? bytes.subarray(readLeb128(bytes, typeAt + 1)!.end) : null;
}

function endOfChunk(bytes: Bytes, start: number): number | null {
  if (magic.some((byte, i) => bytes[start + i] !== byte)) return null;
  const length = readLeb128(bytes, start + typeAt + 1);
  return length === null ? null : length.end + length.value;
}

/** Chunks one after the other; null unless they fill the bytes. */
function splitChanges(bytes: Bytes): Unpacked[] | null {
  const changes: Unpacked[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = endOfChunk(bytes, start);
    if (end === null || end > bytes.length) return null;
    changes.push({ bytes: bytes.subarray(start, end), count: 1, hashes: null, places: [] });
    start = end;
  }
  return changes;
}
