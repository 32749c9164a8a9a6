import { expect, test } from "vitest";
import * as p from "./index.ts";

const channel = 0;
const hash = new Uint8Array(32);
const entry = (length: number): p.SealedEntry => {
  const bytes = new Uint8Array(length);
  return { id: bytes.slice(2, 18), bytes };
};
const request = (frame: p.Request) => {
  const result = p.encodeRequest(frame);
  return result.ok ? "ok" : result.reason;
};
const reply = (frame: p.Reply) => {
  const result = p.encodeReply(frame);
  return result.ok ? "ok" : result.reason;
};
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const keys: p.ChannelKeys = {
  kind: "kept",
  readPub: new Uint8Array(32),
  writePub: new Uint8Array(32),
  ownPub: new Uint8Array(32),
};
const open = (o: { pass: number; lifetimeMs: number | null }): p.Request => ({
  type: "open",
  ref: 1,
  channel: hash,
  number: channel,
  keys,
  right: "read",
  lifetimeMs: o.lifetimeMs,
  pass: new Uint8Array(o.pass),
  sig: new Uint8Array(64),
});
const cursor: p.Cursor = { gen: new Uint8Array(16), seq: 1, chain: new Uint8Array(32) };

const id = new Uint8Array(16);
const snap = (parts: Uint8Array[], one: p.SealedEntry): p.Request => ({
  type: "snap",
  ref: 1,
  channel,
  gen: id,
  upTo: 1,
  parts,
  entry: one,
});
const snapshot: p.Snapshot = {
  id,
  slot: id.slice(8),
  seq: 2 ** 40,
  upTo: 2 ** 40,
  bytes: 2 ** 40,
  verified: true,
  trim: "pending",
  erasesInMs: 2 ** 40,
};
const gapped = (count: number): p.Reply => ({
  type: "batch",
  ref: 1,
  channel,
  reset: true,
  entries: [],
  trimmed: { gaps: many(count, { before: 0, count: 2 ** 40 }), chain: hash },
  cursor,
  end: true,
});

const push = (count: number, bytes: number) =>
  request({ type: "push", ref: 1, channel, entries: many(count, entry(bytes)) });
const batch = (count: number) =>
  reply({
    type: "batch",
    ref: 1,
    channel,
    reset: false,
    entries: many(count, entry(18)),
    trimmed: null,
    cursor,
    end: true,
  });

test.each<[name: string, max: number, send: (n: number) => string]>([
  ["entryBytesMax", p.entryBytesMax, (n) => push(1, n)],
  ["entriesPerPushMax", p.entriesPerPushMax, (n) => push(n, 18)],
  ["entriesPerBatchMax", p.entriesPerBatchMax, batch],
  [
    "idsPerCommitMax",
    p.idsPerCommitMax,
    (n) => reply({ type: "commit", channel, seq: 1, chain: id, ids: many(n, id) }),
  ],
  ["ephBytesMax", p.ephBytesMax, (n) => request({ type: "eph", ref: 1, channel, payload: new Uint8Array(n) })],
  [
    "blobBytesMax",
    p.blobBytesMax,
    (n) => request({ type: "blobPut", ref: 1, channel, hash, bytes: new Uint8Array(n) }),
  ],
  [
    "blobBytesMax of a part",
    p.blobBytesMax,
    (n) => request({ type: "part", ref: 1, channel, hash, bytes: new Uint8Array(n) }),
  ],
  ["partsPerSnapMax", p.partsPerSnapMax, (n) => request(snap(many(n, hash), entry(26)))],
  ["entryBytesMax of a snapshot", p.entryBytesMax, (n) => request(snap([], entry(n)))],
  ["entryBytesMax of a pointer", p.entryBytesMax, (n) => request({ type: "freeze", ref: 1, channel, entry: entry(n) })],
  ["snapsPerTrimMax", p.snapsPerTrimMax, (n) => request({ type: "trim", ref: 1, channel, snaps: many(n, id) })],
  [
    "snapsPerTrimMax of a keep",
    p.snapsPerTrimMax,
    (n) => request({ type: "keep", ref: 1, channel, snaps: many(n, id) }),
  ],
  [
    "snapsPerListMax",
    p.snapsPerListMax,
    (n) => reply({ type: "snaps", ref: 1, channel, snaps: many(n, snapshot), end: true }),
  ],
  ["gaps as many as entriesPerBatchMax", p.entriesPerBatchMax, (n) => reply(gapped(n))],
  ["passBytesMax", p.passBytesMax, (n) => request(open({ pass: n, lifetimeMs: null }))],
  ["lifetimeMsMax", p.lifetimeMsMax, (n) => request(open({ pass: 0, lifetimeMs: n }))],
  ["versionsPerHelloMax", p.versionsPerHelloMax, (n) => request({ type: "hello", ref: 1, versions: many(n, 1) })],
  ["channelNumberMax", p.channelNumberMax, (n) => request({ type: "stat", ref: 1, channel: n })],
  [
    "channelNumberMax of an open",
    p.channelNumberMax,
    (n) => request({ ...(open({ pass: 0, lifetimeMs: null }) as p.Request & { type: "open" }), number: n }),
  ],
  ["refMax", p.refMax, (n) => request({ type: "stat", ref: n, channel })],
])("P5 %s holds at %i and refuses one more", (_name, max, send) => {
  expect(send(max)).toBe("ok");
  expect(send(max + 1)).toBe("too-large");
});

test("P5 the fullest batch, every entry with a gap before it, and the fullest list are read back", () => {
  const full: p.Reply[] = [
    {
      ...(gapped(p.entriesPerBatchMax) as p.Reply & { type: "batch" }),
      entries: many(p.entriesPerBatchMax, entry(18)),
    },
    { type: "snaps", ref: 1, channel, snaps: many(p.snapsPerListMax, snapshot), end: true },
  ];
  for (const one of full) {
    const encoded = p.encodeReply(one);
    expect(encoded.ok && p.decodeReply(encoded.value)).toEqual({ ok: true, value: one });
  }
});

test("P5 an entry holds at least its id", () => {
  expect(push(1, p.entryBytesMin)).toBe("ok");
  const bytes = new Uint8Array(p.entryBytesMin - 1);
  const short = request({ type: "push", ref: 1, channel, entries: [{ id: new Uint8Array(16), bytes }] });
  expect(short).toBe("malformed");
});

test("P5 frameBytesMax holds at n and refuses n + 1, sent and received", () => {
  // Two entries fill the frame to the byte: 16 bytes go around them.
  const rest = p.frameBytesMax - p.entryBytesMax - 17;
  const two = (second: number): p.Request => ({
    type: "push",
    ref: 1,
    channel,
    entries: [entry(p.entryBytesMax), entry(second)],
  });
  const exact = p.encodeRequest(two(rest + 2));
  expect(exact.ok && exact.value.length).toBe(p.frameBytesMax);
  expect(exact.ok && p.decodeRequest(exact.value).ok).toBe(true);
  expect(request(two(rest + 3))).toBe("too-large");
  expect(p.decodeRequest(new Uint8Array(p.frameBytesMax + 1))).toMatchObject({ ok: false, reason: "too-large" });
});

test("P5 the same limits hold on the way in", () => {
  // A push of one entry of n + 1 bytes, written by somebody without our encoder.
  const raw = (length: number) => {
    const head = Uint8Array.of(
      0x84,
      2,
      1,
      channel,
      0x81,
      0x5a,
      length >>> 24,
      (length >>> 16) & 255,
      (length >>> 8) & 255,
      length & 255,
    );
    const frame = new Uint8Array(head.length + length);
    frame.set(head);
    return p.decodeRequest(frame);
  };
  expect(raw(p.entryBytesMax).ok).toBe(true);
  expect(raw(p.entryBytesMax + 1)).toEqual({ ok: false, reason: "too-large", ref: 1 });
});
