import {
  chainHeadBytes,
  chainInput,
  chainStart,
  channelNumberMax,
  decodeReply,
  encodeRequest,
  entriesPerPushMax,
  idsPerCommitMax,
  type Refusal,
} from "@fogata/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { batchBytesMax, readsMax, readsWaitingMax } from "./readers.ts";
import { eraseAgainMs } from "./rooms.ts";
import { fromBeginning, joined, newChannel, newEntry, newWorld, type TestChannel, type World } from "./test-world.ts";
import { sha256 } from "./verify.ts";

let world: World;
let channel: TestChannel;
beforeEach(async () => {
  world = await newWorld();
  channel = newChannel();
});
const refused = (ref: number, reason: Refusal) => ({ type: "refused", ref, reason });
const chainOf = (entries: { bytes: Uint8Array }[]) =>
  entries.reduce((chain, entry) => sha256(chainInput(chain, sha256(entry.bytes))), chainStart);

describe("opening", () => {
  test("P1 the relay says nothing before it is greeted, then its nonce, its name and its limits, and takes no other first frame", () => {
    const nonce = new Uint8Array(32).fill(5);
    expect([...world.core.handle({ type: "connected", conn: 1_000, nonce })]).toEqual([]);
    const [one, other] = [world.connect(), world.connect()];
    const { ref, version, relayKey, limits } = one.last("hello");
    expect({ ref, version }).toEqual({ ref: 1, version: 1 });
    expect(relayKey).toEqual(other.last("hello").relayKey);
    expect(one.last("hello").nonce).not.toEqual(other.last("hello").nonce);
    expect(limits).toMatchObject({ channelBytesMax: 1_000_000 });

    const stat = encodeRequest({ type: "stat", ref: 7, channel: 0 });
    if (!stat.ok) throw new Error(stat.reason);
    const effects = [...world.core.handle({ type: "frame", conn: 1_000, bytes: stat.value, now: world.now })];
    expect(effects.map(({ type }) => type)).toEqual(["send", "close"]);
    const [answer] = effects as [Extract<(typeof effects)[number], { type: "send" }>];
    expect(decodeReply(answer.frame)).toEqual({ ok: true, value: refused(7, "version") });
  });

  test("P2 R1 Alice opens her channel by its keys alone; nobody had to register it", () => {
    const alice = world.connect();
    alice.open(channel, "write");
    expect(alice.last("opened")).toMatchObject({ right: "write", expiresInMs: null, cursor: { seq: 0 } });
  });

  test("P3 R1 Eve opens nothing: not with other keys, not with another right's signature, not with Alice's replayed one", () => {
    const eve = world.connect();
    const other = newChannel();
    eve.open(channel, "read", { keys: other.keys });
    expect(eve.last("refused").reason).toBe("bad-signature");
    eve.open(channel, "read", { keys: { ...channel.keys, kind: "erasable" } });
    expect(eve.last("refused").reason).toBe("bad-signature");
    eve.open(channel, "read", { sig: new Uint8Array(64) });
    expect(eve.last("refused").reason).toBe("bad-signature");
    // The reader's signature does not give the right to write.
    eve.open({ ...channel, keys: { ...channel.keys } }, "read", { right: "write" });
    expect(eve.last("refused").reason).toBe("bad-signature");
    // Recorded on Alice's connection, played on Eve's: another nonce.
    let recorded = new Uint8Array();
    const alice = world.connect();
    const raw = alice.raw;
    alice.raw = (bytes) => {
      recorded = bytes.slice();
      raw(bytes);
    };
    alice.open(channel, "read");
    expect(alice.last("opened").right).toBe("read");
    eve.raw(recorded);
    expect(eve.last("refused").reason).toBe("bad-signature");
    eve.pull(channel);
    expect(eve.last("refused").reason).toBe("no-channel");
  });

  test("R2 where the operator asks for a pass, only creating a channel needs it", async () => {
    world = await newWorld({ pass: "street corner" });
    const alice = world.connect();
    alice.open(channel, "write");
    expect(alice.last("refused").reason).toBe("pass-needed");
    alice.open(channel, "write", { pass: Buffer.from("street corners") });
    expect(alice.last("refused").reason).toBe("pass-needed");
    alice.open(channel, "write", { pass: Buffer.from("street corner") });
    expect(alice.last("opened").right).toBe("write");
    const bob = world.connect();
    bob.open(channel, "read");
    expect(bob.last("opened").right).toBe("read");
  });

  test("R3 each right does its own part and no other", () => {
    const reader = world.connect();
    reader.open(channel, "read");
    const writer = world.connect();
    writer.open(channel, "write");
    const owner = world.connect();
    owner.open(channel, "own");
    world.settle();
    const hash = sha256(new Uint8Array([7]));
    const needsWrite = [
      { type: "push", channel: channel.number, entries: [newEntry()] },
      { type: "eph", channel: channel.number, payload: new Uint8Array(3) },
      { type: "blobPut", channel: channel.number, hash, bytes: new Uint8Array([7]) },
    ] as const;
    const needsRead = [
      { type: "pull", channel: channel.number, cursor: fromBeginning, max: 1 },
      { type: "blobGet", channel: channel.number, hash },
    ] as const;
    for (const request of needsWrite) {
      for (const without of [reader, owner]) {
        const ref = without.send({ ...request, entries: [newEntry()] } as never);
        expect(without.last("refused")).toEqual(refused(ref, "no-right"));
      }
    }
    for (const request of needsRead) {
      for (const without of [writer, owner]) {
        const ref = without.send(request);
        expect(without.last("refused")).toEqual(refused(ref, "no-right"));
      }
    }
    world.settle();
    for (const device of [reader, writer, owner]) {
      device.send({ type: "stat", channel: channel.number });
      expect(device.last("stat")).toMatchObject({ entries: 0, bytes: 0 });
    }
  });

  test("R3 a channel that was not opened here is no channel", () => {
    const eve = world.connect();
    joined(world, channel);
    const ref = eve.push(channel, [newEntry()]);
    expect(eve.last("refused")).toEqual(refused(ref, "no-channel"));
  });
});

describe("numbers", () => {
  test("P27 R32 a number is one channel's on one connection: unknown, taken or another's, it is refused", () => {
    const alice = joined(world, channel);
    const other = newChannel();
    const eve = world.connect();
    eve.open(other, "read", { number: 7 });
    eve.open(other, "write", { number: 7 });
    expect(eve.last("opened")).toMatchObject({ channel: 7, right: "write" });
    world.settle();
    // Alice's number is nothing here, whatever it is elsewhere.
    const guess = eve.send({ type: "push", channel: channel.number, entries: [newEntry()] });
    expect(eve.last("refused")).toEqual(refused(guess, "no-channel"));
    expect(alice.of("live")).toEqual([]);
    // A number that is taken, and a channel that has one.
    for (const [which, number] of [
      [channel, 7],
      [other, 8],
    ] as const) {
      const careless = world.connect();
      careless.open(other, "read", { number: 7 });
      careless.open(which, "read", { number });
      expect(careless.last("refused").reason).toBe("malformed");
      const ref = careless.send({ type: "stat", channel: 8 });
      expect(careless.last("refused")).toEqual(refused(ref, "no-channel"));
      careless.send({ type: "stat", channel: 7 });
      expect(careless.last("stat")).toMatchObject({ channel: 7 });
    }
  });

  test("P27 R32 an opening that was refused takes no number", () => {
    const alice = world.connect();
    alice.open(channel, "read", { number: 3, sig: new Uint8Array(64) });
    const ref = alice.send({ type: "stat", channel: 3 });
    expect(alice.last("refused")).toEqual(refused(ref, "no-channel"));
    alice.open(newChannel(), "read", { number: 3 });
    expect(alice.last("opened").channel).toBe(3);
  });

  test("P27 R32 everyone hears of a channel under their own number, the largest there is among them", () => {
    const people = [0, 300, channelNumberMax, 0].map((number) => {
      const device = world.connect();
      for (const right of ["read", "write"] as const) device.open(channel, right, { number });
      device.send({ type: "pull", channel: number, cursor: fromBeginning, max: 9 });
      world.settle();
      return { device, number };
    });
    const [alice, ...others] = people as [(typeof people)[0], ...typeof people];
    const entry = newEntry();
    alice.device.send({ type: "push", channel: alice.number, entries: [entry] });
    alice.device.send({ type: "eph", channel: alice.number, payload: new Uint8Array(3) });
    world.settle();
    world.tick();
    for (const { device, number } of others) {
      expect(device.of("live")).toEqual([{ type: "live", channel: number, entries: [entry] }]);
      expect(device.of("eph").map(({ channel }) => channel)).toEqual([number]);
    }
    for (const { device, number } of people)
      expect(device.of("commit")).toMatchObject([{ channel: number, ids: [entry.id] }]);
  });
});

describe("keeping and passing on", () => {
  test("P9 R4 Alice is told «kept» only once the store has synced", () => {
    const alice = joined(world, channel);
    const entry = newEntry();
    const ref = alice.push(channel, [entry]);
    expect(world.jobs.map(({ command }) => command.type)).toEqual(["write"]);
    expect(alice.of("ack")).toEqual([]);
    world.step();
    expect(alice.last("ack")).toMatchObject({ ref, seqs: [1] });
  });

  test("P10 R5 Bob sees Alice's entry before anything is synced; Alice does not hear her own echo", () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    const entry = newEntry("hello");
    alice.push(channel, [entry]);
    expect(bob.last("live").entries).toEqual([entry]);
    expect(alice.of("live")).toEqual([]);
  });

  test("R4 R5 what is pushed goes out first; its place and its sync are asked for afterwards, once for all who pushed", () => {
    const [alice, bob] = [joined(world, channel), joined(world, channel)];
    const { core, now } = world;
    const pushed = ({ conn }: { conn: number }, ref: number) => {
      const frame = encodeRequest({ type: "push", ref, channel: channel.number, entries: [newEntry()] });
      if (!frame.ok) throw new Error(frame.reason);
      return core.handle({ type: "frame", conn, bytes: frame.value, now });
    };
    expect(pushed(alice, 70)).toMatchObject([
      { type: "send", to: [bob.conn], sort: "live" },
      { type: "soon", patient: false },
    ]);
    expect(pushed(bob, 70)).toMatchObject([{ type: "send", to: [alice.conn], sort: "live" }]);
    expect(core.busy()).toBe(true);
    const [asked, ...more] = core.handle({ type: "soon" });
    if (asked?.type !== "job" || asked.command.type !== "write") throw new Error("nothing was written");
    expect(more).toEqual([]);
    expect(asked.command.changes.find(({ type }) => type === "entries")).toMatchObject({
      rows: [{ seq: 1 }, { seq: 2 }],
    });

    expect(pushed(alice, 71)).toMatchObject([{ type: "send" }]);
    const after = core.handle({ type: "done", job: asked.job, answer: world.store.performNow(asked.command) });
    expect(after.filter(({ type }) => type !== "wake")).toMatchObject([
      { type: "soon", patient: true },
      { type: "send", to: [alice.conn] },
      { type: "send", to: [bob.conn] },
    ]);
  });

  test("P10 R5 who has not pulled, or is in another channel, hears nothing", () => {
    const alice = joined(world, channel);
    const outside = joined(world, newChannel());
    const early = world.connect();
    early.open(channel, "read");
    alice.push(channel, [newEntry()]);
    world.settle();
    world.tick();
    expect(outside.of("live")).toEqual([]);
    expect(early.of("live")).toEqual([]);
    expect(early.of("commit")).toEqual([]);
  });

  test("P9 R6 the same entry pushed again is kept once, at its old place, whoever pushes it and whenever", async () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    const [one, two, three] = [newEntry(), newEntry(), newEntry()];
    alice.push(channel, [one, two, one]);
    bob.push(channel, [two, three]);
    world.settle();
    expect(alice.of("ack")[0]!.seqs).toEqual([1, 2, 1]);
    expect(bob.of("ack")[0]!.seqs).toEqual([2, 3]);
    await world.restart();
    const again = joined(world, channel);
    again.push(channel, [three, newEntry(), one]);
    world.settle();
    expect(again.last("ack").seqs).toEqual([3, 4, 1]);
    // Nobody is left, and somebody comes back: what the relay forgot in between it finds again.
    world.handle({ type: "disconnected", conn: again.conn });
    const later = joined(world, channel);
    later.push(channel, [two]);
    expect(world.jobs.map(({ command }) => command.type)).toEqual(["find"]);
    world.settle();
    expect(later.last("ack").seqs).toEqual([2]);
    const bytes = [one, two, three].reduce((sum, entry) => sum + entry.bytes.length, 0);
    later.send({ type: "stat", channel: channel.number });
    expect(later.last("stat")).toMatchObject({ entries: 4, bytes: bytes + newEntry().bytes.length });
  });

  test("P11 R7 one commit names what was synced meanwhile, in the log's order, for everyone who is live", () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    const entries = [newEntry(), newEntry(), newEntry()];
    alice.push(channel, [entries[0]!]);
    bob.push(channel, [entries[1]!]);
    alice.push(channel, [entries[2]!]);
    world.settle();
    expect(bob.of("commit")).toEqual([]);
    expect(world.wakes.length).toBeGreaterThan(0);
    world.tick();
    for (const device of [alice, bob]) {
      expect(device.of("commit")).toHaveLength(1);
      const { ids, seq, chain } = device.last("commit");
      expect(ids).toEqual(entries.map((entry) => entry.id));
      expect({ seq, chain }).toEqual({ seq: 3, chain: chainOf(entries).slice(0, chainHeadBytes) });
    }
    world.tick();
    expect(bob.of("commit")).toHaveLength(1);
  });

  test("P11 R7 a commit too long for one frame is told in pieces that follow each other", () => {
    const alice = joined(world, channel);
    const entries = Array.from({ length: idsPerCommitMax + 1 }, () => newEntry());
    for (let i = 0; i < entries.length; i += entriesPerPushMax)
      alice.push(channel, entries.slice(i, i + entriesPerPushMax));
    world.settle();
    world.tick();
    const commits = alice.of("commit");
    expect(commits.map(({ ids, seq }) => [ids.length, seq])).toEqual([
      [idsPerCommitMax, idsPerCommitMax],
      [1, idsPerCommitMax + 1],
    ]);
    expect(commits[0]!.chain).toEqual(chainOf(entries.slice(0, idsPerCommitMax)).slice(0, chainHeadBytes));
    expect(commits[1]!.chain).toEqual(chainOf(entries).slice(0, chainHeadBytes));
  });

  test("R4 everything that waits while a sync is under way goes into the next one together", () => {
    const alice = joined(world, channel);
    const bob = joined(world, newChannel());
    alice.push(channel, [newEntry()]);
    for (let i = 0; i < 20; i++) alice.push(channel, [newEntry()]);
    expect(world.jobs).toHaveLength(1);
    world.step();
    const write = world.jobs[0]!.command;
    const written = write.type === "write" ? write.changes.find((change) => change.type === "entries") : undefined;
    expect(written?.type === "entries" && written.rows).toHaveLength(20);
    world.settle();
    expect(alice.of("ack")).toHaveLength(21);
    expect(bob.of("ack")).toHaveLength(0);
  });
});

describe("catching up", () => {
  test("P13 R8 a device that was away gets what it missed, and the chain to check it by", () => {
    const alice = joined(world, channel);
    const entries = Array.from({ length: 10 }, () => newEntry());
    alice.push(channel, entries);
    world.settle();
    const bob = world.connect();
    bob.open(channel, "read");
    bob.pull(channel, fromBeginning, 4);
    world.settle();
    const first = bob.last("batch");
    expect(first).toMatchObject({ reset: false, end: false, entries: entries.slice(0, 4) });
    expect(first.cursor).toMatchObject({ seq: 4, chain: chainOf(entries.slice(0, 4)) });
    bob.pull(channel, first.cursor);
    world.settle();
    expect(bob.last("batch")).toMatchObject({ reset: false, end: true, entries: entries.slice(4) });
    expect(bob.last("batch").cursor.chain).toEqual(chainOf(entries));
    // At the end already: nothing more, and no reset.
    bob.pull(channel, bob.last("batch").cursor);
    world.settle();
    expect(bob.last("batch")).toMatchObject({ reset: false, end: true, entries: [] });
  });

  test("P13 R8 a cursor of another log, past the end, or with another past gets everything from the beginning", () => {
    const alice = joined(world, channel);
    const entries = [newEntry(), newEntry()];
    alice.push(channel, entries);
    world.settle();
    alice.pull(channel);
    world.settle();
    const { cursor } = alice.last("batch");
    const strange = [
      { ...cursor, gen: new Uint8Array(16) },
      { ...cursor, gen: new Uint8Array(16), seq: 0, chain: chainStart },
      { ...cursor, seq: 3 },
      { ...cursor, chain: chainStart },
      { ...cursor, seq: 1 },
      { ...cursor, gen: new Uint8Array() },
    ];
    for (const other of strange) {
      alice.pull(channel, other);
      world.settle();
      expect(alice.last("batch")).toMatchObject({ reset: true, end: true, entries, cursor });
    }
  });

  test("P13 R8 after the relay was wiped, Bob is told so and the log begins again under a new generation", async () => {
    const alice = joined(world, channel);
    const entry = newEntry();
    alice.push(channel, [entry]);
    world.settle();
    alice.pull(channel);
    world.settle();
    const before = alice.last("batch").cursor;
    world.store.wipe();
    await world.restart();
    const bob = world.connect();
    bob.open(channel, "read");
    bob.open(channel, "write");
    bob.pull(channel, before);
    world.settle();
    expect(bob.last("batch")).toMatchObject({ reset: true, end: true, entries: [], cursor: { seq: 0 } });
    expect(bob.last("batch").cursor.gen).not.toEqual(before.gen);
    bob.push(channel, [entry]);
    world.settle();
    expect(bob.last("ack").seqs).toEqual([1]);
  });

  test("P13 R9 nothing falls between batch and live: not the unsynced, not what is synced while the disk is read", () => {
    const alice = joined(world, channel);
    const old = newEntry("old");
    alice.push(channel, [old]);
    world.settle();
    const bob = world.connect();
    bob.open(channel, "read");
    // One is synced while Bob's read waits for the disk, one is still unsynced when it comes back.
    bob.pull(channel);
    const during = newEntry("during");
    alice.push(channel, [during]);
    const readJob = world.jobs.shift()!;
    expect(readJob.command.type).toBe("read");
    const rows = world.store.performNow(readJob.command);
    world.settle();
    const after = newEntry("after");
    alice.push(channel, [after]);
    world.handle({ type: "done", job: readJob.job, answer: rows });
    expect(bob.of("batch")[0]).toMatchObject({ end: true, entries: [old, during], cursor: { seq: 2 } });
    expect(bob.last("live").entries).toEqual([after]);
    world.settle();
    world.tick();
    expect(bob.last("commit")).toMatchObject({ ids: [after.id], seq: 3 });
    // Those who were live before have been told about `during` first, so every commit follows from the last.
    expect(alice.of("commit").map(({ ids, seq }) => [ids.length, seq])).toEqual([
      [2, 2],
      [1, 3],
    ]);
  });

  test("R8 a batch stops at its bytes, and one large entry still goes", () => {
    const alice = joined(world, channel);
    const large = () => newEntry("x".repeat(batchBytesMax - 18));
    world.store.bytesMax = Number.POSITIVE_INFINITY;
    alice.push(channel, [large()]);
    world.settle();
    const small = newEntry();
    alice.push(channel, [small]);
    world.settle();
    alice.pull(channel);
    world.settle();
    expect(alice.last("batch")).toMatchObject({ end: false, cursor: { seq: 1 } });
    alice.pull(channel, alice.last("batch").cursor);
    world.settle();
    expect(alice.last("batch")).toMatchObject({ end: true, entries: [small] });
  });

  test("P12 R10 a reader that does not read is left out of live, and pulls what it missed", () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    world.handle({ type: "slow", conn: bob.conn });
    const missed = newEntry();
    alice.push(channel, [missed]);
    world.settle();
    world.tick();
    expect(bob.of("live")).toEqual([]);
    expect(bob.of("commit")).toEqual([]);
    bob.pull(newChannel());
    world.handle({ type: "drained", conn: bob.conn });
    expect(bob.last("behind").channel).toBe(channel.number);
    bob.pull(channel);
    world.settle();
    expect(bob.last("batch").entries).toEqual([missed]);
    alice.push(channel, [newEntry()]);
    expect(bob.of("live")).toHaveLength(1);
  });

  test("P12 R10 a reader that reads again pulls even where nothing had come, or it would never hear anything more there", () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    world.handle({ type: "slow", conn: bob.conn });
    world.handle({ type: "drained", conn: bob.conn });
    expect(bob.of("behind")).toEqual([{ type: "behind", channel: channel.number }]);
    bob.pull(channel, bob.of("batch")[0]!.cursor);
    alice.push(channel, [newEntry()]);
    expect(bob.of("live")).toHaveLength(1);
  });

  test("R8 a device that has missed nothing is answered without the disk, and is live", () => {
    const alice = joined(world, channel);
    alice.push(channel, [newEntry()]);
    world.settle();
    const bob = joined(world, channel);
    const { cursor } = bob.last("batch");
    bob.pull(channel, cursor);
    expect(world.jobs).toEqual([]);
    expect(bob.last("batch")).toMatchObject({ reset: false, entries: [], cursor, end: true });
    alice.push(channel, [newEntry()]);
    expect(bob.of("live")).toHaveLength(1);
    // The same place on another past is no place on this log.
    bob.pull(channel, { ...cursor, chain: new Uint8Array(32).fill(7) });
    world.settle();
    expect(bob.last("batch")).toMatchObject({ reset: true, end: true });
    expect(bob.last("batch").entries).toHaveLength(2);
  });

  test("R10 one connection's reads take turns, and at most readsWaitingMax of them wait", () => {
    const alice = joined(world, channel);
    alice.push(channel, [newEntry()]);
    world.settle();
    for (let i = 0; i < readsMax + readsWaitingMax; i++) alice.pull(channel);
    expect(world.jobs).toHaveLength(readsMax);
    expect(alice.of("refused")).toEqual([]);
    const ref = alice.pull(channel);
    expect(alice.last("refused")).toEqual(refused(ref, "too-fast"));
    world.settle();
    expect(alice.of("batch")).toHaveLength(1 + readsMax + readsWaitingMax);
    // While it does not read, nothing more is fetched for it.
    world.handle({ type: "slow", conn: alice.conn });
    alice.pull(channel);
    expect(world.jobs).toEqual([]);
    world.handle({ type: "drained", conn: alice.conn });
    expect(world.jobs).toHaveLength(1);
  });
});

describe("eph and blobs", () => {
  test("P14 R11 a passing word reaches those who are live and is kept nowhere", () => {
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    alice.send({ type: "eph", channel: channel.number, payload: Buffer.from("cursor") });
    expect(bob.last("eph").payload).toEqual(new Uint8Array(Buffer.from("cursor")));
    expect(alice.of("eph")).toEqual([]);
    expect(world.jobs).toEqual([]);
  });

  test("P14 R12 a blob is kept under its hash, once, after the sync, and counts", () => {
    const alice = joined(world, channel);
    const bytes = new Uint8Array(Buffer.from("a sealed picture"));
    const hash = sha256(bytes);
    const put = { type: "blobPut", channel: channel.number, hash, bytes } as const;
    alice.send(put);
    expect(alice.of("blobKept")).toEqual([]);
    world.settle();
    expect(alice.last("blobKept").hash).toEqual(new Uint8Array(hash));
    alice.send(put);
    world.settle();
    expect(alice.of("blobKept")).toHaveLength(2);
    alice.send({ type: "stat", channel: channel.number });
    expect(alice.last("stat").bytes).toBe(bytes.length);
    alice.send({ type: "blobGet", channel: channel.number, hash });
    world.settle();
    expect(alice.last("blob").bytes).toEqual(bytes);
    alice.send({ type: "blobGet", channel: channel.number, hash: chainStart });
    world.settle();
    expect(alice.last("blob").bytes).toBeNull();
    const ref = alice.send({ ...put, hash: chainStart });
    expect(alice.last("refused")).toEqual(refused(ref, "malformed"));
  });
});

describe("limits and faults", () => {
  test("R13 a channel holds its bytes to the last one, and refuses the whole push that passes them", async () => {
    const one = newEntry("12345678");
    world = await newWorld({ limits: { channelBytesMax: 3 * one.bytes.length } });
    const alice = joined(world, channel);
    const bob = joined(world, channel);
    alice.push(channel, [one, newEntry("12345678")]);
    world.settle();
    const ref = alice.push(channel, [newEntry("12345678"), newEntry("1")]);
    expect(bob.of("live")).toHaveLength(1);
    world.settle();
    expect(alice.last("refused")).toEqual(refused(ref, "channel-full"));
    alice.push(channel, [newEntry("12345678")]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([3]);
    // Full to the byte: what is here already is still acknowledged, one byte more is not.
    alice.push(channel, [one]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([1]);
    const blob = new Uint8Array([1]);
    alice.send({ type: "blobPut", channel: channel.number, hash: sha256(blob), bytes: blob });
    world.settle();
    expect(alice.last("refused").reason).toBe("channel-full");
  });

  test("P10 R14 a full disk is said; nothing of the push counts, nothing kept before is lost, and room again means room", async () => {
    const alice = joined(world, channel);
    const [kept, tooMuch] = [newEntry("kept"), newEntry("too much")];
    alice.push(channel, [kept]);
    world.settle();
    world.store.bytesMax = 0;
    const refs = [alice.push(channel, [tooMuch]), alice.push(channel, [newEntry()])];
    world.settle();
    world.tick();
    for (const ref of refs) expect(alice.of("refused")).toContainEqual(refused(ref, "disk-full"));
    expect(alice.of("commit").map(({ seq }) => seq)).toEqual([1]);
    world.store.bytesMax = Number.POSITIVE_INFINITY;
    alice.push(channel, [tooMuch]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([2]);
    await world.restart();
    const bob = joined(world, channel);
    expect(bob.last("batch")).toMatchObject({ entries: [kept, tooMuch], cursor: { chain: chainOf([kept, tooMuch]) } });
  });

  test("R14 a channel that could not be written down is as if never opened", () => {
    const alice = world.connect();
    // The store says no to everything.
    alice.open(channel, "write");
    const { job } = world.jobs.shift()!;
    alice.push(channel, [newEntry()]);
    world.handle({ type: "done", job, answer: { type: "failed" } });
    world.settle();
    expect(alice.last("refused").reason).toBe("no-channel");
    alice.open(channel, "write");
    alice.push(channel, [newEntry()]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([1]);
  });

  test("R4 a crash forgets only what nobody was told is kept", async () => {
    const alice = joined(world, channel);
    const [told, untold] = [newEntry(), newEntry()];
    alice.push(channel, [told]);
    world.settle();
    alice.push(channel, [untold]);
    // The operating system has it, the disk does not.
    const write = world.jobs[0]!.command;
    if (write.type === "write") world.store.begin(write.changes);
    expect(alice.of("ack")).toHaveLength(1);
    await world.restart();
    const bob = joined(world, channel);
    expect(bob.last("batch")).toMatchObject({ reset: false, entries: [told], cursor: { seq: 1 } });
  });

  test("P15 R15 a rendezvous goes when its time is over: refused as gone, for ever, and erased from the store", async () => {
    const channel = newChannel("erasable");
    const alice = world.connect();
    alice.open(channel, "write", { lifetimeMs: 1000 });
    expect(alice.last("opened").expiresInMs).toBe(1000);
    alice.push(channel, [newEntry()]);
    world.settle();
    world.now += 400;
    const bob = world.connect();
    // Only the frame that creates the channel says how long it lives.
    bob.open(channel, "read", { lifetimeMs: 999_999 });
    expect(bob.last("opened").expiresInMs).toBe(600);
    world.now += 599;
    world.tick();
    bob.pull(channel);
    world.settle();
    expect(bob.last("batch").entries).toHaveLength(1);
    world.now += 1;
    world.tick();
    for (const [device, ref] of [
      [alice, alice.push(channel, [newEntry()])],
      [bob, bob.pull(channel)],
    ] as const)
      expect(device.last("refused")).toEqual(refused(ref, "gone"));
    const erase = world.jobs[0]!.command;
    expect(erase.type === "write" && erase.changes.map((change) => change.type)).toEqual(["gone"]);
    world.settle();
    expect(await world.store.load()).toMatchObject({ channels: [], gone: [channel.id] });
    await world.restart();
    const late = world.connect();
    late.open(channel, "write", { lifetimeMs: 1000 });
    expect(late.last("refused").reason).toBe("gone");
  });

  test("P15 R15 an expiry that came due while the relay was down, or that the disk refused, is not forgotten", async () => {
    const channel = newChannel("erasable");
    const alice = world.connect();
    alice.open(channel, "write", { lifetimeMs: 1000 });
    world.settle();
    world.now += 5000;
    await world.restart();
    const { job } = world.jobs.shift()!;
    world.handle({ type: "done", job, answer: { type: "failed" } });
    expect(world.wakes.at(-1)).toBe(eraseAgainMs);
    const bob = world.connect();
    bob.open(channel, "read");
    expect(bob.last("refused").reason).toBe("gone");
    world.tick();
    world.settle();
    expect((await world.store.load()).gone).toHaveLength(1);
  });

  test("P15 R15 a kept channel has no end: whoever opens it first cannot have it erased under everybody else", async () => {
    const eve = world.connect();
    eve.open(channel, "write", { lifetimeMs: 1 });
    expect(eve.last("opened").expiresInMs).toBeNull();
    world.settle();
    world.now += 1000;
    world.tick();
    const alice = joined(world, channel);
    alice.push(channel, [newEntry()]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([1]);
    expect((await world.store.load()).gone).toEqual([]);
  });

  test("P16 R16 a malformed frame is answered and costs nothing else; the second one ends the connection", () => {
    const alice = joined(world, channel);
    alice.raw(Uint8Array.of(0xff));
    expect(alice.last("refused")).toEqual(refused(0, "malformed"));
    expect(alice.closed).toBe(false);
    alice.push(channel, [newEntry()]);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([1]);
    alice.raw(Uint8Array.of(0x83, 0x07, 0x18, 0x63, 0x40));
    expect(alice.last("refused")).toEqual(refused(99, "malformed"));
    expect(alice.closed).toBe(true);
  });

  test("P1 P6 R16 a frame of a newer sort, or a device that speaks no version of ours, is told so and let go", () => {
    const newer = world.connect();
    newer.raw(Uint8Array.of(0x82, 0x18, 0x63, 0x05));
    expect(newer.last("refused")).toEqual(refused(5, "version"));
    expect(newer.closed).toBe(true);
    const stranger = world.connect();
    stranger.send({ type: "hello", versions: [99] });
    expect(stranger.last("refused").reason).toBe("version");
    expect(stranger.closed).toBe(true);
  });

  test("P16 R17 an address that speaks too fast is told so, under the frame's own number", () => {
    const alice = joined(world, channel);
    const stat = encodeRequest({ type: "stat", ref: 99, channel: channel.number });
    if (!stat.ok) throw new Error(stat.reason);
    alice.raw(stat.value, { tooFast: true });
    expect(alice.last("refused")).toEqual(refused(99, "too-fast"));
    expect(alice.closed).toBe(false);
    alice.raw(stat.value);
    expect(alice.last("stat").ref).toBe(99);
  });

  test("R18 a relay that stops refuses what comes and finishes what it took", () => {
    const alice = joined(world, channel);
    alice.push(channel, [newEntry()]);
    world.handle({ type: "stop" });
    const ref = alice.push(channel, [newEntry()]);
    expect(alice.last("refused")).toEqual(refused(ref, "stopping"));
    expect(world.core.busy()).toBe(true);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([1]);
    expect(world.core.busy()).toBe(false);
  });
});
