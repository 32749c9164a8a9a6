// Judges what the relay brings: opens it, checks who wrote it, learns operations from it, and stores it before the
// cursor passes it. Hostile bytes end as a count, never as a throw.
import {
  type DeviceId,
  type DeviceKeys,
  deviceOf,
  type Kid,
  type OpenedEntry,
  openEntry,
  openLockbox,
  type Primitives,
  peekEntry,
  readStatement,
} from "@fogata/keys";
import { chainInput, type Trimmed } from "@fogata/protocol";
import type { AtHand } from "./at-hand.ts";
import { beginning, type Place } from "./channel.ts";
import type { Circle } from "./circle.ts";
import type { Ledger, Note } from "./ledger.ts";
import type { Bytes, PayloadEncoding, Storage, Write } from "./ports.ts";
import { fromHex, sameBytes, toHex } from "./record.ts";
import type { Shelf } from "./shelf.ts";
import { readCarried } from "./snapshot-carried.ts";
import { readPartList } from "./snapshot-parts.ts";
import { createSpent, type Spent } from "./spent.ts";
import type { Trials } from "./trials.ts";
import { readVouch } from "./vouches.ts";

export interface Reading {
  p: Primitives;
  device: DeviceKeys;
  storage: Storage;
  shelf: Shelf;
  circle: Circle;
  ledger: Ledger;
  trials: Trials;
  atHand: AtHand;
  /** Parts of long documents that are here, by hash. */
  partsHere: Set<string>;
  refuse(reason: string): void;
}
/** One entry as it came, hashed. */
export interface Arrived {
  id: string;
  hash: string;
  bytes: Bytes;
}
/** What is to be written and remembered of some entries. */
export interface Judged {
  kept: Kept[];
  /** The circle is not what it was: members, epochs, relays or keys. */
  learned: boolean;
  /** There was more that claims to be of a newer version than is kept. */
  flooded: boolean;
}
/** S53 What is of a newer version is kept unread, and a relay can write that on anything. */
export const newerBytesMax = 16 * 1024 * 1024;

/** S16 Entries kept whose author nobody has named yet: only who has the key of the circle can write them. */
export const waitingEntriesMax = 10_000;
/** S80 Entries kept unread of devices that belong no more: they may still have the key, and nothing else to do. */
export const beyondEntriesMax = 1_000;

export interface Kept {
  note: Note;
  /** null when the entry itself is stored already. */
  bytes: Bytes | null;
  /** Operations, keys and statements that came out of it. */
  writes: Write[];
  /** Entries of an earlier key's channel that lie in it. */
  carried?: Carried;
}
type Carried = NonNullable<ReturnType<typeof readCarried>>;

export async function arrive(p: Primitives, entries: readonly { id: Bytes; bytes: Bytes }[]): Promise<Arrived[]> {
  return Promise.all(
    entries.map(async ({ id, bytes }) => ({ id: toHex(id), hash: toHex(await p.sha256(bytes)), bytes })),
  );
}

/** Where the log stands after these entries: each place is bound to every entry before it. */
export async function extendChain(p: Primitives, from: string, hashes: readonly string[]): Promise<string> {
  let chain = fromHex(from);
  for (const hash of hashes) chain = await p.sha256(chainInput(chain, fromHex(hash)));
  return toHex(chain);
}

/** True when the relay's word about where these entries stand agrees with the entries themselves. */
export async function fits(
  p: Primitives,
  from: Place,
  hashes: readonly string[],
  to: Place,
  trimmed: Trimmed | null = null,
): Promise<boolean> {
  if (from.gen !== to.gen && from.gen !== beginning.gen) return false;
  if (seqAt(from.seq, hashes.length, trimmed) - 1 !== to.seq) return false;
  const last = trimmed?.gaps.at(-1);
  if (!trimmed || !last) return (await extendChain(p, from.chain, hashes)) === to.chain;
  // What lies before a gap cannot be led over it: only the relay knows what is in there.
  return (await extendChain(p, toHex(trimmed.chain), hashes.slice(last.before))) === to.chain;
}

/** The place of the `i`th entry after `from`, with what is left out between them. */
export function seqAt(from: number, i: number, trimmed: Trimmed | null): number {
  const gaps = (trimmed?.gaps ?? []).filter(({ before }) => before <= i);
  return from + 1 + i + gaps.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Judges entries of one epoch's channel, and again those that waited, as long as operations among them explain more.
 * Nothing is stored here: the caller writes it all, then puts the notes into the ledger.
 */
export async function judge(
  r: Reading,
  kid: Kid,
  arrived: readonly Arrived[],
  which: "arrived" | "waiting-too" = "arrived",
): Promise<Judged> {
  const judged = new Map<string, Kept>();
  const spent = createSpent();
  const fresh = arrived.filter(({ id }) => !r.ledger.get(id)).map((entry) => ({ ...entry, kid }));
  let learned = false;
  let looked = false;
  let flooded = false;
  let unknown = r.ledger.count("waiting");
  let beyond = r.ledger.count("beyond");
  let newerBytes = r.ledger.bytes("newer");
  let open: (Arrived & { kid: Kid; isNew: boolean })[] = fresh.map((entry) => ({ ...entry, isNew: true }));
  if (which === "waiting-too") open = open.concat(await earlier(r, new Set()));
  for (let first = true; open.length > 0; first = false) {
    const waiting: typeof open = [];
    const late: typeof open = [];
    let progress = false;
    const sound = open.filter(({ id }) => !r.trials.isSuspect(id));
    if (sound.length > 0)
      await r.trials.begin(
        "open",
        sound.map(({ id }) => id),
      );
    // Together: each is a few questions to the platform, which answers them beside one another.
    const opened = new Map(
      await Promise.all(sound.map(async (entry) => [entry, await openArrived(r, entry)] as const)),
    );
    for (const entry of [...sound, ...open.filter((one) => !opened.has(one))]) {
      const setAside = r.trials.isSetAside(entry.id);
      if (!setAside && r.trials.isSuspect(entry.id)) await r.trials.begin("open", [entry.id]);
      // S80 First what draws the lines, and what was kept beyond them; or a number used again would pass for the first.
      if (first && isOfEnded(r, opened.get(entry))) {
        late.push(entry);
        continue;
      }
      const verdict: Verdict = setAside ? unread(r, entry) : await judgeOne(r, entry, spent, opened.get(entry));
      if (verdict.kind === "refused") {
        r.refuse(verdict.reason);
        continue;
      }
      const { note, writes } = verdict;
      if (note.state === "waiting" && entry.isNew && !judged.has(entry.id) && ++unknown > waitingEntriesMax) {
        r.refuse("waiting-too-many");
        continue;
      }
      if (note.state === "beyond" && entry.isNew && !judged.has(entry.id) && ++beyond > beyondEntriesMax) {
        r.refuse("beyond-too-many");
        continue;
      }
      if (note.state === "newer" && entry.isNew) {
        newerBytes += note.size;
        if (newerBytes > newerBytesMax) {
          flooded = true;
          continue;
        }
      }
      if (note.n > 0) spent.add(note);
      const bytes = entry.isNew ? entry.bytes : null;
      judged.set(entry.id, { note, bytes, writes, ...("carried" in verdict && { carried: verdict.carried }) });
      if (verdict.kind === "waiting") waiting.push(entry);
      else progress ||= verdict.learned;
    }
    learned ||= progress;
    if (!progress && late.length === 0) break;
    // Operations just read may name the authors of entries that came long ago.
    const again = progress && !looked ? await earlier(r, new Set([...waiting, ...late].map(({ id }) => id))) : [];
    looked ||= progress;
    open = [...waiting, ...again, ...late];
  }
  return { kept: [...judged.values()], learned, flooded };
}

/** S120 The same, with what lies in them of earlier channels. */
export async function judgeAll(r: Reading, kid: Kid, ...rest: [readonly Arrived[], "waiting-too"?]): Promise<Judged> {
  const judged = await judge(r, kid, ...rest);
  for (const { kid, entries } of judged.kept.flatMap(({ carried }) => carried ?? [])) {
    const named = entries.map((bytes) => ({ id: fromHex(peekEntry(bytes)!.id), bytes }));
    const inner = await judge(r, kid, await arrive(r.p, named));
    judged.kept.push(...inner.kept);
    judged.learned ||= inner.learned;
    judged.flooded ||= inner.flooded;
  }
  return judged;
}

/** Entry, note and what came out of it, as one list of writes. */
export function keptWrites(shelf: Shelf, { note, bytes, writes }: Kept): Write[] {
  const entry = bytes ? [shelf.entryWrite(note, bytes)] : [];
  return [...entry, shelf.noteWrite(note), ...writes];
}

async function earlier(r: Reading, but: ReadonlySet<string>) {
  const entries: (Arrived & { kid: Kid; isNew: boolean })[] = [];
  for (const note of [...r.ledger.waiting(), ...r.ledger.beyond()]) {
    const bytes =
      but.has(note.id) || r.trials.isSetAside(note.id)
        ? null
        : await r.storage.get(r.shelf.entryKey(note.kid, note.id));
    if (bytes) entries.push({ id: note.id, hash: note.hash, bytes, kid: note.kid as Kid, isNew: false });
  }
  return entries;
}

/** Somebody's words who belongs no more. */
function isOfEnded({ circle }: Reading, opened: Opening | null | undefined): boolean {
  return opened?.ok === true && opened.value.type !== "control" && circle.membership().lost.has(opened.value.device);
}

type Verdict =
  | { kind: "accepted"; note: Note; writes: Write[]; learned: boolean; carried?: Carried }
  | { kind: "waiting"; note: Note; writes: Write[] }
  | { kind: "refused"; reason: string };

/** Kept byte for byte, for a version that can bear it. */
function unread(r: Reading, entry: Arrived & { kid: Kid }): Verdict {
  return { kind: "waiting", note: blankNote(entry, r.ledger.get(entry.id)?.at ?? {}), writes: [] };
}

type Opening = Awaited<ReturnType<typeof openEntry>>;

async function judgeOne(
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
    if (opened.reason === "unknown-device") return waiting;
    return opened.reason === "newer-version" ? newer : { kind: "refused", reason: opened.reason };
  }
  const content = opened.value;
  // The relay names entries by an id it read in the envelope; one that says otherwise is not the entry it claims to be.
  if (content.id !== entry.id || content.hash !== entry.hash) return { kind: "refused", reason: "tampered" };
  const { device, n, skippedFrom, type, doc } = content;
  const isEnded = r.circle.membership().lost.has(device);
  // Operations and boxes prove themselves, and may be what makes their own epoch known.
  const provesItself = type === "control" || (type === "lockbox" && !isEnded);
  // S80 Below its line there is nothing new to be said: not under a number that was used, nor under one it gave up.
  const isOld = isEnded && [spent.has, r.ledger.isSpent].some((has) => has({ id: entry.id, device, n, skippedFrom }));
  if (!provesItself && (isOld || !r.circle.counts(entry.kid, device, n)))
    return isEnded ? { kind: "waiting", note: { ...blank, state: "beyond" }, writes: [] } : waiting;
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
async function openArrived(r: Reading, { kid, bytes }: { kid: Kid; bytes: Bytes }): Promise<Opening | null> {
  const keys = r.circle.epochs.get(kid);
  const signingKeyOf = (device: Parameters<Circle["signingKeyOf"]>[0]) => r.circle.signingKeyOf(device);
  return keys ? openEntry(r.p, { bytes, epochs: new Map([[keys.kid, keys]]), signingKeyOf }) : null;
}

async function judgeOperation(r: Reading, note: Note, newer: Verdict, content: OpenedEntry): Promise<Verdict> {
  const [read] = await r.circle.learn([content.payload]);
  if (!read?.op)
    return read?.reason === "newer-version" ? newer : { kind: "refused", reason: `operation-${read?.reason}` };
  const speaker = r.circle.signingKeyOf(note.device as DeviceId);
  if (read.op.body.kind === "leave" && speaker && sameBytes(read.op.by, speaker))
    r.circle.lines.farewell(note.device as DeviceId, note.n);
  const writes = [r.shelf.opWrite(read.op.id, read.op.bytes)];
  for (const keys of await r.circle.openBoxes()) writes.push(r.shelf.epochWrite(keys.kid, keys.key));
  return { kind: "accepted", note: { ...note, carries: [read.op.id] }, writes, learned: true };
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
      writes.push(r.shelf.vouchWrite({ by: device, ...vouch }));
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
  const box = content.payload.subarray(kidBytes);
  const opened = content.doc === r.device.id ? await openLockbox(r.p, box, r.device) : null;
  if (opened === "damaged") return { kind: "refused", reason: "lockbox-damaged" };
  if (!opened) return { kind: "accepted", note: sent, writes: [], learned: false };
  // A key may come before the operation that names it. Each has a channel to follow, so there is an end to believing.
  if (!r.circle.epochs.has(opened.kid) && r.circle.unnamedKeys() >= unnamedKeysMax)
    return { kind: "refused", reason: "lockbox-flood" };
  const found = [await r.circle.learnKey(opened.key), ...(await r.circle.openBoxes())];
  const writes = found.map((keys) => r.shelf.epochWrite(keys.kid, keys.key));
  return { kind: "accepted", note: sent, writes, learned: true };
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
