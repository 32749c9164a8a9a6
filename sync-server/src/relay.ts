// The relay's judgement: an event and what is remembered → frames to send and commands for the store. Pure: time,
// chance, sockets and disk come in as events. It looks at channel ids, keys, sizes and entry ids, and at nothing else.
import {
  type ChannelNumber,
  channelIdInput,
  decodeRequest,
  encodeReply,
  liveOf,
  openChallenge,
  type Refusal,
  type Reply,
  type Request,
  type Right,
  versions,
} from "@fogata/protocol";
import { bytesOf, keyOf, same } from "./bytes.ts";
import { createLog } from "./log.ts";
import { heldBytes } from "./plan.ts";
import { byNumber, createReaders, cursorOf, type Reader, type Room } from "./readers.ts";
import type { Conn, CoreOptions, Effect, RelayCore, RelayEvent, SendSort } from "./relay.types.ts";
import { createRooms } from "./rooms.ts";
import type { Answer, Command } from "./store.ts";
import { createTidying } from "./tidying.ts";

const rightBit: Record<Right, number> = { read: 1, write: 2, own: 4 };
const rightFor: Record<Exclude<Request["type"], "hello" | "open" | "stat">, Right> = {
  push: "write",
  pull: "read",
  eph: "write",
  blobPut: "write",
  blobGet: "read",
  snap: "write",
  part: "write",
  verified: "write",
  trim: "write",
  keep: "read",
  snaps: "read",
  freeze: "write",
  delete: "own",
};

/** Somebody at the other end of a connection. Who, the relay neither knows nor asks. */
interface Guest extends Reader {
  /** As a map key is: bytes of its own would weigh five times as much, for as long as it is connected. */
  nonce: string;
  greeted: boolean;
  malformed: number;
  rights: Map<Room, number>;
  /** What it calls each channel it has opened. */
  numbered: Map<ChannelNumber, Room>;
}
type Of<T extends Request["type"]> = Extract<Request, { type: T }>;

export function createRelayCore(o: CoreOptions): RelayCore {
  const guests = new Map<Conn, Guest>();
  const jobs = new Map<number, (answer: Answer) => void>();
  let effects: Effect[] = [];
  let jobsBegun = 0;
  let stopping = false;
  /** As the last event that knew it said. */
  let now = 0;

  const effect = (effect: Effect): number => effects.push(effect);
  const readers = createReaders({ send, refuse, job, effect });
  const log = createLog({
    job,
    soon: (patient) => effect({ type: "soon", patient }),
    sha256: o.sha256,
    channelBytesMax: o.limits.channelBytesMax,
    synced: (channel, rows, keys) => readers.synced(channel as Room, rows, keys),
    marked(channel, snaps, reread) {
      readers.marked(channel as Room, snaps, reread, now);
      if (channel.eraseAt !== null) tidying.watch(channel as Room);
    },
    idle: (channel) => forget(channel as Room),
  });
  const tidying = createTidying({ sha256: o.sha256, log, readers, rooms: () => rooms, send, refuse, job, effect });
  const rooms = createRooms({ loaded: o.loaded, sha256: o.sha256, log, effect, trimmed: tidying.watch });

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

  function frame(guest: Guest, bytes: Uint8Array, tooFast: boolean): void {
    const read = decodeRequest(bytes);
    const refusal = read.ok ? answer(guest, read.value, bytes, tooFast) : read.reason;
    if (refusal === null) return;
    refuse(guest.conn, read.ok ? read.value.ref : read.ref, refusal);
    if (refusal === "malformed") guest.malformed += 1;
    if (refusal === "version" || guest.malformed > 1) effects.push({ type: "close", conn: guest.conn });
  }

  /** Why not; null when it is answered, or will be once the store has done its part. */
  function answer(guest: Guest, request: Request, bytes: Uint8Array, tooFast: boolean): Refusal | null {
    if (stopping) return "stopping";
    if (tooFast) return "too-fast";
    if (request.type === "hello") return hello(guest, request);
    if (!guest.greeted) return "version";
    if (request.type === "open") return open(guest, request);
    const room = permitted(guest, request);
    if (typeof room === "string") return room;
    if (request.type === "push") return push(guest, room, request, bytes);
    if (request.type === "pull") return readers.pull(guest, room, request, now);
    if (request.type === "eph") return eph(guest, room, request);
    if (request.type === "blobPut") return blobPut(guest, room, request);
    if (request.type === "blobGet") return blobGet(guest, room, request);
    if (request.type === "stat") return stat(guest, room, request);
    return tidying.answer(guest, room, request, now);
  }

  function hello({ conn, nonce }: Guest, request: Of<"hello">): Refusal | null {
    const version = versions.find((known) => request.versions.includes(known));
    if (version === undefined) return "version";
    guests.get(conn)!.greeted = true;
    const { relayKey, limits } = o;
    send([conn], { type: "hello", ref: request.ref, version, nonce: bytesOf(nonce), relayKey, limits });
    return null;
  }

  /** The channel's id is the hash of its keys, so whoever signs with one of them needs no account and no permission. */
  function open(guest: Guest, request: Of<"open">): Refusal | null {
    const { ref, channel, number, keys, right } = request;
    if (!same(o.sha256(channelIdInput(keys)), channel)) return "bad-signature";
    const publicKey = { read: keys.readPub, write: keys.writePub, own: keys.ownPub }[right];
    const nonce = bytesOf(guest.nonce);
    const data = openChallenge({ nonce, relayKey: o.relayKey, channel, right });
    if (!o.verify({ publicKey, data, signature: request.sig })) return "bad-signature";

    const key = keyOf(channel);
    const known = rooms.find(key, now);
    if (known === "gone") return "gone";
    // One number, one channel: nothing that is said under it can be about another.
    const namesakes = guest.numbered.get(number);
    if (namesakes !== undefined && namesakes.key !== key) return "malformed";
    if (namesakes === undefined && known !== null && guest.rights.has(known)) return "malformed";
    if (known === null && o.pass.length > 0 && !same(request.pass, o.pass)) return "pass-needed";
    const room = known ?? rooms.create(request, nonce, now);
    const held = guest.rights.get(room) ?? 0;
    if (held === 0) room.guests += 1;
    guest.rights.set(room, held | rightBit[right]);
    guest.numbered.set(number, room);
    const expiresInMs = room.expiresAt === null ? null : room.expiresAt - now;
    send([guest.conn], { type: "opened", ref, channel: number, right, cursor: cursorOf(room), expiresInMs });
    return null;
  }

  function permitted(guest: Guest, request: Exclude<Request, { type: "hello" | "open" }>): Room | Refusal {
    const room = guest.numbered.get(request.channel);
    if (room === undefined) return "no-channel";
    if (room.state !== "here") return room.state;
    const rights = guest.rights.get(room)!;
    if (request.type === "stat") return room;
    const needed = rightFor[request.type];
    return (rights & rightBit[needed]) === 0 ? "no-right" : room;
  }

  function push({ conn }: Guest, room: Room, { ref, entries }: Of<"push">, bytes: Uint8Array): Refusal | null {
    const added = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
    // Readers first: the sync decides what is kept, not who may see it. What cannot be kept is not shown either.
    const to = readers.others(room, conn);
    if (to.length > 0 && heldBytes(room) + room.unsyncedBytes + added <= o.limits.channelBytesMax)
      for (const [number, conns] of byNumber(to))
        effects.push({ type: "send", to: conns, frame: liveOf(bytes, number), sort: "live" });
    log.add({
      type: "push",
      channel: room,
      entries,
      as: null,
      done(result) {
        if (typeof result === "string") refuse(conn, ref, result);
        else send([conn], { type: "ack", ref, seqs: result.seqs });
      },
    });
    return null;
  }

  function eph({ conn }: Guest, room: Room, { payload }: Of<"eph">): null {
    for (const [channel, to] of byNumber(readers.others(room, conn)))
      send(to, { type: "eph", channel, payload }, "eph");
    return null;
  }

  function blobPut({ conn }: Guest, room: Room, { ref, channel, hash, bytes }: Of<"blobPut">): Refusal | null {
    if (!same(o.sha256(bytes), hash)) return "malformed";
    log.add({
      type: "blob",
      channel: room,
      hash,
      bytes,
      part: false,
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
    const readers = room.live.length + room.behind.length;
    const held = { entries: room.seq, bytes: heldBytes(room), bytesMax, readers, snaps: room.snaps };
    const erasesInMs = room.eraseAt === null ? null : Math.max(0, room.eraseAt - now);
    send([conn], { type: "stat", ref, channel, ...held, erasesInMs, frozen: room.frozenAt !== null });
    return null;
  }

  // ---------------------------------------------------------------- events

  function handle(event: RelayEvent): void {
    if (event.type === "frame" || event.type === "tick") now = event.now;
    if (event.type === "connected") {
      guests.set(event.conn, newGuest(event.conn, event.nonce));
    } else if (event.type === "done") {
      const then = jobs.get(event.job);
      jobs.delete(event.job);
      then?.(event.answer);
    } else if (event.type === "soon") log.go();
    else if (event.type === "tick") {
      readers.tellAll();
      rooms.expire(now);
      tidying.tidy(now);
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
    const theirs = (): Room[] => [...guest.rights.keys()];
    if (event.type === "frame") frame(guest, event.bytes, event.tooFast ?? false);
    else if (event.type === "slow") readers.slow(guest, theirs());
    else if (event.type === "drained") readers.drained(guest, theirs());
    else {
      guest.gone = true;
      guests.delete(guest.conn);
      for (const room of theirs()) {
        readers.leave(guest, room);
        room.guests -= 1;
        forget(room);
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

/** When nobody is left, what can be found again is. */
function forget(room: Room): void {
  if (room.guests > 0 || room.working > 0) return;
  room.known = null;
  room.snapped = null;
  room.hidden = undefined;
}

/** Written out in one piece: a copy of a shape would bring its own description of it to every connection. */
function newGuest(conn: Conn, nonce: Uint8Array): Guest {
  return {
    conn,
    gone: false,
    slow: false,
    reading: 0,
    waiting: [],
    nonce: keyOf(nonce),
    greeted: false,
    malformed: 0,
    rights: new Map(),
    numbered: new Map(),
  };
}
