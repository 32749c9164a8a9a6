// What the relay asks of whatever keeps its bytes: load, perform, close. Nothing here can read what it keeps.
// store-memory.ts and store-level.ts keep it; store.contract.ts says what both must do.
import type { Chain, ChannelId, ChannelKind, Generation } from "@fogata/protocol";

export interface Store {
  /** Everything the relay must know before its first frame. Finishes erasures that a crash cut short. */
  load(): Promise<Loaded>;
  perform(command: Command): Promise<Answer>;
  /** Finishes what is under way. */
  close(): Promise<void>;
}

export interface Loaded {
  /** The relay's public name; null at its very first start. */
  relayKey: Uint8Array | null;
  channels: ChannelRow[];
  /** Channels that were erased, and are refused for ever. */
  gone: ChannelId[];
}

/** All that is kept about a channel itself. Its public keys are not: whoever opens it brings them, and its id is their hash. */
export interface ChannelRow {
  id: ChannelId;
  kind: ChannelKind;
  /** What belongs to this log is kept under this, so that two lives of one channel can never mix. */
  gen: Generation;
  seq: number;
  chain: Chain;
  /** Ciphertext kept, entries and blobs together. */
  bytes: number;
  expiresAt: number | null;
}
export interface EntryRow {
  seq: number;
  /** The chain after this entry. */
  chain: Chain;
  bytes: Uint8Array;
}

export type Change =
  | { type: "relayKey"; key: Uint8Array }
  | { type: "channel"; row: ChannelRow }
  /** Consecutive: the end of this log. */
  | { type: "entries"; gen: Generation; rows: EntryRow[] }
  | { type: "blob"; gen: Generation; hash: Uint8Array; bytes: Uint8Array }
  /** Once written, the id is refused; the bytes then leave the disk in the background, crash or not. */
  | { type: "gone"; id: ChannelId; gen: Generation };

export type Command =
  /** The ids of all entries of these logs, and the sizes of these blobs. */
  | { type: "find"; logs: Generation[]; blobs: { gen: Generation; hash: Uint8Array }[] }
  /** Entries after `after` up to `to`, until `rowsMax` rows or `bytesMax` bytes would be passed; at least one if there is one. */
  | { type: "read"; gen: Generation; after: number; to: number; rowsMax: number; bytesMax: number }
  | { type: "blob"; gen: Generation; hash: Uint8Array }
  /** All of it or none, on the disk before the answer. */
  | { type: "write"; changes: Change[] };

export type Answer =
  /** `ids[i]`: 16 bytes each, one after the other, the first entry's first. `sizes[i]`: null if there is none. */
  | { type: "found"; ids: Uint8Array[]; sizes: (number | null)[] }
  /** `chain` is the one after entry `after`; null if that is not here, or 0. */
  | { type: "rows"; chain: Chain | null; rows: EntryRow[] }
  | { type: "blob"; bytes: Uint8Array | null }
  | { type: "written" }
  /** The disk refused. Nothing of the command counts. */
  | { type: "failed" };
