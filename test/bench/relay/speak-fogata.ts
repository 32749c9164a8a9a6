// Our own protocol: hello, the signed opening of a channel, a pull from the beginning, and then what is live.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { fileURLToPath } from "node:url";
import {
  type ChannelKeys,
  channelIdInput,
  decodeReply,
  encodeRequest,
  openChallenge,
  type Reply,
  type Request,
  type Right,
} from "@fogata/protocol";
import { type Contestant, entryBytes, type Member } from "./contestants.ts";
import type { ServerProcess } from "./server-process.ts";
import { openSocket, type Socket } from "./socket.ts";

/** A thousand people behind one address is the bench's doing, not an attack. */
export const busyAddress = { FOGATA_FRAMES_PER_SECOND: "0" };

export const fogata: Contestant = {
  name: "Fogata",
  file: process.env.FOGATA_TEST_RELAY ?? fileURLToPath(new URL("../../../sync-server/dist/main.js", import.meta.url)),
  path: "/relay",
  env: busyAddress,
  window: 64,
  join,
};

export interface Channel {
  id: Uint8Array;
  keys: ChannelKeys;
  secret: Record<Right, KeyObject>;
}
const channels = new Map<string, Channel>();
/** Every connection here is in one channel only. */
export const channelNumber = 0;
const nowhere = { gen: new Uint8Array(), seq: 0, chain: new Uint8Array() };
/** Second byte of a frame: its tag. Reading no further keeps the measuring side as light as for the others. */
const tagAt = 1;
const tagLive = 12;

export async function join(server: ServerProcess, room: string): Promise<Member> {
  const channel = channels.get(room) ?? newChannel();
  channels.set(room, channel);
  const socket = await openSocket(server.url);
  await enter(socket, channel);
  let ref = 100;
  const member: Member = {
    write: () => push(socket, ++ref, [newEntry()]),
    heard: () => undefined,
    settle: () => undefined,
    close: socket.close,
  };
  socket.onMessage((bytes) => {
    if (bytes[tagAt] !== tagLive) return;
    if (bytes.length < 2 * entryBytes) return member.heard(1);
    const reply = decodeReply(bytes);
    member.heard(reply.ok && reply.value.type === "live" ? reply.value.entries.length : 0);
  });
  return member;
}

/** Opens the channel for reading and writing, under this number, and pulls until nothing more is stored. */
export async function enter(socket: Socket, channel: Channel, number = channelNumber): Promise<void> {
  const hello = await ask(socket, { type: "hello", ref: 1, versions: [1] });
  if (hello.type !== "hello") throw new Error(`hello: ${JSON.stringify(hello)}`);
  const { nonce, relayKey } = hello;
  for (const right of ["read", "write"] as const) {
    const sig = sign(null, openChallenge({ nonce, relayKey, channel: channel.id, right }), channel.secret[right]);
    const frame = {
      channel: channel.id,
      number,
      keys: channel.keys,
      right,
      lifetimeMs: null,
      pass: new Uint8Array(),
      sig,
    };
    const opened = await ask(socket, { type: "open", ref: 2, ...frame });
    if (opened.type !== "opened") throw new Error(`open: ${JSON.stringify(opened)}`);
  }
  await ask(socket, { type: "pull", ref: 3, channel: number, cursor: nowhere, max: 1024 });
}

export async function ask(socket: Socket, request: Request): Promise<Reply> {
  const answered = socket.wait((bytes) => {
    const reply = decodeReply(bytes);
    return reply.ok && "ref" in reply.value && reply.value.ref === request.ref;
  });
  send(socket, request);
  const reply = decodeReply(await answered);
  if (!reply.ok) throw new Error(reply.reason);
  return reply.value;
}

export function push(socket: Socket, ref: number, entries: Uint8Array[]): void {
  send(socket, {
    type: "push",
    ref,
    channel: channelNumber,
    entries: entries.map((bytes) => ({ id: bytes.subarray(2, 18), bytes })),
  });
}

/** Noise of an entry's size: the relay cannot tell it from a sealed one. */
export function newEntry(): Uint8Array {
  return new Uint8Array(randomBytes(entryBytes));
}

export function newChannel(): Channel {
  const [read, write, own] = [pair(), pair(), pair()];
  const keys: ChannelKeys = { kind: "kept", readPub: read.raw, writePub: write.raw, ownPub: own.raw };
  const id = new Uint8Array(createHash("sha256").update(channelIdInput(keys)).digest());
  return { id, keys, secret: { read: read.key, write: write.key, own: own.key } };
}

function pair(): { key: KeyObject; raw: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    key: privateKey,
    raw: new Uint8Array(Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url")),
  };
}

function send(socket: Socket, request: Request): void {
  const frame = encodeRequest(request);
  if (!frame.ok) throw new Error(`${request.type}: ${frame.reason}`);
  socket.send(frame.value);
}
