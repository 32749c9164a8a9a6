// What a control log comes to: who belongs, which devices, invitations, pauses, claims and keys.
import type { CircleRule, PauseText, RelayAddress } from "./operation-types.ts";
import type { Bytes, CircleId, DeviceCard, DeviceId, Kid, MemberId, OpId } from "./types.ts";

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
  closedTo: {
    id: DeviceId;
    /** What had let it in: once it is let in anew, it is another matter. */
    by: OpId;
    /** What had ended it: that can come to nothing, and something else end it later. */
    end: OpId;
  }[];
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
