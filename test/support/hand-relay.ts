// A relay in a test's hand: answers as an honest one would, until the test puts its own answer in place of one.
import { createHash } from "node:crypto";
import {
  chainInput,
  chainStart,
  decodeRequest,
  encodeReply,
  type Limits,
  type Reply,
  type Request,
  type SealedEntry,
} from "@fogata/protocol";
import type { Transport } from "@fogata/sync";

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(bytes).digest());
export const relayUrl = "ws://relay.example/relay";
const limits: Limits = {
  frameBytesMax: 1 << 21,
  entryBytesMax: 1 << 20,
  entriesPerPushMax: 256,
  ephBytesMax: 4096,
  blobBytesMax: 1 << 20,
  channelBytesMax: 1e9,
};

const turnsMax = 1_000_000;

/** Null: the honest answer. */
export type Trick = (request: Request, say: (reply: Reply) => void) => Reply[] | null;

export class HandRelay {
  readonly key = new Uint8Array(32).fill(7);
  readonly heard: Request[] = [];
  readonly logs = new Map<string, SealedEntry[]>();
  /** What the latest connection calls its channels. */
  readonly numbered = new Map<number, Uint8Array>();
  trick: Trick = () => null;
  connections = 0;
  closed = 0;
  /** Ends the latest connection. */
  hangUp = (): void => {};

  readonly transport: Transport = {
    connect: (_url, on) => {
      this.connections++;
      this.numbered.clear();
      let over = false;
      const say = (reply: Reply) => {
        const frame = encodeReply(reply);
        if (!frame.ok) throw new Error(frame.reason);
        queueMicrotask(() => over || on.frame(frame.value));
      };
      queueMicrotask(on.opened);
      this.hangUp = () => {
        if (over) return;
        over = true;
        this.closed++;
        queueMicrotask(on.closed);
      };
      const hangUp = this.hangUp;
      return {
        send: (bytes) => {
          const read = decodeRequest(bytes);
          if (!read.ok) throw new Error(read.reason);
          this.heard.push(read.value);
          for (const reply of this.trick(read.value, say) ?? this.honest(read.value)) say(reply);
        },
        close: hangUp,
      };
    },
  };

  honest(request: Request): Reply[] {
    if (request.type === "hello") return [this.hello(request.ref)];
    const { ref } = request;
    if (request.type === "open") {
      const { channel: id, number: channel, right } = request;
      this.numbered.set(channel, id);
      return [{ type: "opened", ref, channel, right, cursor: this.cursor(this.log(id)), expiresInMs: null }];
    }
    const { channel } = request;
    const log = this.log(this.idOf(channel));
    if (request.type === "pull") {
      const from = request.cursor.seq;
      const at = { type: "batch", ref, channel, reset: false, trimmed: null } as const;
      return [{ ...at, entries: log.slice(from), cursor: this.cursor(log), end: true }];
    }
    if (request.type === "push") {
      for (const one of request.entries) if (!log.some(({ id }) => Buffer.compare(id, one.id) === 0)) log.push(one);
      const seqs = request.entries.map((one) => 1 + log.findIndex(({ id }) => Buffer.compare(id, one.id) === 0));
      return [{ type: "ack", ref, seqs }];
    }
    return [];
  }
  hello(ref: number): Reply & { type: "hello" } {
    return { type: "hello", ref, version: 1, nonce: new Uint8Array(32).fill(1), relayKey: this.key, limits };
  }
  readonly gen = new Uint8Array(16).fill(9);
  idOf(channel: number): Uint8Array {
    return this.numbered.get(channel)!;
  }
  log(channel: Uint8Array): SealedEntry[] {
    const key = Buffer.from(channel).toString("hex");
    if (!this.logs.has(key)) this.logs.set(key, []);
    return this.logs.get(key)!;
  }
  cursor(log: readonly SealedEntry[], gen = this.gen) {
    let chain = chainStart;
    for (const { bytes } of log) chain = sha256(chainInput(chain, sha256(bytes)));
    return { gen, seq: log.length, chain };
  }
  of<T extends Request["type"]>(type: T): Extract<Request, { type: T }>[] {
    return this.heard.filter((request) => request.type === type) as Extract<Request, { type: T }>[];
  }
  /** Looks again after each step of the device. */
  async until(holds: () => boolean): Promise<void> {
    for (let turn = 0; !holds(); turn++) {
      if (turn === turnsMax) throw new Error(`never: ${holds}`);
      await new Promise<void>((done) => setImmediate(done));
    }
  }
}
