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

// ---------------------------------------------------------------- control log

export type OpBody =
  | {
      kind: "genesis";
      /** The circle's name in its members' words; groups only, empty otherwise. */
      name: string;
      rule: "group";
      /** 16 random bytes, so that two groups of one person share nothing. */
      salt: Bytes;
      founders: Founder[];
      /** Each founder's Ed25519 over the genesis without this list, in order. */
      signatures: Bytes[];
    }
  | {
      kind: "invite";
      /** Ed25519 public key derived from the link's secret: a request is signed by it. */
      key: Bytes;
      /** X25519 public key in the link: requests are sealed to it. Its secret stays with the inviter. */
      receive: Bytes;
      /** Data, not a judgement: views and devices compare it with their own clock; the resolver never does. */
      expiresAt: number;
      uses: number;
    }
  | {
      kind: "admit";
      invite: OpId;
      member: MemberId;
      name: string;
      device: DeviceCard;
      /** Public key of that invitation: with it the request is checked when the operation is read, without history. */
      key: Bytes;
      /** 128 bytes over device card and name: by the invitation's key (held the link), then by the device (agreed to come). */
      request: Bytes;
      at: number;
    }
  /** A further device of a member who is already here; `consent` is the new device's own signature. */
  | { kind: "device+"; member: MemberId; device: DeviceCard; consent: Bytes; at: number }
  | { kind: "relays"; relays: RelayAddress[] }
  | {
      kind: "epoch";
      kid: Kid;
      /** X25519 ephemeral public key for all boxes. */
      ephemeral: Bytes;
      /** One for each device of this operation's own past, in the order of device ids: AES-GCM of the epoch key. */
      boxes: Bytes[];
      /** Keys of every epoch that is a leaf in its past, each wrapped under the new key. */
      parents: { kid: Kid; wrapped: Bytes }[];
    };

export interface Founder {
  member: MemberId;
  name: string;
  device: DeviceCard;
}
export interface RelayAddress {
  url: string;
  /** The relay's 32-byte public name, bound into every OPEN. */
  key: Bytes;
}

/** A checked operation: well-formed, and signed by `by`. Whether it counts is the resolver's to say. */
export interface Op {
  id: OpId;
  bytes: Bytes;
  /** null for a genesis. */
  circle: CircleId | null;
  parents: OpId[];
  /** Signing key of the device that wrote it. */
  by: Bytes;
  /** Ids of the devices its body brings in, in order; worked out when it was read, since resolving is synchronous. */
  adds: DeviceId[];
  body: OpBody;
}

// ------------------------------------------------------------- what it comes to

/** What a causally closed set of operations says. Plain facts; time-dependent questions take `now`. */
export interface Membership {
  circle: CircleId;
  name: string;
  /** In a deterministic order: by depth of the operation, then id. */
  members: Map<MemberId, Member>;
  devices: Map<DeviceId, Device>;
  invites: Map<OpId, Invite>;
  relays: RelayAddress[];
  epochs: Map<Kid, Epoch>;
  /** Epochs no other epoch has in its past. */
  leaves: Kid[];
  /** The one to write under: clean, greatest depth, then lowest id. */
  preferred: Kid | null;
  /** Heads of the graph: the parents of the next operation. */
  heads: OpId[];
  /** Well-formed operations that do not count, and why. */
  refused: { id: OpId; reason: OpRefusal }[];
}
export interface Member {
  id: MemberId;
  name: string;
  devices: DeviceId[];
  admittedBy: OpId;
  at: number | null;
}
export interface Device {
  id: DeviceId;
  member: MemberId;
  card: DeviceCard;
  by: OpId;
}
export interface Invite {
  id: OpId;
  by: DeviceId;
  key: Bytes;
  receive: Bytes;
  expiresAt: number;
  uses: number;
  /** Admissions that count. */
  admits: OpId[];
  /** Concurrent admissions of one invitation: none of them counts until a later operation settles it. */
  held: OpId[];
}
export interface Epoch {
  kid: Kid;
  op: OpId;
  depth: number;
  parents: Kid[];
  /** Devices that have a box in it. */
  devices: DeviceId[];
}
export type OpRefusal =
  | "not-a-member"
  | "no-invite"
  | "invite-used"
  | "held"
  | "bad-request"
  | "known-device"
  | "known-member"
  | "known-epoch"
  | "wrong-boxes"
  | "unknown-parent-epoch"
  | "second-genesis";

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
  /** Hash (hex) of the device's entry n-1, or of the last before a skipped range; 64 zeros for the first. */
  prev: string;
  /** First number of the skipped range that ends at n-1 when the device stopped uncleanly; else n. */
  skippedFrom: number;
  /** Hash (hex) over the author's sorted latest (device, n, hash). */
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
  member: MemberId;
  time: number;
}
