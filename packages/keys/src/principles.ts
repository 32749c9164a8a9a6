// The rules that keep a group from being taken over, each as one small function. The app runs on these; tests and the
// simulator replace them one at a time by tempting wrong ones and must notice every one.
import type { DeviceId, LostDevice, Member, MemberId, OpRefusal } from "./types.ts";

export interface Principles {
  /** K15 Whose past judges an operation: its own, never today's circle. */
  judgedBy: "its own past" | "the whole log";
  /** K73 Who may invite: the first members of a group were never anything else than full. */
  mayInvite(full: boolean): boolean;
  /** K16 Whether this member may admit by an invitation of that one: the inviter alone compared the words. */
  mayAdmit(author: MemberId, inviter: MemberId | undefined): boolean;
  /** K41 Whether an invitation still admits, once it is known to be withdrawn. */
  mayComeBy(invite: { revoked: boolean }): boolean;
  /** K17 How many admissions of one invitation stand when that many came, none knowing of the others. */
  holds(admissions: number, uses: number): boolean;
  /** K29 Welcomes that make a full member. */
  welcomesNeeded(full: number, chosen: number | null): number;
  /** K29 Whose welcome, objection and signature count. */
  speaksForGroup(full: boolean): boolean;
  /** K30 Whether welcomes still count once somebody objected. */
  welcomesCount(member: Pick<Member, "objections">): boolean;
  /** K31 Whether this device may drop that one. */
  mayDrop(author: { id: DeviceId; member: MemberId }, device: { id: DeviceId; member: MemberId }): boolean;
  /** K32 Signatures that remove somebody, of this many full members without them. */
  signersNeeded(others: number, chosen: number | null): number;
  /** K32 How often one member's signatures count. */
  voices(members: readonly MemberId[]): number;
  /** K32 Whether the person it is about may sign. */
  maySign(signer: MemberId, about: MemberId | null): boolean;
  /** K33 Whether what a removed member wrote beside their removal counts. */
  countsBesideRemoval: boolean;
  /** K34 Whether a certificate is asked again among everything that does not follow it. */
  askedAgain: boolean;
  /** K35 Whether a welcome counts that its device gave while saying something else elsewhere. */
  countsFromTwoPlaces: boolean;
  /** K36 Full members who pause somebody. */
  pausersNeeded: number;
  /** K36 Whether somebody may be paused again, this long after the last time. */
  mayPauseAgain(msSince: number, isDecision: boolean): boolean;
  /** K37 Why a claim may not be completed. */
  mayComplete(o: { author: MemberId; member: MemberId; vetoed: boolean; waitedMs: number }): OpRefusal | null;
  /** K37 Whether a veto its completion did not know voids it. */
  vetoVoids: boolean;
  /** K19 Whether an epoch has the boxes it must have. */
  boxesFit(boxes: number, devices: number): boolean;
  /** K38 Whether an entry of a device that is gone still counts. */
  entryCounts(o: { n: number | undefined; ended: Pick<LostDevice, "cut">; closed: boolean }): boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
export const recoveryWaitMs = 3 * dayMs;
export const pauseAgainMs = 30 * dayMs;
/** At three hundred a plain majority would leave those who were there first ruling for ever. */
export const welcomesMax = 7;

export const principles: Principles = {
  judgedBy: "its own past",
  mayInvite: (full) => full,
  mayAdmit: (author, inviter) => author === inviter,
  mayComeBy: ({ revoked }) => !revoked,
  holds: (admissions, uses) => admissions > uses,
  // A group that has grown small may have chosen more than it has: then it takes all of them.
  welcomesNeeded: (full, chosen) =>
    Math.min(chosen ?? Math.min(welcomesMax, Math.floor(full / 2) + 1), Math.max(1, full)),
  speaksForGroup: (full) => full,
  welcomesCount: ({ objections }) => objections.length === 0,
  mayDrop: (author, device) => author.member === device.member && author.id !== device.id,
  signersNeeded: (others, chosen) => Math.max(2, chosen ?? Math.ceil((others * 2) / 3)),
  voices: (members) => new Set(members).size,
  maySign: (signer, about) => signer !== about,
  countsBesideRemoval: false,
  askedAgain: true,
  countsFromTwoPlaces: false,
  pausersNeeded: 2,
  mayPauseAgain: (msSince, isDecision) => isDecision || Math.abs(msSince) >= pauseAgainMs,
  mayComplete: ({ author, member, vetoed, waitedMs }) => {
    if (vetoed) return "vetoed";
    if (author === member) return "own-claim";
    return waitedMs >= recoveryWaitMs ? null : "too-soon";
  },
  vetoVoids: true,
  boxesFit: (boxes, devices) => boxes === devices,
  entryCounts: ({ n, ended, closed }) => !closed && n !== undefined && (ended.cut === null || n <= ended.cut),
};
