// A bare device for tests of the relay: speaks the protocol over a real WebSocket, seals nothing, remembers all frames.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  type ChannelKeys,
  type Cursor,
  chainInput,
  chainStart,
  channelIdInput,
  channelNumberMax,
  decodeReply,
  encodeRequest,
  openChallenge,
  type Reply,
  type Request,
  type Right,
  type SealedEntry,
} from "@fogata/protocol";
import WebSocket from "ws";

export type ReplyOf<T extends Reply["type"]> = Extract<Reply, { type: T }>;
type WithoutRef<R> = R extends { ref: number } ? Omit<R, "ref"> : never;

export const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const fromBeginning: Cursor = { gen: new Uint8Array(), seq: 0, chain: new Uint8Array() };

export interface TestChannel {
  id: Uint8Array;
  /** What every device here calls it. */
  number: number;
  keys: ChannelKeys;
  secrets: Record<Right, KeyObject>;
}

let made = 0;

export function newChannel(kind: ChannelKeys["kind"] = "kept"): TestChannel {
  const pair = () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    return { pub: new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(12)), secret: privateKey };
  };
  const [read, write, own] = [pair(), pair(), pair()];
  const keys = { kind, readPub: read.pub, writePub: write.pub, ownPub: own.pub };
  const secrets = { read: read.secret, write: write.secret, own: own.secret };
  return { id: sha256(channelIdInput(keys)), number: ++made & channelNumberMax, keys, secrets };
}

/** An envelope as the relay sees it: two bytes, an id, and what it cannot read. */
export function newEntry(body: string | Uint8Array = randomBytes(60)): SealedEntry {
  const bytes = Buffer.concat([Buffer.from([1, 1]), randomBytes(16), Buffer.from(body)]);
  return { id: bytes.subarray(2, 18), bytes };
}

export function openFrame(
  channel: TestChannel,
  right: Right,
  o: { nonce: Uint8Array; relayKey: Uint8Array },
): WithoutRef<Request & { type: "open" }> {
  const data = openChallenge({ ...o, channel: channel.id, right });
  const sig = sign(null, data, channel.secrets[right]);
  return {
    type: "open",
    channel: channel.id,
    number: channel.number,
    keys: channel.keys,
    right,
    lifetimeMs: null,
    pass: new Uint8Array(),
    sig,
  };
}

export class TestDevice {
  readonly replies: Reply[] = [];
  readonly ws: WebSocket;
  closed: { code: number } | null = null;
  nonce: Uint8Array = new Uint8Array();
  relayKey: Uint8Array = new Uint8Array();
  #refs = 0;
  #waiting: (() => void)[] = [];

  constructor(url: string) {
    this.ws = new WebSocket(url, { perMessageDeflate: false });
    this.ws.on("message", (data: Buffer) => {
      const reply = decodeReply(data);
      if (!reply.ok) throw new Error(`the relay sent a ${reply.reason} frame`);
      this.replies.push(reply.value);
      this.#wake();
    });
    this.ws.on("close", (code) => {
      this.closed = { code };
      this.#wake();
    });
    this.ws.on("error", () => {});
  }

  static async connect(port: number): Promise<TestDevice> {
    const device = new TestDevice(`ws://127.0.0.1:${port}/relay`);
    await new Promise((done, fail) => device.ws.once("open", done).once("error", fail));
    const hello = await device.ask({ type: "hello", versions: [1] }, "hello");
    device.nonce = hello.nonce;
    device.relayKey = hello.relayKey;
    return device;
  }

  /** Sends and gives the number it was sent under. */
  send(request: WithoutRef<Request>): number {
    const ref = ++this.#refs;
    const frame = encodeRequest({ ...request, ref } as Request);
    if (!frame.ok) throw new Error(frame.reason);
    this.ws.send(frame.value);
    return ref;
  }

  /** Sends and waits for the answer, which must be of this type. */
  async ask<T extends Reply["type"]>(request: WithoutRef<Request>, type: T): Promise<ReplyOf<T>> {
    const ref = this.send(request);
    const reply = await this.until((reply) => "ref" in reply && reply.ref === ref);
    if (reply.type !== type) throw new Error(`asked ${request.type}, got ${JSON.stringify(reply)}`);
    return reply as ReplyOf<T>;
  }

  /** The first frame, old or new, for which this holds. */
  async until(holds: (reply: Reply) => boolean): Promise<Reply> {
    for (let seen = 0; ; ) {
      for (; seen < this.replies.length; seen++) if (holds(this.replies[seen]!)) return this.replies[seen]!;
      if (this.closed) throw new Error(`closed with ${this.closed.code}`);
      await this.#next();
    }
  }

  async untilClosed(): Promise<number> {
    while (!this.closed) await this.#next();
    return this.closed.code;
  }

  open(channel: TestChannel, right: Right, more: Partial<Request & { type: "open" }> = {}) {
    return this.ask({ ...openFrame(channel, right, this), ...more }, "opened");
  }
  push(channel: TestChannel, entries: SealedEntry[]) {
    return this.ask({ type: "push", channel: channel.number, entries }, "ack");
  }
  pull(channel: TestChannel, cursor: Cursor = fromBeginning, max = 1000) {
    return this.ask({ type: "pull", channel: channel.number, cursor, max }, "batch");
  }
  /** Everything from the beginning, checked against the chain. */
  async readAll(channel: TestChannel): Promise<SealedEntry[]> {
    const entries: SealedEntry[] = [];
    let chain = chainStart;
    for (let cursor = fromBeginning; ; ) {
      const batch = await this.pull(channel, cursor);
      for (const entry of batch.entries) chain = sha256(chainInput(chain, sha256(entry.bytes)));
      entries.push(...batch.entries);
      if (Buffer.compare(chain, batch.cursor.chain) !== 0) throw new Error("the chain is broken");
      if (batch.cursor.seq !== entries.length) throw new Error("the count is broken");
      if (batch.end) return entries;
      cursor = batch.cursor;
    }
  }
  of<T extends Reply["type"]>(type: T): ReplyOf<T>[] {
    return this.replies.filter((reply) => reply.type === type) as ReplyOf<T>[];
  }
  close(): void {
    this.ws.terminate();
  }

  #next(): Promise<void> {
    return new Promise((done) => this.#waiting.push(done));
  }
  #wake(): void {
    for (const done of this.#waiting.splice(0)) done();
  }
}
