// Every channel's log and the one queue into the store: whatever waits while a sync is under way goes into the next
// one together, and nobody is told "kept" before it. Pure: the store's answers come in through `job`.
import { chainInput, type EntryId, type Refusal, readEntryId, type SealedEntry } from "@fogata/protocol";
import type { Answer, Change, ChannelRow, Command, EntryRow } from "./store.ts";

/** A channel as it stands on the disk, with what the relay adds while it runs. */
export interface Channel extends ChannelRow {
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
    const asked = group.flatMap(namesOf);
    if (asked.length === 0) write(group, []);
    else
      o.job({ type: "find", asked }, (found) => {
        if (found.type === "found") write(group, found.places);
        else finish(group.map(() => "disk-full"));
      });
  }

  /** Gives every new entry its place. Nothing in memory moves until the store has synced. */
  function write(group: Work[], places: (number | null)[]): void {
    const plan = planGroup(group, places, o);
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
      if (tail.rows.length > 0) o.synced(channel, tail.rows);
    }
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

type PlanResult = { seqs: number[] } | Refusal | null;
interface Tail {
  head: Pick<ChannelRow, "seq" | "chain" | "bytes">;
  rows: EntryRow[];
}

/** What one sync will write and what each piece of work will be told once it has. */
function planGroup(
  group: Work[],
  places: (number | null)[],
  o: { sha256(bytes: Uint8Array): Uint8Array; channelBytesMax: number },
): { changes: Change[]; results: PlanResult[]; tails: Map<Channel, Tail> } {
  const changes: Change[] = [];
  const tails = new Map<Channel, Tail>();
  /** What this very group already stores, by channel and name. */
  const fresh = new Map<string, number>();
  let asked = 0;
  const tailOf = (channel: Channel): Tail => {
    const { seq, chain, bytes } = channel;
    const tail = tails.get(channel) ?? { head: { seq, chain, bytes }, rows: [] };
    tails.set(channel, tail);
    return tail;
  };

  const results = group.map((work): PlanResult => {
    const { channel } = work;
    const names = namesOf(work);
    const found = places.slice(asked, asked + names.length);
    asked += names.length;
    if (work.type === "erase") {
      changes.push({ type: "gone", id: channel.id, gen: channel.gen });
      return null;
    }
    if (channel.state !== "here") return channel.state;
    const tail = tailOf(channel);
    if (work.type === "create") return null;

    const known = names.map(({ gen, name }, i) => found[i] ?? fresh.get(keyOf(gen) + keyOf(name)) ?? null);
    const parts = work.type === "push" ? work.entries.map((entry) => entry.bytes) : [work.bytes];
    const added = parts.reduce((sum, part, i) => sum + (known[i] === null ? part.length : 0), 0);
    if (added > 0 && tail.head.bytes + added > o.channelBytesMax) return "channel-full";
    const seqs = parts.map((bytes, i) => {
      const name = keyOf(channel.gen) + keyOf(names[i]!.name);
      // Asked again: the same entry may come twice in one push.
      const place = known[i] ?? fresh.get(name);
      if (place !== undefined && place !== null) return place;
      tail.head.bytes += bytes.length;
      if (work.type === "blob") {
        changes.push({ type: "blob", gen: channel.gen, hash: work.hash, bytes });
        fresh.set(name, bytes.length);
        return bytes.length;
      }
      const seq = tail.head.seq + 1;
      const chain = o.sha256(chainInput(tail.head.chain, o.sha256(bytes)));
      const row: EntryRow = { seq, chain, bytes };
      Object.assign(tail.head, { seq, chain });
      tail.rows.push(row);
      changes.push({ type: "entry", gen: channel.gen, row });
      fresh.set(name, seq);
      return seq;
    });
    return { seqs };
  });

  const changed = new Set(group.filter((work) => work.type === "create").map((work) => work.channel));
  for (const [channel, tail] of tails) {
    if (tail.head.bytes === channel.bytes && !changed.has(channel)) continue;
    const { id, kind, gen, expiresAt } = channel;
    changes.push({ type: "channel", row: { id, kind, gen, expiresAt, ...tail.head } });
  }
  return { changes, results, tails };
}

function namesOf(work: Work): { gen: Uint8Array; name: Uint8Array }[] {
  const { gen } = work.channel;
  if (work.type === "push") return work.entries.map((entry) => ({ gen, name: entry.id }));
  return work.type === "blob" ? [{ gen, name: work.hash }] : [];
}

function sizeOf(work: Work): number {
  if (work.type === "push") return work.entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
  return work.type === "blob" ? work.bytes.length : 0;
}

/** A map key for bytes: one character for each byte. */
export function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export const entryOf = (row: EntryRow): SealedEntry => ({ id: idOf(row), bytes: row.bytes });
export const idOf = (row: EntryRow): EntryId => readEntryId(row.bytes)!;
