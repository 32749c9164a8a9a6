// Who belongs, as the app sees it, and what a person can do about it: plain data beside `GroupView`, acts beside
// `Device`. Every number here is of people or days, never of anybody's activity.
import type { GroupId, MemberId } from "./device.types.ts";
import type { Result } from "./ports.ts";

/** How a group counts now. Numbers come from the group's own `policy` operations, else from the defaults. */
export interface StandingView {
  /** Full members. */
  full: number;
  /** Signatures a removal needs, of full members other than the person: of one who is a full member too. */
  removalNeeds: number;
  /** And of somebody who is not yet: all full members are then the others. */
  removalNeedsOfJoiner: number;
  /** How many full members have to say "I know this person" before somebody is one too. */
  welcomeNeeds: number;
  /** The group's own choice; null while the defaults hold. */
  chosen: { removal: number | null; welcomes: number | null };
  /** False until there are three full members: nobody can be removed yet. */
  canRemove: boolean;
  /** Too few full members are left for what a removal needs: the way on is to start again from copies. */
  frozen: boolean;
  /** The group has come to this many full members, or more, since it last chose its numbers. */
  chooseAgain: 12 | 40 | 120 | null;
}

/** Beside what `PersonView` had: where somebody stands on the way to being counted, and what is paused. */
export interface BelongingView {
  full: boolean;
  /** Of a full member: those whose welcome made them one, nobody where the group decided. Null for a founder. */
  welcomedBy: MemberId[] | null;
  /** Of somebody who is not a full member yet. `needed` in all; `mine`: I have said that I know them. */
  welcome: { by: MemberId[]; needed: number; mine: boolean; objections: MemberId[] } | null;
  /** Ms since 1970; null when nothing is paused now. */
  pausedUntil: number | null;
  /** Paused within the last thirty days: once more takes as many signatures as a decision of the group. */
  pausedLately?: true;
  devices: PersonDeviceView[];
  /** Devices that were theirs: what was written on them is still theirs, and theirs to take back. */
  former?: readonly string[];
}
export interface PersonDeviceView {
  id: string;
  /** Day it was let in, by the clock of whoever did; null for a founder's first. */
  since: number | null;
  /** Made from a recovery sheet: no machine, only words on paper. */
  recovery: boolean;
  pausedUntil: number | null;
  /** What its person calls it; "" for nothing. */
  name: string;
  /** The device this is read on. */
  here: boolean;
}
/** Kept for their name under what they wrote. */
export interface GoneView {
  member: MemberId;
  name: string;
  /** `before`: somebody of the group that this one was started again from. */
  how: "left" | "removed" | "before";
  former?: readonly string[];
}
/** This group was started again from copies of another. */
export interface BeforeView {
  name: string;
  at: number;
  by: MemberId;
  /** The old group, where it was this device that started again. */
  group: GroupId | null;
  /** Texts that this device could not copy; 0 elsewhere. */
  left: number;
}
/** Somebody here has started again in another group, and would like me to come along. */
export interface AlongView {
  id: string;
  by: MemberId;
  at: number;
  link: string;
}
export type StartAgainFault = "device-full" | "bad-name" | "gone";
export type CallFault =
  /** The new group has not found its relay yet. */
  | "no-relay"
  | "device-full"
  /** This device can say nothing in the old group any more, or not now; or one of the two groups is not here. */
  | "gone"
  | "nobody";

/** How it stands with this very device in the group. Gone devices keep what they had, and are told so. */
export type HereView =
  | { kind: "here" }
  | { kind: "paused"; until: number }
  | { kind: "left" }
  | { kind: "removed"; why: string | null }
  | { kind: "device-dropped" };

/** Something several people have to sign: it is seen by everyone in the group, and waits for as long as it takes. */
export interface AskView {
  id: string;
  what:
    | { kind: "removal"; member: MemberId; why: string }
    | { kind: "pause"; member: MemberId; device: string | null; until: number }
    | { kind: "numbers"; removal: number | null; welcomes: number | null }
    /** After an objection: the group decides whether they are a full member. */
    | { kind: "welcome"; member: MemberId }
    | { kind: "recovery"; member: MemberId; lost: string[] };
  by: MemberId;
  at: number;
  /** While it is open, those whose signature counts; afterwards those who had signed, also who has gone since. */
  signed: MemberId[];
  needed: number;
  /** I have signed, or cannot: `not-full`, `about-me`. */
  mine: "may-sign" | "signed" | "not-full" | "about-me";
  /** False for what is done, was taken back, or can no longer come about (it was about a state that has passed). */
  open: boolean;
}
/** Somebody's new device, signed in by the group: it waits 72 hours in which any of their devices can say no. */
export interface RecoveryView {
  claim: string;
  member: MemberId;
  from: number;
  state: "waiting" | "may-complete" | "done" | "said-no";
  /** It is about me: I can say no here. */
  mine: boolean;
}

/** What a person does about who belongs. Each is done once, however often it is pressed or repeated. */
export type Act =
  | { type: "welcome"; members: MemberId[] }
  | { type: "object"; member: MemberId }
  | { type: "rename"; name: string }
  | { type: "withdraw-invitation"; invitation: string }
  /** Several were let in with one invitation at the same time: who of them was meant; null for none. */
  | { type: "settle"; invitation: string; held: string | null }
  | { type: "drop-device"; device: string }
  /** What I call a device of mine, so that I and the group know which one is meant; "" for nothing any more. */
  | { type: "name-device"; device: string; name: string }
  | { type: "leave" }
  | { type: "ask"; what: AskView["what"] }
  | { type: "sign"; ask: string }
  | { type: "take-back"; ask: string }
  | { type: "say-no"; claim: string }
  | { type: "complete"; claim: string };
export type ActFault =
  | "not-full"
  | "about-me"
  | "gone"
  | "too-few"
  /** More than there are full members to sign or to welcome. */
  | "too-many"
  | "too-soon"
  | "frozen"
  | "bad-name"
  | "device-full"
  /** This very device cannot drop itself: there is leaving for that. */
  | "last-device"
  /** This device is paused: it can leave, say no and drop what is lost, and nothing else until then. */
  | "paused"
  /** Longer than what travels in one piece. */
  | "too-long";

/** Starting again elsewhere, and having done with a group. */
export interface Exits {
  /** A new group from this device's copies of this one, which is left as it is. `relay`: as for a group that is started. */
  startAgain(
    group: GroupId,
    o: { name: string; myName: string; relay: string },
  ): Promise<Result<GroupId, StartAgainFault>>;
  /** Says in the old group that one has started again, with an invitation; `to` null: to everybody there. */
  callAlong(group: GroupId, o: { into: GroupId; to: readonly MemberId[] | null }): Promise<Result<null, CallFault>>;
  /** Deletes all of it that is on this device; nobody is told. `docs`: what the app knows of, by circle. */
  takeOff(
    group: GroupId,
    o: { docs: readonly { circle: string; doc: string }[]; notes: readonly string[] },
  ): Promise<Result<null, "device-full">>;
}

export interface Belonging {
  /** `id`: of the ask that was begun; null for everything else. */
  act(group: GroupId, act: Act): Promise<Result<{ id: string | null }, ActFault>>;
}
