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

// ---------------------------------------------------------------- control log

/** By what rule a circle's members come and go; its genesis fixes it for good. */
export type CircleRule = "group" | "working group";

/** One device's Ed25519 over the text of a certificate. `by` is its signing key: it is checked without history. */
export interface Signature {
  by: Bytes;
  signature: Bytes;
}
/** The last entry of a device that still counts; 0 for none. A device not named counts for as far as it is known. */
export interface Cut {
  device: DeviceId;
  n: number;
}
/** What k full members sign to remove somebody. `policy` is the policy in force, so that nobody signs by another k. */
export interface Removal {
  target: MemberId;
  /** SHA-256 of the words why, which stay in the circle. */
  why: Bytes;
  policy: OpId;
  /** Sorted by device. */
  cut: Cut[];
}
export type PauseTarget = { kind: "member"; member: MemberId } | { kind: "device"; device: DeviceId };
export interface PauseText {
  target: PauseTarget;
  at: number;
  until: number;
}
/** The group's own numbers; null leaves one to its default. `after` is the policy in force it replaces. */
export interface PolicyText {
  removal: number | null;
  welcomes: number | null;
  after: OpId;
}
export interface Recovery {
  member: MemberId;
  /** The new device, and its own word that it joins this member. */
  device: DeviceCard;
  consent: Bytes;
  /** The member's devices that are gone, sorted; dropped with the completion and not before. */
  lost: DeviceId[];
  at: number;
}
export interface Unseat {
  member: MemberId;
  /** The operation that seated them, so that an old certificate ends no later seat. */
  seat: OpId;
}
/** Somebody an objection was raised against is welcomed by the group's decision. */
export interface GroupWelcome {
  member: MemberId;
  policy: OpId;
}

export type OpBody =
  | {
      kind: "genesis";
      /** The circle's name in its members' words; sealed with the rest of the log. */
      name: string;
      rule: CircleRule;
      /** 16 random bytes, so that two groups of one person share nothing. */
      salt: Bytes;
      founders: Founder[];
      /** The group a working group belongs to; null for a group. */
      group: CircleId | null;
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
  /** By a device of the inviter, or any full member. Admissions that do not know of it stand, and show. */
  | { kind: "revoke"; invite: OpId }
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
  /** Which of the admissions held of one invitation stands, or (null) that none does. */
  | { kind: "settle"; invite: OpId; admit: OpId | null }
  /** "I know this person." */
  | { kind: "welcome"; members: MemberId[] }
  | ({ kind: "welcome+"; signatures: Signature[] } & GroupWelcome)
  | { kind: "objection"; member: MemberId }
  /** The author's own name; nobody else's can be said. */
  | { kind: "name"; name: string }
  /** A further device of a member who is already here; `consent` is the new device's own signature. */
  | { kind: "device+"; member: MemberId; device: DeviceCard; consent: Bytes; at: number }
  /** Another device of the same member is gone or lost: dropped at once. */
  | {
      kind: "device-";
      device: DeviceId;
      /** Its last entry that still counts; null where the one who drops it cannot say. */
      last: number | null;
    }
  | { kind: "leave" }
  | ({ kind: "remove"; signatures: Signature[] } & Removal)
  | ({ kind: "pause"; signatures: Signature[] } & PauseText)
  | ({ kind: "policy"; signatures: Signature[] } & PolicyText)
  /** A claim; it does nothing until somebody whose clock says that the wait is over completes it. */
  | ({ kind: "recover"; signatures: Signature[] } & Recovery)
  | { kind: "recovered"; claim: OpId; at: number }
  | { kind: "veto"; claim: OpId }
  /** Working groups: a place for a member of the group, by anyone seated. */
  | { kind: "seat"; member: MemberId; name: string; devices: DeviceCard[]; until: number | null; at: number }
  | ({ kind: "unseat"; signatures: Signature[] } & Unseat)
  | { kind: "relays"; relays: RelayAddress[] }
  | {
      kind: "epoch";
      kid: Kid;
      /** X25519 ephemeral public key for all boxes. */
      ephemeral: Bytes;
      /** One for each device that belongs in this operation's own past, by device id, but those of `without`. */
      boxes: Bytes[];
      /** Keys of every epoch that is a leaf in its past, each wrapped under the new key. */
      parents: { kid: Kid; wrapped: Bytes }[];
      /** Devices that belong and get no box, sorted: paused, or in a seat with an end. */
      without: DeviceId[];
    }
  /** The channel of `kid` is frozen; what was said there goes on in the channel of `to`. */
  | { kind: "frozen"; kid: Kid; to: Kid }
  /** That another circle exists, and nothing else about it. */
  | { kind: "audience"; commitment: Bytes };

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

/** What a causally closed set of operations says. Plain facts; time-dependent questions take `now` (views.ts). */
export interface Membership {
  circle: CircleId;
  name: string;
  rule: CircleRule;
  /** The group a working group belongs to. */
  group: CircleId | null;
  /** In a deterministic order: by depth of the operation, then id. */
  members: Map<MemberId, Member>;
  devices: Map<DeviceId, Device>;
  /** Who left, was removed or lost their seat: kept for their names in history. */
  gone: Map<MemberId, GoneMember>;
  /** Devices that belong no more, and why: their keys still verify what they wrote before. */
  lost: Map<DeviceId, LostDevice>;
  invites: Map<OpId, Invite>;
  policy: Policy;
  /** Too few full members for any removal: the way on is to start again from copies. */
  frozen: boolean;
  /** Every pause that counts, over or not: `pausedAt` says who is paused at a given time. */
  pauses: Pause[];
  claims: Map<OpId, Claim>;
  /** Devices that spoke from two places at once: a copied key, or something dated back. */
  forked: DeviceId[];
  relays: RelayAddress[];
  epochs: Map<Kid, Epoch>;
  /** Epochs no other epoch has in its past. */
  leaves: Kid[];
  /** The one to write under: clean, greatest depth, then lowest id. */
  preferred: Kid | null;
  /** Frozen channels and where each went on. */
  moved: Map<Kid, Kid>;
  /** Commitments to other circles, hex. */
  audiences: string[];
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
  /** Counted when a decision needs the group. */
  full: boolean;
  /** Full members whose welcome counts. */
  welcomedBy: MemberId[];
  /** How many more full members must say "I know this person"; 0 once full. */
  welcomesNeeded: number;
  /** Full members who objected: then only the group's certificate (`welcome+`) makes this member full. */
  objections: MemberId[];
  /** Working groups: when the seat ends; null for never. */
  until: number | null;
  /** Came in while the invitation was being revoked, or by a device that was being dropped: stands, and is shown. */
  doubt: "invite-revoked" | "device-dropped" | null;
}
export interface GoneMember {
  id: MemberId;
  name: string;
  devices: DeviceId[];
  how: "left" | "removed" | "unseated";
  by: OpId;
}
export interface Device {
  id: DeviceId;
  member: MemberId;
  card: DeviceCard;
  by: OpId;
}
export interface LostDevice extends Device {
  how: "dropped" | "replaced" | "left" | "removed" | "unseated";
  /** The operation that ended it. */
  end: OpId;
  /** Its last entry that still counts; null where nobody drew a line. */
  cut: number | null;
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
  /** Concurrent admissions of one invitation: none of them counts until a `settle` says which one stands. */
  held: OpId[];
  revoked: boolean;
}
export interface Policy {
  /** The operation that set it, or the genesis: what a certificate names as the policy in force. */
  id: OpId;
  /** Full members who must sign a removal; null: two thirds of those without the person, at least two. */
  removal: number | null;
  /** Welcomes that make a full member; null: more than half of the full members, never more than seven. */
  welcomes: number | null;
  /** The group has reached this many full members since it last chose its numbers, and should be asked again. */
  ask: 12 | 40 | 120 | null;
}
export interface Pause extends PauseText {
  id: OpId;
}
export interface Claim {
  id: OpId;
  member: MemberId;
  device: DeviceId;
  card: DeviceCard;
  lost: DeviceId[];
  at: number;
  /** A veto its completion did not know, or that came before it. */
  vetoed: boolean;
  /** The completion that counts. */
  completed: OpId | null;
}
export interface Epoch {
  kid: Kid;
  op: OpId;
  depth: number;
  parents: Kid[];
  /** Devices that have a box in it. */
  devices: DeviceId[];
  /** Devices that belonged and were left out on purpose. */
  without: DeviceId[];
  /** Devices that had ended in its past: nothing they wrote under it counts. */
  closedTo: DeviceId[];
}
export type OpRefusal =
  | "not-a-member"
  | "not-full"
  | "not-here"
  | "no-such-member"
  | "no-such-device"
  | "no-invite"
  | "invite-used"
  | "invite-revoked"
  | "nothing-held"
  | "not-yours-to-settle"
  | "held"
  | "settled-otherwise"
  | "bad-request"
  | "known-device"
  | "known-member"
  | "known-epoch"
  | "wrong-boxes"
  | "unknown-parent-epoch"
  | "unknown-epoch"
  | "wrong-policy"
  | "too-few-signatures"
  | "paused-lately"
  | "no-claim"
  | "vetoed"
  | "own-claim"
  | "too-soon"
  | "forked"
  | "frozen"
  | "removed"
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
  member: MemberId;
  time: number;
}
