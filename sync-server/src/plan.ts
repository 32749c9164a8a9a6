// What one sync will write, and what each piece of work in it will be told once it has: every decision about what a
// channel keeps is made here, one after the other, before anything is written. Pure.
import {
  chainInput,
  type EntryId,
  type Generation,
  generationBytes,
  type Refusal,
  type SealedEntry,
  trimGraceMs,
} from "@fogata/protocol";
import { keyOf, same } from "./bytes.ts";
import type { Channel } from "./log.ts";
import { blobKey, type Found } from "./lookup.ts";
import { hiddenBy, isDue, isHidden, isTrimmed, nextErasure, type Snap, slotKeyOf } from "./snaps.ts";
import type { Change, ChannelRow, EntryRow, Hidden } from "./store.ts";

export type Work =
  | { type: "create"; channel: Channel; done(refusal: Refusal | null): void }
  | {
      type: "push";
      channel: Channel;
      entries: SealedEntry[];
      /** What this entry is besides: the rest of the channel's life may hang on it. */
      as: null | SnapAsked | { type: "freeze"; now: number };
      done(result: { seqs: number[] } | Refusal): void;
    }
  | {
      type: "blob";
      channel: Channel;
      hash: Uint8Array;
      bytes: Uint8Array;
      part: boolean;
      done(refusal: Refusal | null): void;
    }
  | { type: "mark"; channel: Channel; mark: Mark; done(refusal: Refusal | null): void }
  | { type: "erase"; channel: Channel; done(refusal: Refusal | null): void };
interface SnapAsked {
  type: "snap";
  gen: Generation;
  upTo: number;
  parts: Uint8Array[];
  by: number;
}
export type Mark =
  | { type: "verified"; snap: EntryId; by: number }
  | { type: "trim"; snaps: EntryId[]; now: number }
  | { type: "keep"; snaps: EntryId[]; now: number }
  /** From here on no snapshot may count on parts that are there already. */
  | { type: "erasing" }
  /** The store has erased what these trims hid, and these snapshots with it. */
  | { type: "erased"; trims: EntryId[]; gone: EntryId[]; freed: number };

export type PlanResult = { seqs: number[] } | Refusal | null;
export interface Plan {
  changes: Change[];
  results: PlanResult[];
  tails: Map<Channel, Tail>;
}
/** Where a channel will stand after this sync, and what this sync adds to it. */
export interface Tail {
  head: Omit<ChannelRow, "id" | "kind" | "gen" | "expiresAt"> & { freed: number };
  rows: EntryRow[];
  /** The ids of these rows, as keys. */
  keys: string[];
  places: Map<string, number>;
  /** Sizes of what this sync brings. */
  blobs: Map<string, number>;
  /** Snapshots that are new or have changed; those nothing is known of any more. */
  snaps: Map<string, Snap>;
  unsnapped: Set<string>;
  hidden: Hidden | null | undefined;
  erasing: boolean | null;
  changed: boolean;
}
interface Options {
  sha256(bytes: Uint8Array): Uint8Array;
  channelBytesMax: number;
}

/** A full channel still takes snapshots into this much more: they are what makes room. */
export const snapRoomOf = (channelBytesMax: number): number => Math.floor(channelBytesMax / 8);
/** What counts of a channel: what came, less what was erased. */
export const heldBytes = (channel: { bytes: number; freed: number }): number => channel.bytes - channel.freed;

export function planGroup(group: Work[], found: Found, o: Options): Plan {
  const changes: Change[] = [];
  const tails = new Map<Channel, Tail>();

  const results = group.map((work): PlanResult => {
    const { channel } = work;
    if (work.type === "erase") {
      changes.push({ type: "gone", id: channel.id, gen: channel.gen });
      return null;
    }
    if (channel.state !== "here") return channel.state;
    const tail = tails.get(channel) ?? newTail(channel);
    tails.set(channel, tail);
    if (work.type === "create") {
      tail.changed = true;
      return null;
    }
    const result = planWork(work, tail, found, o, changes);
    if (typeof result !== "string") freezeOrThaw(work, tail);
    return result;
  });

  for (const [channel, tail] of tails) {
    const { id, kind, gen, expiresAt } = channel;
    const { freed: _, ...head } = tail.head;
    if (tail.rows.length > 0) changes.push({ type: "entries", gen, rows: tail.rows });
    for (const { by: _, ...row } of tail.snaps.values()) changes.push({ type: "snap", gen, row });
    if (tail.unsnapped.size > 0) {
      const ids = [...tail.unsnapped].map((key) => new Uint8Array(Buffer.from(key, "latin1")));
      changes.push({ type: "unsnap", gen, ids });
    }
    if (tail.changed) changes.push({ type: "channel", row: { id, kind, gen, expiresAt, ...head } });
  }
  return { changes, results, tails };
}

function planWork(
  work: Exclude<Work, { type: "create" | "erase" }>,
  tail: Tail,
  found: Found,
  o: Options,
  changes: Change[],
): PlanResult {
  if (work.type === "mark") return planMark(work, tail, o);
  if (work.type === "blob") return planBlob(work, tail, found, o, changes);
  if (work.as?.type === "snap") return planSnap(work, work.as, tail, found, o);
  return planPush(work, tail, o.channelBytesMax, o);
}

/** Whoever uses a channel says that it is in use: a freeze by somebody who means harm stops nobody. */
function freezeOrThaw(work: Work, tail: Tail): void {
  const isOurs = work.type === "mark" && (work.mark.type === "erasing" || work.mark.type === "erased");
  const frozenAt = work.type === "push" && work.as?.type === "freeze" ? work.as.now : null;
  if (isOurs || tail.head.frozenAt === frozenAt) return;
  tail.head.frozenAt = frozenAt;
  tail.changed = true;
}

/** All of a push or nothing of it. What is here already keeps its place, unless it is hidden: who is told «kept» must find it. */
function planPush({ channel, entries }: Work & { type: "push" }, tail: Tail, bytesMax: number, o: Options): PlanResult {
  const keys = entries.map((entry) => keyOf(entry.id));
  const hidden = hiddenNow(channel, tail);
  const placeOf = (key: string, { bytes }: SealedEntry): number | undefined => {
    const place = tail.places.get(key) ?? channel.known?.get(key);
    return place === undefined || isHidden(hidden, place, bytes) ? undefined : place;
  };
  const fresh = new Map<string, number>();
  keys.forEach((key, i) => {
    if (placeOf(key, entries[i]!) === undefined) fresh.set(key, entries[i]!.bytes.length);
  });
  let added = 0;
  for (const bytes of fresh.values()) added += bytes;
  if (added > 0 && heldBytes(tail.head) + added > bytesMax) return "channel-full";
  tail.head.bytes += added;
  const seqs = keys.map((key, i) => {
    const place = placeOf(key, entries[i]!);
    if (place !== undefined) return place;
    const { bytes } = entries[i]!;
    const seq = tail.head.seq + 1;
    const chain = o.sha256(chainInput(tail.head.chain, o.sha256(bytes)));
    tail.head.seq = seq;
    tail.head.chain = chain;
    tail.rows.push({ seq, chain, bytes });
    tail.keys.push(key);
    tail.places.set(key, seq);
    tail.changed = true;
    return seq;
  });
  return { seqs };
}

function planBlob(
  { channel, hash, bytes, part }: Work & { type: "blob" },
  tail: Tail,
  found: Found,
  o: Options,
  changes: Change[],
): PlanResult {
  const key = blobKey({ gen: channel.gen, hash }, part);
  if (found.has(key) || tail.blobs.has(key)) return null;
  const bytesMax = o.channelBytesMax + (part ? snapRoomOf(o.channelBytesMax) : 0);
  if (heldBytes(tail.head) + bytes.length > bytesMax) return "channel-full";
  tail.blobs.set(key, bytes.length);
  tail.changed = true;
  tail.head.bytes += bytes.length;
  changes.push({ type: part ? "part" : "blob", gen: channel.gen, hash, bytes });
  return null;
}

/** Its entry goes in like any other; what it says about itself must be about this log, and its parts must be here. */
function planSnap(work: Work & { type: "push" }, asked: SnapAsked, tail: Tail, found: Found, o: Options): PlanResult {
  const { channel } = work;
  const [entry] = work.entries;
  const slot = slotKeyOf(entry!.bytes)!;
  const key = keyOf(entry!.id);
  const old = snapOf(channel, tail, key);
  const { seq, life } = tail.head;
  if (old !== undefined && isHidden(hiddenNow(channel, tail), old.seq, entry!.bytes)) return "not-here";
  if (old === undefined && (!same(asked.gen, life) || asked.upTo > seq)) return "not-here";
  let partBytes = 0;
  for (const hash of asked.parts) {
    const name = blobKey({ gen: channel.gen, hash }, true);
    const size = found.get(name) ?? tail.blobs.get(name);
    // While the store sweeps parts that nobody names, one that is there may be gone the next moment.
    if (size === undefined || (tail.erasing ?? channel.erasing)) return "not-here";
    partBytes += size;
  }
  const result = planPush(work, tail, o.channelBytesMax + snapRoomOf(o.channelBytesMax), o);
  if (result === null || typeof result === "string" || old !== undefined) return result;
  const [place] = result.seqs;
  // Pushed before as a plain entry, and before what it is now said to stand for.
  if (place! <= asked.upTo) return "not-here";
  const { upTo, parts, by } = asked;
  const id = entry!.id.slice();
  const bytes = entry!.bytes.length + partBytes;
  const row = {
    id,
    slot: Buffer.from(slot, "latin1"),
    seq: place!,
    upTo,
    bytes,
    parts: parts.map((one) => one.slice()),
  };
  mark(tail, { ...row, verified: false, trim: "none", eraseAt: null, by });
  tail.head.snaps += 1;
  return result;
}

function planMark({ channel, mark: asked }: Work & { type: "mark" }, tail: Tail, o: Options): PlanResult {
  if (asked.type === "erasing") {
    tail.erasing = true;
    return null;
  }
  if (asked.type === "erased") return planErased(channel, tail, asked);
  const ids = asked.type === "verified" ? [asked.snap] : asked.snaps;
  const snaps: Snap[] = [];
  for (const id of ids) {
    const snap = snapOf(channel, tail, keyOf(id));
    if (snap === undefined) return "not-here";
    if (asked.type === "keep" && (tail.erasing ?? channel.erasing) && isDue(asked.now)(snap)) return "not-here";
    const refusal = refusalOf(asked, snap, allSnaps(channel, tail));
    if (refusal !== null) return refusal;
    snaps.push(snap);
  }
  let shownAgain = false;
  for (const snap of snaps) {
    if (asked.type === "verified" && !snap.verified) mark(tail, { ...snap, verified: true });
    if (asked.type === "trim" && snap.trim === "none")
      mark(tail, { ...snap, trim: "pending", eraseAt: asked.now + trimGraceMs });
    if (asked.type === "keep" && snap.trim !== "kept") {
      shownAgain ||= snap.trim === "pending";
      mark(tail, { ...snap, trim: "kept", eraseAt: null });
    }
  }
  if (shownAgain) {
    // Whoever read on past what was hidden could never learn of it by going on from there.
    const { life } = tail.head;
    tail.head.life = o.sha256(Uint8Array.from([...channel.gen, ...life])).slice(0, generationBytes);
  }
  tail.head.eraseAt = nextErasure(allSnaps(channel, tail));
  return null;
}

function refusalOf(asked: Mark, snap: Snap, all: Iterable<Snap>): Refusal | null {
  if (asked.type === "verified") return snap.by === asked.by ? "unverified" : null;
  if (asked.type === "keep") return snap.trim === "done" ? "not-here" : null;
  if (snap.trim === "kept") return "not-here";
  if (!snap.verified) return "unverified";
  // A snapshot that reaches less far must not take the place of one that may be all that is left of what lies between.
  for (const other of all)
    if (isTrimmed(other) && same(other.slot, snap.slot) && other.upTo > snap.upTo) return "not-here";
  return null;
}

function planErased(channel: Channel, tail: Tail, o: Mark & { type: "erased" }): PlanResult {
  for (const id of o.trims) {
    const snap = snapOf(channel, tail, keyOf(id));
    if (snap !== undefined) mark(tail, { ...snap, trim: "done", eraseAt: null });
  }
  for (const id of o.gone) {
    const key = keyOf(id);
    tail.snaps.delete(key);
    if (!channel.snapped?.has(key)) continue;
    tail.unsnapped.add(key);
    tail.head.snaps -= 1;
  }
  tail.head.freed += o.freed;
  tail.head.eraseAt = nextErasure(allSnaps(channel, tail));
  tail.erasing = false;
  tail.changed = true;
  return null;
}

function mark(tail: Tail, snap: Snap): void {
  tail.snaps.set(keyOf(snap.id), snap);
  tail.hidden = undefined;
  tail.changed = true;
}

const snapOf = (channel: Channel, tail: Tail, key: string): Snap | undefined =>
  tail.unsnapped.has(key) ? undefined : (tail.snaps.get(key) ?? channel.snapped?.get(key));

function allSnaps(channel: Channel, tail: Tail): Iterable<Snap> {
  const all = new Map([...(channel.snapped ?? []), ...tail.snaps]);
  for (const key of tail.unsnapped) all.delete(key);
  return all.values();
}

/** What is hidden after everything planned so far. */
function hiddenNow(channel: Channel, tail: Tail): Hidden | null {
  if (tail.hidden === undefined)
    tail.hidden =
      tail.snaps.size + tail.unsnapped.size === 0 ? hiddenIn(channel) : hiddenBy(allSnaps(channel, tail), isTrimmed);
  return tail.hidden;
}

export function hiddenIn(channel: Channel): Hidden | null {
  if (channel.hidden === undefined) channel.hidden = hiddenBy(channel.snapped?.values() ?? [], isTrimmed);
  return channel.hidden;
}

function newTail({ seq, chain, bytes, freed, life, snaps, eraseAt, frozenAt }: Channel): Tail {
  return {
    head: { seq, chain, bytes, freed, life, snaps, eraseAt, frozenAt },
    rows: [],
    keys: [],
    places: new Map(),
    blobs: new Map(),
    snaps: new Map(),
    unsnapped: new Set(),
    hidden: undefined,
    erasing: null,
    changed: false,
  };
}

export function sizeOf(work: Work): number {
  if (work.type === "push") {
    let bytes = 0;
    for (const entry of work.entries) bytes += entry.bytes.length;
    return bytes;
  }
  return work.type === "blob" ? work.bytes.length : 0;
}
