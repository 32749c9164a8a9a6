// Who reads along in a channel: from a device's first pull, over live, to being too slow and having to pull again.
// Pure. A reader's cursor moves by batch and commit alone; live comes at once and promises nothing.
import {
  type Chain,
  type ChannelNumber,
  type Cursor,
  chainHeadBytes,
  chainStart,
  entriesPerBatchMax,
  idsPerCommitMax,
  type Refusal,
  type Reply,
  type Request,
  snapsPerListMax,
} from "@fogata/protocol";
import { bytesOf, entryOf, same } from "./bytes.ts";
import type { Channel } from "./log.ts";
import { remember, snapsMissing } from "./lookup.ts";
import { hiddenIn } from "./plan.ts";
import type { Conn, Effect, SendSort } from "./relay.types.ts";
import { type Snap, toldOf } from "./snaps.ts";
import type { Answer, Command, EntryRow } from "./store.ts";

/** Readers learn where entries stand together with their neighbours: one commit for all that was synced meanwhile. */
export const commitDelayMs = 300;
/** Well under what may wait in a socket, so that catching up does not itself look like not reading. */
export const batchBytesMax = 512 * 1024;
/** Reads of one connection under way at once; the rest wait their turn. */
export const readsMax = 4;
export const readsWaitingMax = 1024;

/** A connection in a channel, and what it calls it. */
export interface Seat {
  conn: Conn;
  number: ChannelNumber;
}
/** A channel with those who read it. */
export interface Room extends Channel {
  key: string;
  /** Connections that have opened it. */
  guests: number;
  /** Have pulled to the end: are sent live and commit. */
  live: Seat[];
  /** Were live and did not read fast enough. */
  behind: Seat[];
  /** Pulls on their way through the disk, and what was synced since each began. */
  catching: EntryRow[][];
  /** Ids, as keys, of what was synced and not yet told to those who are live: the very keys the log knows them by. */
  untold: string[];
}
export interface Reader {
  conn: Conn;
  gone: boolean;
  slow: boolean;
  reading: number;
  waiting: (() => void)[];
}

export interface Readers {
  /** Everyone who is live in this room but one. */
  others(room: Room, except: Conn): Seat[];
  /** `keys`: the ids of these rows. */
  synced(room: Room, rows: EntryRow[], keys: string[]): void;
  /** Tells of snapshots that have changed; `reread`: and that the log has another name. */
  marked(room: Room, snaps: Snap[], reread: boolean, now: number): void;
  /** Fetches what is known of this room's snapshots, if it is not at hand. */
  withSnaps(reader: Reader, room: Room, then: () => void): Refusal | null;
  tellSnaps(to: readonly Seat[], ref: number, snaps: Snap[], now: number): void;
  pull(reader: Reader, room: Room, request: Request & { type: "pull" }, now: number): Refusal | null;
  /** Reads for this reader when its turn comes. */
  read(reader: Reader, command: () => Command, then: (answer: Answer) => void): Refusal | null;
  /** Commits what is untold. */
  tellAll(): void;
  leave(reader: Reader, room: Room): void;
  slow(reader: Reader, rooms: Room[]): void;
  drained(reader: Reader, rooms: Room[]): void;
}

/** Those who call the channel alike get the very same bytes; most often, that is everyone. */
export function byNumber(seats: readonly Seat[]): Map<ChannelNumber, Conn[]> {
  const groups = new Map<ChannelNumber, Conn[]>();
  for (const { conn, number } of seats) {
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [conn]);
    else group.push(conn);
  }
  return groups;
}

export const cursorOf = (room: Room): Cursor => ({ gen: room.life, seq: room.seq, chain: room.chain });

export function createReaders(o: {
  send(to: readonly Conn[], reply: Reply, sort?: SendSort): void;
  refuse(conn: Conn, ref: number, reason: Refusal): void;
  effect(effect: Effect): void;
  job(command: Command, then: (answer: Answer) => void): void;
}): Readers {
  const untold = new Set<Room>();

  function sendTo(seats: readonly Seat[], reply: (channel: ChannelNumber) => Reply, sort?: SendSort): void {
    for (const [number, to] of byNumber(seats)) o.send(to, reply(number), sort);
  }

  function synced(room: Room, rows: EntryRow[], keys: string[]): void {
    for (const since of room.catching) since.push(...rows);
    if (room.live.length === 0) return;
    for (const [i, key] of keys.entries()) {
      room.untold.push(key);
      if (room.untold.length === idsPerCommitMax) tell(room, rows[i]);
    }
    if (untold.size === 0) o.effect({ type: "wake", inMs: commitDelayMs });
    untold.add(room);
  }

  /** `end`: where the last of them stands. */
  function tell(room: Room, end: { seq: number; chain: Chain } = room): void {
    if (room.untold.length === 0) return;
    const ids = room.untold.map(bytesOf);
    room.untold = [];
    untold.delete(room);
    const { seq } = end;
    const chain = end.chain.subarray(0, chainHeadBytes);
    sendTo(room.live, (channel) => ({ type: "commit", channel, seq, chain, ids }));
  }

  /** `ended` comes in any case, whoever has left or failed meanwhile. */
  function read(
    reader: Reader,
    command: () => Command,
    then: (answer: Answer) => void,
    ended = () => {},
  ): Refusal | null {
    if (reader.waiting.length === readsWaitingMax) return "too-fast";
    const begin = (): void => {
      reader.reading += 1;
      o.job(command(), (answer) => {
        reader.reading -= 1;
        ended();
        if (reader.gone) return;
        if (answer.type === "failed") o.effect({ type: "close", conn: reader.conn });
        else then(answer);
        advance(reader);
      });
    };
    if (reader.waiting.length === 0 && mayRead(reader)) begin();
    else reader.waiting.push(begin);
    return null;
  }

  const mayRead = (reader: Reader): boolean => !reader.gone && !reader.slow && reader.reading < readsMax;

  function advance(reader: Reader): void {
    while (mayRead(reader)) {
      const begin = reader.waiting.shift();
      if (begin === undefined) return;
      begin();
    }
  }

  function marked(room: Room, snaps: Snap[], reread: boolean, now: number): void {
    if (snaps.length > 0) tellSnaps(room.live, 0, snaps, now);
    if (!reread) return;
    // The log has a name that nobody follows yet: whoever pulls is told so.
    room.untold = [];
    untold.delete(room);
    sendTo(room.live, (channel) => ({ type: "behind", channel }));
  }

  function tellSnaps(to: readonly Seat[], ref: number, snaps: Snap[], now: number): void {
    for (let at = 0; at === 0 || at < snaps.length; at += snapsPerListMax) {
      const some = snaps.slice(at, at + snapsPerListMax).map((snap) => toldOf(snap, now));
      const end = at + snapsPerListMax >= snaps.length;
      sendTo(to, (channel) => ({ type: "snaps", ref, channel, snaps: some, end }));
    }
  }

  function withSnaps(reader: Reader, room: Room, then: () => void): Refusal | null {
    if (!snapsMissing(room)) {
      then();
      return null;
    }
    const command = (): Command => ({ type: "find", logs: [], snaps: [room.gen], blobs: [], parts: [] });
    return read(reader, command, (found) => {
      if (found.type === "found") remember(room, found.snaps[0]!);
      then();
    });
  }

  function pull(reader: Reader, room: Room, request: Request & { type: "pull" }, now: number): Refusal | null {
    leave(reader, room);
    // What a trim hides, and what is pending, must be known first; where nothing is pending, nothing is hidden.
    if (room.eraseAt === null) return pullNow(reader, room, request, now);
    return withSnaps(reader, room, () => {
      const refusal = room.state === "here" ? pullNow(reader, room, request, now) : room.state;
      if (refusal !== null) o.refuse(reader.conn, request.ref, refusal);
    });
  }

  function pullNow(reader: Reader, room: Room, request: Request & { type: "pull" }, now: number): Refusal | null {
    const { cursor } = request;
    const sameLog = same(cursor.gen, room.life);
    if (cursor.seq === 0) return pullFrom(reader, room, request, now, null, cursor.gen.length > 0 && !sameLog);
    const onThisLog = sameLog && cursor.seq <= room.seq;
    return pullFrom(reader, room, request, now, onThisLog ? cursor : null, !onThisLog);
  }

  /** The chain at `after` shows whether the device and this log mean the same past. */
  function pullFrom(
    reader: Reader,
    room: Room,
    request: Request & { type: "pull" },
    now: number,
    after: Cursor | null,
    reset: boolean,
  ): Refusal | null {
    const start = { gen: room.life, seq: after?.seq ?? 0, chain: after?.chain ?? chainStart };
    const rowsMax = Math.max(1, Math.min(request.max, entriesPerBatchMax));

    const answer = ({ chain, rows, gap, end: place }: Answer & { type: "rows" }): void => {
      if (room.life !== start.gen || !same(chain ?? chainStart, start.chain)) {
        pullFrom(reader, room, request, now, null, true);
        return;
      }
      const cursor = place === null ? start : { gen: start.gen, ...place };
      const end = cursor.seq === room.seq;
      const trimmed = gap === null ? null : { gaps: gapsOf(start.seq, rows, cursor.seq), chain: gap };
      // Those already live are told first, so that all of them stand where this one will.
      if (end) tell(room);
      const { ref, channel } = request;
      o.send([reader.conn], {
        type: "batch",
        ref,
        channel,
        reset,
        entries: rows.map(entryOf),
        trimmed,
        cursor,
        end,
      });
      const seat = { conn: reader.conn, number: channel };
      if (end) goLive(seat, room);
      const pending = end && room.eraseAt !== null ? [...(room.snapped?.values() ?? [])].filter(isPending) : [];
      if (pending.length > 0) tellSnaps([seat], 0, pending, now);
    };
    // Most who come back have missed nothing: what they need is at hand, and a thousand of them cost the disk nothing.
    if (start.seq === room.seq && mayRead(reader)) {
      answer({ type: "rows", chain: room.chain, rows: [], gap: null, end: null });
      return null;
    }

    const since: EntryRow[] = [];
    let to = 0;
    const command = (): Command => {
      to = room.seq;
      room.catching.push(since);
      const hidden = room.eraseAt === null ? null : hiddenIn(room);
      return { type: "read", gen: room.gen, after: start.seq, to, rowsMax, bytesMax: batchBytesMax, hidden };
    };
    const then = (read: Answer): void => {
      if (room.state !== "here") {
        o.refuse(reader.conn, request.ref, room.state);
        return;
      }
      if (read.type !== "rows") return;
      // What was synced while the disk was read is at hand: without it a busy log would never be caught up with.
      if ((read.end?.seq ?? start.seq) === to) append(read, since, rowsMax);
      answer(read);
    };
    return read(reader, command, then, () => {
      room.catching = room.catching.filter((other) => other !== since);
    });
  }

  function goLive(seat: Seat, room: Room): void {
    // A new array is just as long as it must be; one that is pushed to makes room for sixteen more, in every channel.
    if (!room.live.some(({ conn }) => conn === seat.conn)) room.live = [...room.live, seat];
    for (const { entries } of room.unsynced) {
      if (entries.length > 0) o.send([seat.conn], { type: "live", channel: seat.number, entries }, "live");
    }
  }

  function leave({ conn }: Reader, room: Room): void {
    drop(room.live, conn);
    drop(room.behind, conn);
  }

  return {
    others: (room, except) => room.live.filter(({ conn }) => conn !== except),
    synced,
    marked,
    withSnaps,
    tellSnaps,
    pull,
    read,
    leave,
    tellAll() {
      for (const room of untold) tell(room);
    },
    slow(reader, rooms) {
      reader.slow = true;
      for (const room of rooms) {
        const seat = drop(room.live, reader.conn);
        if (seat !== null) room.behind.push(seat);
      }
    },
    drained(reader, rooms) {
      reader.slow = false;
      for (const room of rooms) {
        const seat = drop(room.behind, reader.conn);
        if (seat !== null) o.send([seat.conn], { type: "behind", channel: seat.number });
      }
      advance(reader);
    },
  };
}

/** Null if it was not in. */
function drop(seats: Seat[], conn: Conn): Seat | null {
  const at = seats.findIndex((seat) => seat.conn === conn);
  return at < 0 ? null : seats.splice(at, 1)[0]!;
}

const isPending = ({ trim }: Snap): boolean => trim === "pending";

/** Where places are missing between the rows, from after `from` to `to`. */
function gapsOf(from: number, rows: readonly EntryRow[], to: number): { before: number; count: number }[] {
  const gaps: { before: number; count: number }[] = [];
  let next = from + 1;
  rows.forEach(({ seq }, before) => {
    if (seq > next) gaps.push({ before, count: seq - next });
    next = seq + 1;
  });
  if (to >= next) gaps.push({ before: rows.length, count: to - next + 1 });
  return gaps;
}

/** As many of `more` as the batch still has room for. */
function append(read: Answer & { type: "rows" }, more: EntryRow[], rowsMax: number): void {
  const { rows } = read;
  let bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
  for (const row of more) {
    bytes += row.bytes.length;
    if (rows.length === rowsMax || (rows.length > 0 && bytes > batchBytesMax)) return;
    rows.push(row);
    read.end = { seq: row.seq, chain: row.chain };
  }
}
