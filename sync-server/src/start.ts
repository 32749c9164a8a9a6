// Puts a relay together: store, core, sockets and the app's files on one port. The real clock and chance enter here.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import {
  blobBytesMax,
  entriesPerPushMax,
  entryBytesMax,
  ephBytesMax,
  frameBytesMax,
  type Limits,
  versions,
} from "@fogata/protocol";
import { createRate } from "./rate.ts";
import { createRelayCore } from "./relay.ts";
import { serveSockets } from "./socket.ts";
import type { Store } from "./store.ts";
import { openLevelStore } from "./store-level.ts";
import { sha256, verify } from "./verify.ts";
import { serveWeb } from "./web.ts";

export interface RelayOptions {
  /** 0 takes any free port. */
  port: number;
  /** Default: every address of this machine. */
  host?: string;
  /** The folder of the embedded store, or a store of the caller's own (which close() closes as well). */
  data: string | Store;
  /** Folder of the built app; null serves none. */
  web?: string | null;
  limits?: Partial<RelayLimits>;
  /** What creating a channel costs; empty: nothing. */
  pass?: string;
  /** The last address in `x-forwarded-for` is believed: only behind a proxy that writes it. */
  behindProxy?: boolean;
  /** Default: this machine's clock. */
  now?(): number;
  /** Somebody has sent something. */
  onFrame?(): void;
  /** One line for each start and stop. Never given ids, addresses or contents. */
  log?(line: string): void;
}

export interface RelayLimits {
  channelBytes: number;
  /** Frames a second from one address, with four seconds' worth at once; 0: no limit. */
  framesPerSecond: number;
  connections: number;
}
export const defaultLimits: RelayLimits = {
  channelBytes: 2_000_000_000,
  framesPerSecond: 2_000,
  connections: 10_000,
};

export interface RunningRelay {
  port: number;
  /** The relay's public name, which every OPEN is signed for. */
  key: Uint8Array;
  close(): Promise<void>;
}

export async function startRelay(o: RelayOptions): Promise<RunningRelay> {
  const limits = { ...defaultLimits, ...o.limits };
  const store = typeof o.data === "string" ? await openLevelStore(o.data) : o.data;
  const loaded = await store.load();
  const relayKey = loaded.relayKey ?? (await nameRelay(store));
  const core = createRelayCore({
    relayKey,
    loaded,
    limits: protocolLimits(limits.channelBytes),
    pass: Buffer.from(o.pass ?? ""),
    sha256,
    verify,
  });

  const key = Buffer.from(relayKey).toString("base64url");
  const relay = { url: "/relay", key, version: versions[0]! };
  const server = createServer(serveWeb({ folder: o.web ?? null, relay }));
  const { framesPerSecond: perSecond } = limits;
  const sockets = serveSockets({
    server,
    path: relay.url,
    core,
    store,
    rate: createRate({ perSecond, burst: 4 * perSecond, addressesMax: 100_000 }),
    connectionsMax: limits.connections,
    now: o.now ?? Date.now,
    onFrame: o.onFrame ?? (() => {}),
    randomBytes,
    addressOf: o.behindProxy ? forwardedAddress : (request) => request.socket.remoteAddress ?? "",
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(o.port, o.host, done);
  });
  o.log?.("The relay has started.");

  return {
    port: (server.address() as AddressInfo).port,
    key: relayKey,
    async close() {
      await sockets.close();
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
      await store.close();
      o.log?.("The relay has stopped.");
    },
  };
}

/** Random and kept: devices sign for this relay and no other, wherever its address moves. */
async function nameRelay(store: Store): Promise<Uint8Array> {
  const key = randomBytes(32);
  const answer = await store.perform({ type: "write", changes: [{ type: "relayKey", key }] });
  if (answer.type !== "written") throw new Error("The store cannot be written to.");
  return key;
}

export const protocolLimits = (channelBytesMax: number): Limits => ({
  frameBytesMax,
  entryBytesMax,
  entriesPerPushMax,
  ephBytesMax,
  blobBytesMax,
  channelBytesMax,
});

function forwardedAddress(request: IncomingMessage): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "");
  return forwarded.split(",").at(-1)!.trim() || (request.socket.remoteAddress ?? "");
}
