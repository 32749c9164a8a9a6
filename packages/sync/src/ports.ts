// What the sync engine asks of the world. Time, chance, network, disk and documents come in through these and nothing
// else, so that the simulator can be the world.

export type Bytes = Uint8Array;
export type Off = () => void;

/** One write: `value` null deletes. */
export interface Write {
  key: string;
  value: Bytes | null;
}

/**
 * An ordered store of bytes by text key. Keys are paths joined by "/": `group/<id>/entry/…`.
 * `write` is one transaction: all of it or none. `strict` returns after the bytes are on the disk; relaxed writes may
 * be lost by a power cut, in order (never a later one kept and an earlier one lost).
 */
export interface Storage {
  get(key: string): Promise<Bytes | null>;
  /** All pairs whose key starts with `prefix`, in key order. */
  list(prefix: string): Promise<{ key: string; value: Bytes }[]>;
  keys(prefix: string): Promise<string[]>;
  write(writes: Write[], durability: "strict" | "relaxed"): Promise<Result<null, StorageFault>>;
  close(): Promise<void>;
}
/** The bare store of one device, before anything is sealed. Every tab has it open at once. */
export interface RawStorage extends Storage {
  /**
   * The same store, whose writes fail with "closed" once `key` no longer holds `value`; checked inside the very
   * transaction that writes, so that a leader that was replaced cannot write after its successor has begun.
   */
  guarded(key: string, value: Bytes | null): Storage;
}
/** Beside the bytes: what only a structured clone can keep, such as a key that cannot be exported. */
export interface Cabinet {
  get(name: string): Promise<unknown>;
  /** Puts `value` there unless something is; gives what is there afterwards. Null when it could not be written. */
  keep<T>(name: string, value: T): Promise<T | null>;
  /**
   * One step on the disk from what is there to what `next` makes of it; `undefined` leaves it. After a power cut it is
   * the one or the other, and what was replaced is gone from the store.
   */
  swap(name: string, next: (there: unknown) => unknown): Promise<"written" | "left" | "failed">;
}
export type StorageFault = "full" | "closed" | "corrupt";
export type Result<T, R extends string = string> = { ok: true; value: T } | { ok: false; reason: R };

/** One connection to one relay. Frames are protocol bytes; the engine never sees a socket. */
export interface Connection {
  send(frame: Bytes): void;
  close(): void;
}
export interface Transport {
  /** Tries once. Exactly one `closed` follows, whether or not `opened` came before it. */
  connect(url: string, on: { opened(): void; frame(bytes: Bytes): void; closed(): void }): Connection;
}

export interface Clock {
  /** Milliseconds since 1970, by this device. */
  now(): number;
  /** Calls back once after `ms`. The returned function cancels. */
  after(ms: number, run: () => void): Off;
}

/** The documents of one device, held by automerge-repo in the app and by bare Automerge in the simulator. */
export interface Documents {
  /** Hashes (hex) of the document's changes that are not in `known`, in an order that respects dependencies. */
  unknown(doc: DocRef, known: Known): Promise<ChangeRef[]>;
  /** One payload holding exactly these changes, as `encodePayload` makes it, and how it was encoded. */
  encode(doc: DocRef, hashes: readonly string[]): Promise<{ comp: PayloadEncoding; payload: Bytes }>;
  /** Applies payloads in one update; creates the document if need be. Hostile bytes give "bad", never a throw. */
  apply(doc: DocRef, payloads: readonly Payload[]): Promise<ApplyResult>;
  /** The whole document as a snapshot holds it; null unless everything in it is `known`, and it has something in it. */
  save(doc: DocRef, known: Known): Promise<Saved | null>;
  /** Where a snapshot ends, and whether this document has all of it; nothing is merged. Null for what is none. */
  compare(doc: DocRef, payload: Bytes): Promise<{ heads: string[]; holds: boolean } | null>;
  /** The changes of this document that lie beyond these heads; null if it does not have them. */
  beyond(doc: DocRef, heads: readonly string[]): Promise<string[] | null>;
  /** Lets go of stored parts of this document that do not open. What is readable stays. */
  mend(doc: DocRef): Promise<void>;
  /** Resolves when all that was applied or changed in these until now is in the storage; "full" when there is no room. */
  saved(...docs: DocRef[]): Promise<"full" | undefined>;
  /** Called when this document changed, here or in another tab, from whatever cause. */
  onChange(listener: (doc: DocRef) => void): Off;
}
/** A circle's id and a document's id in it, both 32 hex digits or more. */
export interface DocRef {
  circle: string;
  doc: string;
}
/** Asked, never copied or walked: it holds the whole history of a document. */
export type Known = Pick<ReadonlySet<string>, "has"> & {
  /** Heads of snapshots that are in the document: they, and all they build on, are known too. */
  upTo?: readonly (readonly string[])[];
};
export interface Saved {
  heads: string[];
  payload: Bytes;
}
export interface ChangeRef {
  hash: string;
  /** Written on this device (in whichever tab), or a document's first bytes: what is ours to send. */
  ours: boolean;
}
/** Changes as they travel. `by`: the device whose signature stands under them, which must have written them itself. */
export interface Payload {
  comp: PayloadEncoding;
  payload: Bytes;
  by?: string;
  /** Of a snapshot: every device that is or was of the circle. What any other wrote is not taken. */
  devices?: readonly string[];
}
/** How a payload holds its changes: one raw change, changes one after the other, packed (`packing.ts`), or a whole document. */
export type PayloadEncoding = "change" | "changes" | "packed" | "saved";
export type ApplyResult =
  /** `hashes`: every change the payloads carried, `each` by payload. `missing`: what must come before some of them can count. */
  { ok: true; hashes: string[]; each: string[][]; missing: string[] } | { ok: false; reason: "bad" };
