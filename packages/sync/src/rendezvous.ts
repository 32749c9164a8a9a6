// Where an inviter and a newcomer leave sealed letters for each other: the invitation's own channel, over a
// connection of its own, so that a relay cannot tell which group it belongs to. Letters are opaque here. What was to
// be posted is posted again until it is found there; what is found there is handed over once.
import type { EpochKeys, Primitives, RelayAddress } from "@fogata/keys";
import {
  type Cursor,
  decodeReply,
  encodeRequest,
  openChallenge,
  type Reply,
  type Request,
  versions,
} from "@fogata/protocol";
import type { Bytes, Clock, Connection, Off, Transport } from "./ports.ts";
import { sameBytes, toHex } from "./record.ts";
import { isStranger } from "./session.ts";

export type Reached = "trying" | "open" | "unreachable" | "stranger" | "gone";
export interface Rendezvous {
  /** Leaves a letter; the same letter twice is left once. */
  post(letter: Bytes): void;
  /** Tries now, if it is not connected, instead of when its turn comes. */
  reconnect(): void;
  leave(): void;
}
export interface RendezvousDeps {
  p: Primitives;
  transport: Transport;
  clock: Clock;
}

const retryMinMs = 1_000;
const retryMaxMs = 15_000;
const pullEntriesMax = 64;
/** A line on which nothing comes may have died unnoticed: so it is asked, and due to answer. */
const questionMs = 40_000;
export const answerMs = 10_000;
export const connectMs = 30_000;
/** Letters looked at before a channel counts as flooded. */
const lettersMax = 512;
/** Entries read in one go, letters or not, before the relay is hung up on. */
const entriesMax = 8 * lettersMax;
/** What the only channel on this connection is called. */
const number = 0;
/** Version 1 of a letter's frame, and R for rendezvous: the relay wants an id in bytes 2…18 and nothing else. */
const head = [1, 0x52];

export const named = ({ url, key }: RelayAddress) => ({ url, key: toHex(key) });

/** S9 Doubling, half of it by chance. */
export function retryMs(p: Primitives, failures: number): number {
  const waitMs = Math.min(retryMaxMs, retryMinMs * 2 ** failures);
  return waitMs / 2 + (waitMs / 2) * (p.randomBytes(1)[0]! / 255);
}

/** Connects at once, and again until `leave`. */
export function openRendezvous(
  { p, transport, clock }: RendezvousDeps,
  o: {
    relay: RelayAddress;
    /** The group's relays, for who knows them: S1, none of their names may be used at another's address. */
    listed?(): readonly RelayAddress[];
    channel: EpochKeys["channel"];
    /** Until when the channel is to last. */
    until: number;
    letters: Bytes[];
    onLetter(letter: Bytes): void;
    /** The relay has this letter on its disk; said again after each connection. */
    onPosted(letter: Bytes): void;
    onReached(reached: Reached): void;
  },
): Rendezvous {
  let over = false;
  let connection: Connection | null = null;
  let cancelRetry: Off = () => {};
  let failures = 0;
  const letters: Bytes[] = [...o.letters];
  const seen = new Set<string>();
  let post: () => void = () => {};

  function connect(): void {
    if (over) return;
    o.onReached("trying");
    let cursor: Cursor = { gen: new Uint8Array(0), seq: 0, chain: new Uint8Array(32) };
    let ref = 0;
    let opened = 0;
    let caughtUp = false;
    let reached: Reached = "unreachable";
    // What this connection has found there: a relay may have been wiped since the last.
    const there = new Set<string>();
    const pushed = new Map<number, Bytes>();
    let work: Promise<void> = Promise.resolve();
    const send = (request: Request) => {
      const frame = encodeRequest(request);
      if (frame.ok) mine.send(frame.value);
    };
    let cancelWatch: Off = clock.after(connectMs, () => mine.close());
    /** Heard from: the next question comes in a while, and its answer soon after it. */
    function watch(): void {
      cancelWatch();
      if (over || connection !== mine) return;
      cancelWatch = clock.after(caughtUp ? questionMs : answerMs, () => {
        if (!caughtUp) return mine.close();
        pull();
        cancelWatch = clock.after(answerMs, () => mine.close());
      });
    }
    const pull = () => send({ type: "pull", ref: ++ref, channel: number, cursor, max: pullEntriesMax });

    function take(entries: { id: Bytes; bytes: Bytes }[]): void {
      for (const { bytes } of entries) {
        const id = toHex(bytes.subarray(2, 18));
        there.add(id);
        if (seen.has(id) || seen.size >= lettersMax || head.some((byte, i) => bytes[i] !== byte)) continue;
        seen.add(id);
        o.onLetter(bytes.slice(18));
      }
    }
    async function postAll(): Promise<void> {
      if (!caughtUp) return;
      for (const letter of letters) {
        const id = (await p.sha256(letter)).slice(0, 16);
        if (there.has(toHex(id))) {
          o.onPosted(letter);
          continue;
        }
        there.add(toHex(id));
        const bytes = new Uint8Array(18 + letter.length);
        bytes.set(head);
        bytes.set(id, 2);
        bytes.set(letter, 18);
        pushed.set(++ref, letter);
        send({ type: "push", ref, channel: number, entries: [{ id, bytes }] });
      }
    }
    async function hear(reply: Reply): Promise<void> {
      if (over) return;
      switch (reply.type) {
        case "hello":
          if (isStranger(toHex(reply.relayKey), named(o.relay), (o.listed?.() ?? []).map(named))) {
            reached = "stranger";
            return mine.close();
          }
          for (const right of ["read", "write"] as const) {
            const key = o.channel[right];
            const challenge = openChallenge({
              nonce: reply.nonce,
              relayKey: reply.relayKey,
              channel: o.channel.id,
              right,
            });
            send({
              type: "open",
              ref: ++ref,
              channel: o.channel.id,
              number,
              keys: {
                kind: o.channel.kind,
                readPub: o.channel.read.publicKey,
                writePub: o.channel.write.publicKey,
                ownPub: o.channel.ownPub,
              },
              right,
              lifetimeMs: Math.max(1, o.until - clock.now()),
              pass: new Uint8Array(0),
              sig: await p.sign(key, challenge),
            });
          }
          return;
        case "opened":
          if (++opened === 2) pull();
          return;
        case "batch":
          take(reply.entries);
          cursor = reply.cursor;
          // S51 Nothing, and more of it to come; or more than was ever left here.
          if (!reply.end && (reply.entries.length === 0 || there.size > entriesMax)) return mine.close();
          if (!reply.end) return pull();
          // Only asked whether the line is alive.
          if (caughtUp) return;
          failures = 0;
          caughtUp = true;
          o.onReached("open");
          return postAll();
        case "live":
          return take(reply.entries);
        case "behind":
          return pull();
        case "ack": {
          const letter = pushed.get(reply.ref);
          pushed.delete(reply.ref);
          return letter && o.onPosted(letter);
        }
        case "refused":
          if (reply.reason === "gone") reached = "gone";
          return mine.close();
      }
    }
    const mine = transport.connect(o.relay.url, {
      opened() {
        watch();
        send({ type: "hello", ref: ++ref, versions: [...versions] });
      },
      frame(bytes) {
        const reply = decodeReply(bytes);
        if (!reply.ok) return mine.close();
        // In order: opening waits for two signatures, and what comes after must not overtake them.
        work = work.then(() => hear(reply.value)).then(watch);
      },
      closed() {
        cancelWatch();
        if (over || connection !== mine) return;
        connection = null;
        post = () => {};
        o.onReached(reached);
        cancelRetry = clock.after(retryMs(p, failures++), connect);
      },
    });
    connection = mine;
    post = () => {
      work = work.then(postAll);
    };
  }
  connect();

  return {
    post(letter) {
      if (letters.some((other) => sameBytes(other, letter))) return;
      letters.push(letter);
      post();
    },
    reconnect() {
      if (over || connection) return;
      cancelRetry();
      failures = 0;
      connect();
    },
    leave() {
      over = true;
      cancelRetry();
      connection?.close();
    },
  };
}
