// Every channel's log and the one queue into the store: whatever waits while a sync is under way goes into the next
// one together, and nobody is told "kept" before it. Pure: the store's answers come in through `job`.
import { chainInput, type EntryId, idBytes, type Refusal, readEntryId, type SealedEntry } from "@fogata/protocol";
import type { Answer, Change, ChannelRow, Command, EntryRow } from "./store.ts";

/** A channel as it stands on the disk, with what the relay adds while it runs. */
export interface Channel extends ChannelRow {
  /** Where each entry of the log stands, by id; null until somebody pushes, and again when nobody is left. */
  known: Map<string, number> | null;
  /** Pushed but not yet synced, in order of arrival. */
  unsynced: { entries: SealedEntry[]; bytes: number }[];
  /** Anything but "here": why it is refused. */
  state: "here" | "no-channel" | "gone";
}

export type Work =
  | { type: "create"; channel: Channel; done(refusal: Refusal | null): void }
  | { type: "push"; channel: Channel; entries: SealedEntry[]; done(result: { seqs: number[] } | Refusal): void }
  | { type: "blob"; channel: Channel; hash: Uint8Array; bytes: Uint8Array; done(refusal: Refusal | null): void }
  | { type: "erase"; channel: Channel; done(refusal: Refusal | null): void };

export interface Log {
  /** Joins the queue. `done` is called once, after the sync that decided it. */
  add(work: Work): void;
  busy(): boolean;
}

/** One sync takes at most this much with it, so that the first in the queue does not wait for the last. */
export const groupBytesMax = 16 * 1024 * 1024;

export function createLog(o: {
  job(command: Command, then: (answer: Answer) => void): void;
  sha256(bytes: Uint8Array): Uint8Array;
  channelBytesMax: number;
  /** After the sync, before anybody's `done`: these rows are now the end of this channel's log. */
  synced(channel: Channel, rows: EntryRow[]): void;
}): Log {
  const waiting: Work[] = [];
  let under: Work[] | null = null;

  function next(): void {
    if (under !== null || waiting.length === 0) return;
    let bytes = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || bytes <= groupBytesMax)) bytes += sizeOf(waiting[count++]!);
    const group = waiting.splice(0, count);
    under = group;
    const unknown = new Set<Channel>();
    for (const { type, channel } of group) {
      if (type !== "push" || channel.known !== null) continue;
      if (channel.seq === 0) channel.known = new Map();
      else unknown.add(channel);
    }
    const blobs = group.flatMap((work) => (work.type === "blob" ? [{ gen: work.channel.gen, hash: work.hash }] : []));
    if (unknown.size + blobs.length === 0) write(group, []);
    else
      o.job({ type: "find", logs: [...unknown].map(({ gen }) => gen), blobs }, (found) => {
        if (found.type !== "found") return finish(group.map(() => "disk-full"));
        [...unknown].forEach((channel, i) => {
          channel.known = placesOf(found.ids[i]!, channel.seq);
        });
        write(group, found.sizes);
      });
  }

  /** Gives every new entry its place. Nothing in memory moves until the store has synced. */
  function write(group: Work[], sizes: (number | null)[]): void {
    const plan = planGroup(group, sizes, o);
    if (plan.changes.length === 0) finish(plan.results);
    else
      o.job({ type: "write", changes: plan.changes }, (answer) => {
        if (answer.type === "written") finish(plan.results, plan.tails);
        else finish(group.map(() => "disk-full"));
      });
  }

  function finish(results: PlanResult[], tails: Map<Channel, Tail> = new Map()): void {
    const group = under ?? [];
    under = null;
    for (const [channel, tail] of tails) {
      Object.assign(channel, tail.head);
      for (const row of tail.rows) channel.known?.set(keyOf(idOf(row)), row.seq);
      if (tail.rows.length > 0) o.synced(channel, tail.rows);
    }
    for (const [i, work] of group.entries())
      if (work.type === "create" && results[i] === "disk-full") work.channel.state = "no-channel";
    // Before anyone is told, so that what an answer leads to queues behind what already waits.
    next();
    group.forEach((work, i) => {
      const result = results[i] ?? null;
      if (work.type === "push") {
        work.channel.unsynced.shift();
        work.done(result ?? "disk-full");
      } else work.done(typeof result === "string" ? result : null);
    });
  }

  return {
    add(work) {
      if (work.type === "push") work.channel.unsynced.push({ entries: work.entries, bytes: sizeOf(work) });
      waiting.push(work);
      next();
    },
    busy: () => under !== null,
  };
}

/** What one sync will write and what each piece of work will be told once it has. */
function planGroup(
  group: Work[],
  sizes: (number | null)[],
  o: { sha256(bytes: Uint8Array): Uint8Array; channelBytesMax: number },
): { changes: Change[]; results: PlanResult[]; tails: Map<Channel, Tail> } {
  const changes: Change[] = [];
  const tails = new Map<Channel, Tail>();
  let blobs = 0;

  const results = group.map((work): PlanResult => {
    const { channel } = work;
    const size = work.type === "blob" ? sizes[blobs++] : undefined;
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
    if (work.type === "push") return planPush(work, tail, o);
    const key = keyOf(work.hash);
    if (typeof size === "number" || tail.blobs.has(key)) return null;
    if (tail.head.bytes + work.bytes.length > o.channelBytesMax) return "channel-full";
    tail.blobs.add(key);
    tail.changed = true;
    tail.head.bytes += work.bytes.length;
    changes.push({ type: "blob", gen: channel.gen, hash: work.hash, bytes: work.bytes });
    return null;
  });

  for (const [channel, { head, rows, changed }] of tails) {
    const { id, kind, gen, expiresAt } = channel;
    if (rows.length > 0) changes.push({ type: "entries", gen, rows });
    if (changed) changes.push({ type: "channel", row: { id, kind, gen, expiresAt, ...head } });
  }
  return { changes, results, tails };
}

/** All of a push or nothing of it. */
function planPush(
  { channel, entries }: Work & { type: "push" },
  tail: Tail,
  o: { sha256(bytes: Uint8Array): Uint8Array; channelBytesMax: number },
): PlanResult {
  const keys = entries.map((entry) => keyOf(entry.id));
  const placeOf = (key: string): number | undefined => channel.known?.get(key) ?? tail.places.get(key);
  const fresh = new Map<string, number>();
  keys.forEach((key, i) => {
    if (placeOf(key) === undefined) fresh.set(key, entries[i]!.bytes.length);
  });
  const added = [...fresh.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (added > 0 && tail.head.bytes + added > o.channelBytesMax) return "channel-full";
  tail.head.bytes += added;
  const seqs = keys.map((key, i) => {
    const place = placeOf(key);
    if (place !== undefined) return place;
    const { bytes } = entries[i]!;
    const seq = tail.head.seq + 1;
    const chain = o.sha256(chainInput(tail.head.chain, o.sha256(bytes)));
    tail.head.seq = seq;
    tail.head.chain = chain;
    tail.rows.push({ seq, chain, bytes });
    tail.places.set(key, seq);
    tail.changed = true;
    return seq;
  });
  return { seqs };
}

type PlanResult = { seqs: number[] } | Refusal | null;
/** Where a channel will stand after this sync, and what this sync adds to it. */
interface Tail {
  head: Pick<ChannelRow, "seq" | "chain" | "bytes">;
  rows: EntryRow[];
  places: Map<string, number>;
  blobs: Set<string>;
  changed: boolean;
}
function newTail({ seq, chain, bytes }: Channel): Tail {
  return { head: { seq, chain, bytes }, rows: [], places: new Map(), blobs: new Set(), changed: false };
}

/** Ids in the log's order. What stands after its end is left over from a write that failed, and does not count. */
function placesOf(ids: Uint8Array, entries: number): Map<string, number> {
  const places = new Map<string, number>();
  const all = keyOf(ids.subarray(0, entries * idBytes));
  for (let at = 0; at < all.length; at += idBytes) places.set(all.slice(at, at + idBytes), at / idBytes + 1);
  return places;
}

function sizeOf(work: Work): number {
  if (work.type === "push") return work.entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
  return work.type === "blob" ? work.bytes.length : 0;
}

/** A map key for bytes: one character for each byte. */
export function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, "latin1"));
export const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

export const entryOf = (row: EntryRow): SealedEntry => ({ id: idOf(row), bytes: row.bytes });
export const idOf = (row: EntryRow): EntryId => readEntryId(row.bytes)!;
