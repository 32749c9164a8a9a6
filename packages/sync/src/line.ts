// The line to one relay: requests out as frames, frames in as replies. Signs the relay's challenges; decides nothing.
import type { EpochKeys, Primitives } from "@fogata/keys";
import {
  decodeReply,
  encodeRequest,
  entriesPerBatchMax,
  openChallenge,
  type Reply,
  type Request,
  versions,
} from "@fogata/protocol";
import type { Bytes, Connection, Transport } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";
import type { Effect } from "./session.ts";

/** Frames that may wait while a step is under way; a relay that sends faster is hung up on. */
export const framesWaitingMax = 4_096;
/** The same in bytes: many times what an honest relay has under way. */
export const bytesWaitingMax = 64 * 1024 * 1024;

export interface Line {
  connect(url: string): void;
  disconnect(): void;
  /** Performs one request. `entries` gives the stored bytes for a push. */
  ask(request: Asking): Promise<void>;
  eph(channel: Bytes, payload: Bytes): void;
  /** What the relay said of itself when it greeted: needed to sign. */
  greeted(hello: Reply & { type: "hello" }): void;
}
type Asking = Extract<
  Effect,
  { type: "hello" | "open" | "pull" | "push" | "stat" | "snap" | "part" | "fetch" | "tidy" }
>;

export interface LineEvents {
  opened(): void;
  /** `bytes`: how long the frame was. `channel`: which one it speaks of, if it is of one that was opened here. */
  reply(reply: Reply | null, bytes: number, channel: string | null): void;
  closed(): void;
}

export function createLine(o: {
  p: Primitives;
  transport: Transport;
  keysOf(channel: string): EpochKeys | undefined;
  entriesOf(channel: string, ids: readonly string[]): Promise<{ id: Bytes; bytes: Bytes }[]>;
  /** The stored bytes of one part of a long document. */
  partOf(hash: string): Promise<Bytes | null>;
  on: LineEvents;
}): Line {
  let connection: Connection | null = null;
  let number = 0;
  let hello: (Reply & { type: "hello" }) | null = null;
  /**
   * The channels in the order of their first opening; the place of each is what we call it, on this connection and any
   * later one, so that no frame can be taken for one about another channel.
   */
  const named: string[] = [];

  function connect(url: string) {
    // A line that was hung up may still speak for a while; only the latest one is heard.
    const mine = ++number;
    const heard = (say: () => void) => mine === number && say();
    hello = null;
    connection = o.transport.connect(url, {
      opened: () => heard(o.on.opened),
      frame: (bytes) =>
        heard(() => {
          const reply = decodeReply(bytes);
          if (!reply.ok) return o.on.reply(null, bytes.length, null);
          const { value } = reply;
          o.on.reply(value, bytes.length, "channel" in value ? (named[value.channel] ?? null) : null);
        }),
      closed: () =>
        heard(() => {
          connection = null;
          o.on.closed();
        }),
    });
  }

  function send(request: Request) {
    const frame = encodeRequest(request);
    if (frame.ok) connection?.send(frame.value);
  }

  async function ask(asking: Asking) {
    const { ref } = asking;
    if (asking.type === "hello") return send({ type: "hello", ref, versions: [...versions] });
    if (asking.type === "open") return open(ref, asking.channel, asking.right);
    const channel = numberOf(asking.channel);
    switch (asking.type) {
      case "pull": {
        const { gen, seq, chain } = asking.place;
        const cursor = { gen: fromHex(gen), seq, chain: fromHex(chain) };
        return send({ type: "pull", ref, channel, cursor, max: entriesPerBatchMax });
      }
      case "push":
        return send({ type: "push", ref, channel, entries: await o.entriesOf(asking.channel, asking.ids) });
      case "snap": {
        const [entry] = await o.entriesOf(asking.channel, [asking.id]);
        const { gen, upTo } = asking;
        const parts = asking.parts.map(fromHex);
        if (entry) send({ type: "snap", ref, channel, gen: fromHex(gen), upTo, parts, entry });
        return;
      }
      case "part": {
        const bytes = await o.partOf(asking.hash);
        if (bytes) send({ type: "part", ref, channel, hash: fromHex(asking.hash), bytes });
        return;
      }
      case "fetch":
        return send({ type: "blobGet", ref, channel, hash: fromHex(asking.hash) });
      case "tidy": {
        if (asking.say === "freeze") {
          const [entry] = await o.entriesOf(asking.channel, asking.ids);
          if (entry) send({ type: "freeze", ref, channel, entry });
          return;
        }
        const snaps = asking.ids.map(fromHex);
        if (asking.say === "snaps") return send({ type: "snaps", ref, channel });
        if (asking.say === "verified") return send({ type: "verified", ref, channel, snap: snaps[0]! });
        return send({ type: asking.say, ref, channel, snaps });
      }
      case "stat":
        return send({ type: "stat", ref, channel });
    }
  }

  function numberOf(channel: string): number {
    const known = named.indexOf(channel);
    return known < 0 ? named.push(channel) - 1 : known;
  }

  async function open(ref: number, id: string, right: "read" | "write" | "own") {
    const keys = o.keysOf(id);
    if (!keys || !hello || right === "own") return;
    const { kind, read, write, ownPub } = keys.channel;
    const channel = fromHex(id);
    const challenge = openChallenge({ nonce: hello.nonce, relayKey: hello.relayKey, channel, right });
    const sig = await o.p.sign(right === "read" ? read : write, challenge);
    const pubs = { kind, readPub: read.publicKey, writePub: write.publicKey, ownPub };
    const number = numberOf(id);
    send({ type: "open", ref, channel, number, keys: pubs, right, lifetimeMs: null, pass: new Uint8Array(), sig });
  }

  return {
    connect,
    disconnect: () => connection?.close(),
    ask,
    eph: (channel, payload) => send({ type: "eph", ref: 0, channel: numberOf(toHex(channel)), payload }),
    greeted: (reply) => {
      hello = reply;
    },
  };
}
