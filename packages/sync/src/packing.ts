// Changes of one writer, packed for the way. A change names the one before it by a hash of 32 bytes and carries a
// checksum; neither can be compressed, and both follow from the change before. What is left of a run of keystrokes
// differs from one to the next in a few bytes, and only these travel. Nothing is guessed: whoever unpacks computes the
// very same bytes again.
//
// Not Automerge's bundle, which is no smaller: its reader (marked experimental) runs without end on about one in two
// hundred damaged bundles with a mended checksum, and a tab that reads one on every start never starts again.
import { sha256Now } from "@fogata/keys/primitives";
import { packKeystroke, unpackKeystroke, type Whose } from "./keystroke.ts";
import { join, leb128, readLeb128 } from "./leb128.ts";
import type { Bytes } from "./ports.ts";
import { hashRun } from "./run-hashes.ts";
import { packRun, runFrom, unpackRun } from "./runs.ts";

/** SHA-256; asked for what is large. */
export type Hash = (data: Bytes) => Promise<Bytes>;

/** A change as Automerge writes it: magic 4, checksum 4, type 1, length (LEB128), body (number of hashes, hashes, …). */
export const magic = new Uint8Array([0x85, 0x6f, 0x4a, 0x83]);
export const typeAt = 8;
export const plainType = 1;
export const hashBytes = 32;
/**
 * How a part is packed: the bytes of any change · the body of a plain one · what follows its hashes, when its one hash is
 * the change before · a run of these · a keystroke · one by the entry's device in its document.
 */
const parts = { whole: 0, body: 1, following: 2, run: 3, keystroke: 4, ownKeystroke: 5 } as const;
/** What unpacks to more than this beyond its own weight was not written by anybody's hands. */
export const unpackedBytesMax = 4 * 1024 * 1024;

function packOne(
  change: Bytes,
  body: Bytes | null,
  rest: Bytes | null,
  whose: Whose | undefined,
): readonly [number, Bytes] {
  if (rest) return [parts.following, rest];
  const own = body && whose && packKeystroke(body, whose);
  if (own) return [parts.ownKeystroke, own];
  const keystroke = body && packKeystroke(body);
  if (keystroke) return [parts.keystroke, keystroke];
  return body ? [parts.body, body] : [parts.whole, change];
}

/** A change that a packing holds, or a run of them: as long as each other, one behind the other. */
export interface Unpacked {
  bytes: Bytes;
  count: number;
  /** 32 bytes for each change whose head was worked out here; what came whole has yet to be looked at. */
  hashes: Bytes | null;
  /** In a run, where in a change any of them differs from the others, besides its checksum and its one hash. */
  places: readonly number[];
}

/**
 * Each part: how it is packed 1, for a run how many changes (LEB128), length (LEB128), bytes. `whose`: what those who
 * unpack know from the entry around it.
 */
export async function packChanges(sha256: Hash, changes: readonly Bytes[], whose?: Whose): Promise<Bytes> {
  const hashes = await Promise.all(changes.map((change) => sha256(change.slice(typeAt))));
  const bodies = changes.map(bodyOf);
  const rests = bodies.map((body, i) => (body && i > 0 ? restOf(body, hashes[i - 1]!) : null));
  const packed: Bytes[] = [];
  for (let i = 0; i < changes.length; ) {
    const before = i > 0 && bodies[i - 1] ? afterHashes(bodies[i - 1]!) : null;
    const count = before ? runFrom(before, rests, i) : 0;
    const run = count > 0 ? packRun(before!, rests.slice(i, i + count) as Bytes[]) : null;
    const [how, part] = run
      ? ([parts.run, run] as const)
      : packOne(changes[i]!, bodies[i] ?? null, rests[i] ?? null, whose);
    packed.push(new Uint8Array([how, ...(run ? leb128(count) : []), ...leb128(part.length)]), part);
    i += run ? count : 1;
  }
  return join(packed);
}

/** The changes as they were, in order; null for what was not packed like this. */
export async function unpackChanges(sha256: Hash, packed: Bytes, whose?: Whose): Promise<Unpacked[] | null> {
  const changes: Unpacked[] = [];
  /** The change before: its hash, and its body if it is a plain one. */
  let last: { hash: Bytes; body: Bytes | null } | null = null;
  let room = packed.length + unpackedBytesMax;

  /** A plain change: its head follows from its body. */
  async function add(body: Bytes): Promise<boolean> {
    const bytes = chunkOf(body);
    room -= bytes.length - typeAt;
    if (room < 0) return false;
    const chunk = bytes.subarray(typeAt);
    const hash = chunk.length <= hashedNowMax ? sha256Now(chunk) : await sha256(chunk);
    bytes.set(hash.subarray(0, typeAt - magic.length), magic.length);
    changes.push({ bytes, count: 1, hashes: hash, places: [] });
    last = { hash, body };
    return true;
  }
  async function addKeystroke(part: Bytes, by?: Whose): Promise<boolean> {
    const body = unpackKeystroke(part, by);
    return body !== null && add(body);
  }
  async function addWhole(bytes: Bytes): Promise<boolean> {
    changes.push({ bytes, count: 1, hashes: null, places: [] });
    last = { hash: await sha256(bytes.slice(typeAt)), body: bodyOf(bytes) };
    return true;
  }
  /** One that follows the one before, by what it says after that one's hash. */
  async function addFollowing(rest: Bytes): Promise<boolean> {
    return last !== null && add(join([new Uint8Array([1]), last.hash, rest]));
  }
  /** Many that follow one another: each is worked out where it will stand. */
  function addRun(packed: Bytes, count: number): boolean {
    const before = last?.body && afterHashes(last.body);
    if (!last || !before) return false;
    const row = chunkOf(join([new Uint8Array([1]), last.hash, before]));
    room -= count * (row.length - typeAt);
    const run = room < 0 ? null : unpackRun(row, row.length - before.length, packed, count);
    if (!run) return false;
    const hashes = hashRun(run.bytes, row.length, row.length - before.length - hashBytes, last.hash);
    changes.push({ bytes: run.bytes, count, hashes, places: run.places });
    const end = run.bytes.subarray(run.bytes.length - row.length);
    last = { hash: hashes.subarray(-hashBytes), body: bodyOf(end) };
    return true;
  }

  for (let at = 0; at < packed.length; ) {
    const how = packed[at];
    const count = how === parts.run ? readLeb128(packed, at + 1) : { value: 1, end: at + 1 };
    const length = count && readLeb128(packed, count.end);
    if (!length || length.end + length.value > packed.length) return null;
    at = length.end + length.value;
    const part: Bytes = packed.subarray(length.end, at);
    let done = false;
    if (how === parts.whole) done = await addWhole(part);
    else if (how === parts.body) done = await add(part);
    else if (how === parts.keystroke) done = await addKeystroke(part);
    else if (how === parts.ownKeystroke) done = whose !== undefined && (await addKeystroke(part, whose));
    else if (how === parts.following) done = await addFollowing(part);
    else if (how === parts.run) done = addRun(part, count.value);
    if (!done) return null;
  }
  return changes;
}

/** What is longer is hashed by the platform, elsewhere. */
const hashedNowMax = 1024;

/** A plain change as Automerge writes it, but for its checksum. */
function chunkOf(body: Bytes): Bytes {
  const head = [...magic, 0, 0, 0, 0, plainType, ...leb128(body.length)];
  const chunk = new Uint8Array(head.length + body.length);
  chunk.set(head);
  chunk.set(body, head.length);
  return chunk;
}

/** The body of a plain change whose head says nothing that does not follow from it. */
function bodyOf(change: Bytes): Bytes | null {
  const length = change[typeAt] === plainType ? readLeb128(change, typeAt + 1) : null;
  return length && length.end + length.value === change.length ? change.subarray(length.end) : null;
}

/** What a body says after the hashes of what it builds on. */
function afterHashes(body: Bytes): Bytes | null {
  const hashes = readLeb128(body, 0);
  const end = hashes && hashes.end + hashes.value * hashBytes;
  return end !== null && end <= body.length ? body.subarray(end) : null;
}

/** What is left of a body whose one hash is that of the change before; null if it is not. */
function restOf(body: Bytes, before: Bytes): Bytes | null {
  if (body[0] !== 1 || body.length < 1 + hashBytes) return null;
  return before.every((byte, i) => byte === body[1 + i]) ? body.subarray(1 + hashBytes) : null;
}
