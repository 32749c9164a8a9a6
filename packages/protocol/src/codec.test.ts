import fc from "fast-check";
import { expect, test } from "vitest";
import {
  channelNumberMax,
  decodeReply,
  decodeRequest,
  encodeReply,
  encodeRequest,
  frameBytesMax,
  liveOf,
  readEntrySlot,
} from "./index.ts";
import type { Reply, Request, TrimState } from "./messages.ts";

const runs = Number(process.env.FUZZ_RUNS ?? 25_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
// A failing property prints this seed; FUZZ_SEED=… replays it.
const settings = { numRuns: runs, seed };

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const ref = fc.nat();
const channel = fc.nat(channelNumberMax);
const entry = fc.uint8Array({ minLength: 18, maxLength: 200 }).map((bytes) => ({ id: bytes.slice(2, 18), bytes }));
const entries = fc.array(entry, { minLength: 1, maxLength: 5 });
const cursor = fc.record({ gen: bytesOf(16), seq: fc.nat(), chain: bytesOf(32) });
const right = fc.constantFrom("read", "write", "own") as fc.Arbitrary<"read" | "write" | "own">;
const kind = fc.constantFrom("kept", "erasable") as fc.Arbitrary<"kept" | "erasable">;
const ids = fc.array(bytesOf(16), { minLength: 1, maxLength: 4 });
const gaps = fc.array(fc.record({ before: fc.nat(1024), count: fc.nat() }), { minLength: 1, maxLength: 4 });
const trimmed = fc.option(fc.record({ gaps, chain: bytesOf(32) }));
const snapshot = fc.record({
  id: bytesOf(16),
  slot: bytesOf(8),
  seq: fc.maxSafeNat(),
  upTo: fc.maxSafeNat(),
  bytes: fc.maxSafeNat(),
  verified: fc.boolean(),
  trim: fc.constantFrom("none", "pending", "done", "kept") as fc.Arbitrary<TrimState>,
  erasesInMs: fc.option(fc.nat()),
});
const type = <T extends string>(name: T) => fc.constant(name);

const anyRequest: fc.Arbitrary<Request> = fc.oneof(
  fc.record({ type: type("hello"), ref, versions: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }) }),
  fc.record({
    type: type("open"),
    ref,
    channel: bytesOf(32),
    number: channel,
    keys: fc.record({ kind, readPub: bytesOf(32), writePub: bytesOf(32), ownPub: bytesOf(32) }),
    right,
    lifetimeMs: fc.option(fc.nat()),
    pass: fc.uint8Array({ maxLength: 20 }),
    sig: bytesOf(64),
  }),
  fc.record({ type: type("push"), ref, channel, entries }),
  fc.record({ type: type("pull"), ref, channel, cursor, max: fc.nat() }),
  fc.record({ type: type("eph"), ref, channel, payload: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: type("blobPut"), ref, channel, hash: bytesOf(32), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: type("blobGet"), ref, channel, hash: bytesOf(32) }),
  fc.record({ type: type("stat"), ref, channel }),
  fc.record({
    type: type("snap"),
    ref,
    channel,
    gen: bytesOf(16),
    upTo: fc.maxSafeNat(),
    parts: fc.array(bytesOf(32), { maxLength: 3 }),
    entry,
  }),
  fc.record({ type: type("part"), ref, channel, hash: bytesOf(32), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: type("verified"), ref, channel, snap: bytesOf(16) }),
  fc.record({ type: type("trim"), ref, channel, snaps: ids }),
  fc.record({ type: type("keep"), ref, channel, snaps: ids }),
  fc.record({ type: type("freeze"), ref, channel, entry }),
  fc.record({ type: type("delete"), ref, channel }),
  fc.record({ type: type("snaps"), ref, channel }),
);
const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    type: type("hello"),
    ref,
    version: fc.nat(),
    nonce: bytesOf(32),
    relayKey: bytesOf(32),
    limits: fc.record({
      frameBytesMax: fc.nat(),
      entryBytesMax: fc.nat(),
      entriesPerPushMax: fc.nat(),
      ephBytesMax: fc.nat(),
      blobBytesMax: fc.nat(),
      channelBytesMax: fc.maxSafeNat(),
    }),
  }),
  fc.record({ type: type("opened"), ref, channel, right, cursor, expiresInMs: fc.option(fc.nat()) }),
  fc.record({ type: type("ack"), ref, seqs: fc.array(fc.nat(), { minLength: 1, maxLength: 9 }) }),
  fc.record({ type: type("batch"), ref, channel, reset: fc.boolean(), entries, trimmed, cursor, end: fc.boolean() }),
  fc.record({ type: type("live"), channel, entries }),
  fc.record({
    type: type("commit"),
    channel,
    seq: fc.maxSafeNat(),
    chain: bytesOf(16),
    ids: fc.array(bytesOf(16), { minLength: 1, maxLength: 9 }),
  }),
  fc.record({ type: type("behind"), channel }),
  fc.record({ type: type("eph"), channel, payload: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({
    type: type("blob"),
    ref,
    channel,
    hash: bytesOf(32),
    bytes: fc.option(fc.uint8Array({ maxLength: 300 })),
  }),
  fc.record({ type: type("blobKept"), ref, channel, hash: bytesOf(32) }),
  fc.record({
    type: type("stat"),
    ref,
    channel,
    entries: fc.nat(),
    bytes: fc.nat(),
    bytesMax: fc.nat(),
    readers: fc.nat(),
    snaps: fc.nat(),
    erasesInMs: fc.option(fc.nat()),
    frozen: fc.boolean(),
  }),
  fc.record({ type: type("done"), ref, channel }),
  fc.record({ type: type("snaps"), ref, channel, snaps: fc.array(snapshot, { maxLength: 3 }), end: fc.boolean() }),
  fc.record({
    type: type("refused"),
    ref,
    reason: fc.constantFrom("gone", "disk-full", "stopping", "not-here", "unverified", "frozen", "kept"),
  }) as fc.Arbitrary<Reply>,
);

const encoded = (result: ReturnType<typeof encodeRequest>): Uint8Array => {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
};

test("P4 every request and every reply comes back as it was sent", () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      expect(decodeRequest(encoded(encodeRequest(request)))).toEqual({ ok: true, value: request });
    }),
    { seed, numRuns: 1_000 },
  );
  fc.assert(
    fc.property(anyReply, (reply) => {
      expect(decodeReply(encoded(encodeReply(reply)))).toEqual({ ok: true, value: reply });
    }),
    { seed, numRuns: 1_000 },
  );
});

test("P4 the live made from a push is the one that would have been encoded", () => {
  const anyRef = fc.oneof(fc.nat(30), fc.nat(0x1_0100), fc.integer({ min: 0, max: 0xffff_ffff }));
  fc.assert(
    fc.property(anyRef, channel, channel, entries, (ref, writers, readers, entries) => {
      const push = encoded(encodeRequest({ type: "push", ref, channel: writers, entries }));
      expect(liveOf(push, readers)).toEqual(encoded(encodeReply({ type: "live", channel: readers, entries })));
    }),
    { seed, numRuns: 1_000 },
  );
});

test("P5 numbers take their shortest form up to the largest exact one", () => {
  const last = [23, 0xff, 0xffff, 0xffff_ffff, Number.MAX_SAFE_INTEGER - 1];
  const numbers = last.flatMap((number) => [number, number + 1]);
  for (const seq of numbers) {
    const id = new Uint8Array(16);
    const commit: Reply = { type: "commit", channel: 0, seq, chain: id, ids: [id] };
    expect(decodeReply(encoded(encodeReply(commit)))).toEqual({ ok: true, value: commit });
  }
  const beyond = Uint8Array.of(0x82, 0x00, 0x1b, 0x00, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00);
  expect(decodeRequest(beyond)).toMatchObject({ ok: false, reason: "malformed" });
});

test("P5 noise never throws and never passes for two different frames", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      for (const [decode, encode] of [
        [decodeRequest, encodeRequest],
        [decodeReply, encodeReply],
      ] as const) {
        const read = decode(noise);
        // What is accepted is canonical: it has exactly one spelling.
        if (read.ok) expect(encoded(encode(read.value as never))).toEqual(noise);
      }
    }),
    settings,
  );
});

test("P5 a frame with a few bytes changed, cut or added is refused or is itself canonical", () => {
  const hurt = fc.record({
    frame: fc.oneof(anyRequest.map(encodeRequest), anyReply.map(encodeReply)).map(encoded),
    at: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
    cut: fc.nat(4),
    more: fc.uint8Array({ maxLength: 3 }),
  });
  fc.assert(
    fc.property(hurt, ({ frame, at, cut, more }) => {
      const bytes = Uint8Array.from([...frame.subarray(0, frame.length - cut), ...more]);
      for (const [where, value] of at) bytes[where % bytes.length] = value;
      const request = decodeRequest(bytes);
      if (request.ok) expect(encoded(encodeRequest(request.value))).toEqual(bytes);
      const reply = decodeReply(bytes);
      if (reply.ok) expect(encoded(encodeReply(reply.value))).toEqual(bytes);
    }),
    settings,
  );
});

test("P5 bombs cost nothing: promised lengths, deep nesting and a million tiny items", () => {
  const nested = new Uint8Array(frameBytesMax).fill(0x81);
  const tiny = new Uint8Array(frameBytesMax).fill(0x00);
  tiny.set([0x9a, 0x00, 0x1f, 0xff, 0xfb]);
  const promised = Uint8Array.of(0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
  const longBytes = Uint8Array.of(0x83, 0x00, 0x01, 0x5a, 0xff, 0xff, 0xff, 0xff);
  const before = process.memoryUsage().heapUsed;
  for (const bomb of [nested, tiny, promised, longBytes]) {
    expect(decodeRequest(bomb)).toMatchObject({ ok: false, reason: "malformed" });
    expect(decodeReply(bomb)).toMatchObject({ ok: false, reason: "malformed" });
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * frameBytesMax);
});

test("P5 one canonical spelling: padded integers, floats, maps, strings, tags and endless arrays are malformed", () => {
  const hello = [0x83, 0x00, 0x01, 0x81, 0x01];
  expect(decodeRequest(Uint8Array.from(hello)).ok).toBe(true);
  for (const other of [
    [0x83, 0x18, 0x00, 0x01, 0x81, 0x01],
    [0x83, 0x00, 0xf9, 0x3c, 0x00, 0x81, 0x01],
    [0x9f, 0x00, 0x01, 0x81, 0x01, 0xff],
    [0x83, 0x00, 0x01, 0xa1, 0x01, 0x01],
    [0x83, 0x00, 0x01, 0x61, 0x61],
    [0xc1, ...hello],
    [...hello, 0x00],
  ])
    expect(decodeRequest(Uint8Array.from(other))).toMatchObject({ ok: false, reason: "malformed" });
});

test("P6 a sort of frame without a name here is from a newer version, and its ref is told", () => {
  expect(decodeRequest(Uint8Array.of(0x82, 0x18, 0x63, 0x07))).toEqual({ ok: false, reason: "version", ref: 7 });
  expect(decodeReply(Uint8Array.of(0x82, 0x18, 0x63, 0x07))).toEqual({ ok: false, reason: "version", ref: 7 });
});

test("P7 an entry is named by bytes 2…18 of its envelope, and no other name can be pushed", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
  const push = (id: Uint8Array): Request => ({
    type: "push",
    ref: 1,
    channel: 0,
    entries: [{ id, bytes }],
  });
  expect(encodeRequest(push(bytes.slice(2, 18))).ok).toBe(true);
  expect(encodeRequest(push(bytes.slice(3, 19)))).toEqual({ ok: false, reason: "malformed", ref: 0 });
});

test("P17 an entry's slot is bytes 18…26 of its envelope, and a shorter one has none", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
  expect(readEntrySlot(bytes)).toEqual(bytes.slice(18, 26));
  expect(readEntrySlot(bytes.slice(0, 26))).toEqual(bytes.slice(18, 26));
  expect(readEntrySlot(bytes.slice(0, 25))).toBeNull();
});

test("byte strings are views into the frame, not copies", () => {
  const bytes = new Uint8Array(100_000);
  const frame = encoded(
    encodeRequest({ type: "push", ref: 1, channel: 0, entries: [{ id: new Uint8Array(16), bytes }] }),
  );
  const read = decodeRequest(frame);
  expect(read.ok && read.value.type === "push" && read.value.entries[0]!.bytes.buffer === frame.buffer).toBe(true);
});
