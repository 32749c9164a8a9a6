// S50–S57: what a relay, or a member, that means harm can do to a device: withhold and delay, and nothing else.
import { randomBytes } from "node:crypto";
import { epochKeys, type Kid, sealEntry, sealLockbox, webPrimitives } from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";
import { openChallenge, type Reply, type SealedEntry } from "@fogata/protocol";
import { type Client, createClient, openRendezvous } from "@fogata/sync";
import { type MemoryStorage, memoryStorage } from "@fogata/sync/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandRelay, relayUrl, sha256 } from "../support/hand-relay.ts";
import { manualClock } from "../support/manual-clock.ts";
import { noDocuments } from "../support/no-documents.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const clock = manualClock();
let relay: HandRelay;
let disk: MemoryStorage;
let alice: Client;
/** Everything the test's Alice holds, with which the test may also play another member. */
let log: Log;
/** Eve belongs to the group. */
let eve: Person;
let her: Person;

beforeEach(async () => {
  relay = new HandRelay();
  disk = memoryStorage();
  her = await person(p, "Alice");
  eve = await person(p, "Eve");
  log = await Log.found(p, her);
  await log.bringIn(her, eve);
  await log.rotate(her);
  await log.write(her, { kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  alice = createClient(
    { p, storage: disk, documents: noDocuments, transport: relay.transport, clock },
    {
      circle: log.circle,
      device: her.device,
      ops: [...log.ops.values()].map(({ bytes }) => bytes),
      epochs: [...log.keys].map(([kid, key]) => ({ kid, key })),
    },
  );
});
afterEach(() => alice.stop());

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((done) => setImmediate(done));
};
const shared = () => alice.status().kind === "shared";
const forged = (version: number, size: number): SealedEntry => {
  const bytes = new Uint8Array([version, 1, ...randomBytes(16 + size)]);
  return { id: bytes.subarray(2, 18), bytes };
};
const channelOf = async (kid: Kid) => (await epochKeys(p, log.keys.get(kid)!)).channel.id;

test("S50 a device signs for the relay its group listed, whoever says meanwhile that it is another", async () => {
  const other = new Uint8Array(32).fill(66);
  relay.trick = (request, say) => {
    if (request.type !== "hello") return null;
    say(relay.hello(request.ref));
    // The nonce and name another relay has just greeted this one with.
    return [{ ...relay.hello(request.ref), nonce: new Uint8Array(32).fill(5), relayKey: other }];
  };
  await alice.start();
  await relay.until(() => relay.of("open").length >= 2);
  for (const { keys, right, sig, channel } of relay.of("open")) {
    const publicKey = right === "read" ? keys.readPub : keys.writePub;
    const data = openChallenge({ nonce: new Uint8Array(32).fill(1), relayKey: relay.key, channel, right });
    expect(await p.verify({ publicKey, data, signature: sig })).toBe(true);
  }
});

test("S51 a log that never ends, or ends nowhere, is hung up on", async () => {
  relay.trick = (request) => {
    if (request.type !== "pull") return null;
    const { ref, channel, cursor } = request;
    const stands = cursor.seq === 0 ? relay.cursor([]) : cursor;
    return [{ type: "batch", ref, channel, reset: false, entries: [], trimmed: null, cursor: stands, end: false }];
  };
  await alice.start();
  await relay.until(() => relay.of("pull").length > 0);
  await turns(200);
  expect(relay.of("pull")).toHaveLength(1);
  expect(relay.closed).toBe(1);
});

test("S51 a log that is another one each time it is asked for is hung up on", async () => {
  relay.trick = (request) => {
    if (request.type !== "pull") return null;
    const { ref, channel } = request;
    const one = [forged(1, 100)];
    const cursor = relay.cursor(one, new Uint8Array(randomBytes(16)));
    return [{ type: "batch", ref, channel, reset: true, entries: one, trimmed: null, cursor, end: false }];
  };
  await alice.start();
  await relay.until(() => relay.of("pull").length > 0);
  await relay.until(() => relay.closed > 0 || relay.of("pull").length > 50);
  expect(relay.of("pull").length).toBeLessThan(8);
  expect(relay.closed).toBe(1);
});

test("S52 a relay that misbehaves each time it is met is met less and less often", async () => {
  relay.trick = (request) => {
    if (request.type !== "pull") return null;
    const { ref, channel } = request;
    const cursor = { ...relay.cursor([]), seq: 3 };
    return [{ type: "batch", ref, channel, reset: false, entries: [], trimmed: null, cursor, end: true }];
  };
  await alice.start();
  await relay.until(() => relay.closed === 1);
  for (let minute = 0; minute < 600; minute++) {
    clock.advance(1000);
    await turns(30);
  }
  // Ten minutes: half a minute to a minute apart after the first few.
  expect(relay.connections).toBeLessThan(40);
});

test("S53 what claims to be written by a newer Fogata, and may be anything, does not fill the disk", async () => {
  relay.trick = (request) => {
    if (request.type !== "pull") return null;
    const { ref, channel } = request;
    const junk = [1, 2, 3].map(() => forged(2, 500_000));
    const id = relay.idOf(channel);
    const whole = [...relay.log(id), ...junk];
    relay.logs.set(Buffer.from(id).toString("hex"), whole);
    const cursor = relay.cursor(whole);
    return [{ type: "batch", ref, channel, reset: false, entries: junk, trimmed: null, cursor, end: false }];
  };
  await alice.start();
  await relay.until(() => relay.closed > 0 || relay.of("pull").length > 30);
  const stored = [...disk.raw().values()].reduce((sum, bytes) => sum + bytes.length, 0);
  expect(stored).toBeLessThan(40_000_000);
  expect(relay.closed).toBe(1);
}, 60_000);

test("S54 another entry under the id of one of ours is not ours: ours is sent again", async () => {
  await alice.start();
  await relay.until(shared);
  await alice.state({ doc: "0".repeat(32), what: "yes", text: "0".repeat(64), time: 1, details: {} });
  await relay.until(() => relay.of("push").length > 0 && shared());
  const [kid] = log.now.leaves as [Kid];
  const channel = await channelOf(kid);
  const mine = relay.log(channel).at(-1)!;
  const other = forged(1, 300);
  other.bytes.set(mine.id, 2);
  // The relay shows the log with another entry in that place.
  relay.logs.set(Buffer.from(channel).toString("hex"), [{ id: mine.id, bytes: other.bytes }]);
  relay.trick = (request) => {
    if (request.type !== "pull" || Buffer.compare(relay.idOf(request.channel), channel) !== 0) return null;
    const { ref } = request;
    const entries = relay.log(channel);
    const cursor = relay.cursor(entries, new Uint8Array(16).fill(8));
    return [{ type: "batch", ref, channel: request.channel, reset: true, entries, trimmed: null, cursor, end: true }];
  };
  const pushes = relay.of("push").length;
  relay.hangUp();
  await relay.until(() => alice.status().kind === "offline");
  clock.advance(60_000);
  await relay.until(() => relay.of("push").length > pushes);
  const sent = relay
    .of("push")
    .slice(pushes)
    .flatMap(({ entries }) => entries.map(({ bytes }) => sha256(bytes)));
  expect(sent).toContainEqual(sha256(mine.bytes));
});

test("S56 keys that no operation names, sent to Alice by Eve, do not have her follow a thousand channels", async () => {
  const [kid] = log.now.leaves as [Kid];
  const epoch = await epochKeys(p, log.keys.get(kid)!);
  const noHash = "0".repeat(64);
  let prev = noHash;
  for (let n = 1; n <= 100; n++) {
    const made = await epochKeys(p, p.randomBytes(32));
    const box = await sealLockbox(p, { kid: made.kid, key: made.key, to: her.device.receive.publicKey });
    const payload = Uint8Array.from([...Buffer.from(made.kid, "hex"), ...box]);
    const content = { type: "lockbox", doc: her.device.id, comp: "box", payload } as const;
    const sealed = await sealEntry(p, { epoch, device: eve.device, n, prev, skippedFrom: n, seen: noHash, content });
    if (!sealed.ok) throw new Error(sealed.reason);
    prev = sealed.value.hash;
    relay.log(epoch.channel.id).push({ id: Buffer.from(sealed.value.id, "hex"), bytes: sealed.value.bytes });
  }
  await alice.start();
  await relay.until(shared);
  expect(alice.refused()["lockbox-flood"]).toBeGreaterThan(80);
  expect(new Set(relay.of("open").map(({ channel }) => Buffer.from(channel).toString("hex"))).size).toBeLessThan(20);
});

test("S51 a rendezvous without an end is hung up on, and met less and less often", async () => {
  relay.trick = (request) => {
    if (request.type !== "pull") return null;
    const { ref, channel, cursor } = request;
    const stands = cursor.seq === 0 ? relay.cursor([]) : cursor;
    return [{ type: "batch", ref, channel, reset: false, entries: [], trimmed: null, cursor: stands, end: false }];
  };
  const { channel } = await epochKeys(p, p.randomBytes(32));
  const rendezvous = openRendezvous(
    { p, transport: relay.transport, clock },
    {
      relay: { url: relayUrl, key: relay.key },
      channel,
      until: clock.now() + 1000,
      letters: [],
      onLetter() {},
      onPosted() {},
      onReached() {},
    },
  );
  await relay.until(() => relay.closed > 0 || relay.of("pull").length > 50);
  rendezvous.leave();
  expect(relay.of("pull")).toHaveLength(1);
});

test("S57 a number is the same channel's on every connection, and what a relay says under any other is not heard", async () => {
  let say = (_: Reply): void => {};
  relay.trick = (_, on) => {
    say = on;
    return null;
  };
  const numbers = () =>
    new Map(relay.of("open").map(({ channel, number }) => [Buffer.from(channel).toString("hex"), number]));
  await alice.start();
  await relay.until(shared);
  const given = numbers();
  expect(new Set(given.values()).size).toBe(given.size);
  const pulls = relay.of("pull").length;
  const entries = [forged(1, 100)];
  for (const channel of [given.size, 65_535]) {
    say({ type: "live", channel, entries });
    say({ type: "commit", channel, seq: 1, chain: new Uint8Array(16), ids: [entries[0]!.id] });
    say({ type: "behind", channel });
    say({
      type: "batch",
      ref: 1,
      channel,
      reset: true,
      entries,
      trimmed: null,
      cursor: relay.cursor(entries),
      end: true,
    });
  }
  await turns(200);
  expect([relay.of("pull").length, relay.closed]).toEqual([pulls, 0]);
  const [first] = given.values();
  say({ type: "behind", channel: first! });
  await relay.until(() => relay.of("pull").length > pulls);
  await turns(200);
  expect(
    relay
      .of("pull")
      .slice(pulls)
      .map(({ channel }) => channel),
  ).toEqual([first]);

  relay.hangUp();
  await relay.until(() => alice.status().kind === "offline");
  clock.advance(60_000);
  await relay.until(() => relay.connections > 1 && shared());
  expect(numbers()).toEqual(given);
});
