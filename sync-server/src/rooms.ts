// Which channels there are: created by the first who opens them, lasting their time, erased for ever. Pure.
import { chainStart, type Refusal, type Request } from "@fogata/protocol";
import { keyOf } from "./bytes.ts";
import type { Channel, Log } from "./log.ts";
import type { Room } from "./readers.ts";
import type { CoreOptions, Effect } from "./relay.types.ts";
import type { LoadedChannel, StoredChannel } from "./store.ts";

/** A disk that refused an erasure is asked again. */
export const eraseAgainMs = 60_000;

export interface Rooms {
  /** As it stands now: a channel whose time is over is gone from this moment. */
  find(key: string, now: number): Room | "gone" | null;
  /** The same without looking at the clock. */
  get(key: string): Room | "gone" | null;
  create(request: Request & { type: "open" }, nonce: Uint8Array, now: number): Room;
  /** For ever. `then`: once its id is refused on the disk as well. */
  erase(room: Room, then?: (refusal: Refusal | null) => void): void;
  /** Erases what is over, and asks to be woken for what is over next. */
  expire(now: number): void;
}

export function createRooms(
  o: Pick<CoreOptions, "loaded" | "sha256"> & { log: Log; effect(effect: Effect): void; trimmed(room: Room): void },
): Rooms {
  const rooms = new Map<string, Room>();
  const expiring = new Set<Room>();
  const gone = new Set(o.loaded.gone.map(keyOf));
  /** Nobody has asked for these since the start. */
  const asleep = new Map<string, StoredChannel>();
  for (const channel of o.loaded.channels) {
    const key = keyOf(channel.id);
    if (channel.timed) enter(channel.read(), key);
    else asleep.set(key, channel);
  }

  function get(key: string): Room | "gone" | null {
    const sleeping = asleep.get(key);
    if (sleeping === undefined) return gone.has(key) ? "gone" : (rooms.get(key) ?? null);
    asleep.delete(key);
    return enter(sleeping.read(), key);
  }

  /**
   * One of these stays for every channel there is, so it is written out in one piece (each copy of a shape would bring its
   * own description of it) and holds arrays, which cost next to nothing while empty, where sets would cost a lot.
   */
  function enter(row: LoadedChannel, key = keyOf(row.id)): Room {
    const { id, kind, gen, life, seq, chain, bytes, freed, expiresAt, snaps, eraseAt, frozenAt } = row;
    const room: Room = {
      id,
      kind,
      gen,
      life,
      seq,
      chain,
      bytes,
      freed,
      expiresAt,
      snaps,
      eraseAt,
      frozenAt,
      known: null,
      snapped: null,
      hidden: undefined,
      erasing: false,
      unsynced: [],
      unsyncedBytes: 0,
      working: 0,
      state: "here",
      key,
      guests: 0,
      live: [],
      behind: [],
      catching: [],
      untold: [],
    };
    rooms.set(room.key, room);
    if (expiresAt !== null) expiring.add(room);
    if (eraseAt !== null) o.trimmed(room);
    return room;
  }

  function create({ channel, keys, ...asked }: Request & { type: "open" }, nonce: Uint8Array, now: number): Room {
    // Whoever learns of a group's new channel first could otherwise have it erased under everybody who writes there.
    const lifetimeMs = keys.kind === "erasable" ? asked.lifetimeMs : null;
    // Nobody else has this nonce, and one connection creates a channel once.
    const gen = o.sha256(Uint8Array.from([...nonce, ...channel])).slice(0, 16);
    const expiresAt = lifetimeMs === null ? null : now + lifetimeMs;
    const log = { gen, life: gen, seq: 0, chain: chainStart, bytes: 0, freed: 0, snaps: 0 };
    const row = { id: channel.slice(), kind: keys.kind, ...log, expiresAt, eraseAt: null, frozenAt: null };
    const room = enter(row, keyOf(channel));
    if (lifetimeMs !== null) o.effect({ type: "wake", inMs: lifetimeMs });
    const done = (refusal: Refusal | null): void => {
      if (refusal !== null) leave(room, "no-channel");
    };
    o.log.add({ type: "create", channel: room, done });
    return room;
  }

  /** Refused from this moment; the store is asked until it has erased it. */
  function erase(room: Room, then: (refusal: Refusal | null) => void = () => {}): void {
    leave(room, "gone");
    gone.add(room.key);
    const done = (refusal: Refusal | null): void => {
      then(refusal);
      if (refusal === null) return;
      expiring.add(room);
      o.effect({ type: "wake", inMs: eraseAgainMs });
    };
    o.log.add({ type: "erase", channel: room, done });
  }

  /** Nobody is in this room any more; the rights to it end with it. */
  function leave(room: Room, state: Exclude<Channel["state"], "here">): void {
    room.state = state;
    rooms.delete(room.key);
    expiring.delete(room);
    room.live = [];
    room.behind = [];
  }

  return {
    get,
    find(key, now) {
      const room = get(key);
      if (room === null || room === "gone" || room.expiresAt === null || room.expiresAt > now) return room;
      erase(room);
      return "gone";
    },
    create,
    erase,
    expire(now) {
      let soonest = Number.POSITIVE_INFINITY;
      for (const room of [...expiring]) {
        if (room.expiresAt! <= now) erase(room);
        else soonest = Math.min(soonest, room.expiresAt! - now);
      }
      if (soonest < Number.POSITIVE_INFINITY) o.effect({ type: "wake", inMs: soonest });
    },
  };
}
