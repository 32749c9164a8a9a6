// What makes a channel smaller or ends it: snapshots, trims, freezing, deleting. Pure. It judges by slots, places and
// who vouched from which connection, and where that could be a lie it takes seven days in which anybody can say no.
import { frozenKeptMs, type Refusal, type Reply, type Request, readEntrySlot } from "@fogata/protocol";
import { same } from "./bytes.ts";
import type { Log } from "./log.ts";
import type { Mark } from "./plan.ts";
import { byNumber, type Reader, type Readers, type Room } from "./readers.ts";
import type { Conn, CoreOptions, Effect, SendSort } from "./relay.types.ts";
import type { Rooms } from "./rooms.ts";
import { hiddenBy, isDue } from "./snaps.ts";
import type { Answer, Command } from "./store.ts";

/** A disk that refused to erase is asked again. */
export const eraseAgainMs = 60_000;

type Of<T extends Request["type"]> = Extract<Request, { type: T }>;
export type TidyRequest = Of<"snap" | "part" | "verified" | "trim" | "keep" | "freeze" | "delete" | "snaps">;

export interface Tidying {
  answer(reader: Reader, room: Room, request: TidyRequest, now: number): Refusal | null;
  /** This room has something to erase some day. */
  watch(room: Room): void;
  /** Erases what is due, and asks to be woken for what is due next. */
  tidy(now: number): void;
}

export function createTidying(
  o: Pick<CoreOptions, "sha256"> & {
    log: Log;
    readers: Readers;
    rooms(): Rooms;
    send(to: readonly Conn[], reply: Reply, sort?: SendSort): void;
    refuse(conn: Conn, ref: number, reason: Refusal): void;
    job(command: Command, then: (answer: Answer) => void): void;
    effect(effect: Effect): void;
  },
): Tidying {
  const watched = new Set<Room>();
  /** Nothing is due before. */
  let soonest = Number.POSITIVE_INFINITY;

  function answer(reader: Reader, room: Room, request: TidyRequest, now: number): Refusal | null {
    const { conn } = reader;
    const { ref, channel } = request;
    const told = (refusal: Refusal | null): void => {
      if (refusal !== null) o.refuse(conn, ref, refusal);
      else o.send([conn], { type: "done", ref, channel });
    };
    const mark = (mark: Mark): null => {
      o.log.add({ type: "mark", channel: room, mark, done: told });
      return null;
    };
    switch (request.type) {
      case "snap":
        if (readEntrySlot(request.entry.bytes) === null) return "malformed";
        return append(reader, room, request, {
          type: "snap",
          gen: request.gen,
          upTo: request.upTo,
          parts: request.parts,
          by: conn,
        });
      case "freeze":
        return append(reader, room, request, { type: "freeze", now });
      case "part":
        return part(reader, room, request);
      case "verified":
        return mark({ type: "verified", snap: request.snap, by: conn });
      case "trim":
        return mark({ type: "trim", snaps: request.snaps, now });
      case "keep":
        return mark({ type: "keep", snaps: request.snaps, now });
      case "delete":
        // Whoever can write could freeze: that must not hold up an erasure that the channel was made for.
        if (room.kind === "kept" && (room.frozenAt === null || now < room.frozenAt + frozenKeptMs)) return "kept";
        o.rooms().erase(room, told);
        return null;
      case "snaps":
        return o.readers.withSnaps(reader, room, () => {
          o.readers.tellSnaps([{ conn, number: channel }], ref, [...(room.snapped?.values() ?? [])], now);
        });
    }
  }

  /** One entry that is more than an entry: shown at once, like any other. */
  function append(
    { conn }: Reader,
    room: Room,
    { ref, entry }: Of<"snap" | "freeze">,
    as: (Parameters<Log["add"]>[0] & { type: "push" })["as"],
  ): null {
    for (const [channel, to] of byNumber(o.readers.others(room, conn)))
      o.send(to, { type: "live", channel, entries: [entry] }, "live");
    o.log.add({
      type: "push",
      channel: room,
      entries: [entry],
      as,
      done(result) {
        if (typeof result === "string") o.refuse(conn, ref, result);
        else o.send([conn], { type: "ack", ref, seqs: result.seqs });
      },
    });
    return null;
  }

  function part({ conn }: Reader, room: Room, { ref, channel, hash, bytes }: Of<"part">): Refusal | null {
    if (!same(o.sha256(bytes), hash)) return "malformed";
    const done = (refusal: Refusal | null): void => {
      if (refusal !== null) o.refuse(conn, ref, refusal);
      else o.send([conn], { type: "blobKept", ref, channel, hash });
    };
    o.log.add({ type: "blob", channel: room, hash, bytes, part: true, done });
    return null;
  }

  function watch(room: Room): void {
    watched.add(room);
    soonest = Math.min(soonest, room.eraseAt ?? Number.POSITIVE_INFINITY);
  }

  function tidy(now: number): void {
    if (watched.size === 0) return;
    if (now >= soonest) {
      soonest = Number.POSITIVE_INFINITY;
      for (const room of watched) {
        if (room.state !== "here" || room.eraseAt === null) watched.delete(room);
        else if (room.eraseAt > now) soonest = Math.min(soonest, room.eraseAt);
        else {
          watched.delete(room);
          o.log.add({ type: "mark", channel: room, mark: { type: "erasing" }, done: (no) => erase(room, now, no) });
        }
      }
    }
    if (soonest < Number.POSITIVE_INFINITY) o.effect({ type: "wake", inMs: soonest - now });
  }

  function erase(room: Room, now: number, refusal: Refusal | null): void {
    const snaps = [...(room.snapped?.values() ?? [])];
    const due = isDue(now);
    const hidden = hiddenBy(snaps, due);
    if (refusal === "disk-full") again(room, now);
    if (refusal !== null) return;
    if (hidden === null) {
      room.erasing = false;
      return;
    }
    const gone = snaps.filter(({ seq }) => hidden.snaps.get(seq) === true);
    const parts = snaps.filter((snap) => !gone.includes(snap)).flatMap((snap) => snap.parts);
    const trims = snaps.filter((snap) => snap.trim === "pending" && due(snap)).map(({ id }) => id);
    o.job({ type: "erase", gen: room.gen, hidden, parts }, (answer) => {
      if (answer.type !== "erased") {
        again(room, now);
        return;
      }
      const mark: Mark = { type: "erased", trims, gone: gone.map(({ id }) => id), freed: answer.freed };
      o.log.add({ type: "mark", channel: room, mark, done: (no) => (no === null ? watch(room) : again(room, now)) });
    });
  }

  function again(room: Room, now: number): void {
    room.erasing = false;
    watched.add(room);
    soonest = Math.min(soonest, now + eraseAgainMs);
    o.effect({ type: "wake", inMs: eraseAgainMs });
  }

  return { answer, watch, tidy };
}
