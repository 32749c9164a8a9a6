// The functions other packages call, as types: the contract between keys and sync while both are being written.
// index.ts exports functions with exactly these names and shapes. (This file goes once they exist.)
import type {
  Bytes,
  CircleId,
  DeviceCard,
  DeviceId,
  DeviceKeys,
  EntryContent,
  EntryFault,
  EpochKeys,
  Founder,
  Kid,
  MemberId,
  Membership,
  Op,
  OpBody,
  OpenedEntry,
  OpId,
  Primitives,
  RelayAddress,
  Result,
  SealedEntry,
  SigningKey,
  Statement,
} from "./types.ts";

export interface KeysSurface {
  // control log --------------------------------------------------------------
  /** Builds and signs the first operation of a group. One founder signs here; the shape allows several. */
  foundCircle(p: Primitives, o: { name: string; founder: Omit<Founder, "device">; device: DeviceKeys }): Promise<Op>;
  /** Signs one operation of an existing circle. */
  signOp(
    p: Primitives,
    o: { circle: CircleId; parents: readonly OpId[]; body: OpBody; device: DeviceKeys },
  ): Promise<Op>;
  /** Hostile bytes in: decodes, checks form, limits and signatures that need no history. */
  readOp(
    p: Primitives,
    bytes: Bytes,
  ): Promise<Result<Op, "malformed" | "newer-version" | "bad-signature" | "too-large">>;
  /** Pure. Gives null when the set holds no genesis or is not causally closed for any operation that matters. */
  resolve(ops: ReadonlyMap<OpId, Op>): Membership | null;
  /** Parents that are named but not in the set. */
  missingParents(ops: ReadonlyMap<OpId, Op>): OpId[];
  /** True when `device` was a device in the past of the operation that made epoch `kid`, or admitted after it. */
  mayWrite(m: Membership, kid: Kid, device: DeviceId): boolean;

  // epochs -------------------------------------------------------------------
  epochKeys(p: Primitives, key: Bytes): Promise<EpochKeys>;
  /** A fresh epoch for exactly the devices of `m`, wrapping the keys of its leaves. Sign `body` with signOp. */
  newEpoch(
    p: Primitives,
    m: Membership,
    leafKeys: ReadonlyMap<Kid, Bytes>,
  ): Promise<{ body: OpBody & { kind: "epoch" }; keys: EpochKeys }>;
  /** My box in an epoch: null if there is none for me, "damaged" if it does not open. */
  openEpoch(p: Primitives, o: { op: Op; m: Membership; device: DeviceKeys }): Promise<Bytes | "damaged" | null>;
  /** Keys of the parent epochs wrapped in this one. */
  openParents(p: Primitives, op: Op, keys: EpochKeys): Promise<Map<Kid, Bytes>>;
  /** One epoch key for one device: for a newcomer's reply, or for a device whose box did not open. */
  sealLockbox(p: Primitives, o: { kid: Kid; key: Bytes; to: Bytes }): Promise<Bytes>;
  openLockbox(p: Primitives, box: Bytes, device: DeviceKeys): Promise<{ kid: Kid; key: Bytes } | "damaged" | null>;

  // envelope -----------------------------------------------------------------
  sealEntry(
    p: Primitives,
    o: {
      epoch: EpochKeys;
      device: DeviceKeys;
      n: number;
      prev: string;
      skippedFrom: number;
      seen: string;
      content: EntryContent;
    },
  ): Promise<Result<SealedEntry, "too-large">>;
  openEntry(
    p: Primitives,
    o: {
      bytes: Bytes;
      epochs: ReadonlyMap<Kid, EpochKeys>;
      signingKeyOf(device: DeviceId): Bytes | null;
    },
  ): Promise<Result<OpenedEntry, EntryFault>>;
  /** Id (hex) and kid of an envelope without opening it; null if it is not one. */
  peekEntry(bytes: Bytes): { id: string; kid: Kid } | null;
  /** A sealed word that is never stored (type "eph", n = 0). At most 4 kB when sealed. */
  sealEph(
    p: Primitives,
    o: { epoch: EpochKeys; device: DeviceKeys; doc: string; payload: Bytes },
  ): Promise<Result<Bytes, "too-large">>;
  openEph(
    p: Primitives,
    o: { bytes: Bytes; epochs: ReadonlyMap<Kid, EpochKeys>; signingKeyOf(device: DeviceId): Bytes | null },
  ): Promise<Result<{ device: DeviceId; doc: string; payload: Bytes }, EntryFault>>;

  // invitation ---------------------------------------------------------------
  /** A new link's secrets. `receiveSeed` stays with the inviter and is deleted once the invitation is used. */
  newInvitation(
    p: Primitives,
    o: { relay: RelayAddress; expiresAt: number },
  ): Promise<{
    body: OpBody & { kind: "invite" };
    link: InvitationLink;
    receiveSeed: Bytes;
  }>;
  /** `#join/<base64url>`, with a checksum: a cut-off or mistyped link is known for what it is. */
  formatInvitation(link: InvitationLink): string;
  parseInvitation(text: string): Promise<Result<InvitationLink, "incomplete" | "not-a-link" | "garbled" | "newer">>;
  /** The rendezvous channel and the key that signs requests, from the link's secret. */
  openInvitation(
    p: Primitives,
    link: InvitationLink,
  ): Promise<{ request: SigningKey; rendezvous: EpochKeys["channel"] }>;
  /** By the newcomer: card and name, signed by the invitation's key, sealed to the link's receive key. */
  sealRequest(p: Primitives, o: { link: InvitationLink; device: DeviceKeys; name: string }): Promise<Bytes>;
  openRequest(
    p: Primitives,
    o: { bytes: Bytes; receiveSeed: Bytes; invite: OpBody & { kind: "invite" } },
  ): Promise<Result<JoinRequest, "not-mine" | "malformed" | "bad-signature">>;
  /** By the inviter: everything the newcomer needs, sealed to the newcomer's device. */
  sealReply(p: Primitives, o: { to: DeviceCard; reply: JoinReply }): Promise<Bytes>;
  openReply(
    p: Primitives,
    o: { bytes: Bytes; device: DeviceKeys; link: InvitationLink },
  ): Promise<Result<JoinReply, "not-mine" | "malformed">>;
  /** Four words from both key sets; the same on both sides unless somebody stands between. */
  fourWords(
    p: Primitives,
    o: { link: { key: Bytes; receive: Bytes }; device: DeviceCard; name: string },
  ): Promise<[string, string, string, string]>;
  newMemberId(p: Primitives): MemberId;

  // statements ---------------------------------------------------------------
  signStatement(p: Primitives, s: Statement, device: DeviceKeys): Promise<Bytes>;
  readStatement(
    p: Primitives,
    bytes: Bytes,
    signingKeyOf: (device: DeviceId) => Bytes | null,
  ): Promise<
    Result<
      { statement: Statement; device: DeviceId; hash: string },
      "malformed" | "newer-version" | "unknown-device" | "bad-signature"
    >
  >;
}

export interface InvitationLink {
  relay: RelayAddress;
  secret: Bytes;
  /** X25519 public key: requests are sealed to it. */
  receive: Bytes;
  /** Ed25519 public key of requests, derived from the secret; kept here so that parse gives all there is. */
  key: Bytes;
  expiresAt: number;
}
export interface JoinRequest {
  id: string;
  device: DeviceCard;
  deviceId: DeviceId;
  name: string;
  signature: Bytes;
}
export type JoinReply =
  /** `ops`: the control log, byte for byte. `boxes`: one lockbox for each leaf epoch. */
  { kind: "admitted"; circle: CircleId; ops: Bytes[]; boxes: Bytes[] } | { kind: "refused" } | { kind: "used" };
