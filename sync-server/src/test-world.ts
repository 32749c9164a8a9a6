// For the tests of the core: a relay in memory whose store, clock and connections move only when the test says so.
import {
  type ChannelKeys,
  type Cursor,
  channelIdInput,
  channelNumberMax,
  decodeReply,
  encodeRequest,
  type Limits,
  openChallenge,
  type Reply,
  type Request,
  type Right,
  type SealedEntry,
} from "@fogata/protocol";
import { createRelayCore } from "./relay.ts";
import type { Conn, CoreOptions, Effect, RelayCore, RelayEvent } from "./relay.types.ts";
import { protocolLimits } from "./start.ts";
import type { Command } from "./store.ts";
import { createMemoryStore, type MemoryStore } from "./store-memory.ts";
import { sha256 } from "./verify.ts";

export type ReplyOf<T extends Reply["type"]> = Extract<Reply, { type: T }>;
type WithoutRef<R> = R extends { ref: number } ? Omit<R, "ref"> : never;
export interface World {
  core: RelayCore;
  store: MemoryStore;
  now: number;
  /** Commands the store has been given and has not yet done. */
  jobs: { job: number; command: Command }[];
  wakes: number[];
  handle(event: RelayEvent): void;
  /** The store does everything it was asked, and everything that follows from it. */
  settle(): void;
  /** The store does its oldest job. */
  step(): void;
  tick(): void;
  connect(): Device;
  /** As after `kill -9` and a new start: what was not synced is forgotten. */
  restart(): Promise<void>;
}
export interface Device {
  conn: Conn;
  replies: Reply[];
  closed: boolean;
  raw(bytes: Uint8Array, more?: { tooFast: boolean }): void;
  send(request: WithoutRef<Request>): number;
  of<T extends Reply["type"]>(type: T): ReplyOf<T>[];
  /** The last reply, which must be of this type. */
  last<T extends Reply["type"]>(type: T): ReplyOf<T>;
  open(channel: TestChannel, right: Right, more?: Partial<Request & { type: "open" }>): void;
  push(channel: TestChannel, entries: SealedEntry[]): number;
  pull(channel: TestChannel, cursor?: Cursor, max?: number): number;
}
export interface TestChannel {
  id: Uint8Array;
  /** What every device here calls it, unless a test has its own name for it. */
  number: number;
  keys: ChannelKeys;
}

export const fromBeginning: Cursor = { gen: new Uint8Array(), seq: 0, chain: new Uint8Array() };
const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
let made = 0;

export function newChannel(kind: ChannelKeys["kind"] = "kept"): TestChannel {
  const key = () => sha256(Buffer.from(`key ${++made}`));
  const keys = { kind, readPub: key(), writePub: key(), ownPub: key() };
  return { id: sha256(channelIdInput(keys)), number: ++made & channelNumberMax, keys };
}

export function newEntry(body = "sealed"): SealedEntry {
  const id = sha256(Buffer.from(`entry ${++made}`)).slice(0, 16);
  const bytes = Uint8Array.from([1, 1, ...id, ...Buffer.from(body)]);
  return { id: bytes.subarray(2, 18), bytes };
}

/** An entry of one document, as its slot says. */
export function entryIn(slot: number, body = "sealed"): SealedEntry {
  const id = sha256(Buffer.from(`entry ${++made}`)).slice(0, 16);
  const bytes = Uint8Array.from([1, 1, ...id, ...new Uint8Array(8).fill(slot), ...Buffer.from(body)]);
  return { id: bytes.subarray(2, 18), bytes };
}

/** Stands in for Ed25519, whose own tests are in verify.test.ts. */
const model = (publicKey: Uint8Array, data: Uint8Array): Uint8Array => {
  const half = sha256(Uint8Array.from([...publicKey, ...data]));
  return Uint8Array.from([...half, ...half]);
};

export async function newWorld(
  o: { limits?: Partial<Limits>; pass?: string; store?: MemoryStore } = {},
): Promise<World> {
  const store = o.store ?? createMemoryStore();
  const relayKey = filled(32, 9);
  const devices = new Map<Conn, Device>();
  let conns = 0;

  const fresh = async (): Promise<RelayCore> => {
    const options: CoreOptions = {
      relayKey,
      loaded: await store.load(),
      limits: { ...protocolLimits(1_000_000), ...o.limits },
      pass: Buffer.from(o.pass ?? ""),
      sha256,
      verify: ({ publicKey, data, signature }) => Buffer.compare(model(publicKey, data), signature) === 0,
    };
    return createRelayCore(options);
  };

  function perform(effect: Effect): void {
    if (effect.type === "soon") world.handle({ type: "soon" });
    else if (effect.type === "job") world.jobs.push({ job: effect.job, command: effect.command });
    else if (effect.type === "wake") world.wakes.push(effect.inMs);
    else if (effect.type === "close") {
      const device = devices.get(effect.conn);
      if (device) device.closed = true;
    } else {
      const reply = decodeReply(effect.frame);
      if (!reply.ok) throw new Error(`the relay sent a ${reply.reason} frame`);
      for (const conn of effect.to) devices.get(conn)?.replies.push(reply.value);
    }
  }

  const world: World = {
    core: await fresh(),
    store,
    now: 1_000_000,
    jobs: [],
    wakes: [],
    handle(event) {
      for (const effect of world.core.handle(event)) perform(effect);
    },
    step() {
      const next = world.jobs.shift();
      if (next) world.handle({ type: "done", job: next.job, answer: store.performNow(next.command) });
    },
    settle() {
      while (world.jobs.length > 0) world.step();
    },
    tick() {
      world.handle({ type: "tick", now: world.now });
    },
    async restart() {
      store.crash();
      devices.clear();
      world.jobs = [];
      world.core = await fresh();
      world.tick();
    },
    connect() {
      const conn = ++conns;
      const nonce = sha256(Buffer.from(`nonce ${conn}`));
      let refs = 0;
      const device: Device = {
        conn,
        replies: [],
        closed: false,
        raw(bytes, more) {
          world.handle({ type: "frame", conn, bytes, now: world.now, ...more });
        },
        send(request) {
          const frame = encodeRequest({ ...request, ref: ++refs } as Request);
          if (!frame.ok) throw new Error(frame.reason);
          device.raw(frame.value);
          return refs;
        },
        of<T extends Reply["type"]>(type: T) {
          return device.replies.filter((reply) => reply.type === type) as ReplyOf<T>[];
        },
        last<T extends Reply["type"]>(type: T) {
          const reply = device.replies.at(-1);
          if (reply?.type !== type) throw new Error(`wanted ${type}, got ${JSON.stringify(reply)}`);
          return reply as ReplyOf<T>;
        },
        open(channel, right, more) {
          const publicKey = { read: channel.keys.readPub, write: channel.keys.writePub, own: channel.keys.ownPub }[
            right
          ];
          const sig = model(publicKey, openChallenge({ nonce, relayKey, channel: channel.id, right }));
          const pass = new Uint8Array();
          const { id, number, keys } = channel;
          device.send({ type: "open", channel: id, number, keys, right, lifetimeMs: null, pass, sig, ...more });
        },
        push: (channel, entries) => device.send({ type: "push", channel: channel.number, entries }),
        pull: (channel, cursor = fromBeginning, max = 1000) =>
          device.send({ type: "pull", channel: channel.number, cursor, max }),
      };
      devices.set(conn, device);
      world.handle({ type: "connected", conn, nonce });
      device.send({ type: "hello", versions: [1] });
      return device;
    },
  };
  world.tick();
  return world;
}

/** A device that may do everything in this channel and is live in it. */
export function joined(world: World, channel: TestChannel): Device {
  const device = world.connect();
  device.open(channel, "write");
  device.open(channel, "read");
  device.pull(channel);
  world.settle();
  return device;
}
