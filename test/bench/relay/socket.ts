// A WebSocket that counts its bytes. What crosses the wire is the frames' payload; the few bytes of framing are left out.
import { WebSocket } from "ws";

export interface Socket {
  send(bytes: Uint8Array): void;
  onMessage(heard: (bytes: Buffer) => void): void;
  /** The first message that `fits`; later ones go to onMessage. */
  wait(fits: (bytes: Buffer) => boolean): Promise<Buffer>;
  bytesIn(): number;
  bytesOut(): number;
  close(): void;
}

const answerMsMax = 20_000;

export async function openSocket(url: string): Promise<Socket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let bytesIn = 0;
  let bytesOut = 0;
  let hear: (bytes: Buffer) => void = () => undefined;
  const early: Buffer[] = [];
  let waiting: { fits(bytes: Buffer): boolean; found(bytes: Buffer): void } | null = null;
  let closed: () => void = () => undefined;
  socket.on("close", () => closed());
  socket.on("message", (data: Buffer) => {
    bytesIn += data.length;
    if (waiting?.fits(data)) {
      const { found } = waiting;
      waiting = null;
      found(data);
    } else if (waiting) early.push(data);
    else hear(data);
  });
  await new Promise<void>((opened, failed) => {
    socket.once("open", opened);
    socket.once("error", failed);
  });
  return {
    send(bytes) {
      bytesOut += bytes.length;
      socket.send(bytes);
    },
    onMessage(heard) {
      hear = heard;
      for (const bytes of early.splice(0)) heard(bytes);
    },
    wait(fits) {
      const at = early.findIndex(fits);
      if (at >= 0) return Promise.resolve(early.splice(at, 1)[0]!);
      return new Promise((found, failed) => {
        const late = setTimeout(() => failed(new Error("no answer")), answerMsMax);
        waiting = {
          fits,
          found(bytes) {
            clearTimeout(late);
            found(bytes);
          },
        };
        closed = () => failed(new Error("closed"));
      });
    },
    bytesIn: () => bytesIn,
    bytesOut: () => bytesOut,
    close: () => socket.terminate(),
  };
}
