// What one entry comes to: who wrote it, whether it counts, and what was learned from it. Hostile bytes end as a reason,
// never as a throw.
import {
  type DeviceId,
  deviceOf,
  type Kid,
  type OpenedEntry,
  type OpId,
  openEntry,
  openLockbox,
  openUnsigned,
  peekEntry,
  readStatement,
} from "@fogata/keys";
import type { Circle } from "./circle.ts";
import type { Note } from "./ledger.ts";
import type { Bytes, PayloadEncoding, Write } from "./ports.ts";
import type { Arrived, Carried, Reading } from "./reader.ts";
import { sameBytes, toHex } from "./record.ts";
import { readCarried } from "./snapshot-carried.ts";
import { readPartList } from "./snapshot-parts.ts";
import type { Spent } from "./spent.ts";
import { readVouch } from "./vouches.ts";

/** Somebody's words who belongs no more. */
export function isOfEnded({ circle }: Reading, opened: Opening | null | undefined): boolean {
  return opened?.ok === true && opened.value.type !== "control" && circle.hasEnded(opened.value.device);
}

interface Waiting {
  kind: "waiting";
  note: Note;
  writes: Write[];
  learned: boolean;
}
export type Verdict =
  | { kind: "accepted"; note: Note; writes: Write[]; learned: boolean; carried?: Carried }
  | Waiting
  | { kind: "refused"; reason: string };

/** Kept byte for byte, for a version that can bear it. */
export function unread(r: Reading, entry: Arrived & { kid: Kid }): Waiting {
  return { kind: "waiting", note: blankNote(entry, r.ledger.get(entry.id)?.at ?? {}), writes: [], learned: false };
}

export type Opening = Awaited<ReturnType<typeof openEntry>>;

export async function judgeOne(
  r: Reading,
  entry: Arrived & { kid: Kid },
  spent: Spent,
  before?: Opening | null,
): Promise<Verdict> {
  const blank = blankNote(entry, r.ledger.get(entry.id)?.at ?? {});
  const waiting = unread(r, entry);
  const newer: Verdict = { kind: "accepted", note: { ...blank, state: "newer" }, writes: [], learned: false };
  // An author or a key that was not known may be so by now.
  const lasting = before && (before.ok || before.reason !== "unknown-device");
  const opened = lasting ? before : await openArrived(r, entry);
  if (!opened) return waiting;
  if (!opened.ok) {
    if (opened.reason === "unknown-device") return learnUnsigned(r, entry, waiting);
    return opened.reason === "newer-version" ? newer : { kind: "refused", reason: opened.reason };
  }
  const content = opened.value;
  // The relay names entries by an id it read in the envelope; one that says otherwise is not the entry it claims to be.
  if (content.id !== entry.id || content.hash !== entry.hash) return { kind: "refused", reason: "tampered" };
  const { device, n, skippedFrom, type, doc } = content;
  const isEnded = r.circle.hasEnded(device);
  // Operations and boxes prove themselves, and may be what makes their own epoch known.
  const provesItself = type === "control" || (type === "lockbox" && !isEnded);
  // S80 Below its line there is nothing new to be said: not under a number that was used, nor under one it gave up. Unless
  // somebody had accepted it before they knew.
  const isNamed = isEnded && r.circle.lines.names(device, entry.hash);
  const isOld =
    isEnded && !isNamed && [spent.has, r.ledger.isSpent].some((has) => has({ id: entry.id, device, n, skippedFrom }));
  // Nobody needs a statement of somebody who never belonged. Their changes are needed: others have written upon them.
  const isNobodys = type === "statement" && isEnded && !deviceOf(r.circle.membership(), device);
  if (!provesItself && (isOld || isNobodys || !r.circle.counts(entry.kid, device, isNamed ? 0 : n))) {
    const beyond: Waiting = { ...waiting, note: { ...blank, state: "beyond", device, n, skippedFrom } };
    return isEnded ? learnProven(r, beyond, content) : waiting;
  }
  const note: Note = { ...blank, state: "applied", device, n, skippedFrom, type, doc };
  switch (content.type) {
    case "changes":
      r.atHand.put(entry.id, { comp: content.comp as PayloadEncoding, payload: content.payload, by: device });
      return { kind: "accepted", note: { ...note, state: "held" }, writes: [], learned: false };
    case "snapshot":
      return judgeSnapshot(r, note, waiting, newer, content);
    case "control":
      return judgeOperation(r, note, newer, content);
    case "statement":
      return judgeStatement(r, note, waiting, newer, content);
    case "lockbox":
      return judgeLockbox(r, note, content);
    default:
      // A type this version does not know: kept for whoever does.
      return newer;
  }
}

/** Null while there is no key for it. */
export async function openArrived(r: Reading, { kid, bytes }: { kid: Kid; bytes: Bytes }): Promise<Opening | null> {
  const keys = r.circle.epochs.get(kid);
  const signingKeyOf = (device: Parameters<Circle["signingKeyOf"]>[0]) => r.circle.signingKeyOf(device);
  return keys ? openEntry(r.p, { bytes, epochs: new Map([[keys.kid, keys]]), signingKeyOf }) : null;
}

/**
 * S14 An operation says itself whose it is. Whoever put it there may never come to be known: somebody whose admission
 * turned out not to count, of whom others had read it before; what they wrote then follows it.
 */
async function learnUnsigned(
  r: Reading,
  { kid, bytes }: { kid: Kid; bytes: Bytes },
  waiting: Waiting,
): Promise<Waiting> {
  const keys = r.circle.epochs.get(kid);
  const said = keys ? await openUnsigned(r.p, { bytes, epochs: new Map([[kid, keys]]) }) : null;
  return said ? learnProven(r, waiting, said) : waiting;
}
/**
 * S13 What proves itself in an entry that does not count. A box may be by somebody who was given a place, or a place again,
 * where nobody can read it who has not the key in this very box: only they may be left to send it.
 */
async function learnProven(
  r: Reading,
  unread: Waiting,
  { type, doc, payload }: Pick<OpenedEntry, "type" | "doc" | "payload">,
): Promise<Waiting> {
  if (type === "control" && !r.circle.has(toHex(await r.p.sha256(payload)) as OpId)) {
    const { writes, learned } = await learnOperation(r, payload);
    return { ...unread, writes, learned };
  }
  const box = type === "lockbox" && doc === r.device.id ? await openBox(r, payload) : null;
  if (!box || box === "damaged" || r.circle.epochs.has(box.kid)) return unread;
  if (r.circle.unnamedKeys() >= strangersKeysMax) return unread;
  return { ...unread, writes: await learnKey(r, box.key), learned: true };
}
async function learnOperation(r: Reading, payload: Bytes) {
  const [read] = await r.circle.learn([payload]);
  if (!read?.op) return { op: null, reason: read?.reason, writes: [], learned: false };
  const writes = [r.shelf.opWrite(read.op.id, read.op.bytes)];
  for (const keys of await r.circle.openBoxes()) writes.push(r.shelf.epochWrite(keys.kid, keys.key));
  return { op: read.op, reason: null, writes, learned: true };
}

async function judgeOperation(r: Reading, note: Note, newer: Verdict, content: OpenedEntry): Promise<Verdict> {
  const { op, reason, writes } = await learnOperation(r, content.payload);
  if (!op) return reason === "newer-version" ? newer : { kind: "refused", reason: `operation-${reason}` };
  const speaker = r.circle.signingKeyOf(note.device as DeviceId);
  if (op.body.kind === "leave" && speaker && sameBytes(op.by, speaker))
    r.circle.lines.farewell(note.device as DeviceId, op.id, note.n);
  return { kind: "accepted", note: { ...note, carries: [op.id] }, writes, learned: true };
}

async function judgeStatement(
  r: Reading,
  note: Note,
  waiting: Verdict,
  newer: Verdict,
  content: OpenedEntry,
): Promise<Verdict> {
  const read = await readStatement(r.p, content.payload, (device) => r.circle.signingKeyOf(device));
  if (read.ok) {
    if (read.value.statement.circle !== r.circle.membership().circle)
      return { kind: "refused", reason: "statement-elsewhere" };
    const { statement, device, hash } = read.value;
    // S18 By the device whose entry it is, and as nobody but the person whose device that is.
    if (device !== note.device || statement.member !== deviceOf(r.circle.membership(), device)?.member)
      return { kind: "refused", reason: "statement-not-theirs" };
    const writes = [r.shelf.statementWrite(hash, content.payload)];
    const vouch = readVouch(statement);
    if (vouch) {
      r.circle.lines.vouch({ by: device, ...vouch });
      writes.push(r.shelf.vouchWrite({ by: device, ...vouch }, hash));
    }
    // What it vouches for may be what waits.
    return { kind: "accepted", note: { ...note, carries: [hash] }, writes, learned: vouch !== null };
  }
  if (read.reason === "unknown-device") return waiting;
  return read.reason === "newer-version" ? newer : { kind: "refused", reason: `statement-${read.reason}` };
}

/** `doc` of a lockbox is the device it is for; its payload is the epoch's kid and the box. */
async function judgeLockbox(r: Reading, note: Note, content: OpenedEntry): Promise<Verdict> {
  const sent = { ...note, carries: [`${toHex(content.payload.subarray(0, kidBytes))}/${content.doc}`] };
  const opened = content.doc === r.device.id ? await openBox(r, content.payload) : null;
  if (opened === "damaged") return { kind: "refused", reason: "lockbox-damaged" };
  if (!opened) return { kind: "accepted", note: sent, writes: [], learned: false };
  // A key may come before the operation that names it. Each has a channel to follow, so there is an end to believing.
  if (!r.circle.epochs.has(opened.kid) && r.circle.unnamedKeys() >= unnamedKeysMax)
    return { kind: "refused", reason: "lockbox-flood" };
  return { kind: "accepted", note: sent, writes: await learnKey(r, opened.key), learned: true };
}
const openBox = (r: Reading, payload: Bytes) => openLockbox(r.p, payload.subarray(kidBytes), r.device);
async function learnKey(r: Reading, key: Bytes): Promise<Write[]> {
  const found = [await r.circle.learnKey(key), ...(await r.circle.openBoxes())];
  return found.map(({ kid, key }) => r.shelf.epochWrite(kid, key));
}

/** A whole document waits until somebody has checked it, or this device has all of it anyway. */
function judgeSnapshot(
  r: Reading,
  note: Note,
  waiting: Verdict,
  newer: Verdict,
  { comp, payload }: OpenedEntry,
): Verdict {
  const snapshot: Note = { ...note, comp };
  if (comp === "saved") return { kind: "accepted", note: { ...snapshot, state: "held" }, writes: [], learned: false };
  if (comp === "parted") {
    const parts = readPartList(payload)?.hashes;
    if (!parts) return { kind: "refused", reason: "snapshot-malformed" };
    return { kind: "accepted", note: { ...snapshot, state: "held", parts }, writes: [], learned: false };
  }
  if (comp === "carried") return judgeCarried(r, snapshot, waiting, payload);
  if (comp !== "checked") return newer;
  if (payload.length !== checkedBytes) return { kind: "refused", reason: "snapshot-malformed" };
  return { kind: "accepted", note: { ...snapshot, carries: [toHex(payload)] }, writes: [], learned: false };
}
/** What lies in it is judged as what it is, with the key it was written under. */
function judgeCarried(r: Reading, note: Note, waiting: Verdict, payload: Bytes): Verdict {
  const carried = readCarried(payload);
  const ids = carried?.entries.map((bytes) => peekEntry(bytes)?.id);
  if (!carried || !ids?.every((id) => id !== undefined)) return { kind: "refused", reason: "snapshot-malformed" };
  if (!r.circle.epochs.has(carried.kid)) return waiting;
  return { kind: "accepted", note: { ...note, carries: ids }, writes: [], learned: false, carried };
}

/** The snapshot's id and its hash. */
const checkedBytes = 16 + 32;
/** Where the slot is in an envelope (P17). */
export const slotAt = 18;
export const slotBytes = 8;

export const kidBytes = 16;
/** S56 Honest epochs are named soon after their key has come. */
export const unnamedKeysMax = 16;
/** Of these, from whom nobody here knows to belong: they leave room for the others. */
export const strangersKeysMax = 8;

function blankNote(entry: Arrived & { kid: Kid }, at: Note["at"]): Note {
  const { id, hash, kid, bytes } = entry;
  return {
    id,
    hash,
    kid,
    size: bytes.length,
    state: "waiting",
    device: "",
    n: 0,
    skippedFrom: 0,
    type: "",
    doc: "",
    slot: toHex(bytes.subarray(slotAt, slotAt + slotBytes)),
    comp: "",
    carries: [],
    at,
  };
}
