// Every channel's log and the one queue into the store: whatever waits while a sync is under way, or a moment before it,
// goes into the next one together, and nobody is told "kept" before it. Pure: the store's answers come in through `job`.
import type { SealedEntry } from "@fogata/protocol";
import { learn, lookUp, noneFound } from "./lookup.ts";
import { type Plan, type PlanResult, planGroup, sizeOf, type Tail, type Work } from "./plan.ts";
import type { Snap } from "./snaps.ts";
import type { Answer, ChannelRow, Command, EntryRow, Hidden } from "./store.ts";

/** A channel as it stands on the disk, with what the relay adds while it runs. */
export interface Channel extends ChannelRow {
  freed: number;
  /** Where each entry of the log stands, by id; null until somebody pushes, and again when nobody is left. */
  known: Map<string, number> | null;
  /** Null until somebody asks, and again when nobody is left; null as well while there are none. */
  snapped: Map<string, Snap> | null;
  /** What `snapped` hides; undefined: to be worked out. */
  hidden: Hidden | null | undefined;
  /** The store is erasing what a trim hid. */
  erasing: boolean;
  /** Pushed but not yet synced, in order of arrival. */
  unsynced: { entries: SealedEntry[]; bytes: number }[];
  unsyncedBytes: number;
  /** Pieces of work in the queue: until they are done, nothing that was looked up for them may be forgotten. */
  working: number;
  /** Anything but "here": why it is refused. */
  state: "here" | "no-channel" | "gone";
}

export interface Log {
  /** Joins the queue. `done` is called once, after the sync that decided it. */
  add(work: Work): void;
  /** The moment that was asked for with `soon` is over. */
  go(): void;
  busy(): boolean;
}

/** One sync takes at most this much with it, so that the first in the queue does not wait for the last. */
export const groupBytesMax = 16 * 1024 * 1024;

export function createLog(o: {
  job(command: Command, then: (answer: Answer) => void): void;
  /**
   * Have `go` called in a moment, when those who listen have been told: neither hashing nor the disk holds them up.
   * `patient`: work came while other work was under way, and will again.
   */
  soon(patient: boolean): void;
  sha256(bytes: Uint8Array): Uint8Array;
  channelBytesMax: number;
  /** After the sync, before anybody's `done`: these rows, of these ids, are now the end of this channel's log. */
  synced(channel: Channel, rows: EntryRow[], keys: string[]): void;
  /** The same for snapshots whose state has changed; `reread`: the log has a new name, and everybody must read it again. */
  marked(channel: Channel, snaps: Snap[], reread: boolean): void;
  /** The last piece of work of this channel is done. */
  idle(channel: Channel): void;
}): Log {
  const waiting: Work[] = [];
  let under: Work[] | null = null;
  let asked = false;

  function ask(patient: boolean): void {
    if (asked || under !== null || waiting.length === 0) return;
    asked = true;
    o.soon(patient);
  }

  function next(): void {
    asked = false;
    let bytes = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || bytes <= groupBytesMax)) bytes += sizeOf(waiting[count++]!);
    const group = waiting.splice(0, count);
    under = group;
    const command = lookUp(group);
    if (command === null) write(group, planGroup(group, noneFound, o));
    else
      o.job(command, (answer) => {
        if (answer.type === "found") write(group, planGroup(group, learn(group, command, answer), o));
        else finish(group.map(() => "disk-full"));
      });
  }

  /** Nothing in memory moves until the store has synced. */
  function write(group: Work[], plan: Plan): void {
    if (plan.changes.length === 0) finish(plan.results, plan.tails);
    else
      o.job({ type: "write", changes: plan.changes }, (answer) => {
        if (answer.type === "written") finish(plan.results, plan.tails);
        else finish(group.map(() => "disk-full"));
      });
  }

  function finish(results: PlanResult[], tails: Map<Channel, Tail> = new Map()): void {
    const group = under ?? [];
    under = null;
    for (const [channel, tail] of tails) settle(channel, tail);
    for (const [i, work] of group.entries())
      if (work.type === "create" && results[i] === "disk-full") work.channel.state = "no-channel";
    ask(true);
    group.forEach((work, i) => {
      const result = results[i] ?? null;
      if (work.type === "push") {
        work.channel.unsyncedBytes -= work.channel.unsynced.shift()!.bytes;
        work.done(result ?? "disk-full");
      } else work.done(typeof result === "string" ? result : null);
    });
    for (const { channel } of group) if (--channel.working === 0) o.idle(channel);
  }

  function settle(channel: Channel, tail: Tail): void {
    const reread = channel.life !== tail.head.life;
    Object.assign(channel, tail.head);
    for (const [i, key] of tail.keys.entries()) channel.known?.set(key, tail.rows[i]!.seq);
    if (tail.erasing !== null) channel.erasing = tail.erasing;
    const changed = [...tail.snaps.values()];
    if (changed.length > 0 || tail.unsnapped.size > 0) {
      channel.snapped ??= new Map();
      for (const key of tail.unsnapped) channel.snapped.delete(key);
      for (const [key, snap] of tail.snaps) channel.snapped.set(key, snap);
      channel.hidden = undefined;
    }
    if (tail.rows.length > 0) o.synced(channel, tail.rows, tail.keys);
    if (changed.length > 0 || reread) o.marked(channel, changed, reread);
  }

  return {
    add(work) {
      work.channel.working += 1;
      if (work.type === "push") {
        const bytes = sizeOf(work);
        work.channel.unsynced.push({ entries: work.entries, bytes });
        work.channel.unsyncedBytes += bytes;
      }
      waiting.push(work);
      ask(false);
    },
    go: next,
    busy: () => under !== null || waiting.length > 0,
  };
}
