// The words of this package as types: identities, operations, what a circle looks like after them, envelopes.
// Bytes in, bytes out; nothing here knows of documents, sockets or storage.

export type Bytes = Uint8Array;
export type Result<T, R extends string = string> = { ok: true; value: T } | { ok: false; reason: R };

/** Lower-case hex of 16 bytes. */
export type MemberId = string & { readonly __member: true };
/** Lower-case hex of the first 16 bytes of SHA-256(sign ‖ receive). */
export type DeviceId = string & { readonly __device: true };
/** Lower-case hex of 32 bytes: SHA-256 of the operation's bytes as received. */
export type OpId = string & { readonly __op: true };
/** The OpId of a circle's genesis. */
export type CircleId = OpId;
/** Lower-case hex of 16 bytes: HKDF(epoch key, "kid"). */
export type Kid = string & { readonly __kid: true };

/**
 * Everything that computes. WebCrypto in the app; a fast model in most runs of the simulator. Nobody writes into an
 * array that was given as a key: what has been imported is remembered by the array itself.
 */
export interface Primitives {
  randomBytes(length: number): Bytes;
  sha256(data: Bytes): Promise<Bytes>;
  hmacSha256(key: Bytes, data: Bytes): Promise<Bytes>;
  hkdfSha256(o: { key: Bytes; salt: Bytes; info: Bytes; length: number }): Promise<Bytes>;
  /** AES-256-GCM, 12-byte nonce, 16-byte tag at the end. `open` gives null for anything that does not verify. */
  aeadSeal(o: { key: Bytes; nonce: Bytes; aad: Bytes; plain: Bytes }): Promise<Bytes>;
  aeadOpen(o: { key: Bytes; nonce: Bytes; aad: Bytes; sealed: Bytes }): Promise<Bytes | null>;
  /** Ed25519. */
  signingKeyFromSeed(seed: Bytes): Promise<SigningKey>;
  sign(key: SigningKey, data: Bytes): Promise<Bytes>;
  verify(o: { publicKey: Bytes; data: Bytes; signature: Bytes }): Promise<boolean>;
  /** X25519; null for a public key that gives an all-zero secret or is malformed. */
  receivingKeyFromSeed(seed: Bytes): Promise<ReceivingKey>;
  agree(key: ReceivingKey, publicKey: Bytes): Promise<Bytes | null>;
  /** A key that seals what rests on this device. Non-extractable; survives structuredClone. */
  newRestKey(): Promise<RestKey>;
  /** The same from 32 bytes, which the caller wipes: how a rest key comes out of the wrapping it lies in. */
  restKeyFrom(bytes: Bytes): Promise<RestKey>;
  restSeal(key: RestKey, plain: Bytes, aad: Bytes): Promise<Bytes>;
  restOpen(key: RestKey, sealed: Bytes, aad: Bytes): Promise<Bytes | null>;
  /** Makes a device's pair, wrapped under `restKey` at once; afterwards only ever unwrapped non-extractable. */
  newDeviceKeys(restKey: RestKey): Promise<{ wrapped: Bytes; keys: DeviceKeys }>;
  unwrapDeviceKeys(restKey: RestKey, wrapped: Bytes): Promise<DeviceKeys | null>;
  /** deflate-raw both ways. `inflate` stops at `bytesMax` and gives null for anything broken or larger. */
  deflate(data: Bytes): Promise<Bytes>;
  inflate(data: Bytes, bytesMax: number): Promise<Bytes | null>;
}
/** `handle` is a CryptoKey, or the model's stand-in. `String(key)` is "<secret>". */
export interface SigningKey {
  readonly publicKey: Bytes;
  readonly handle: unknown;
}
export interface ReceivingKey {
  readonly publicKey: Bytes;
  readonly handle: unknown;
}
export interface RestKey {
  readonly handle: unknown;
}
export interface DeviceKeys {
  readonly id: DeviceId;
  readonly sign: SigningKey;
  readonly receive: ReceivingKey;
}
/** The public half of a device. */
export interface DeviceCard {
  /** Ed25519, 32 bytes. */
  sign: Bytes;
  /** X25519, 32 bytes. */
  receive: Bytes;
}

export type * from "./circle-types.ts";
export type * from "./operation-types.ts";

// ----------------------------------------------------------------------- epochs

/** All that one epoch's 32-byte key opens. Derived, never stored apart from `key`. */
export interface EpochKeys {
  kid: Kid;
  key: Bytes;
  /** HMAC key of slots. */
  slotKey: Bytes;
  /** The channel that belongs to this epoch. */
  channel: {
    id: Bytes;
    kind: "kept" | "erasable";
    read: SigningKey;
    write: SigningKey;
    ownPub: Bytes;
  };
}

// -------------------------------------------------------------------- envelopes

/** What one entry says, once opened. */
export type EntryType = "changes" | "control" | "statement" | "lockbox" | "snapshot" | "eph";
export interface EntryContent {
  type: EntryType;
  /** Document id (hex of 16 bytes); for what belongs to no document, 32 zeros. */
  doc: string;
  /** How the payload is encoded; the reader of this type knows the names. */
  comp: string;
  payload: Bytes;
}
export interface SealedEntry {
  /** Hex of 16 bytes. */
  id: string;
  bytes: Bytes;
  /** Hex of SHA-256(bytes). */
  hash: string;
}
export interface OpenedEntry extends EntryContent {
  id: string;
  hash: string;
  kid: Kid;
  device: DeviceId;
  /** Counter of this device in this circle, from 1. */
  n: number;
  /** First half (hex of 16 bytes) of the hash of the device's entry n-1, or of the last before a skipped range; zeros for the first. */
  prev: string;
  /** First number of the skipped range that ends at n-1 when the device stopped uncleanly; else n. */
  skippedFrom: number;
  /** First half of the hash over the sorted latest (device, n, hash) of others; zeros for "as in my entry before". */
  seen: string;
}
export type EntryFault =
  | "malformed"
  | "newer-version"
  | "unknown-key"
  | "tampered"
  | "unknown-device"
  | "bad-signature"
  | "too-large";

// ------------------------------------------------------------------- statements

/** A signed record over the exact text meant. Never a value in a document. */
export interface Statement {
  group: string;
  circle: string;
  doc: string;
  /** Hex of SHA-256 of the canonical text. */
  text: string;
  /** What is said: the kind's own word. */
  what: string;
  /** The kind's own small details; canonical JSON. */
  details: Readonly<Record<string, string | number | boolean | null>>;
  /** K46 Details that are signed by a hash of them, so that a copy without them can be checked as well. */
  apart?: readonly string[];
  member: MemberId;
  time: number;
}
