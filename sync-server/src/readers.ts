// Who reads along in a channel: from a device's first pull, over live, to being too slow and having to pull again.
// Pure. A reader's cursor moves by batch and commit alone; live comes at once and promises nothing.
import {
  type Chain,
  type Cursor,
  chainStart,
  type EntryId,
  entriesPerBatchMax,
  idsPerCommitMax,
  type Refusal,
  type Reply,
  type Request,
} from "@fogata/protocol";
import { type Channel, entryOf, idOf, same } from "./log.ts";
import type { Conn, Effect, SendSort } from "./relay.types.ts";
import type { Answer, Command, EntryRow } from "./store.ts";

/** Readers learn where entries stand together with their neighbours: one commit for all that was synced meanwhile. */
export const commitDelayMs = 300;
/** Well under what may wait in a socket, so that catching up does not itself look like not reading. */
export const batchBytesMax = 512 * 1024;
/** Reads of one connection under way at once; the rest wait their turn. */
export const readsMax = 4;
export const readsWaitingMax = 1024;

/** A channel with those who read it. */
export interface Room extends Channel {
  key: string;
  /** Connections that have opened it. */
  guests: number;
  /** Have pulled to the end: are sent live and commit. */
  live: Conn[];
  /** Were live and did not read fast enough. */
  behind: Conn[];
  /** Pulls on their way through the disk, and what was synced since each began. */
  catching: EntryRow[][];
  /** Synced, and not yet told to those who are live. */
  untold: { id: EntryId; seq: number; chain: Chain }[];
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
  others(room: Room, except: Conn): Conn[];
  synced(room: Room, rows: EntryRow[]): void;
  pull(reader: Reader, room: Room, request: Request & { type: "pull" }): Refusal | null;
  /** Reads for this reader when its turn comes. */
  read(reader: Reader, command: () => Command, then: (answer: Answer) => void): Refusal | null;
  /** Commits what is untold. */
  tellAll(): void;
  leave(reader: Reader, room: Room): void;
  slow(reader: Reader, rooms: Room[]): void;
  drained(reader: Reader, rooms: Room[]): void;
}

export const cursorOf = (room: Room): Cursor => ({ gen: room.gen, seq: room.seq, chain: room.chain });

export function createReaders(o: {
  send(to: readonly Conn[], reply: Reply, sort?: SendSort): void;
  refuse(conn: Conn, ref: number, reason: Refusal): void;
  effect(effect: Effect): void;
  job(command: Command, then: (answer: Answer) => void): void;
}): Readers {
  const untold = new Set<Room>();

  function synced(room: Room, rows: EntryRow[]): void {
    for (const since of room.catching) since.push(...rows);
    if (room.live.length === 0) return;
    for (const row of rows) {
      if (room.untold.length === idsPerCommitMax) tell(room);
      // A copy: the id is a view that would keep the whole frame.
      room.untold.push({ id: idOf(row).slice(), seq: row.seq, chain: row.chain });
    }
    if (untold.size === 0) o.effect({ type: "wake", inMs: commitDelayMs });
    untold.add(room);
  }

  function tell(room: Room): void {
    const last = room.untold.at(-1);
    if (last === undefined) return;
    const ids = room.untold.map(({ id }) => id);
    room.untold = [];
    untold.delete(room);
    const cursor = { gen: room.gen, seq: last.seq, chain: last.chain };
    o.send(room.live.slice(), { type: "commit", channel: room.id, cursor, ids });
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

  function pull(reader: Reader, room: Room, request: Request & { type: "pull" }): Refusal | null {
    leave(reader, room);
    const { cursor } = request;
    const sameLog = same(cursor.gen, room.gen);
    if (cursor.seq === 0) return pullFrom(reader, room, request, null, cursor.gen.length > 0 && !sameLog);
    const onThisLog = sameLog && cursor.seq <= room.seq;
    return pullFrom(reader, room, request, onThisLog ? cursor : null, !onThisLog);
  }

  /** The chain at `after` shows whether the device and this log mean the same past. */
  function pullFrom(
    reader: Reader,
    room: Room,
    request: Request & { type: "pull" },
    after: Cursor | null,
    reset: boolean,
  ): Refusal | null {
    const start = { gen: room.gen, seq: after?.seq ?? 0, chain: after?.chain ?? chainStart };
    const rowsMax = Math.max(1, Math.min(request.max, entriesPerBatchMax));

    const answer = (chain: Chain, rows: EntryRow[]): void => {
      if (!same(chain, start.chain)) {
        pullFrom(reader, room, request, null, true);
        return;
      }
      const last = rows.at(-1);
      const cursor = last === undefined ? start : { gen: room.gen, seq: last.seq, chain: last.chain };
      const end = cursor.seq === room.seq;
      // Those already live are told first, so that all of them stand where this one will.
      if (end) tell(room);
      const { ref, channel } = request;
      o.send([reader.conn], {
        type: "batch",
        ref,
        channel,
        reset,
        entries: rows.map(entryOf),
        trimmed: null,
        cursor,
        end,
      });
      if (end) goLive(reader, room);
    };
    // Most who come back have missed nothing: what they need is at hand, and a thousand of them cost the disk nothing.
    if (start.seq === room.seq && mayRead(reader)) {
      answer(room.chain, []);
      return null;
    }

    const since: EntryRow[] = [];
    let to = 0;
    const command = (): Command => {
      to = room.seq;
      room.catching.push(since);
      return { type: "read", gen: room.gen, after: start.seq, to, rowsMax, bytesMax: batchBytesMax };
    };
    const then = (read: Answer): void => {
      if (room.state !== "here") {
        o.refuse(reader.conn, request.ref, room.state);
        return;
      }
      const { chain, rows } = read.type === "rows" ? read : { chain: null, rows: [] };
      // What was synced while the disk was read is at hand: without it a busy log would never be caught up with.
      if ((rows.at(-1)?.seq ?? start.seq) === to) append(rows, since, rowsMax);
      answer(chain ?? chainStart, rows);
    };
    return read(reader, command, then, () => {
      room.catching = room.catching.filter((other) => other !== since);
    });
  }

  function goLive(reader: Reader, room: Room): void {
    // A new array is just as long as it must be; one that is pushed to makes room for sixteen more, in every channel.
    if (!room.live.includes(reader.conn)) room.live = [...room.live, reader.conn];
    for (const { entries } of room.unsynced) {
      if (entries.length > 0) o.send([reader.conn], { type: "live", channel: room.id, entries }, "live");
    }
  }

  function leave({ conn }: Reader, room: Room): void {
    drop(room.live, conn);
    drop(room.behind, conn);
  }

  return {
    others: (room, except) => room.live.filter((conn) => conn !== except),
    synced,
    pull,
    read,
    leave,
    tellAll() {
      for (const room of untold) tell(room);
    },
    slow(reader, rooms) {
      reader.slow = true;
      for (const room of rooms) if (drop(room.live, reader.conn)) room.behind.push(reader.conn);
    },
    /** An empty commit away from where the device stands tells it to pull (P12). */
    drained(reader, rooms) {
      reader.slow = false;
      for (const room of rooms) {
        if (!drop(room.behind, reader.conn)) continue;
        o.send([reader.conn], { type: "commit", channel: room.id, cursor: cursorOf(room), ids: [] });
      }
      advance(reader);
    },
  };
}

/** False if it was not in. */
function drop<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** As many of `more` as the batch still has room for. */
function append(rows: EntryRow[], more: EntryRow[], rowsMax: number): void {
  let bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
  for (const row of more) {
    bytes += row.bytes.length;
    if (rows.length === rowsMax || (rows.length > 0 && bytes > batchBytesMax)) return;
    rows.push(row);
  }
}
