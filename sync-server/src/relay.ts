// The relay's judgement: an event and what is remembered → frames to send and commands for the store. Pure: time,
// chance, sockets and disk come in as events. It reads channel ids, keys, sizes and envelopes' ids; nothing else.
import {
  type Cursor,
  chainStart,
  channelIdInput,
  decodeRequest,
  type EntryId,
  encodeReply,
  entriesPerBatchMax,
  frameBytesMax,
  idsPerCommitMax,
  type Limits,
  openChallenge,
  type Refusal,
  type Reply,
  type Request,
  type Right,
  versions,
} from "@fogata/protocol";
import { type Channel, createLog, entryOf, idOf, keyOf } from "./log.ts";
import type { Answer, Command, EntryRow, Loaded } from "./store.ts";

/** A connection's number, given by whoever holds the sockets. */
export type Conn = number;

export type RelayEvent =
  /** `nonce`: 32 random bytes of this connection's own. */
  | { type: "connected"; conn: Conn; nonce: Uint8Array }
  /** `tooFast`: its address has used up its rate; it is refused, but told so by the frame's own ref. */
  | { type: "frame"; conn: Conn; bytes: Uint8Array; now: number; tooFast?: boolean }
  /** Its socket holds too much that was not read: no more live until it has caught up. */
  | { type: "slow"; conn: Conn }
  | { type: "drained"; conn: Conn }
  | { type: "disconnected"; conn: Conn }
  | { type: "done"; job: number; answer: Answer }
  | { type: "tick"; now: number }
  /** From here on everything is refused as "stopping"; what was accepted is finished. */
  | { type: "stop" };

export type Effect =
  /** `eph` may be dropped for a slow socket, `live` is not sent to one; both in order with everything else. */
  | { type: "send"; to: readonly Conn[]; frame: Uint8Array; sort: "reply" | "live" | "eph" }
  | { type: "close"; conn: Conn }
  /** Do this and come back with `done`. Several may be under way. */
  | { type: "job"; job: number; command: Command }
  /** Send a `tick` no later than this. */
  | { type: "wake"; inMs: number };

export interface RelayCore {
  handle(event: RelayEvent): Effect[];
  /** True while something accepted waits for its sync. */
  busy(): boolean;
}

export interface CoreOptions {
  relayKey: Uint8Array;
  loaded: Pick<Loaded, "channels" | "gone">;
  limits: Limits;
  /** What creating a channel costs; empty: nothing. */
  pass: Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
  verify(o: { publicKey: Uint8Array; data: Uint8Array; signature: Uint8Array }): boolean;
}

/** Readers learn where an entry stands together with its neighbours: one commit for all that was synced meanwhile. */
export const commitDelayMs = 300;
/** A disk that refused an erasure is asked again. */
const eraseAgainMs = 60_000;
/** What is around the entries of a batch fits in this. */
const batchRoom = frameBytesMax - 8 * 1024;
const rightBit: Record<Right, number> = { read: 1, write: 2, own: 4 };

interface Person {
  conn: Conn;
  nonce: Uint8Array;
  greeted: boolean;
  malformed: number;
  rights: Map<string, number>;
}
/** A channel with its readers: those who have pulled to the end, and those on their way there. */
interface Room extends Channel {
  key: string;
  live: Set<Conn>;
  behind: Set<Conn>;
  catching: Set<{ rows: EntryRow[] }>;
  /** Synced, and not yet told to the live readers. */
  untold: EntryId[];
}

export function createRelayCore(o: CoreOptions): RelayCore {
  const people = new Map<Conn, Person>();
  const rooms = new Map<string, Room>();
  const expiring = new Set<Room>();
  const gone = new Set(o.loaded.gone.map(keyOf));
  const untold = new Set<Room>();
  const jobs = new Map<number, (answer: Answer) => void>();
  let effects: Effect[] = [];
  let jobsBegun = 0;
  let stopping = false;

  const log = createLog({
    sha256: o.sha256,
    channelBytesMax: o.limits.channelBytesMax,
    job,
    synced(channel, rows) {
      const room = channel as Room;
      if (room.state !== "here") return;
      for (const pull of room.catching) pull.rows.push(...rows);
      if (room.live.size + room.behind.size === 0) return;
      for (const row of rows) {
        if (room.untold.length === idsPerCommitMax) tell(room);
        room.untold.push(idOf(row));
      }
      if (untold.size === 0) effects.push({ type: "wake", inMs: commitDelayMs });
      untold.add(room);
    },
  });
  for (const row of o.loaded.channels) enter({ ...row, unsynced: [], state: "here" });

  function job(command: Command, then: (answer: Answer) => void): void {
    jobs.set(++jobsBegun, then);
    effects.push({ type: "job", job: jobsBegun, command });
  }

  function enter(channel: Channel): Room {
    const key = keyOf(channel.id);
    const room: Room = { ...channel, key, live: new Set(), behind: new Set(), catching: new Set(), untold: [] };
    rooms.set(key, room);
    if (room.expiresAt !== null) expiring.add(room);
    return room;
  }

  function send(to: readonly Conn[], reply: Reply, sort: "reply" | "live" | "eph" = "reply"): void {
    if (to.length === 0) return;
    const frame = encodeReply(reply);
    if (!frame.ok) throw new Error(`a reply of our own is ${frame.reason}`);
    effects.push({ type: "send", to, frame: frame.value, sort });
  }
  const refuse = (conn: Conn, ref: number, reason: Refusal): void => send([conn], { type: "refused", ref, reason });
  const others = (room: Room, except: Conn): Conn[] => [...room.live].filter((conn) => conn !== except);

  function frame(person: Person, bytes: Uint8Array, now: number, tooFast: boolean): void {
    const { conn } = person;
    const read = decodeRequest(bytes);
    const refusal = read.ok ? answer(person, read.value, now, tooFast) : read.reason;
    if (refusal === null) return;
    refuse(conn, read.ok ? read.value.ref : read.ref, refusal);
    if (!read.ok && refusal === "malformed") person.malformed += 1;
    if (refusal === "version" || person.malformed > 1) effects.push({ type: "close", conn });
  }

  /** Why not; null when it is answered, or will be once the store has done its part. */
  function answer(person: Person, request: Request, now: number, tooFast: boolean): Refusal | null {
    if (stopping) return "stopping";
    if (tooFast) return "too-fast";
    if (request.type === "hello") return hello(person, request);
    if (!person.greeted) return "version";
    if (request.type === "open") return open(person, request, now);
    const room = permitted(person, request);
    if (typeof room === "string") return room;
    const { conn } = person;
    if (request.type === "push") return push(conn, room, request);
    if (request.type === "pull") return pull(conn, room, request);
    if (request.type === "eph") return eph(conn, room, request);
    if (request.type === "blobPut") return blobPut(conn, room, request);
    if (request.type === "blobGet") return blobGet(conn, room, request);
    return stat(conn, room, request);
  }

  function hello(person: Person, request: Request & { type: "hello" }): Refusal | null {
    const version = versions.find((known) => request.versions.includes(known));
    if (version === undefined) return "version";
    person.greeted = true;
    const { nonce, conn } = person;
    send([conn], { type: "hello", ref: request.ref, version, nonce, relayKey: o.relayKey, limits: o.limits });
    return null;
  }

  function open(person: Person, request: Request & { type: "open" }, now: number): Refusal | null {
    const { ref, channel, keys, right } = request;
    const { conn, nonce } = person;
    const key = keyOf(channel);
    const publicKey = { read: keys.readPub, write: keys.writePub, own: keys.ownPub }[right];
    const data = openChallenge({ nonce, relayKey: o.relayKey, channel, right });
    if (keyOf(o.sha256(channelIdInput(keys))) !== key || !o.verify({ publicKey, data, signature: request.sig }))
      return "bad-signature";
    let room = rooms.get(key);
    if (room?.expiresAt != null && room.expiresAt <= now) erase(room);
    if (gone.has(key)) return "gone";
    const opened = (room: Room): void => {
      person.rights.set(key, (person.rights.get(key) ?? 0) | rightBit[right]);
      const expiresInMs = room.expiresAt === null ? null : Math.max(0, room.expiresAt - now);
      send([conn], { type: "opened", ref, channel, right, cursor: cursorOf(room), expiresInMs });
    };
    if (room !== undefined) {
      opened(room);
      return null;
    }
    if (o.pass.length > 0 && keyOf(request.pass) !== keyOf(o.pass)) return "pass-needed";
    room = enter({
      id: channel.slice(),
      kind: keys.kind,
      // Nobody else has this nonce, and nobody opens a channel for the first time twice on one connection.
      gen: o.sha256(Uint8Array.from([...nonce, ...channel])).slice(0, 16),
      seq: 0,
      chain: chainStart,
      bytes: 0,
      expiresAt: request.lifetimeMs === null ? null : now + request.lifetimeMs,
      unsynced: [],
      state: "here",
    });
    if (room.expiresAt !== null) effects.push({ type: "wake", inMs: room.expiresAt - now });
    const created = room;
    log.add({
      type: "create",
      channel: created,
      done(refusal) {
        if (refusal !== null) forget(created);
      },
    });
    opened(created);
    return null;
  }

  /** Not on the disk after all: as if it had never been opened. */
  function forget(room: Room): void {
    room.state = "lost";
    rooms.delete(room.key);
    expiring.delete(room);
    untold.delete(room);
    for (const person of people.values()) person.rights.delete(room.key);
  }

  function permitted(person: Person, request: Exclude<Request, { type: "hello" | "open" }>): Room | Refusal {
    const key = keyOf(request.channel);
    if (gone.has(key)) return "gone";
    const rights = person.rights.get(key);
    const room = rooms.get(key);
    if (rights === undefined || room === undefined) return "no-channel";
    if (request.type === "stat") return room;
    const needed = request.type === "pull" || request.type === "blobGet" ? rightBit.read : rightBit.write;
    return (rights & needed) === 0 ? "no-right" : room;
  }

  function push(conn: Conn, room: Room, { ref, channel, entries }: Request & { type: "push" }): Refusal | null {
    const added = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
    const unsynced = room.unsynced.reduce((sum, push) => sum + push.bytes, 0);
    // Readers first: the sync decides what is kept, not who may see it. What cannot be kept is not shown either.
    if (room.bytes + unsynced + added <= o.limits.channelBytesMax)
      send(others(room, conn), { type: "live", channel, entries }, "live");
    log.add({
      type: "push",
      channel: room,
      entries,
      done(result) {
        if (typeof result === "string") refuse(conn, ref, result);
        else if (people.has(conn)) send([conn], { type: "ack", ref, channel, gen: room.gen, seqs: result.seqs });
      },
    });
    return null;
  }

  function pull(conn: Conn, room: Room, { ref, channel, cursor, max }: Request & { type: "pull" }): Refusal | null {
    room.live.delete(conn);
    room.behind.delete(conn);
    const rowsMax = Math.max(1, Math.min(max, entriesPerBatchMax));
    const asked = cursor.seq > 0 && keyOf(cursor.gen) === keyOf(room.gen) && cursor.seq <= room.seq ? cursor : null;
    const fresh = cursor.seq === 0 && (cursor.gen.length === 0 || keyOf(cursor.gen) === keyOf(room.gen));
    read(asked, asked === null && !fresh);
    return null;

    /** `after` is read as well: its chain shows whether the device and this log mean the same past. */
    function read(after: Cursor | null, reset: boolean): void {
      const catching = { rows: [] as EntryRow[] };
      const to = room.seq;
      const from = after?.seq ?? 1;
      room.catching.add(catching);
      const extra = after === null ? 0 : 1;
      const command: Command = { type: "read", gen: room.gen, from, to, rowsMax: rowsMax + extra, bytesMax: batchRoom };
      job(command, (answer) => {
        room.catching.delete(catching);
        if (!people.has(conn)) return;
        if (room.state !== "here") return refuse(conn, ref, room.state === "gone" ? "gone" : "no-channel");
        if (answer.type !== "rows") {
          effects.push({ type: "close", conn });
          return;
        }
        const rows = answer.rows;
        if (after !== null) {
          const mine = rows.shift();
          if (mine === undefined || keyOf(mine.chain) !== keyOf(after.chain)) return read(null, true);
        }
        answerPull(rows, reset, to, catching.rows, after);
      });
    }

    function answerPull(rows: EntryRow[], reset: boolean, to: number, since: EntryRow[], after: Cursor | null): void {
      const start = { gen: room.gen, seq: after?.seq ?? 0, chain: after?.chain ?? chainStart };
      // What was synced while the disk was read is at hand: without it a busy log would never be caught up with.
      if ((rows.at(-1)?.seq ?? start.seq) === to) {
        let bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
        for (const row of since) {
          bytes += row.bytes.length;
          if (rows.length === rowsMax || bytes > batchRoom) break;
          rows.push(row);
        }
      }
      const last = rows.at(-1);
      const at = last === undefined ? start : { gen: room.gen, seq: last.seq, chain: last.chain };
      const end = at.seq === room.seq;
      // Those already live are told first, so that all of them stand where this one will.
      if (end) tell(room);
      send([conn], { type: "batch", ref, channel, reset, entries: rows.map(entryOf), cursor: at, end });
      if (!end) return;
      room.live.add(conn);
      for (const { entries } of room.unsynced) send([conn], { type: "live", channel, entries }, "live");
    }
  }

  function eph(conn: Conn, room: Room, { channel, payload }: Request & { type: "eph" }): Refusal | null {
    send(others(room, conn), { type: "eph", channel, payload }, "eph");
    return null;
  }

  function blobPut(conn: Conn, room: Room, request: Request & { type: "blobPut" }): Refusal | null {
    const { ref, channel, hash, bytes } = request;
    if (keyOf(o.sha256(bytes)) !== keyOf(hash)) return "malformed";
    log.add({
      type: "blob",
      channel: room,
      hash,
      bytes,
      done(refusal) {
        if (refusal !== null) refuse(conn, ref, refusal);
        else if (people.has(conn)) send([conn], { type: "blobKept", ref, channel, hash });
      },
    });
    return null;
  }

  function blobGet(conn: Conn, room: Room, { ref, channel, hash }: Request & { type: "blobGet" }): Refusal | null {
    job({ type: "blob", gen: room.gen, hash }, (answer) => {
      if (answer.type !== "blob") effects.push({ type: "close", conn });
      else if (people.has(conn)) send([conn], { type: "blob", ref, channel, hash, bytes: answer.bytes });
    });
    return null;
  }

  function stat(conn: Conn, room: Room, { ref, channel }: Request & { type: "stat" }): Refusal | null {
    const { seq: entries, bytes, live, behind } = room;
    const bytesMax = o.limits.channelBytesMax;
    send([conn], { type: "stat", ref, channel, entries, bytes, bytesMax, readers: live.size + behind.size });
    return null;
  }

  /** One commit for everything synced since the last one. */
  function tell(room: Room): void {
    const ids = room.untold;
    room.untold = [];
    untold.delete(room);
    if (ids.length === 0) return;
    send([...room.live], { type: "commit", channel: room.id, cursor: cursorOf(room), ids });
  }

  function expire(now: number): void {
    let wakeInMs = Number.POSITIVE_INFINITY;
    for (const room of expiring) {
      if (room.expiresAt! > now) wakeInMs = Math.min(wakeInMs, room.expiresAt! - now);
      else erase(room);
    }
    if (wakeInMs < Number.POSITIVE_INFINITY) effects.push({ type: "wake", inMs: wakeInMs });
  }

  /** Refused from this moment; erased by the store, which is asked until it has done it. */
  function erase(room: Room): void {
    expiring.delete(room);
    rooms.delete(room.key);
    gone.add(room.key);
    untold.delete(room);
    room.state = "gone";
    for (const person of people.values()) person.rights.delete(room.key);
    log.add({
      type: "erase",
      channel: room,
      done(refusal) {
        if (refusal === null) return;
        expiring.add(room);
        effects.push({ type: "wake", inMs: eraseAgainMs });
      },
    });
  }

  function leave(conn: Conn): void {
    for (const key of people.get(conn)?.rights.keys() ?? []) {
      rooms.get(key)?.live.delete(conn);
      rooms.get(key)?.behind.delete(conn);
    }
    people.delete(conn);
  }

  function slow(conn: Conn): void {
    for (const key of people.get(conn)?.rights.keys() ?? []) {
      const room = rooms.get(key);
      if (room?.live.delete(conn)) room.behind.add(conn);
    }
  }

  /** An empty commit away from where the device stands tells it to pull (P12). */
  function drained(conn: Conn): void {
    for (const key of people.get(conn)?.rights.keys() ?? []) {
      const room = rooms.get(key);
      if (room?.behind.delete(conn))
        send([conn], { type: "commit", channel: room.id, cursor: cursorOf(room), ids: [] });
    }
  }

  function handle(event: RelayEvent): void {
    if (event.type === "connected") {
      const { conn, nonce } = event;
      people.set(conn, { conn, nonce, greeted: false, malformed: 0, rights: new Map() });
    } else if (event.type === "frame") {
      const person = people.get(event.conn);
      if (person !== undefined) frame(person, event.bytes, event.now, event.tooFast ?? false);
    } else if (event.type === "done") {
      const then = jobs.get(event.job);
      jobs.delete(event.job);
      then?.(event.answer);
    } else if (event.type === "tick") {
      for (const room of untold) tell(room);
      expire(event.now);
    } else if (event.type === "stop") stopping = true;
    else if (event.type === "slow") slow(event.conn);
    else if (event.type === "drained") drained(event.conn);
    else leave(event.conn);
  }

  return {
    handle(event) {
      handle(event);
      const out = effects;
      effects = [];
      return out;
    },
    busy: () => log.busy(),
  };
}

const cursorOf = (room: Room): Cursor => ({ gen: room.gen, seq: room.seq, chain: room.chain });
