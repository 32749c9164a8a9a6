// The relay's judgement: an event and what is remembered → frames to send and commands for the store. Pure: time,
// chance, sockets and disk come in as events. It looks at channel ids, keys, sizes and entry ids, and at nothing else.
import {
  chainStart,
  channelIdInput,
  decodeRequest,
  encodeReply,
  openChallenge,
  type Refusal,
  type Reply,
  type Request,
  type Right,
  versions,
} from "@fogata/protocol";
import { type Channel, createLog, keyOf } from "./log.ts";
import { createReaders, cursorOf, type Reader, type Room } from "./readers.ts";
import type { Conn, CoreOptions, Effect, RelayCore, RelayEvent, SendSort } from "./relay.types.ts";
import type { Answer, Command } from "./store.ts";

/** A disk that refused an erasure is asked again. */
export const eraseAgainMs = 60_000;
const rightBit: Record<Right, number> = { read: 1, write: 2, own: 4 };

/** Somebody at the other end of a connection. Who, the relay neither knows nor asks. */
interface Guest extends Reader {
  nonce: Uint8Array;
  greeted: boolean;
  malformed: number;
  rights: Map<string, number>;
}
type Of<T extends Request["type"]> = Extract<Request, { type: T }>;

export function createRelayCore(o: CoreOptions): RelayCore {
  const guests = new Map<Conn, Guest>();
  const rooms = new Map<string, Room>();
  const expiring = new Set<Room>();
  const gone = new Set(o.loaded.gone.map(keyOf));
  const jobs = new Map<number, (answer: Answer) => void>();
  let effects: Effect[] = [];
  let jobsBegun = 0;
  let stopping = false;

  const readers = createReaders({ send, refuse, job, effect: (effect) => effects.push(effect) });
  const log = createLog({
    job,
    sha256: o.sha256,
    channelBytesMax: o.limits.channelBytesMax,
    synced: (channel, rows) => readers.synced(channel as Room, rows),
  });
  for (const row of o.loaded.channels) enter({ ...row, known: null, unsynced: [], state: "here" });

  function job(command: Command, then: (answer: Answer) => void): void {
    jobs.set(++jobsBegun, then);
    effects.push({ type: "job", job: jobsBegun, command });
  }
  function send(to: readonly Conn[], reply: Reply, sort: SendSort = "reply"): void {
    if (to.length === 0) return;
    const frame = encodeReply(reply);
    if (!frame.ok) throw new Error(`a reply of our own is ${frame.reason}`);
    effects.push({ type: "send", to, frame: frame.value, sort });
  }
  function refuse(conn: Conn, ref: number, reason: Refusal): void {
    send([conn], { type: "refused", ref, reason });
  }

  // ---------------------------------------------------------------- frames

  function frame(guest: Guest, bytes: Uint8Array, now: number, tooFast: boolean): void {
    const read = decodeRequest(bytes);
    const refusal = read.ok ? answer(guest, read.value, now, tooFast) : read.reason;
    if (refusal === null) return;
    refuse(guest.conn, read.ok ? read.value.ref : read.ref, refusal);
    if (refusal === "malformed") guest.malformed += 1;
    if (refusal === "version" || guest.malformed > 1) effects.push({ type: "close", conn: guest.conn });
  }

  /** Why not; null when it is answered, or will be once the store has done its part. */
  function answer(guest: Guest, request: Request, now: number, tooFast: boolean): Refusal | null {
    if (stopping) return "stopping";
    if (tooFast) return "too-fast";
    if (request.type === "hello") return hello(guest, request);
    if (!guest.greeted) return "version";
    if (request.type === "open") return open(guest, request, now);
    const room = permitted(guest, request);
    if (typeof room === "string") return room;
    if (request.type === "push") return push(guest, room, request);
    if (request.type === "pull") return readers.pull(guest, room, request);
    if (request.type === "eph") return eph(guest, room, request);
    if (request.type === "blobPut") return blobPut(guest, room, request);
    if (request.type === "blobGet") return blobGet(guest, room, request);
    return stat(guest, room, request);
  }

  function hello({ conn, nonce }: Guest, request: Of<"hello">): Refusal | null {
    const version = versions.find((known) => request.versions.includes(known));
    if (version === undefined) return "version";
    guests.get(conn)!.greeted = true;
    const { relayKey, limits } = o;
    send([conn], { type: "hello", ref: request.ref, version, nonce, relayKey, limits });
    return null;
  }

  /** The channel's id is the hash of its keys, so whoever signs with one of them needs no account and no permission. */
  function open(guest: Guest, request: Of<"open">, now: number): Refusal | null {
    const { ref, channel, keys, right } = request;
    const key = keyOf(channel);
    if (keyOf(o.sha256(channelIdInput(keys))) !== key) return "bad-signature";
    const publicKey = { read: keys.readPub, write: keys.writePub, own: keys.ownPub }[right];
    const data = openChallenge({ nonce: guest.nonce, relayKey: o.relayKey, channel, right });
    if (!o.verify({ publicKey, data, signature: request.sig })) return "bad-signature";

    const known = rooms.get(key);
    if (known && known.expiresAt !== null && known.expiresAt <= now) erase(known);
    if (gone.has(key)) return "gone";
    if (!known && o.pass.length > 0 && keyOf(request.pass) !== keyOf(o.pass)) return "pass-needed";
    const room = known ?? create(guest, request, now);
    const held = guest.rights.get(key) ?? 0;
    if (held === 0) room.guests += 1;
    guest.rights.set(key, held | rightBit[right]);
    const expiresInMs = room.expiresAt === null ? null : room.expiresAt - now;
    send([guest.conn], { type: "opened", ref, channel, right, cursor: cursorOf(room), expiresInMs });
    return null;
  }

  function permitted(guest: Guest, request: Exclude<Request, { type: "hello" | "open" }>): Room | Refusal {
    const key = keyOf(request.channel);
    if (gone.has(key)) return "gone";
    const rights = guest.rights.get(key);
    const room = rooms.get(key);
    if (rights === undefined || room === undefined) return "no-channel";
    if (request.type === "stat") return room;
    const needed = request.type === "pull" || request.type === "blobGet" ? rightBit.read : rightBit.write;
    return (rights & needed) === 0 ? "no-right" : room;
  }

  function push({ conn }: Guest, room: Room, { ref, channel, entries }: Of<"push">): Refusal | null {
    const sum = (bytes: number, entry: { bytes: Uint8Array }): number => bytes + entry.bytes.length;
    const waiting = room.unsynced.reduce((bytes, push) => bytes + push.bytes, 0);
    // Readers first: the sync decides what is kept, not who may see it. What cannot be kept is not shown either.
    if (entries.reduce(sum, room.bytes + waiting) <= o.limits.channelBytesMax)
      send(readers.others(room, conn), { type: "live", channel, entries }, "live");
    log.add({
      type: "push",
      channel: room,
      entries,
      done(result) {
        if (typeof result === "string") refuse(conn, ref, result);
        else send([conn], { type: "ack", ref, channel, gen: room.gen, seqs: result.seqs });
      },
    });
    return null;
  }

  function eph({ conn }: Guest, room: Room, { channel, payload }: Of<"eph">): null {
    send(readers.others(room, conn), { type: "eph", channel, payload }, "eph");
    return null;
  }

  function blobPut({ conn }: Guest, room: Room, { ref, channel, hash, bytes }: Of<"blobPut">): Refusal | null {
    if (keyOf(o.sha256(bytes)) !== keyOf(hash)) return "malformed";
    log.add({
      type: "blob",
      channel: room,
      hash,
      bytes,
      done(refusal) {
        if (refusal !== null) refuse(conn, ref, refusal);
        else send([conn], { type: "blobKept", ref, channel, hash });
      },
    });
    return null;
  }

  function blobGet(guest: Guest, room: Room, { ref, channel, hash }: Of<"blobGet">): Refusal | null {
    return readers.read(
      guest,
      () => ({ type: "blob", gen: room.gen, hash }),
      (answer) => {
        const bytes = answer.type === "blob" ? answer.bytes : null;
        send([guest.conn], { type: "blob", ref, channel, hash, bytes });
      },
    );
  }

  function stat({ conn }: Guest, room: Room, { ref, channel }: Of<"stat">): null {
    const bytesMax = o.limits.channelBytesMax;
    const counts = { entries: room.seq, bytes: room.bytes, bytesMax, readers: room.live.size + room.behind.size };
    send([conn], { type: "stat", ref, channel, ...counts });
    return null;
  }

  // -------------------------------------------------------------- channels

  function enter(channel: Channel): Room {
    const key = keyOf(channel.id);
    const room = Object.assign(channel, { key, guests: 0, live: new Set<Conn>(), behind: new Set<Conn>() });
    const whole: Room = Object.assign(room, { catching: new Set<never>(), untold: [] });
    rooms.set(key, whole);
    if (whole.expiresAt !== null) expiring.add(whole);
    return whole;
  }

  function create(guest: Guest, { channel, keys, ...asked }: Of<"open">, now: number): Room {
    // Whoever learns of a group's new channel first could otherwise have it erased under everybody who writes there.
    const lifetimeMs = keys.kind === "erasable" ? asked.lifetimeMs : null;
    const room = enter({
      id: channel.slice(),
      kind: keys.kind,
      // Nobody else has this nonce, and one connection creates a channel once.
      gen: o.sha256(Uint8Array.from([...guest.nonce, ...channel])).slice(0, 16),
      seq: 0,
      chain: chainStart,
      bytes: 0,
      expiresAt: lifetimeMs === null ? null : now + lifetimeMs,
      known: new Map(),
      unsynced: [],
      state: "here",
    });
    if (lifetimeMs !== null) effects.push({ type: "wake", inMs: lifetimeMs });
    const done = (refusal: Refusal | null): void => {
      if (refusal !== null) leave(room, "no-channel");
    };
    log.add({ type: "create", channel: room, done });
    return room;
  }

  /** Refused from this moment; the store is asked until it has erased it. */
  function erase(room: Room): void {
    leave(room, "gone");
    gone.add(room.key);
    const done = (refusal: Refusal | null): void => {
      if (refusal === null) return;
      expiring.add(room);
      effects.push({ type: "wake", inMs: eraseAgainMs });
    };
    log.add({ type: "erase", channel: room, done });
  }

  /** Nobody is in this room any more. */
  function leave(room: Room, state: Exclude<Channel["state"], "here">): void {
    room.state = state;
    rooms.delete(room.key);
    expiring.delete(room);
    room.live.clear();
    room.behind.clear();
    for (const guest of guests.values()) guest.rights.delete(room.key);
  }

  function expire(now: number): void {
    let soonest = Number.POSITIVE_INFINITY;
    for (const room of [...expiring]) {
      if (room.expiresAt! <= now) erase(room);
      else soonest = Math.min(soonest, room.expiresAt! - now);
    }
    if (soonest < Number.POSITIVE_INFINITY) effects.push({ type: "wake", inMs: soonest });
  }

  // ---------------------------------------------------------------- events

  function handle(event: RelayEvent): void {
    if (event.type === "connected") {
      const reader: Reader = { conn: event.conn, gone: false, slow: false, reading: 0, waiting: [] };
      guests.set(event.conn, { ...reader, nonce: event.nonce, greeted: false, malformed: 0, rights: new Map() });
    } else if (event.type === "done") {
      const then = jobs.get(event.job);
      jobs.delete(event.job);
      then?.(event.answer);
    } else if (event.type === "tick") {
      readers.tellAll();
      expire(event.now);
    } else if (event.type === "stop") stopping = true;
    else {
      const guest = guests.get(event.conn);
      if (guest !== undefined) hear(guest, event);
    }
  }

  function hear(
    guest: Guest,
    event: Extract<RelayEvent, { type: "frame" | "slow" | "drained" | "disconnected" }>,
  ): void {
    const theirs = (): Room[] => [...guest.rights.keys()].flatMap((key) => rooms.get(key) ?? []);
    if (event.type === "frame") frame(guest, event.bytes, event.now, event.tooFast ?? false);
    else if (event.type === "slow") readers.slow(guest, theirs());
    else if (event.type === "drained") readers.drained(guest, theirs());
    else {
      guest.gone = true;
      guests.delete(guest.conn);
      for (const room of theirs()) {
        room.live.delete(guest.conn);
        room.behind.delete(guest.conn);
        room.guests -= 1;
        if (room.guests === 0 && room.unsynced.length === 0) room.known = null;
      }
    }
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
