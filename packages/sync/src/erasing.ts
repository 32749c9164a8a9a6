// Has a relay erase a channel for good, over a connection of its own: tries until the relay says that it is done, or that
// it knows the channel no more.
import { type EpochKeys, epochOwner, type RelayAddress, type SigningKey } from "@fogata/keys";
import { decodeReply, encodeRequest, openChallenge, type Reply, type Request, versions } from "@fogata/protocol";
import type { Connection, Off } from "./ports.ts";
import { toHex } from "./record.ts";
import { connectMs, named, type RendezvousDeps, retryMs } from "./rendezvous.ts";
import { isStranger } from "./session.ts";

/** S123 The channels of earlier keys, deleted one by one as it is asked. */
export function createErasures(deps: RendezvousDeps, relay: () => RelayAddress | null) {
  const under = new Map<string, Erasing>();
  let over = false;
  return {
    async begin({ kid, key, channel }: EpochKeys, onErased: () => void): Promise<void> {
      const at = relay();
      const own = await epochOwner(deps.p, key);
      if (over || !at || under.has(kid)) return;
      const ended = () => void under.delete(kid);
      const erased = () => {
        ended();
        onErased();
      };
      under.set(kid, eraseChannel(deps, { relay: at, channel, own, onErased: erased, onKept: ended }));
    },
    stop() {
      over = true;
      for (const one of under.values()) one.leave();
    },
  };
}

/** What the only channel on this connection is called. */
const number = 0;

export interface Erasing {
  reconnect(): void;
  leave(): void;
}

export function eraseChannel(
  { p, transport, clock }: RendezvousDeps,
  o: {
    relay: RelayAddress;
    /** S1 As in a rendezvous. */
    listed?(): readonly RelayAddress[];
    channel: EpochKeys["channel"];
    own: SigningKey;
    onErased(): void;
    /** It has to stay, or for a while yet. */
    onKept?(): void;
  },
): Erasing {
  let over = false;
  let failures = 0;
  let connection: Connection | null = null;
  let cancelRetry: Off = () => {};

  function done(): void {
    leave();
    o.onErased();
  }
  function leave(): void {
    over = true;
    cancelRetry();
    connection?.close();
  }

  function connect(): void {
    if (over) return;
    let work: Promise<void> = Promise.resolve();
    const send = (request: Request) => {
      const frame = encodeRequest(request);
      if (frame.ok) mine.send(frame.value);
    };
    const { channel } = o;
    async function hear(reply: Reply): Promise<void> {
      if (over || connection !== mine) return;
      switch (reply.type) {
        case "hello": {
          if (isStranger(toHex(reply.relayKey), named(o.relay), (o.listed?.() ?? []).map(named))) return mine.close();
          const { nonce, relayKey } = reply;
          const { kind, read, write, ownPub } = channel;
          const keys = { kind, readPub: read.publicKey, writePub: write.publicKey, ownPub };
          const sig = await p.sign(o.own, openChallenge({ nonce, relayKey, channel: channel.id, right: "own" }));
          // A relay that was wiped meanwhile makes it anew, for as long as it takes to refuse it for ever.
          const lifetimeMs = 60_000;
          const pass = new Uint8Array(0);
          return send({ type: "open", ref: 2, channel: channel.id, number, keys, right: "own", lifetimeMs, pass, sig });
        }
        case "opened":
          return send({ type: "delete", ref: 3, channel: number });
        case "done":
          return done();
        case "refused":
          if (reply.reason === "gone") return done();
          if (reply.reason !== "kept") return mine.close();
          leave();
          return o.onKept?.();
      }
    }
    const mine = transport.connect(o.relay.url, {
      opened: () => send({ type: "hello", ref: 1, versions: [...versions] }),
      frame(bytes) {
        const reply = decodeReply(bytes);
        if (!reply.ok) return mine.close();
        work = work.then(() => hear(reply.value));
      },
      closed() {
        cancelWatch();
        if (over || connection !== mine) return;
        connection = null;
        cancelRetry = clock.after(retryMs(p, failures++), connect);
      },
    });
    connection = mine;
    // A line that died unnoticed answers nothing.
    const cancelWatch = clock.after(connectMs, () => mine.close());
  }
  connect();

  return {
    reconnect() {
      if (over || connection) return;
      cancelRetry();
      failures = 0;
      connect();
    },
    leave,
  };
}
