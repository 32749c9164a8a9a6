// What a device and a relay say to each other: every frame, as data. No input or output, no keys, no membership.
// The rules behind each frame are numbered P1… in PROTOCOL.md.

/** 32 bytes: SHA-256(kind ‖ readPub ‖ writePub ‖ ownPub). Nothing has to be registered: the id names its own keys. */
export type ChannelId = Uint8Array;
/** 16 random bytes, chosen by the device that seals; pushing the same entry twice stores it once. */
export type EntryId = Uint8Array;
/** 16 random bytes, chosen by the relay when a channel's log is first written; a wiped relay has a new one. */
export type Generation = Uint8Array;
/** 32 bytes: h(seq) = SHA-256(h(seq-1) ‖ SHA-256(entry)); h(0) = 32 zero bytes. */
export type Chain = Uint8Array;

export type ChannelKind = "kept" | "erasable";
/** read: pull, live. write: push, eph, blob. own: delete (erasable channels only). */
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
      keys: ChannelKeys;
      right: Right;
      /** Only honoured when this frame creates the channel: the relay erases all of it this many ms later. */
      lifetimeMs: number | null;
      /** Operator's pass, where the relay asks for one to create channels; empty otherwise. */
      pass: Uint8Array;
      /** Ed25519 by the right's key over openChallenge(). */
      sig: Uint8Array;
    }
  | { type: "push"; ref: number; channel: ChannelId; entries: SealedEntry[] }
  | { type: "pull"; ref: number; channel: ChannelId; cursor: Cursor; max: number }
  | { type: "eph"; ref: number; channel: ChannelId; payload: Uint8Array }
  | { type: "blobPut"; ref: number; channel: ChannelId; hash: Uint8Array; bytes: Uint8Array }
  | { type: "blobGet"; ref: number; channel: ChannelId; hash: Uint8Array }
  | { type: "stat"; ref: number; channel: ChannelId };

export interface SealedEntry {
  id: EntryId;
  /** The whole envelope; its bytes 2…18 are the id (see PROTOCOL.md P7), which the relay checks. */
  bytes: Uint8Array;
}

/** From the relay to a device. */
export type Reply =
  | { type: "hello"; ref: number; version: number; nonce: Uint8Array; relayKey: Uint8Array; limits: Limits }
  | { type: "opened"; ref: number; channel: ChannelId; right: Right; cursor: Cursor; expiresInMs: number | null }
  /** After the sync to disk. `seqs[i]` is the place of the i-th pushed entry (the old place if it was there before). */
  | { type: "ack"; ref: number; channel: ChannelId; gen: Generation; seqs: number[] }
  /** `reset`: the cursor asked for is not on this log (wiped or rolled back); the entries start from the beginning. */
  | {
      type: "batch";
      ref: number;
      channel: ChannelId;
      reset: boolean;
      entries: SealedEntry[];
      /** Where the last entry of this batch stands. */
      cursor: Cursor;
      /** True when nothing more was stored at that moment. */
      end: boolean;
    }
  /** Delivered at once to everybody with read who has pulled, except the sender; not yet durable, has no seq. */
  | { type: "live"; channel: ChannelId; entries: SealedEntry[] }
  /** After the sync: these entries, in this order, end at this cursor. Only this and `batch` move cursors. */
  | { type: "commit"; channel: ChannelId; cursor: Cursor; ids: EntryId[] }
  | { type: "eph"; channel: ChannelId; payload: Uint8Array }
  | { type: "blob"; ref: number; channel: ChannelId; hash: Uint8Array; bytes: Uint8Array | null }
  | { type: "blobKept"; ref: number; channel: ChannelId; hash: Uint8Array }
  | { type: "stat"; ref: number; channel: ChannelId; entries: number; bytes: number; bytesMax: number; readers: number }
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
  | "stopping";
