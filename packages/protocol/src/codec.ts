// Frames to bytes and back. Hostile bytes give a reason, never a throw, and never build more than the frame's own size.
import { type Cbor, fromCbor, toCbor } from "./cbor.ts";
import * as f from "./fields.ts";
import * as at from "./limits.ts";
import type { ChannelNumber, Reply, Request } from "./messages.ts";

export type FrameFault = "malformed" | "too-large" | "version";
/** `ref` of a fault is the request's own number as far as it could be read, 0 otherwise. */
export type Result<T> = { ok: true; value: T } | { ok: false; reason: FrameFault; ref: number };

/** A reason for what is beyond the limits: it would be refused there. */
export const encodeRequest = (request: Request): Result<Uint8Array> => encode(requests, request);
/** Of any bytes. Never throws. */
export const decodeRequest = (bytes: Uint8Array): Result<Request> => decode(requestsByTag, bytes);
/** A reason for what is beyond the limits: it would be refused there. */
export const encodeReply = (reply: Reply): Result<Uint8Array> => encode(replies, reply);
/** Of any bytes. Never throws. */
export const decodeReply = (bytes: Uint8Array): Result<Reply> => decode(repliesByTag, bytes);

/**
 * The LIVE for a PUSH that was read from these bytes, to those who call its channel this: the entries are spelled alike
 * in both, so nothing is encoded again.
 */
export function liveOf(push: Uint8Array, channel: ChannelNumber): Uint8Array {
  const entriesAt = afterNumber(push, afterNumber(push, 2));
  const head = toCbor(channel);
  const live = new Uint8Array(2 + head.length + push.length - entriesAt);
  live[0] = 0x83;
  live[1] = replies.live.tag;
  live.set(head, 2);
  live.set(push.subarray(entriesAt), 2 + head.length);
  return live;
}

function afterNumber(frame: Uint8Array, at: number): number {
  const minor = frame[at]! & 31;
  return at + 1 + (minor < 24 ? 0 : 2 ** (minor - 24));
}

/** What a frame's array holds after its tag, in this order. */
type Fields<F> = { readonly [K in Exclude<keyof F, "type">]: f.Field<F[K]> };
type Table<F extends { type: string }> = {
  readonly [T in F["type"]]: { tag: number; fields: Fields<Extract<F, { type: T }>> };
};

const channel = f.uint(at.channelNumberMax);
const blob = f.bytes({ min: 0, max: at.blobBytesMax });
const eph = f.bytes({ min: 0, max: at.ephBytesMax });
const pushed = f.list(f.entry, { min: 1, max: at.entriesPerPushMax });
const parts = f.list(f.hash, { min: 0, max: at.partsPerSnapMax });
const named = f.list(f.id, { min: 1, max: at.snapsPerTrimMax });

const requests: Table<Request> = {
  hello: { tag: 0, fields: { ref: f.ref, versions: f.list(f.uint(), { min: 1, max: at.versionsPerHelloMax }) } },
  open: {
    tag: 1,
    fields: {
      ref: f.ref,
      channel: f.hash,
      number: channel,
      keys: f.channelKeys,
      right: f.right,
      lifetimeMs: f.lifetimeMs,
      pass: f.bytes({ min: 0, max: at.passBytesMax }),
      sig: f.exactly(at.signatureBytes),
    },
  },
  push: { tag: 2, fields: { ref: f.ref, channel, entries: pushed } },
  pull: { tag: 3, fields: { ref: f.ref, channel, cursor: f.cursor, max: f.uint() } },
  eph: { tag: 4, fields: { ref: f.ref, channel, payload: eph } },
  blobPut: { tag: 5, fields: { ref: f.ref, channel, hash: f.hash, bytes: blob } },
  blobGet: { tag: 6, fields: { ref: f.ref, channel, hash: f.hash } },
  stat: { tag: 7, fields: { ref: f.ref, channel } },
  snap: {
    tag: 19,
    fields: { ref: f.ref, channel, gen: f.generation, upTo: f.uint(), parts, entry: f.entry },
  },
  part: { tag: 20, fields: { ref: f.ref, channel, hash: f.hash, bytes: blob } },
  verified: { tag: 21, fields: { ref: f.ref, channel, snap: f.id } },
  trim: { tag: 22, fields: { ref: f.ref, channel, snaps: named } },
  keep: { tag: 23, fields: { ref: f.ref, channel, snaps: f.list(f.id, { min: 0, max: at.snapsPerTrimMax }) } },
  freeze: { tag: 24, fields: { ref: f.ref, channel, entry: f.entry } },
  delete: { tag: 25, fields: { ref: f.ref, channel } },
  snaps: { tag: 26, fields: { ref: f.ref, channel } },
};

const replies: Table<Reply> = {
  hello: {
    tag: 8,
    fields: {
      ref: f.ref,
      version: f.uint(),
      nonce: f.exactly(at.nonceBytes),
      relayKey: f.publicKey,
      limits: f.limits,
    },
  },
  opened: {
    tag: 9,
    fields: { ref: f.ref, channel, right: f.right, cursor: f.cursor, expiresInMs: f.orNull(f.uint()) },
  },
  ack: { tag: 10, fields: { ref: f.ref, seqs: f.list(f.uint(), { min: 1, max: at.entriesPerPushMax }) } },
  batch: {
    tag: 11,
    fields: {
      ref: f.ref,
      channel,
      reset: f.bool,
      entries: f.list(f.entry, { min: 0, max: at.entriesPerBatchMax }),
      trimmed: f.orNull(f.trimmed),
      cursor: f.cursor,
      end: f.bool,
    },
  },
  live: { tag: 12, fields: { channel, entries: pushed } },
  commit: {
    tag: 13,
    fields: {
      channel,
      seq: f.uint(),
      chain: f.exactly(at.chainHeadBytes),
      ids: f.list(f.id, { min: 1, max: at.idsPerCommitMax }),
    },
  },
  behind: { tag: 29, fields: { channel } },
  eph: { tag: 14, fields: { channel, payload: eph } },
  blob: { tag: 15, fields: { ref: f.ref, channel, hash: f.hash, bytes: f.orNull(blob) } },
  blobKept: { tag: 16, fields: { ref: f.ref, channel, hash: f.hash } },
  stat: {
    tag: 17,
    fields: {
      ref: f.ref,
      channel,
      entries: f.uint(),
      bytes: f.uint(),
      bytesMax: f.uint(),
      readers: f.uint(),
      snaps: f.uint(),
      erasesInMs: f.orNull(f.uint()),
      frozen: f.bool,
    },
  },
  refused: { tag: 18, fields: { ref: f.ref, reason: f.refusal } },
  done: { tag: 27, fields: { ref: f.ref, channel } },
  snaps: {
    tag: 28,
    fields: { ref: f.ref, channel, snaps: f.list(f.snapshot, { min: 0, max: at.snapsPerListMax }), end: f.bool },
  },
};

/** No honest frame has more items than the fullest list of snapshots, or batch full of gaps, with its frame around it. */
const itemsMax = Math.max(9 * at.snapsPerListMax, 4 * at.entriesPerBatchMax) + 32;

type LooseField = f.Field<unknown>;
type Row = { type: string; names: string[]; fields: LooseField[] };

const requestsByTag = byTag<Request>(requests);
const repliesByTag = byTag<Reply>(replies);

function byTag<F extends { type: string }>(table: Table<F>): (Row & { readonly frame?: F })[] {
  const rows: Row[] = [];
  for (const [type, { tag, fields }] of Object.entries<{ tag: number; fields: Record<string, LooseField> }>(table)) {
    rows[tag] = { type, names: Object.keys(fields), fields: Object.values(fields) };
  }
  return rows;
}

function encode<F extends { type: string }>(table: Table<F>, frame: F): Result<Uint8Array> {
  const { tag, fields } = table[frame.type as F["type"]] as { tag: number; fields: Record<string, LooseField> };
  const values = frame as unknown as Record<string, unknown>;
  try {
    const wire: Cbor[] = [tag];
    for (const name in fields) wire.push(fields[name]!.put(values[name]));
    const bytes = toCbor(wire);
    if (bytes.length > at.frameBytesMax) throw f.tooLarge;
    return { ok: true, value: bytes };
  } catch (fault) {
    return refuse(fault, 0);
  }
}

function decode<F>(rows: readonly (Row & { readonly frame?: F })[], bytes: Uint8Array): Result<F> {
  if (bytes.length > at.frameBytesMax) return { ok: false, reason: "too-large", ref: 0 };
  const wire = fromCbor(bytes, itemsMax);
  if (!Array.isArray(wire) || typeof wire[0] !== "number") return { ok: false, reason: "malformed", ref: 0 };
  const ref = typeof wire[1] === "number" && wire[1] <= at.refMax ? wire[1] : 0;
  const row = rows[wire[0]];
  // Well formed, but of a sort we have no name for: somebody newer speaks.
  if (row === undefined) return { ok: false, reason: "version", ref };
  if (wire.length !== row.fields.length + 1) return { ok: false, reason: "malformed", ref };
  try {
    const frame: Record<string, unknown> = { type: row.type };
    row.fields.forEach((field, i) => {
      frame[row.names[i]!] = field.take(wire[i + 1]);
    });
    return { ok: true, value: frame as F };
  } catch (fault) {
    return refuse(fault, ref);
  }
}

function refuse(fault: unknown, ref: number): { ok: false; reason: FrameFault; ref: number } {
  if (fault === f.malformed) return { ok: false, reason: "malformed", ref };
  if (fault === f.tooLarge) return { ok: false, reason: "too-large", ref };
  throw fault;
}
