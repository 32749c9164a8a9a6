// One WebSocket to one relay: the browser's own, or one that Node's tests bring along. No retries, no meaning.
import type { Off, Transport } from "./ports.ts";

/** As much of a WebSocket as is used; the browser's and `ws` both fit. */
export interface SocketLike {
  binaryType: string;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
  addEventListener(type: "open" | "close" | "error" | "message", listener: (event: { data?: unknown }) => void): void;
}
export type SocketConstructor = new (url: string) => SocketLike;

/**
 * `lost` tells when the device has lost its network. A socket alone may take minutes to notice, and all that is sent
 * meanwhile goes nowhere.
 */
export function webSocketTransport(
  Socket: SocketConstructor | undefined = globalThis.WebSocket as unknown as SocketConstructor | undefined,
  lost: (gone: () => void) => Off = () => () => {},
): Transport {
  return {
    connect(url, on) {
      let over = false;
      let unwatch: Off = () => {};
      const closed = () => {
        if (over) return;
        over = true;
        unwatch();
        on.closed();
      };
      let socket: SocketLike;
      try {
        if (Socket === undefined) throw new Error("no WebSocket here");
        socket = new Socket(url);
      } catch {
        // An address that is none. Told later, like every other failure, so that callers have one way to hear it.
        queueMicrotask(closed);
        return { send() {}, close: closed };
      }
      let opened = false;
      socket.binaryType = "arraybuffer";
      socket.addEventListener("open", () => {
        opened = true;
        if (!over) on.opened();
      });
      socket.addEventListener("message", ({ data }) => {
        // Text frames are not of this protocol.
        if (!over && data instanceof ArrayBuffer) on.frame(new Uint8Array(data));
      });
      socket.addEventListener("error", closed);
      socket.addEventListener("close", closed);
      unwatch = lost(() => {
        socket.close();
        closed();
      });
      return {
        send(frame) {
          if (opened && !over) socket.send(new Uint8Array(frame));
        },
        close() {
          socket.close();
          closed();
        },
      };
    },
  };
}
