// What an invitation can be for and what can go with it, as the app sees it: plain data beside `Device`.
import type { DocId, GroupId, InvitationFault, MemberId } from "./device.types.ts";
import type { Result } from "./ports.ts";

export interface InviteOptions {
  /** Kept on this device alone: "the flyer at the school". Up to 80 characters. */
  label: string;
  /** 1 … 50. A further device and a recovery are one. */
  uses: number;
  /** 1 … 336. */
  hours: number;
  /** A sealed copy of the agreements in force travels under the link; null for none. */
  agreements: AgreementCopy[] | null;
  purpose: AskedFor;
}
/** `device`: another of my own. `recovery`: somebody of the group who lost every device. */
export type AskedFor = { kind: "person" } | { kind: "device" } | { kind: "recovery"; member: MemberId };
/** What a link is for. `founding`: no group stands behind it yet. */
export type Purpose = AskedFor["kind"] | "founding";
export interface AgreementCopy {
  doc: DocId;
  title: string;
  /** Its words, as Markdown or plainly: the app's to say. */
  text: string;
}
export type InviteFault =
  | "device-full"
  | "no-relay"
  /** The agreements are more than one letter holds, about a million bytes deflated. */
  | "too-long"
  /** This device belongs here no more, is paused, or asks about somebody who is not here or is oneself. */
  | "not-possible"
  /** Only full members invite. */
  | "not-full";

/** What a link says of itself, read without any network. */
export interface InvitationOffer {
  relay: string;
  expiresAt: number;
  purpose: Purpose;
  /** Agreements in force lie under it and can be read before one asks. */
  agreements: boolean;
}

/** What the group does about somebody's new device, as the member who made the link last said. */
export type Progress =
  /** The words were compared; so many full members have signed of so many. */
  | { kind: "asked"; signed: number; needed: number }
  /** Signed. Until then any device of theirs can say no; after it the device comes in by itself. */
  | { kind: "waiting"; until: number }
  /** A device of that member has said no. */
  | { kind: "said-no" }
  /** It cannot come about any more: taken back, or the member is gone. */
  | { kind: "closed" };

/** Somebody new who asked for company. */
export interface Companionship {
  member: MemberId;
  words: string;
  offered: MemberId[];
}

export interface Inviting {
  /** The agreements that travel under the link, read before one asks; nothing of them is kept. */
  readAgreements(link: string): Promise<Result<AgreementCopy[], InvitationFault | "gone" | "relay-unreachable">>;
  /** "I go along with you": said once, seen by everyone. */
  accompany(group: GroupId, member: MemberId): Promise<Result<null, "gone" | "device-full">>;
}
