// This device's replica of one relay channel: a log of opaque entries, followed and refilled. Pure. Knows ids, hashes
// and places; never what an entry says.
import type { NotShared } from "./device.types.ts";

/** Where this device stands in the relay's log, in hex. An empty generation is the beginning of any log. */
export interface Place {
  gen: string;
  seq: number;
  chain: string;
}
export const beginning: Place = { gen: "", seq: 0, chain: "0".repeat(64) };

/**
 * How far a snapshot reaches, and in which log. The name alone (`gen`) does not say which: a relay put back from a backup
 * goes on under the old name with other entries.
 */
export interface Reach {
  gen: string;
  round: number;
  upTo: number;
}

export interface Channel {
  readonly id: string;
  /** Moved by BATCH and COMMIT alone. */
  readonly place: Place;
  /** Grows whenever the relay's log turned out to be another one than the one followed so far. */
  readonly round: number;
  /** Entries this device holds and has not yet seen in this log, with their sizes, oldest first. */
  readonly unlogged: ReadonlyMap<string, number>;
  /** Of these, what the relay has said it has, on this connection. Not proof: a relay can lose what it did not log. */
  readonly given: ReadonlySet<string>;
  /** Snapshots made here and not yet seen in this log: each goes alone, with how far it reaches. */
  readonly reaches: ReadonlyMap<string, Reach>;
  /** Of long documents not yet seen in this log: what has to be there before them, and what was put there on this connection. */
  readonly parted: ReadonlyMap<string, readonly string[]>;
  readonly partsGiven: ReadonlySet<string>;
  readonly rights: { read: boolean; write: boolean };
  /** Number of the pull under way. */
  readonly pulling: number | null;
  readonly pushing: { ref: number; ids: readonly string[]; part?: string } | null;
  /** True once a pull of this connection came to the end of the log. */
  readonly caughtUp: boolean;
  /** How often, on this connection, the log turned out to be another. */
  readonly resets: number;
  /** What the relay refused here, until it takes it. `resting`: nothing is asked for now; `gone`: never on this connection. */
  readonly trouble: { reason: NotShared; over: "open" | "pull" | "push" } | null;
  readonly resting: boolean;
  readonly gone: boolean;
}
/** A relay that was wiped has another log, once. One that had another log each time would have us read for ever. */
export const resetsMax = 3;

/** A channel at the start of a connection. */
export function channelAt(o: {
  id: string;
  place: Place;
  round: number;
  unlogged: ReadonlyMap<string, number>;
  reaches: ReadonlyMap<string, Reach>;
  parted: ReadonlyMap<string, readonly string[]>;
}): Channel {
  return {
    ...o,
    given: new Set(),
    partsGiven: new Set(),
    rights: { read: false, write: false },
    pulling: null,
    pushing: null,
    caughtUp: false,
    resets: 0,
    trouble: null,
    resting: false,
    gone: false,
  };
}

/** Entries accepted: `logged` stand in the relay's log up to `place`, `held` are here but have no place yet. */
export interface Followed {
  place: Place;
  /** True when the log is not the one followed until now: everything held must be looked for again. */
  reset: boolean;
  logged: readonly string[];
  /** On a reset: all that this device holds of this channel. */
  everything: ReadonlyMap<string, number>;
  /** Of these, the long documents with their parts. */
  parted?: ReadonlyMap<string, readonly string[]>;
  end: boolean;
}

/** S2 The cursor is (generation, seq, chain) and moves only past entries that are stored here. */
export function follow(channel: Channel, o: Followed): Channel {
  const unlogged = new Map(o.reset ? o.everything : channel.unlogged);
  for (const id of o.logged) unlogged.delete(id);
  return {
    ...channel,
    place: o.place,
    round: o.reset ? channel.round + 1 : channel.round,
    unlogged,
    parted: (o.reset && o.parted) || channel.parted,
    given: o.reset ? new Set() : without(channel.given, o.logged),
    caughtUp: o.end || (channel.caughtUp && !o.reset),
    resets: channel.resets + (o.reset ? 1 : 0),
  };
}

/** Entries that now lie here without a place in the log. `given`: the relay was seen to have them. */
export function hold(
  channel: Channel,
  entries: ReadonlyMap<string, number>,
  how: {
    given: boolean;
    reaches?: ReadonlyMap<string, Reach>;
    parted?: ReadonlyMap<string, readonly string[]>;
  },
): Channel {
  const unlogged = new Map(channel.unlogged);
  for (const [id, size] of entries) unlogged.set(id, size);
  const given = how.given ? union(channel.given, entries.keys()) : channel.given;
  const reaches = new Map([...channel.reaches, ...(how.reaches ?? [])]);
  return { ...channel, unlogged, given, reaches, parted: new Map([...channel.parted, ...(how.parted ?? [])]) };
}

export function acknowledged(channel: Channel): Channel {
  if (!channel.pushing) return channel;
  return { ...channel, given: union(channel.given, channel.pushing.ids), pushing: null };
}

/** The part that was sent is there. */
export function partKept(channel: Channel): Channel {
  const part = channel.pushing?.part;
  if (part === undefined) return channel;
  return { ...channel, partsGiven: union(channel.partsGiven, [part]), pushing: null };
}

/** S3 What the relay lacks is sent again, byte for byte, by whoever holds it: wiped, rolled back or new. */
export function nextPush(channel: Channel, limits: { entriesMax: number; bytesMax: number }): string[] {
  const ids: string[] = [];
  if (!channel.caughtUp || !channel.rights.write || channel.pushing) return ids;
  let bytes = 0;
  for (const [id, size] of channel.unlogged) {
    if (channel.given.has(id)) continue;
    if (reachOf(channel, id) || channel.parted.has(id)) return ids.length > 0 ? ids : [id];
    if (ids.length === limits.entriesMax || (ids.length > 0 && bytes + size > limits.bytesMax)) break;
    ids.push(id);
    bytes += size;
  }
  return ids;
}

/** What has to be there before this entry, and is not as far as we know. */
export function nextPart(channel: Channel, id: string): string | null {
  return channel.parted.get(id)?.find((hash) => !channel.partsGiven.has(hash)) ?? null;
}

/** Null for what is no snapshot of ours, and for one made of another log: there it is an entry like any other. */
export function reachOf(channel: Channel, id: string): Reach | null {
  const reach = channel.reaches.get(id);
  return reach && reach.gen === channel.place.gen && reach.round === channel.round ? reach : null;
}

/** True when a commit of `count` entries ending at `seq` continues exactly what this device has followed. */
export function continues(channel: Channel, seq: number, count: number): boolean {
  return channel.caughtUp && channel.place.seq + count === seq;
}

function union<T>(set: ReadonlySet<T>, more: Iterable<T>): Set<T> {
  const all = new Set(set);
  for (const one of more) all.add(one);
  return all;
}
function without<T>(set: ReadonlySet<T>, less: Iterable<T>): Set<T> {
  const rest = new Set(set);
  for (const one of less) rest.delete(one);
  return rest;
}
