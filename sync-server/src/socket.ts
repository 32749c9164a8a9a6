// WebSockets around the core: bytes in, effects out, and what to do with a socket that does not read.
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import { frameBytesMax } from "@fogata/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import type { Rate } from "./rate.ts";
import type { Effect, RelayCore, RelayEvent } from "./relay.types.ts";
import type { Store } from "./store.ts";

/** What may wait unread in one socket; then eph is dropped, live stops, and nothing more is read from it. */
export const bufferedBytesMax = 1024 * 1024;
/** A connection that gave no sign of life through one whole round of this is gone. */
const aliveEveryMs = 45_000;
/** So far apart syncs begin while there is always somebody waiting: what many write at once costs one for all. */
const syncsApartMs = 20;
/** A clock can be set, and a machine sleeps: what is far off is looked at again now and then. The core asks again when woken. */
const wakeMsMax = 60 * 60 * 1000;

export interface Sockets {
  /** Refuses what comes, finishes what was accepted, says goodbye. */
  close(): Promise<void>;
}

interface Peer {
  id: number;
  ws: WebSocket;
  socket: Socket;
  outbox: Buffer[];
  slow: boolean;
  alive: boolean;
}

export function serveSockets(o: {
  server: Server;
  path: string;
  core: RelayCore;
  store: Store;
  rate: Rate;
  connectionsMax: number;
  now(): number;
  onFrame(): void;
  randomBytes(length: number): Uint8Array;
  addressOf(request: IncomingMessage): string;
}): Sockets {
  // A frame somewhat too large still gets its typed answer; far beyond that the connection ends (1009).
  const wss = new WebSocketServer({
    server: o.server,
    path: o.path,
    perMessageDeflate: false,
    maxPayload: 2 * frameBytesMax,
    clientTracking: false,
  });
  // The server tells its own errors (a port that is taken) to whoever started it; here they would end the program.
  wss.on("error", () => {});
  const peers = new Map<number, Peer>();
  let unsent: Peer[] = [];
  let jobs: (Effect & { type: "job" })[] = [];
  let flushComes = false;
  let ids = 0;
  let jobsUnderWay = 0;
  let lastSoon = Number.NEGATIVE_INFINITY;
  let quiet: (() => void) | null = null;
  let wake: { at: number; timer: NodeJS.Timeout } | null = null;

  wss.on("connection", (ws, request) => {
    if (peers.size >= o.connectionsMax) return ws.close(1013);
    const id = ++ids;
    const peer: Peer = { id, ws, socket: request.socket, outbox: nothing, slow: false, alive: true };
    const address = o.addressOf(request);
    peers.set(id, peer);
    handle({ type: "connected", conn: id, nonce: o.randomBytes(32) });
    ws.on("message", (data) => {
      peer.alive = true;
      const now = o.now();
      handle({ type: "frame", conn: id, bytes: data as Buffer, now, tooFast: !o.rate.take(address, now) });
      o.onFrame();
    });
    ws.on("pong", () => {
      peer.alive = true;
    });
    // An error is followed by close, which is all there is to do about it.
    ws.on("error", () => {});
    ws.on("close", () => {
      peers.delete(id);
      handle({ type: "disconnected", conn: id });
    });
    peer.socket.on("drain", () => {
      if (!peer.slow) return;
      peer.slow = false;
      ws.resume();
      handle({ type: "drained", conn: id });
    });
  });

  function handle(event: RelayEvent): void {
    for (const effect of o.core.handle(event)) perform(effect);
  }

  function perform(effect: Effect): void {
    if (effect.type === "send") {
      const message = framed(effect.frame);
      for (const conn of effect.to) queue(peers.get(conn), message, effect.sort === "reply");
    } else if (effect.type === "job") {
      jobsUnderWay += 1;
      if (jobs.push(effect) === 1) setImmediate(beginAll);
    } else if (effect.type === "soon") {
      const inMs = lastSoon + syncsApartMs - performance.now();
      if (effect.patient && inMs > 0) setTimeout(soon, inMs);
      else setImmediate(soon);
    } else if (effect.type === "close") {
      const peer = peers.get(effect.conn);
      if (peer === undefined) return;
      flush(peer);
      peer.ws.close(1008);
    } else wakeIn(effect.inMs);
  }

  /** Everything that one piece of news leads to goes out together: one write for each socket, not one for each frame. */
  function queue(peer: Peer | undefined, message: Buffer, mustGo: boolean): void {
    if (peer === undefined || (peer.slow && !mustGo)) return;
    if (peer.outbox.length > 0) peer.outbox.push(message);
    else {
      peer.outbox = [message];
      unsent.push(peer);
    }
    if (flushComes) return;
    flushComes = true;
    process.nextTick(flushAll);
  }

  function flushAll(): void {
    flushComes = false;
    const peers = unsent;
    unsent = [];
    for (const peer of peers) flush(peer);
  }

  /** After everything that came in this turn has gone out: nobody waits for a disk to hear what somebody else typed. */
  function beginAll(): void {
    const some = jobs;
    jobs = [];
    for (const job of some) begin(job);
  }

  function soon(): void {
    lastSoon = performance.now();
    handle({ type: "soon" });
    if (jobsUnderWay === 0) quiet?.();
  }

  function begin({ job, command }: Effect & { type: "job" }): void {
    void o.store.perform(command).then((answer) => {
      jobsUnderWay -= 1;
      handle({ type: "done", job, answer });
      if (jobsUnderWay === 0) quiet?.();
    });
  }

  /** Past ws's own sender, since the message is ready: the same bytes go to every reader. */
  function flush(peer: Peer): void {
    const { outbox, socket, ws } = peer;
    peer.outbox = nothing;
    if (ws.readyState !== ws.OPEN || outbox.length === 0) return;
    if (outbox.length === 1) socket.write(outbox[0]!);
    else writeAll(socket, outbox);
    if (peer.slow || socket.writableLength <= bufferedBytesMax) return;
    peer.slow = true;
    ws.pause();
    handle({ type: "slow", conn: peer.id });
  }

  /** By a clock that nobody sets: a wake that seems long past, and has not come, would hold back every nearer one. */
  function wakeIn(ms: number): void {
    const inMs = Math.min(ms, wakeMsMax);
    const at = performance.now() + inMs;
    if (wake !== null && wake.at <= at) return;
    if (wake !== null) clearTimeout(wake.timer);
    const timer = setTimeout(() => {
      wake = null;
      handle({ type: "tick", now: o.now() });
    }, inMs);
    wake = { at, timer };
  }

  const round = setInterval(() => {
    for (const peer of peers.values()) {
      if (!peer.alive) peer.ws.terminate();
      peer.alive = false;
      peer.ws.ping();
    }
  }, aliveEveryMs);

  handle({ type: "tick", now: o.now() });
  return {
    async close() {
      handle({ type: "stop" });
      while (jobsUnderWay > 0 || o.core.busy())
        await new Promise<void>((done) => {
          quiet = done;
        });
      handle({ type: "tick", now: o.now() });
      flushAll();
      clearInterval(round);
      if (wake !== null) clearTimeout(wake.timer);
      for (const { ws } of peers.values()) ws.close(1001);
      wss.close();
    },
  };
}

/** Everybody's who waits for nothing; never pushed to. */
const nothing: Buffer[] = [];

/** One after the other in one write. Hundreds of answers that one sync has led to are sooner copied than handed over. */
function writeAll(socket: Socket, messages: Buffer[]): void {
  const bytes = messages.reduce((sum, { length }) => sum + length, 0);
  if (bytes <= copiedBytesMax) {
    socket.write(Buffer.concat(messages, bytes));
    return;
  }
  socket.cork();
  for (const message of messages) socket.write(message);
  socket.uncork();
}
const copiedBytesMax = 64 * 1024;

/** A whole WebSocket message around a frame: binary, unmasked, in one piece (RFC 6455 §5.2). */
function framed(frame: Uint8Array): Buffer {
  const { length } = frame;
  const headBytes = length < 126 ? 2 : length < 0x1_0000 ? 4 : 10;
  const message = Buffer.allocUnsafe(headBytes + length);
  message[0] = 0x82;
  message[1] = length < 126 ? length : length < 0x1_0000 ? 126 : 127;
  if (headBytes === 4) message.writeUInt16BE(length, 2);
  if (headBytes === 10) message.writeBigUInt64BE(BigInt(length), 2);
  message.set(frame, headBytes);
  return message;
}
