// What a device and a relay say to each other: every frame, as data. No input or output, no keys, no membership.
// The rules behind each frame are numbered P1… in PROTOCOL.md.

/** 32 bytes: SHA-256(kind ‖ readPub ‖ writePub ‖ ownPub). Nothing has to be registered: the id names its own keys. */
export type ChannelId = Uint8Array;
/** What a device calls a channel on one connection, since it has said in OPEN whose number it is. Means nothing on another. */
export type ChannelNumber = number;
/** 16 random bytes, chosen by the device that seals; pushing the same entry twice stores it once. */
export type EntryId = Uint8Array;
/** 16 random bytes, chosen by the relay when a channel's log is first written; a wiped relay has a new one. */
export type Generation = Uint8Array;
/** 32 bytes: h(seq) = SHA-256(h(seq-1) ‖ SHA-256(entry)); h(0) = 32 zero bytes. */
export type Chain = Uint8Array;
/** Its first 16 bytes. */
export type ChainHead = Uint8Array;

export type ChannelKind = "kept" | "erasable";
/** read: pull, live, keep. write: push, eph, blob, part, snap, verified, trim, freeze. own: delete. */
export type Right = "read" | "write" | "own";

export interface ChannelKeys {
  kind: ChannelKind;
  /** Ed25519 public keys, 32 bytes each. */
  readPub: Uint8Array;
  writePub: Uint8Array;
  ownPub: Uint8Array;
}

/** Where a device stands in one channel of one relay. `seq` 0 with an empty generation means "from the beginning". */
export interface Cursor {
  gen: Generation;
  seq: number;
  chain: Chain;
}

export interface Limits {
  frameBytesMax: number;
  entryBytesMax: number;
  entriesPerPushMax: number;
  ephBytesMax: number;
  blobBytesMax: number;
  channelBytesMax: number;
}

/** From a device to the relay. `ref` is the device's own number for the request; the answer repeats it. */
export type Request =
  | { type: "hello"; ref: number; versions: number[] }
  | {
      type: "open";
      ref: number;
      channel: ChannelId;
      /** What this connection calls the channel from here on: the same in every OPEN of it, and no other's. */
      number: ChannelNumber;
      keys: ChannelKeys;
      right: Right;
      /** Only honoured when this frame creates the channel: the relay erases all of it this many ms later. */
      lifetimeMs: number | null;
      /** Operator's pass, where the relay asks for one to create channels; empty otherwise. */
      pass: Uint8Array;
      /** Ed25519 by the right's key over openChallenge(). */
      sig: Uint8Array;
    }
  | { type: "push"; ref: number; channel: ChannelNumber; entries: SealedEntry[] }
  | { type: "pull"; ref: number; channel: ChannelNumber; cursor: Cursor; max: number }
  | { type: "eph"; ref: number; channel: ChannelNumber; payload: Uint8Array }
  | { type: "blobPut"; ref: number; channel: ChannelNumber; hash: Uint8Array; bytes: Uint8Array }
  | { type: "blobGet"; ref: number; channel: ChannelNumber; hash: Uint8Array }
  | { type: "stat"; ref: number; channel: ChannelNumber }
  /**
   * The entry goes into the log like any other and is from then on the snapshot of its slot: it stands for what that slot
   * holds up to `upTo`. What it covers, and what it says, is sealed in the entry; what does not fit there is in `parts`.
   */
  | {
      type: "snap";
      ref: number;
      channel: ChannelNumber;
      gen: Generation;
      upTo: number;
      parts: Uint8Array[];
      entry: SealedEntry;
    }
  /** A piece of a snapshot to come, kept under its SHA-256 and read by `blobGet`; goes when no snapshot names it. */
  | { type: "part"; ref: number; channel: ChannelNumber; hash: Uint8Array; bytes: Uint8Array }
  /** "I have opened this snapshot, and it holds what it says": from another connection than the one that brought it. */
  | { type: "verified"; ref: number; channel: ChannelNumber; snap: EntryId }
  /** These snapshots may stand alone now: what they stand for is hidden at once and erased after seven days. */
  | { type: "trim"; ref: number; channel: ChannelNumber; snaps: EntryId[] }
  /** No: what this trim hides is shown again, and the snapshot is never trimmed by. */
  | { type: "keep"; ref: number; channel: ChannelNumber; snaps: EntryId[] }
  /** The entry, a sealed pointer to where the channel goes on, is the last one of this log. */
  | { type: "freeze"; ref: number; channel: ChannelNumber; entry: SealedEntry }
  | { type: "delete"; ref: number; channel: ChannelNumber }
  | { type: "snaps"; ref: number; channel: ChannelNumber };

/** A snapshot as the relay knows it. */
export interface Snapshot {
  id: EntryId;
  /** Bytes 18…26 of its envelope: the document it is of, by a name that only members can read. */
  slot: Uint8Array;
  /** Where its entry stands in the log; always after everything it stands for. */
  seq: number;
  upTo: number;
  /** Its entry and its parts together. */
  bytes: number;
  verified: boolean;
  trim: TrimState;
  /** While `trim` is "pending": how long until what it hides is erased. */
  erasesInMs: number | null;
}
/** done: what it stood for is erased. kept: somebody said no. */
export type TrimState = "none" | "pending" | "done" | "kept";

/** What a batch leaves out because a snapshot further on in the log stands for it. */
export interface Trimmed {
  /** `count` entries are left out before the batch's entry number `before` (its length: after the last). In order. */
  gaps: { before: number; count: number }[];
  /** The chain after the last gap: from here on the entries lead to the batch's cursor. */
  chain: Chain;
}

export interface SealedEntry {
  id: EntryId;
  /** The whole envelope; its bytes 2…18 are the id (see PROTOCOL.md P7), which the relay checks. */
  bytes: Uint8Array;
}

/** From the relay to a device. */
export type Reply =
  | { type: "hello"; ref: number; version: number; nonce: Uint8Array; relayKey: Uint8Array; limits: Limits }
  | { type: "opened"; ref: number; channel: ChannelNumber; right: Right; cursor: Cursor; expiresInMs: number | null }
  /** After the sync to disk. `seqs[i]` is the place of the i-th pushed entry (the old place if it was there before). */
  | { type: "ack"; ref: number; seqs: number[] }
  /** `reset`: the cursor asked for is not on this log (wiped or rolled back); the entries start from the beginning. */
  | {
      type: "batch";
      ref: number;
      channel: ChannelNumber;
      reset: boolean;
      entries: SealedEntry[];
      /** Null when nothing between the device's cursor and the batch's is left out. */
      trimmed: Trimmed | null;
      /** Where the last entry of this batch, or the gap after it, ends. */
      cursor: Cursor;
      /** True when nothing more was stored at that moment. */
      end: boolean;
    }
  /** Delivered at once to everybody with read who has pulled, except the sender; not yet durable, has no seq. */
  | { type: "live"; channel: ChannelNumber; entries: SealedEntry[] }
  /** After the sync: these entries, in this order, end at this place. Only this and `batch` move cursors. */
  | { type: "commit"; channel: ChannelNumber; seq: number; chain: ChainHead; ids: EntryId[] }
  /** Something was left out, or the log has another name now: pull. */
  | { type: "behind"; channel: ChannelNumber }
  | { type: "eph"; channel: ChannelNumber; payload: Uint8Array }
  | { type: "blob"; ref: number; channel: ChannelNumber; hash: Uint8Array; bytes: Uint8Array | null }
  | { type: "blobKept"; ref: number; channel: ChannelNumber; hash: Uint8Array }
  | {
      type: "stat";
      ref: number;
      channel: ChannelNumber;
      /** Places in the log, what was trimmed among them. */
      entries: number;
      /** Everything kept of it: entries, hidden ones too, snapshots, parts, blobs. */
      bytes: number;
      bytesMax: number;
      readers: number;
      snaps: number;
      /** When the next hidden entries are erased; null when none wait for it. */
      erasesInMs: number | null;
      frozen: boolean;
    }
  /** Done, and on the disk. */
  | { type: "done"; ref: number; channel: ChannelNumber }
  /** All snapshots asked for, in as many frames as it takes; with ref 0, unasked: those that have just changed. */
  | { type: "snaps"; ref: number; channel: ChannelNumber; snaps: Snapshot[]; end: boolean }
  | { type: "refused"; ref: number; reason: Refusal };

/** Why the relay said no. A refusal never closes the connection, except `version` and a second `malformed`. */
export type Refusal =
  | "malformed"
  | "too-large"
  | "version"
  | "no-right"
  | "bad-signature"
  | "no-channel"
  | "gone"
  | "channel-full"
  | "disk-full"
  | "too-fast"
  | "pass-needed"
  | "stopping"
  /** It speaks of a log, a place, a snapshot or a part that is not here. */
  | "not-here"
  /** No other connection has said VERIFIED. */
  | "unverified"
  /** The channel goes on elsewhere; its last entry says where. */
  | "frozen"
  /** This channel cannot be deleted, or not yet. */
  | "kept";
