// A line between two places that counts what crosses it and, if asked, is as slow as a given one. It stands outside the
// browser, because DevTools slows neither a service worker's fetches nor a WebSocket.

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket, connect as toServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface Line {
  port: number;
  /** Bytes towards the server, and back from it, framing included. */
  up(): number;
  down(): number;
  /** From now on as slow as this; null: as fast as it can be. */
  slow(how: Slowness | null): void;
  close(): Promise<void>;
}
export interface Slowness {
  megabitsPerSecond: number;
  /** There and back. */
  latencyMs: number;
}

/** Small enough that connections take turns, large enough that timers do not matter. */
const pieceBytes = 4096;

export async function openLine(port: number): Promise<Line> {
  const count = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  /** All connections share it, as they do at home. */
  let pace: { latencyMs: number; down: Queue; up: Queue } | null = null;

  const server = createServer(async (near) => {
    sockets.add(near.on("error", () => near.destroy()));
    near.setNoDelay(true);
    near.pause();
    // What opening a connection takes before anything can be asked.
    if (pace) await pause(pace.latencyMs);
    const far = toServer(port, "localhost").setNoDelay(true);
    sockets.add(far.on("error", () => far.destroy()));
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    void carry(
      near,
      far,
      () => pace?.up ?? null,
      (bytes) => (count.up += bytes),
    );
    void carry(
      far,
      near,
      () => pace?.down ?? null,
      (bytes) => (count.down += bytes),
    );
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    up: () => count.up,
    down: () => count.down,
    slow(how) {
      if (how === null) pace = null;
      else {
        const { megabitsPerSecond, latencyMs } = how;
        const upward = queue(megabitsPerSecond / 3, latencyMs / 2);
        pace = { latencyMs, down: queue(megabitsPerSecond, latencyMs / 2), up: upward };
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

type Queue = (bytes: number) => { sent: Promise<void>; arrives: Promise<void> };

/** Bytes leave one after the other at the line's pace, and arrive a while later. */
function queue(megabitsPerSecond: number, delayMs: number): Queue {
  const bytesPerMs = (megabitsPerSecond * 1_000_000) / 8 / 1000;
  let freeAt = 0;
  return (bytes) => {
    freeAt = Math.max(freeAt, performance.now()) + bytes / bytesPerMs;
    const sentInMs = freeAt - performance.now();
    return { sent: pause(sentInMs), arrives: pause(sentInMs + delayMs) };
  };
}

async function carry(
  from: Socket,
  to: Socket,
  pace: () => Queue | null,
  count: (bytes: number) => void,
): Promise<void> {
  let before: Promise<void> = Promise.resolve();
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      count(chunk.length);
      const through = pace();
      if (!through) {
        await before;
        to.write(chunk);
        continue;
      }
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes);
        const { sent, arrives } = through(piece.length);
        // Timers may fire out of order; bytes may not.
        before = Promise.all([before, arrives]).then(() => void to.write(piece));
        await sent;
      }
    }
  } catch {
    // Closed in the middle: so is the other side.
  }
  await before;
  to.end();
}
