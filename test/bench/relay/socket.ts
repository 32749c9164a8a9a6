// A WebSocket that is asked one thing and answers, for those who speak a protocol by hand.
import { WebSocket } from "ws";

export interface Socket {
  send(bytes: Uint8Array): void;
  onMessage(heard: (bytes: Buffer) => void): void;
  /** The first message that `fits`; later ones go to onMessage. */
  wait(fits: (bytes: Buffer) => boolean): Promise<Buffer>;
  close(): void;
}

const answerMsMax = 20_000;

export async function openSocket(url: string): Promise<Socket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  let hear: (bytes: Buffer) => void = () => undefined;
  const early: Buffer[] = [];
  let waiting: { fits(bytes: Buffer): boolean; found(bytes: Buffer): void } | null = null;
  let closed: () => void = () => undefined;
  socket.on("close", () => closed());
  socket.on("message", (data: Buffer) => {
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
    close: () => socket.terminate(),
  };
}
