// What the relay asks of whatever keeps its bytes: load, perform, close. Nothing here can read what it keeps.
// store-memory.ts and store-level.ts keep it; store.contract.ts says what both must do.
import type { Chain, ChannelId, ChannelKind, EntryId, Generation, TrimState } from "@fogata/protocol";

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
  channels: StoredChannel[];
  /** Channels that were erased, and are refused for ever. */
  gone: ChannelId[];
}

/** All that is kept about a channel itself. Its public keys are not: whoever opens it brings them, and its id is their hash. */
export interface ChannelRow {
  id: ChannelId;
  kind: ChannelKind;
  /** What belongs to this log is kept under this, so that two lives of one channel can never mix. */
  gen: Generation;
  /** What cursors name this log by: the same, until a KEEP makes everybody read again. */
  life: Generation;
  seq: number;
  chain: Chain;
  /** All ciphertext that ever came: entries, snapshots, parts and blobs together. */
  bytes: number;
  expiresAt: number | null;
  snaps: number;
  /** When the next trim's seven days are over. */
  eraseAt: number | null;
  frozenAt: number | null;
}
/** A channel as it was found at the start. Most are not asked for soon: until then nothing is made of what the disk says. */
export interface StoredChannel {
  id: ChannelId;
  /** It ends some day, or something in it is to be erased: somebody must keep an eye on it. */
  timed: boolean;
  read(): LoadedChannel;
}
export interface LoadedChannel extends ChannelRow {
  /** How much of `bytes` has been erased: counted by the store, with the erasure itself. */
  freed: number;
}
export interface SnapRow {
  id: EntryId;
  slot: Uint8Array;
  seq: number;
  upTo: number;
  /** Its entry and its parts. */
  bytes: number;
  /** Hashes. */
  parts: Uint8Array[];
  verified: boolean;
  trim: TrimState;
  /** While its trim is pending. */
  eraseAt: number | null;
}
/** What is left out of a log: by slot, up to which place; and of each snapshot, by its place, whether it is. */
export interface Hidden {
  slots: Map<string, number>;
  snaps: Map<number, boolean>;
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
  | { type: "blob" | "part"; gen: Generation; hash: Uint8Array; bytes: Uint8Array }
  | { type: "snap"; gen: Generation; row: SnapRow }
  /** Nothing is known any more of these snapshots. */
  | { type: "unsnap"; gen: Generation; ids: EntryId[] }
  /** Once written, the id is refused; the bytes then leave the disk in the background, crash or not. */
  | { type: "gone"; id: ChannelId; gen: Generation };

export type Command =
  /** The ids of all entries of these logs, the snapshots of those, and the sizes of these blobs and parts. */
  | { type: "find"; logs: Generation[]; snaps: Generation[]; blobs: Named[]; parts: Named[] }
  /**
   * Entries after `after` up to `to`, without the hidden and the erased ones, until `rowsMax` rows or `bytesMax` bytes would
   * be passed; at least one if there is one.
   */
  | {
      type: "read";
      gen: Generation;
      after: number;
      to: number;
      rowsMax: number;
      bytesMax: number;
      hidden: Hidden | null;
    }
  /** A blob, or a part. */
  | { type: "blob"; gen: Generation; hash: Uint8Array }
  /** Erases what is hidden, and all parts but these. Cut short by a crash it is asked again, and finishes. */
  | { type: "erase"; gen: Generation; hidden: Hidden; parts: Uint8Array[] }
  /** All of it or none, on the disk before the answer. */
  | { type: "write"; changes: Change[] };

export interface Named {
  gen: Generation;
  hash: Uint8Array;
}
/** Entries that follow each other: 16 bytes for the id of each. */
export interface IdRun {
  first: number;
  ids: Uint8Array;
}

export type Answer =
  /** `ids[i]` in the log's order. `sizes[i]`, `parts[i]`: null if there is none. */
  | { type: "found"; ids: IdRun[][]; snaps: SnapRow[][]; sizes: (number | null)[]; parts: (number | null)[] }
  /**
   * `chain` is the one after entry `after`; null if that is not here (any more), or 0. `gap` is the one after the last entry that
   * was left out, null if none was; `end`: where reading stopped, on an entry or after a gap.
   */
  | {
      type: "rows";
      chain: Chain | null;
      rows: EntryRow[];
      gap: Chain | null;
      end: { seq: number; chain: Chain } | null;
    }
  | { type: "blob"; bytes: Uint8Array | null }
  | { type: "written" }
  /** How many bytes went. */
  | { type: "erased"; freed: number }
  /** The disk refused. Nothing of the command counts. */
  | { type: "failed" };
