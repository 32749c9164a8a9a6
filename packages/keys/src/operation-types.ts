// What can be said in a control log: one type for each kind of operation, and what several people sign together.
import type { Bytes, CircleId, DeviceCard, DeviceId, Kid, MemberId, OpId } from "./types.ts";

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
  /**
   * Working groups: what has ended elsewhere ends here too. `because` is the operation that ended the member or the
   * device in the group, or the very seat whose date is over. `device` null ends the whole seat.
   */
  | { kind: "lapse"; member: MemberId; seat: OpId; device: DeviceId | null; because: OpId }
  /** Working groups: who is paused in the group is paused here too, until the same time. `because`: the group's pause. */
  | ({ kind: "paused"; because: OpId } & PauseText)
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
