// The relay over real WebSockets and its embedded store, in this process.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chainHeadBytes,
  chainInput,
  chainStart,
  encodeRequest,
  frameBytesMax,
  type SealedEntry,
} from "@fogata/protocol";
import { createMemoryStore, type RelayOptions, type RunningRelay, startRelay } from "@fogata/relay";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newChannel, newEntry, openFrame, sha256, type TestChannel, TestDevice } from "../support/relay-device.ts";

let folder: string;
let relay: RunningRelay;
let devices: TestDevice[];
const lines: string[] = [];

async function start(more: Partial<RelayOptions> = {}): Promise<void> {
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: folder, log: (line) => lines.push(line), ...more });
}
async function connect(): Promise<TestDevice> {
  const device = await TestDevice.connect(relay.port);
  devices.push(device);
  return device;
}
async function joined(channel: TestChannel): Promise<TestDevice> {
  const device = await connect();
  await device.open(channel, "write");
  await device.open(channel, "read");
  await device.pull(channel);
  return device;
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fogata-relay-"));
  devices = [];
});
afterEach(async () => {
  for (const device of devices) device.close();
  await relay.close();
  await rm(folder, { recursive: true, force: true });
});

const chainOf = (entries: SealedEntry[]) =>
  entries.reduce((chain, entry) => sha256(chainInput(chain, sha256(entry.bytes))), chainStart);
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
async function inFiles(marker: string): Promise<boolean> {
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(marker)) return true;
  }
  return false;
}

test("R5 R7 every reader gets each entry live, then one commit order that everyone shares", async () => {
  await start();
  const channel = newChannel();
  const people = await Promise.all(Array.from({ length: 5 }, () => joined(channel)));
  const pushed = await Promise.all(
    people.flatMap((person) =>
      Array.from({ length: 20 }, async () => {
        const entry = newEntry();
        const { seqs } = await person.push(channel, [entry]);
        return { entry, seq: seqs[0]! };
      }),
    ),
  );
  const inOrder = pushed.sort((a, b) => a.seq - b.seq).map(({ entry }) => entry);
  for (const person of people) {
    await person.until((reply) => reply.type === "commit" && reply.seq === 100);
    const ids = person.of("commit").flatMap((commit) => commit.ids);
    expect(ids.map((id) => Buffer.from(id).toString("hex"))).toEqual(
      inOrder.map(({ id }) => Buffer.from(id).toString("hex")),
    );
    expect(same(person.of("commit").at(-1)!.chain, chainOf(inOrder).subarray(0, chainHeadBytes))).toBe(true);
    expect(person.of("live").flatMap((live) => live.entries)).toHaveLength(80);
  }
});

test("R7 a clock that is set forward under the relay holds back no commit: a small computer learns the time late", async () => {
  let ahead = 0;
  await start({ now: () => Date.now() + ahead });
  const channel = newChannel();
  const alice = await joined(channel);
  const bob = await joined(channel);
  // Something is to be done in a year; then it is later than that.
  await alice.open(newChannel("erasable"), "write", { lifetimeMs: 365 * 24 * 60 * 60 * 1000 });
  ahead = 30 * 365 * 24 * 60 * 60 * 1000;
  await alice.push(channel, [newEntry()]);
  await bob.until((reply) => reply.type === "commit" && reply.seq === 1);
});

test("R8 a device that comes late reads everything, through many batches, on an unbroken chain", async () => {
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  const entries = Array.from({ length: 2500 }, (_, i) => newEntry(Buffer.alloc(i % 700, i)));
  for (let i = 0; i < entries.length; i += 250) await alice.push(channel, entries.slice(i, i + 250));
  const bob = await connect();
  await bob.open(channel, "read");
  const read = await bob.readAll(channel);
  expect(read.map(({ bytes }) => Buffer.from(bytes))).toEqual(entries.map(({ bytes }) => Buffer.from(bytes)));
  expect(bob.of("batch").length).toBeGreaterThan(2);
});

test("R8 R19 a relay keeps its name and its log through a restart; wiped, it has another generation and says reset", async () => {
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  const entry = newEntry();
  await alice.push(channel, [entry]);
  const { cursor } = await alice.pull(channel);
  const key = relay.key;
  await relay.close();
  await start();
  expect(same(relay.key, key)).toBe(true);
  const again = await joined(channel);
  expect(await again.pull(channel, cursor)).toMatchObject({ reset: false, entries: [], end: true });
  await relay.close();
  await rm(folder, { recursive: true, force: true });
  await start();
  expect(same(relay.key, key)).toBe(false);
  const refill = await joined(channel);
  expect(await refill.pull(channel, cursor)).toMatchObject({ reset: true, entries: [], end: true });
  expect((await refill.push(channel, [entry])).seqs).toEqual([1]);
});

test("R1 a signature made for one relay is refused by another", async () => {
  await start();
  const channel = newChannel();
  const alice = await connect();
  const forElsewhere = openFrame(channel, "read", { nonce: alice.nonce, relayKey: new Uint8Array(32) });
  await expect(alice.ask(forElsewhere, "opened")).rejects.toThrow("bad-signature");
  await expect(alice.open(channel, "read")).resolves.toMatchObject({ right: "read" });
});

test("R15 a rendezvous that has run out leaves no byte in the relay's files", async () => {
  await start();
  const [rendezvous, lasting] = [newChannel("erasable"), newChannel()];
  const alice = await connect();
  await alice.open(rendezvous, "write", { lifetimeMs: 400 });
  await alice.open(lasting, "write");
  await alice.push(lasting, [newEntry("MARKER-STAYS")]);
  await alice.push(rendezvous, [newEntry("MARKER-GOES")]);
  expect(await inFiles("MARKER-GOES")).toBe(true);
  await expect.poll(() => inFiles("MARKER-GOES"), { timeout: 20_000 }).toBe(false);
  expect(await inFiles("MARKER-STAYS")).toBe(true);
  const bob = await connect();
  await expect(bob.open(rendezvous, "read")).rejects.toThrow("gone");
});

test("R10 a reader that stops reading does not slow the others, loses live, and pulls the rest when it reads again", async () => {
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  const bob = await joined(channel);
  const sleeper = await joined(channel);
  sleeper.ws.pause();
  // More than any socket's buffers hold.
  const count = 48;
  for (let i = 0; i < count; i++) await alice.push(channel, [newEntry(Buffer.alloc(900_000, i))]);
  await bob.until((reply) => reply.type === "commit" && reply.seq === count);
  sleeper.ws.resume();
  await sleeper.until((reply) => reply.type === "behind");
  expect(sleeper.of("live").length).toBeLessThan(count);
  expect(await sleeper.readAll(channel)).toHaveLength(count);
});

test("R16 an oversized frame is answered, a monstrous one ends its connection, and nobody else notices", async () => {
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  const eve = await connect();
  eve.ws.send(new Uint8Array(frameBytesMax + 1));
  await eve.until((reply) => reply.type === "refused" && reply.reason === "too-large");
  expect(eve.closed).toBeNull();
  eve.ws.send(new Uint8Array(2 * frameBytesMax + 1));
  expect(await eve.untilClosed()).toBe(1009);
  const mallory = await connect();
  mallory.ws.send("words instead of bytes");
  mallory.ws.send("and again");
  expect(await mallory.untilClosed()).toBe(1008);
  expect(mallory.of("refused").map(({ reason }) => reason)).toEqual(["malformed", "malformed"]);
  expect((await alice.push(channel, [newEntry()])).seqs).toEqual([1]);
});

test("R16 thousands of arrays in each other are a malformed frame, and no more than that", async () => {
  await start();
  const alice = await joined(newChannel());
  const eve = await connect();
  eve.ws.send(new Uint8Array(5_000).fill(0x81));
  await eve.until((reply) => reply.type === "refused" && reply.reason === "malformed");
  expect([eve.closed, alice.closed]).toEqual([null, null]);
});

test("R17 an address that sends more than its rate is told «too-fast», not cut off", async () => {
  await start({ limits: { framesPerSecond: 10 } });
  const channel = newChannel();
  const eve = await joined(channel);
  const frame = encodeRequest({ type: "stat", ref: 7, channel: channel.number });
  for (let i = 0; i < 60; i++) eve.ws.send(frame.ok ? frame.value : "");
  await eve.until((reply) => reply.type === "refused" && reply.reason === "too-fast" && reply.ref === 7);
  expect(eve.closed).toBeNull();
});

test("R14 a full disk is answered on the wire; what was kept stays readable", async () => {
  const store = createMemoryStore();
  await start({ data: store });
  const channel = newChannel();
  const alice = await joined(channel);
  const entry = newEntry("kept");
  await alice.push(channel, [entry]);
  store.bytesMax = 0;
  await expect(alice.push(channel, [newEntry()])).rejects.toThrow("disk-full");
  expect((await alice.readAll(channel)).map(({ bytes }) => Buffer.from(bytes))).toEqual([entry.bytes]);
});

test("R18 a relay that stops finishes its syncs, says why it refuses the rest, and says goodbye", async () => {
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  const entries = Array.from({ length: 50 }, () => newEntry());
  const acks = Promise.allSettled(entries.map((entry) => alice.push(channel, [entry])));
  await alice.push(channel, [newEntry("seen to be kept")]);
  await relay.close();
  expect(await alice.untilClosed()).toBe(1001);
  const kept = (await acks).filter(({ status }) => status === "fulfilled").length;
  await start();
  const bob = await connect();
  await bob.open(channel, "read");
  expect((await bob.readAll(channel)).length).toBeGreaterThanOrEqual(kept + 1);
});

test("R20 the relay's log names nobody: no id, no address, no content", async () => {
  lines.length = 0;
  await start();
  const channel = newChannel();
  const alice = await joined(channel);
  await alice.push(channel, [newEntry("SECRET")]);
  alice.ws.send("nonsense");
  await alice.until((reply) => reply.type === "refused");
  await relay.close();
  expect(lines).toEqual(["The relay has started.", "The relay has stopped."]);
  await start();
});

test("connections past the limit are turned away, those before are not", async () => {
  await start({ limits: { connections: 2 } });
  const [alice] = [await connect(), await connect()];
  const third = new TestDevice(`ws://127.0.0.1:${relay.port}/relay`);
  devices.push(third);
  expect(await third.untilClosed()).toBe(1013);
  const channel = newChannel();
  await expect(alice!.open(channel, "read")).resolves.toBeDefined();
});
