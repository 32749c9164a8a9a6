import {
  type Cursor,
  chainInput,
  chainStart,
  frozenKeptMs,
  type Refusal,
  type Reply,
  type SealedEntry,
  trimGraceMs,
} from "@fogata/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import {
  type Device,
  entryIn,
  fromBeginning,
  joined,
  newChannel,
  newWorld,
  type ReplyOf,
  type TestChannel,
  type World,
} from "./test-world.ts";
import { sha256 } from "./verify.ts";

let world: World;
let channel: TestChannel;
let alice: Device;
let bob: Device;
beforeEach(async () => {
  world = await newWorld();
  channel = newChannel();
  alice = joined(world, channel);
  bob = joined(world, channel);
});
type Asked = Parameters<Device["send"]>[0];
const refused = (ref: number, reason: Refusal) => ({ type: "refused", ref, reason });

function push(device: Device, entries: SealedEntry[]): number[] {
  device.push(channel, entries);
  world.settle();
  return device.last("ack").seqs;
}
function genNow(): Uint8Array {
  const device = world.connect();
  device.open(channel, "read");
  const { gen } = device.last("opened").cursor;
  world.settle();
  world.handle({ type: "disconnected", conn: device.conn });
  return gen;
}
function snap(device: Device, upTo: number, entry = entryIn(1, "snapshot"), parts: Uint8Array[] = []): SealedEntry {
  device.send({ type: "snap", channel: channel.number, gen: genNow(), upTo, parts, entry });
  world.settle();
  return entry;
}
const verify = (device: Device, { id }: SealedEntry) =>
  ask(device, { type: "verified", channel: channel.number, snap: id });
const trim = (device: Device, ...of: SealedEntry[]) =>
  ask(device, { type: "trim", channel: channel.number, snaps: of.map(({ id }) => id) });
const keep = (device: Device, ...of: SealedEntry[]) =>
  ask(device, { type: "keep", channel: channel.number, snaps: of.map(({ id }) => id) });
function ask(device: Device, request: Asked): Refusal | "done" {
  const ref = device.send(request);
  world.settle();
  const answer = device.replies.find(
    (reply) => (reply.type === "done" || reply.type === "refused") && reply.ref === ref,
  );
  if (answer?.type !== "done" && answer?.type !== "refused") throw new Error("no answer");
  return answer.type === "done" ? "done" : answer.reason;
}
/** A snapshot of slot 1 by Alice, vouched for by Bob, and trimmed by. */
function trimmed(upTo: number, entry?: SealedEntry): SealedEntry {
  const it = snap(alice, upTo, entry);
  expect([verify(bob, it), trim(alice, it)]).toEqual(["done", "done"]);
  return it;
}
function pulled(device: Device, from: Cursor): ReplyOf<"batch"> {
  device.pull(channel, from);
  world.settle();
  return device.of("batch").at(-1)!;
}
/** What somebody gets who comes for the first time. */
function fresh(): ReplyOf<"batch"> {
  const device = world.connect();
  device.open(channel, "read");
  return pulled(device, fromBeginning);
}
const ids = (entries: SealedEntry[]) => entries.map(({ id }) => [...id]);
const listed = (device: Device) => {
  device.send({ type: "snaps", channel: channel.number });
  world.settle();
  return device.last("snaps").snaps;
};
function daysPass(days: number): void {
  world.now += days * 24 * 60 * 60 * 1000;
  world.tick();
  world.settle();
}
const stat = (device: Device): ReplyOf<"stat"> => {
  device.send({ type: "stat", channel: channel.number });
  return device.last("stat");
};
const sum = (entries: SealedEntry[]) => entries.reduce((bytes, one) => bytes + one.bytes.length, 0);

/** Follows a batch as a device does: every place is an entry or in a gap, and the last stretch leads to the cursor. */
function follow(from: Cursor, batch: Reply & { type: "batch" }): void {
  let { seq } = batch.reset ? fromBeginning : from;
  let chain: Uint8Array = batch.reset || from.seq === 0 ? chainStart : from.chain;
  const gaps = [...(batch.trimmed?.gaps ?? [])];
  const skip = (before: number): void => {
    if (gaps[0]?.before !== before) return;
    seq += gaps.shift()!.count;
    if (gaps.length === 0) chain = batch.trimmed!.chain;
  };
  batch.entries.forEach(({ bytes }, i) => {
    skip(i);
    seq += 1;
    chain = sha256(chainInput(chain, sha256(bytes)));
  });
  skip(batch.entries.length);
  expect([gaps, seq, chain]).toEqual([[], batch.cursor.seq, batch.cursor.chain]);
}

describe("snapshots", () => {
  test("P18 R31 Alice's snapshot goes to Bob at once, into the log after the sync, and once only", () => {
    push(alice, [entryIn(1)]);
    const entry = entryIn(1, "snapshot");
    const request: Asked = { type: "snap", channel: channel.number, gen: genNow(), upTo: 1, parts: [], entry };
    const ref = alice.send(request);
    expect(bob.last("live").entries).toEqual([entry]);
    expect(alice.of("ack")).toHaveLength(1);
    world.settle();
    expect(alice.of("ack").at(-1)).toMatchObject({ ref, seqs: [2] });
    world.tick();
    expect(bob.of("commit").at(-1)!.ids).toContainEqual(entry.id);
    alice.send(request);
    world.settle();
    expect(alice.last("ack").seqs).toEqual([2]);
    const [known] = listed(bob);
    expect(known).toMatchObject({ seq: 2, upTo: 1, bytes: entry.bytes.length, verified: false, trim: "none" });
    expect(listed(bob)).toHaveLength(1);
    expect(stat(bob)).toMatchObject({ entries: 2, snaps: 1, erasesInMs: null, frozen: false });
  });

  test("P18 R31 it must speak of this log, of places that are there, and have a slot", () => {
    push(alice, [entryIn(1)]);
    const entry = entryIn(1, "snapshot");
    const at = { type: "snap" as const, channel: channel.number, gen: genNow(), upTo: 1, parts: [], entry };
    const short = { id: new Uint8Array(16), bytes: new Uint8Array(25) };
    const wrong: [Asked, Refusal][] = [
      [{ ...at, upTo: 2 }, "not-here"],
      [{ ...at, gen: new Uint8Array(16) }, "not-here"],
      [{ ...at, parts: [new Uint8Array(32)] }, "not-here"],
      [{ ...at, entry: short }, "malformed"],
    ];
    for (const [request, reason] of wrong) {
      const ref = alice.send(request);
      world.settle();
      expect(alice.last("refused")).toEqual(refused(ref, reason));
    }
    expect(stat(alice)).toMatchObject({ entries: 1, snaps: 0 });
  });

  test("P18 R31 an entry pushed before may become the snapshot it is, but never one of what comes after it", () => {
    const entry = entryIn(1, "snapshot");
    push(alice, [entryIn(1), entry, entryIn(1)]);
    snap(bob, 3, entry);
    expect(bob.last("refused").reason).toBe("not-here");
    snap(bob, 1, entry);
    expect(bob.last("ack").seqs).toEqual([2]);
    expect(listed(bob)).toHaveLength(1);
  });

  test("P19 R31 a large one has parts, which are fetched when needed, and count with it", () => {
    const parts = [1, 2].map((byte) => new Uint8Array(1000).fill(byte));
    const hashes = parts.map((bytes) => new Uint8Array(sha256(bytes)));
    // All in one go: the snapshot does not wait for its parts to be told kept.
    parts.forEach((bytes, i) => {
      alice.send({ type: "part", channel: channel.number, hash: hashes[i]!, bytes });
    });
    const gen = genNow();
    alice.send({ type: "snap", channel: channel.number, gen, upTo: 0, parts: hashes, entry: entryIn(1) });
    world.settle();
    expect(alice.of("blobKept").map(({ hash }) => hash)).toEqual(hashes);
    expect(listed(bob)[0]!.bytes).toBe(2000 + entryIn(1).bytes.length);
    bob.send({ type: "blobGet", channel: channel.number, hash: hashes[1]! });
    world.settle();
    expect(bob.last("blob").bytes).toEqual(parts[1]);
    const ref = alice.send({ type: "part", channel: channel.number, hash: hashes[0]!, bytes: parts[1]! });
    expect(alice.last("refused")).toEqual(refused(ref, "malformed"));
  });

  test("R27 a full channel still takes snapshots and parts, an eighth more, and no entries", async () => {
    world = await newWorld({ limits: { channelBytesMax: 800 } });
    alice = joined(world, channel);
    push(alice, [entryIn(1, "x".repeat(800 - 26))]);
    alice.push(channel, [entryIn(1)]);
    world.settle();
    expect(alice.last("refused").reason).toBe("channel-full");
    snap(alice, 1, entryIn(1, "x".repeat(50 - 26)));
    expect(alice.last("ack").seqs).toEqual([2]);
    const bytes = new Uint8Array(50);
    alice.send({ type: "part", channel: channel.number, hash: sha256(bytes), bytes });
    world.settle();
    alice.last("blobKept");
    snap(alice, 1, entryIn(1, "x"));
    expect(alice.last("refused").reason).toBe("channel-full");
  });

  test("P23 R30 everyone live is told when a snapshot's state changes; who comes later is told what is pending", () => {
    push(alice, [entryIn(1)]);
    const it = trimmed(1);
    expect(alice.of("snaps").map(({ ref, snaps }) => [ref, snaps[0]!.verified, snaps[0]!.trim])).toEqual([
      [0, false, "none"],
      [0, true, "none"],
      [0, true, "pending"],
    ]);
    world.now += 1000;
    const carol = joined(world, channel);
    expect(carol.last("snaps")).toMatchObject({ ref: 0, end: true, snaps: [{ id: it.id, trim: "pending" }] });
    expect(carol.last("snaps").snaps[0]!.erasesInMs).toBe(trimGraceMs - 1000);
    expect(stat(carol).erasesInMs).toBe(trimGraceMs - 1000);
  });
});

describe("trimming", () => {
  test("P20 R23 a trim needs somebody else's word: nobody's and one's own are not enough", async () => {
    push(alice, [entryIn(1)]);
    const it = snap(alice, 1);
    expect(trim(alice, it)).toBe("unverified");
    expect(verify(alice, it)).toBe("unverified");
    expect(trim(bob, it)).toBe("unverified");
    const reader = world.connect();
    reader.open(channel, "read");
    expect(verify(reader, it)).toBe("no-right");
    expect(trim(reader, it)).toBe("no-right");
    expect(verify(bob, it)).toBe("done");
    await world.restart();
    alice = joined(world, channel);
    expect(trim(alice, it)).toBe("done");
    expect(trim(alice, it)).toBe("done");
    expect(trim(alice, entryIn(1))).toBe("not-here");
    expect(verify(alice, entryIn(1))).toBe("not-here");
  });

  test("P20 R23 what it stands for is hidden at once, what follows and what is of other documents is not", () => {
    const [one, two, other, later, short] = [entryIn(1), entryIn(1), entryIn(2), entryIn(1), entryIn(1)];
    short.bytes = short.bytes.slice(0, 20);
    push(alice, [one, other, short, two]);
    const before = bob.of("batch").at(-1)!.cursor;
    const it = snap(alice, 4);
    push(alice, [later]);
    verify(bob, it);
    trim(bob, it);
    const batch = fresh();
    expect(ids(batch.entries)).toEqual(ids([other, short, it, later]));
    expect(batch.trimmed!.gaps).toEqual([
      { before: 0, count: 1 },
      { before: 2, count: 1 },
    ]);
    follow(fromBeginning, batch);
    // A device that was away from before it gets the snapshot where it stands in the log, and no reset.
    const away = pulled(bob, before);
    expect(away.reset).toBe(false);
    expect(ids(away.entries)).toEqual(ids([other, short, it, later]));
    follow(before, away);
    expect(stat(bob).bytes).toBe(sum([one, two, other, later, short, it]));
  });

  test("P21 R23 a cursor inside what is hidden goes on from there", () => {
    const entries = [entryIn(1), entryIn(1), entryIn(1)];
    push(alice, entries.slice(0, 2));
    const inside = fresh().cursor;
    push(alice, entries.slice(2));
    const it = trimmed(3);
    const batch = pulled(bob, inside);
    expect([batch.reset, ids(batch.entries), batch.trimmed!.gaps]).toEqual([
      false,
      ids([it]),
      [{ before: 0, count: 1 }],
    ]);
    follow(inside, batch);
  });

  test("P21 R23 where everything asked for is hidden, the batch leads past it", () => {
    push(alice, [entryIn(1)]);
    const it = trimmed(1);
    const second = trimmed(2);
    const third = trimmed(3);
    world.tick();
    const batch = fresh();
    expect(ids(batch.entries)).toEqual(ids([second, third]));
    follow(fromBeginning, batch);
    const device = world.connect();
    device.open(channel, "read");
    device.pull(channel, fromBeginning, 1);
    world.settle();
    const first = device.of("batch")[0]!;
    expect(ids(first.entries)).toEqual(ids([second]));
    follow(fromBeginning, first);
    expect(ids([it])).not.toEqual(ids([second]));
  });

  test("R26 the last two stay, and two quick trims push no settled one out", () => {
    push(alice, [entryIn(1)]);
    const [one, two] = [trimmed(1), trimmed(2)];
    expect(ids(fresh().entries)).toEqual(ids([one, two]));
    daysPass(7);
    const three = trimmed(3);
    expect(ids(fresh().entries)).toEqual(ids([two, three]));
    // Three is not settled yet: the newest and the one whose seven days are over stay.
    const four = trimmed(4);
    expect(ids(fresh().entries)).toEqual(ids([two, four]));
    daysPass(7);
    expect(ids(fresh().entries)).toEqual(ids([two, four]));
    expect(listed(bob).map(({ seq, trim }) => [seq, trim])).toEqual([
      [3, "done"],
      [5, "done"],
    ]);
  });

  test("R26 a snapshot that nobody has trimmed by takes no other's place, vouched for or not", () => {
    push(alice, [entryIn(1)]);
    const [one, two] = [trimmed(1), trimmed(2)];
    const next = snap(alice, 3);
    verify(bob, next);
    const after = entryIn(1);
    push(alice, [after]);
    expect(ids(fresh().entries)).toEqual(ids([one, two, next, after]));
  });

  test("P20 R26 a snapshot that reaches less far takes no other's place", () => {
    push(alice, [entryIn(1), entryIn(1), entryIn(1)]);
    trimmed(3);
    const less = snap(alice, 2);
    verify(bob, less);
    expect(trim(alice, less)).toBe("not-here");
    const elsewhere = snap(alice, 2, entryIn(2, "snapshot"));
    verify(bob, elsewhere);
    expect(trim(alice, elsewhere)).toBe("done");
  });

  test("P21 R24 after seven days it is erased and no longer counts; chain, places and cursors outside stand", async () => {
    const entries = [entryIn(1), entryIn(1), entryIn(2), entryIn(1)];
    push(alice, entries.slice(0, 2));
    const inside = fresh().cursor;
    push(alice, entries.slice(2, 3));
    push(alice, entries.slice(3));
    const after = fresh().cursor;
    const it = trimmed(4);
    daysPass(6);
    expect(stat(bob)).toMatchObject({ bytes: sum([...entries, it]), erasesInMs: trimGraceMs / 7 });
    const hidden = fresh();
    daysPass(1);
    const check = () => {
      expect(stat(bob)).toMatchObject({ entries: 5, bytes: sum([entries[2]!, it]), snaps: 1, erasesInMs: null });
      const batch = fresh();
      expect(batch).toEqual({ ...hidden, ref: batch.ref });
      follow(fromBeginning, batch);
      // Where the gap ends one can go on; inside it there is nothing left to compare with.
      expect(pulled(bob, after)).toMatchObject({ reset: false, entries: [it], trimmed: null });
      const again = pulled(bob, { ...after, chain: chainStart });
      expect(again.reset).toBe(true);
      const lost = pulled(bob, { ...inside, seq: 1, chain: sha256(chainInput(chainStart, sha256(entries[0]!.bytes))) });
      expect([lost.reset, ids(lost.entries)]).toEqual([true, ids([entries[2]!, it])]);
      follow(fromBeginning, lost);
      expect(pulled(bob, inside)).toMatchObject({ reset: false, entries: [entries[2], it] });
    };
    check();
    await world.restart();
    alice = joined(world, channel);
    bob = joined(world, channel);
    check();
    expect(push(alice, [entryIn(1)])).toEqual([6]);
  });

  test("R24 an erasure due while the relay was down, or cut short, or refused by the disk, is not forgotten", async () => {
    push(alice, [entryIn(1)]);
    trimmed(1);
    world.now += trimGraceMs;
    await world.restart();
    const seen = world.jobs.shift()!;
    expect(seen.command.type).toBe("find");
    world.handle({ type: "done", job: seen.job, answer: world.store.performNow(seen.command) });
    const erase = world.jobs.shift()!;
    expect(erase.command.type).toBe("erase");
    world.handle({ type: "done", job: erase.job, answer: { type: "failed" } });
    world.now += 60_000;
    world.tick();
    // It erases, and then everything stops before that is written down.
    const first = world.jobs.shift()!;
    if (first.command.type === "find")
      world.handle({ type: "done", job: first.job, answer: world.store.performNow(first.command) });
    const second = first.command.type === "erase" ? first : world.jobs.shift()!;
    expect(world.store.performNow(second.command)).toMatchObject({ type: "erased", freed: entryIn(1).bytes.length });
    await world.restart();
    world.settle();
    const carol = joined(world, channel);
    expect(stat(carol)).toMatchObject({ bytes: entryIn(1, "snapshot").bytes.length, erasesInMs: null });
    expect(listed(carol)[0]!.trim).toBe("done");
  });

  test("P19 R24 parts go with the snapshots that named them, and no blob does", () => {
    const put = (type: "part" | "blobPut", byte: number) => {
      const bytes = new Uint8Array(100).fill(byte);
      const hash = sha256(bytes);
      alice.send({ type, channel: channel.number, hash, bytes });
      world.settle();
      return hash;
    };
    const get = (hash: Uint8Array) => {
      alice.send({ type: "blobGet", channel: channel.number, hash });
      world.settle();
      return alice.last("blob").bytes?.length ?? null;
    };
    const hashes = [put("part", 1), put("part", 2), put("part", 3), put("blobPut", 4), put("part", 5)];
    for (const [i, hash] of hashes.slice(0, 3).entries()) {
      const it = snap(alice, i, entryIn(1, "snapshot"), [hash]);
      verify(bob, it);
      trim(alice, it);
      daysPass(7);
      if (i === 0) expect(get(hashes[4]!)).toBeNull();
      put("part", 2);
      put("part", 3);
    }
    expect(hashes.map(get)).toEqual([null, 100, 100, 100, null]);
    expect(stat(alice).bytes).toBe(300 + 2 * entryIn(1, "snapshot").bytes.length);
  });

  test("P19 R24 while parts are being swept, no snapshot may count on one", () => {
    push(alice, [entryIn(1)]);
    trimmed(1);
    const bytes = new Uint8Array(100);
    const hash = sha256(bytes);
    alice.send({ type: "part", channel: channel.number, hash, bytes });
    world.settle();
    world.now += trimGraceMs;
    world.tick();
    const gen = bob.of("batch").at(-1)!.cursor.gen;
    const erase = world.jobs.shift()!;
    expect(erase.command.type).toBe("erase");
    alice.send({ type: "snap", channel: channel.number, gen, upTo: 1, parts: [hash], entry: entryIn(1) });
    world.settle();
    expect(alice.last("refused").reason).toBe("not-here");
    world.handle({ type: "done", job: erase.job, answer: world.store.performNow(erase.command) });
    world.settle();
    alice.send({ type: "part", channel: channel.number, hash, bytes });
    alice.send({ type: "snap", channel: channel.number, gen, upTo: 1, parts: [hash], entry: entryIn(1) });
    world.settle();
    expect(alice.last("ack").seqs).toEqual([3]);
  });

  test("R6 what is hidden or erased and pushed again is kept again: who is told «kept» can find it", () => {
    const entry = entryIn(1);
    push(alice, [entry]);
    trimmed(1);
    expect(push(bob, [entry])).toEqual([3]);
    expect(push(bob, [entry])).toEqual([3]);
    expect(fresh().entries).toContainEqual(entry);
    daysPass(7);
    expect(push(bob, [entry])).toEqual([3]);
    expect(fresh().entries).toContainEqual(entry);
    trimmed(3);
    expect(push(bob, [entry])).toEqual([5]);
  });

  test("P22 R25 Bob, who can only read, keeps what a lying snapshot would have erased; nobody misses it", async () => {
    const entries = [entryIn(1), entryIn(1)];
    push(alice, entries);
    const old = fresh().cursor;
    const lie = trimmed(2);
    // Carol reads past what is hidden before anybody notices.
    const carol = joined(world, channel);
    const past = carol.of("batch")[0]!;
    expect(ids(past.entries)).toEqual(ids([lie]));
    const reader = world.connect();
    reader.open(channel, "read");
    expect(keep(reader, lie)).toBe("done");
    expect(ids(fresh().entries)).toEqual(ids([...entries, lie]));
    expect(carol.of("behind")).toHaveLength(1);
    const now = fresh().cursor;
    expect(now.gen).not.toEqual(past.cursor.gen);
    for (const from of [past.cursor, old]) {
      const batch = pulled(carol, from);
      expect([batch.reset, ids(batch.entries)]).toEqual([true, ids([...entries, lie])]);
      follow(from, batch);
    }
    expect(trim(alice, lie)).toBe("not-here");
    daysPass(8);
    await world.restart();
    bob = joined(world, channel);
    expect(ids(bob.of("batch")[0]!.entries)).toEqual(ids([...entries, lie]));
    expect(bob.of("batch")[0]!.cursor).toEqual(now);
    expect(keep(bob, lie)).toBe("done");
    expect(genNow()).toEqual(now.gen);
    expect(push(bob, [entryIn(1)])).toEqual([4]);
  });

  test("P22 R25 a read under way when a trim is undone begins again", () => {
    const entries = [entryIn(1), entryIn(1)];
    push(alice, entries);
    const lie = trimmed(2);
    const carol = world.connect();
    carol.open(channel, "read");
    carol.pull(channel);
    const under = world.jobs.shift()!;
    expect(under.command.type).toBe("read");
    const rows = world.store.performNow(under.command);
    keep(bob, lie);
    world.handle({ type: "done", job: under.job, answer: rows });
    world.settle();
    const batch = carol.of("batch").at(-1)!;
    expect(ids(batch.entries)).toEqual(ids([...entries, lie]));
    expect(batch.reset).toBe(true);
  });

  test("R25 what has been erased, or is being erased, can no longer be kept", () => {
    push(alice, [entryIn(1)]);
    const it = trimmed(1);
    world.now += trimGraceMs;
    world.tick();
    const erase = world.jobs.shift()!;
    expect(keep(bob, it)).toBe("not-here");
    world.handle({ type: "done", job: erase.job, answer: world.store.performNow(erase.command) });
    world.settle();
    expect(keep(bob, it)).toBe("not-here");
    expect(keep(bob, entryIn(1))).toBe("not-here");
  });

  test("R24 what was looked up for an erasure stays until it is done, whoever leaves meanwhile", () => {
    push(alice, [entryIn(1)]);
    trimmed(1);
    // In one sync with something else, and everybody leaves while the disk is at it.
    alice.push(channel, [entryIn(2)]);
    alice.push(channel, [entryIn(2)]);
    world.now += trimGraceMs;
    world.tick();
    world.step();
    expect(world.jobs.map(({ command }) => command.type)).toEqual(["write"]);
    for (const { conn } of [alice, bob]) world.handle({ type: "disconnected", conn });
    world.settle();
    const carol = joined(world, channel);
    expect(stat(carol)).toMatchObject({ entries: 4, erasesInMs: null });
    expect(listed(carol)[0]!.trim).toBe("done");
  });
});

describe("freezing and deleting", () => {
  const freeze = (device: Device, entry = entryIn(9, "go there")) => {
    device.send({ type: "freeze", channel: channel.number, entry });
    world.settle();
    return entry;
  };

  test("P24 R28 a freeze refuses nobody anything, and whoever uses the channel undoes it", async () => {
    const first = entryIn(1);
    push(alice, [first]);
    const it = snap(alice, 1);
    const pointer = freeze(alice);
    expect(alice.last("ack").seqs).toEqual([3]);
    expect(bob.of("live").at(-1)!.entries).toEqual([pointer]);
    const { number } = channel;
    const bytes = new Uint8Array(3);
    const uses: Asked[] = [
      { type: "push", channel: number, entries: [entryIn(1)] },
      // What is there already is said once more by whoever does not know: that is use too.
      { type: "push", channel: number, entries: [first] },
      { type: "blobPut", channel: number, hash: sha256(bytes), bytes },
      { type: "verified", channel: number, snap: it.id },
      { type: "keep", channel: number, snaps: [it.id] },
      // Of no snapshot: the channel is needed, that is all.
      { type: "keep", channel: number, snaps: [] },
    ];
    for (const asked of uses) {
      freeze(alice, entryIn(9));
      await world.restart();
      [alice, bob] = [joined(world, channel), joined(world, channel)];
      expect(stat(bob).frozen).toBe(true);
      bob.send(asked);
      world.settle();
      expect(bob.of("refused"), asked.type).toEqual([]);
      expect(stat(bob).frozen, asked.type).toBe(false);
    }
  });

  test("P24 R28 what came in the same moment as the freeze is kept, and undoes it", () => {
    alice.push(channel, [entryIn(1)]);
    alice.send({ type: "freeze", channel: channel.number, entry: entryIn(9) });
    bob.push(channel, [entryIn(1)]);
    world.settle();
    expect(bob.of("refused")).toEqual([]);
    expect(stat(bob)).toMatchObject({ entries: 3, frozen: false });
  });

  const withOwnKey = () => {
    const holder = world.connect();
    holder.open(channel, "own");
    return holder;
  };
  const deleted = (device: Device) => ask(device, { type: "delete", channel: channel.number });

  test("P25 R29 a kept channel is not deleted, by nobody, until it was frozen and left alone for ninety days", () => {
    expect(deleted(alice)).toBe("no-right");
    const holder = withOwnKey();
    expect(deleted(holder)).toBe("kept");
    freeze(alice);
    world.now += frozenKeptMs - 1;
    push(bob, [entryIn(1)]);
    world.now += 1;
    expect(deleted(holder)).toBe("kept");
    freeze(alice, entryIn(9));
    world.now += frozenKeptMs - 1;
    expect(deleted(holder)).toBe("kept");
    world.now += 1;
    expect(deleted(holder)).toBe("done");
    expect(bob.of("refused")).toEqual([]);
    const ref = bob.pull(channel);
    expect(bob.last("refused")).toEqual(refused(ref, "gone"));
  });

  test("P25 R29 an erasable channel is deleted at once, frozen or not, and refused for ever", async () => {
    for (const frozen of [false, true]) {
      world = await newWorld();
      channel = newChannel("erasable");
      alice = joined(world, channel);
      push(alice, [entryIn(1)]);
      if (frozen) freeze(alice);
      const holder = withOwnKey();
      const ref = holder.send({ type: "delete", channel: channel.number });
      // Refused from this moment, and DONE only once the disk says so as well.
      expect(holder.of("done")).toEqual([]);
      const late = alice.pull(channel);
      expect(alice.last("refused")).toEqual(refused(late, "gone"));
      world.settle();
      expect(holder.last("done").ref).toBe(ref);
      expect(await world.store.load()).toMatchObject({ channels: [], gone: [channel.id] });
      await world.restart();
      const again = world.connect();
      again.open(channel, "write");
      expect(again.last("refused").reason).toBe("gone");
    }
  });
});
