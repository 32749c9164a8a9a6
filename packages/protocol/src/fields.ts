// What a field of a frame may hold, and how it looks on the wire: one small object per sort of field.
import type { Cbor } from "./cbor.ts";
import {
  entriesPerBatchMax,
  entryBytesMax,
  entryBytesMin,
  generationBytes,
  idBytes,
  keyBytes,
  lifetimeMsMax,
  refMax,
  slotBytes,
} from "./limits.ts";
import type {
  ChannelKeys,
  ChannelKind,
  Cursor,
  Limits,
  Refusal,
  Right,
  SealedEntry,
  Snapshot,
  Trimmed,
} from "./messages.ts";

/** `put` and `take` throw one of the two faults below and nothing else; codec.ts catches them. */
export interface Field<T> {
  put(value: T): Cbor;
  take(wire: Cbor | undefined): T;
}

export const malformed = { reason: "malformed" } as const;
export const tooLarge = { reason: "too-large" } as const;

/** Where an entry's envelope carries its id (P7). */
export const entryIdOf = (envelope: Uint8Array): Uint8Array => envelope.subarray(2, 2 + idBytes);

export function uint(max: number = Number.MAX_SAFE_INTEGER): Field<number> {
  const take = (wire: unknown): number => {
    if (typeof wire !== "number" || !Number.isSafeInteger(wire) || wire < 0) throw malformed;
    if (wire > max) throw tooLarge;
    return wire;
  };
  return { put: take, take };
}

export function bytes(range: { min: number; max: number }): Field<Uint8Array> {
  const take = (wire: unknown): Uint8Array => {
    if (!(wire instanceof Uint8Array) || wire.length < range.min) throw malformed;
    if (wire.length > range.max) throw tooLarge;
    return wire;
  };
  return { put: take, take };
}

/** A length that never varies: one byte more is not too large, it is wrong. */
export function exactly(length: number): Field<Uint8Array> {
  return oneOfLengths([length]);
}

export function oneOfLengths(lengths: readonly number[]): Field<Uint8Array> {
  const take = (wire: unknown): Uint8Array => {
    if (!(wire instanceof Uint8Array) || !lengths.includes(wire.length)) throw malformed;
    return wire;
  };
  return { put: take, take };
}

export function list<T>(of: Field<T>, range: { min: number; max: number }): Field<T[]> {
  const check = (length: number): void => {
    if (length < range.min) throw malformed;
    if (length > range.max) throw tooLarge;
  };
  return {
    put(values) {
      check(values.length);
      return values.map(of.put);
    },
    take(wire) {
      if (!Array.isArray(wire)) throw malformed;
      check(wire.length);
      return wire.map(of.take);
    },
  };
}

export function orNull<T>(of: Field<T>): Field<T | null> {
  return {
    put: (value) => (value === null ? null : of.put(value)),
    take: (wire) => (wire === null ? null : of.take(wire)),
  };
}

/** Words of a fixed vocabulary travel as their place in it; new ones may only be added at the end. */
export function word<const W extends string>(words: readonly W[]): Field<W> {
  return {
    put(value) {
      const place = words.indexOf(value);
      if (place < 0) throw malformed;
      return place;
    },
    take(wire) {
      const value = typeof wire === "number" ? words[wire] : undefined;
      if (value === undefined) throw malformed;
      return value;
    },
  };
}

export const bool: Field<boolean> = { put: takeBool, take: takeBool };
function takeBool(wire: unknown): boolean {
  if (typeof wire !== "boolean") throw malformed;
  return wire;
}

/** A record travels as an array of its fields in the order written here. */
export function record<T extends object>(shape: { readonly [K in keyof T]: Field<T[K]> }): Field<T> {
  const names = Object.keys(shape) as (keyof T)[];
  return {
    put: (value) => names.map((name) => shape[name].put(value[name])),
    take(wire) {
      if (!Array.isArray(wire) || wire.length !== names.length) throw malformed;
      const value: Partial<T> = {};
      names.forEach((name, i) => {
        value[name] = shape[name].take(wire[i]);
      });
      return value as T;
    },
  };
}

export const ref = uint(refMax);
export const publicKey = exactly(keyBytes);
export const id = exactly(idBytes);
export const hash = exactly(32);
export const right: Field<Right> = word(["read", "write", "own"]);
export const kind: Field<ChannelKind> = word(["kept", "erasable"]);
export const lifetimeMs = orNull(uint(lifetimeMsMax));
export const refusal: Field<Refusal> = word([
  "malformed",
  "too-large",
  "version",
  "no-right",
  "bad-signature",
  "no-channel",
  "gone",
  "channel-full",
  "disk-full",
  "too-fast",
  "pass-needed",
  "stopping",
  "not-here",
  "unverified",
  "frozen",
  "kept",
]);
export const channelKeys: Field<ChannelKeys> = record<ChannelKeys>({
  kind,
  readPub: publicKey,
  writePub: publicKey,
  ownPub: publicKey,
});
/** "From the beginning" has no generation and may leave the chain out as well. */
export const cursor: Field<Cursor> = record<Cursor>({
  gen: oneOfLengths([0, 16]),
  seq: uint(),
  chain: oneOfLengths([0, 32]),
});
export const limits: Field<Limits> = record<Limits>({
  frameBytesMax: uint(),
  entryBytesMax: uint(),
  entriesPerPushMax: uint(),
  ephBytesMax: uint(),
  blobBytesMax: uint(),
  channelBytesMax: uint(),
});

const envelope = bytes({ min: entryBytesMin, max: entryBytesMax });
/** Only the envelope travels: its id is inside it, so the two can never disagree. */
export const entry: Field<SealedEntry> = {
  put(value) {
    const sealed = envelope.put(value.bytes) as Uint8Array;
    const inside = entryIdOf(sealed);
    if (value.id.length !== idBytes || value.id.some((byte, i) => byte !== inside[i])) throw malformed;
    return sealed;
  },
  take(wire) {
    const sealed = envelope.take(wire);
    return { id: entryIdOf(sealed), bytes: sealed };
  },
};

export const generation = exactly(generationBytes);
export const snapshot: Field<Snapshot> = record<Snapshot>({
  id,
  slot: exactly(slotBytes),
  seq: uint(),
  upTo: uint(),
  bytes: uint(),
  verified: bool,
  trim: word(["none", "pending", "done", "kept"]),
  erasesInMs: orNull(uint()),
});
export const trimmed: Field<Trimmed> = record<Trimmed>({
  gaps: list(record({ before: uint(entriesPerBatchMax), count: uint() }), { min: 1, max: entriesPerBatchMax }),
  chain: hash,
});
