// The words of deciding as types: what goes in (facts: signed statements, who was there, what was published) and what
// comes out (views). Facts only ever grow; every state is worked out from them, and none is stored.
import type { Day } from "../days.ts";

/** Lower-case hex of 32 bytes: SHA-256 of a statement's bytes, or of a canonical text. */
export type Hash = string;
/** A member's id; the same in the group and in its working groups. */
export type PersonId = string;
export type DeviceId = string;

// ------------------------------------------------------------------------------------------------- what is said

/** How a question is decided. `least`: yeses the group asks for at least; `number`: how many are enough. */
export type Rule =
  | { kind: "all-agree" }
  | { kind: "consent" }
  | { kind: "majority"; least: number }
  | { kind: "few"; number: number };

export const answerKinds = ["agree", "concern", "stand-aside", "no", "pass", "background"] as const;
/** `concern`: agree with a concern. `background`: needs more background. */
export type AnswerKind = (typeof answerKinds)[number];

/** What is put to the group. The statement's own `doc` is the draft, the amendment, or the agreement under review. */
export type About =
  | { kind: "draft"; replaces: string | null }
  /** `of`: the agreement it changes. `base`: the canonical text it started from, or was last brought up to. */
  | { kind: "amendment"; of: string; base: Hash }
  | { kind: "question" }
  /** Rests on a review of the agreement `doc`, whose text in force is the text meant. */
  | { kind: "keep" }
  | { kind: "let-go" };

export interface Proposal {
  about: About;
  rule: Rule;
  /** The whole of it in one plain sentence, for *What we decided*. A plain question is nothing else. */
  sentence: string;
  /** The group's own words for the answers, where it has any. */
  words: Partial<Record<AnswerKind, string>>;
  /** Open until this instant (ms). */
  until: number;
  /** The group's minimum (ms): how long a question stays open at least, and by how much *more time* moves its date. */
  minimumMs: number;
  /** Original language as a BCP 47 tag: versions in others are translations. */
  language: string;
  /** Heads of the control log, sorted: who belongs in their past is who is entitled. */
  heads: readonly string[];
  reviewOn: Day | null;
}

export interface Answer {
  kind: AnswerKind;
  /** Never empty for a no or a concern. */
  reason: string;
  /** The sentence it is about, in its own words, and the block it stands in. */
  pin: { words: string; block: number } | null;
  /** Given for somebody else, who told it so; null for one's own. */
  given: { to: PersonId; how: "phone" | "scribe" } | null;
  /** The answer given for me that this one makes mine. */
  confirms: Hash | null;
  /** Whether it stays attached to the decision and comes up again at review. Its author's wish. */
  kept: boolean;
}

/** Statements of deciding, by their `what`. Each but the first names its proposal and what its device had seen. */
export const whats = {
  proposal: "proposal",
  /** The text was changed on purpose: the question goes on with this one, and every yes is asked again. */
  wording: "proposal wording",
  answer: "proposal answer",
  moreTime: "proposal more time",
  toMeeting: "proposal to a meeting",
  fromMeeting: "proposal back from a meeting",
  closing: "proposal closing",
  callBack: "decision called back",
  /** Said in the group by somebody who has a place in a working group: what was decided there. */
  told: "decision told",
} as const;

/** A statement whose signature was verified, and whose device was a device of that person in that circle. */
export interface Said {
  hash: Hash;
  person: PersonId;
  device: DeviceId;
  circle: string;
  doc: string;
  text: Hash;
  what: string;
  details: Readonly<Record<string, string | number | boolean | null>>;
  time: number;
}

// -------------------------------------------------------------------------------------------------------- facts

/** Who belongs, in the past of some heads of the control log, and who did and belongs no more. */
export interface Roll {
  circle: "group" | "working group";
  members: readonly { person: PersonId; full: boolean }[];
  gone: readonly PersonId[];
}

/**
 * Something dated that a device published in this circle: `n` is its place in the device's own unbroken chain, `at` the
 * instant it bears. A statement, or whatever else has a date. `statement` names it if it is one.
 */
export interface Mark {
  person: PersonId;
  device: DeviceId;
  n: number;
  at: number;
  statement: Hash | null;
}

export interface Facts {
  /** In any order, doubled or not, others among them. */
  statements: readonly Said[];
  /** By `rollKey(heads)`; those whose operations are not all here are not in it. */
  rolls: ReadonlyMap<string, Roll>;
  /** Heads of the control log as it is now: who is here, for what is not closed yet. */
  heads: readonly string[];
  published: readonly Mark[];
  /** The group's minimum (ms) that was in force when a question was opened, by its hash; a shorter date is stretched. */
  minimums: ReadonlyMap<Hash, number>;
  now: number;
}

// -------------------------------------------------------------------------------------------------------- views

/** How an answer stands. */
export type Standing =
  /** It is this person's answer to the text as it is now. */
  | "stands"
  /** It answered an earlier wording: a yes asks for one more tap, a no goes on standing. */
  | "earlier-wording"
  /** Given for somebody who has not confirmed it. Shown; never a yes. */
  | "unconfirmed"
  /** A later one of the same person, or their own word instead of one given for them. */
  | "changed"
  /** Came after the group had closed; dated before the date, and nothing shows otherwise: it counts. */
  | "late-counts"
  /** Came after the group had closed, and does not count: kept as a concern. */
  | "late-kept";

export interface AnswerView extends Answer {
  statement: Hash;
  person: PersonId;
  /** Who signed it: somebody else where it was given for this person. */
  by: PersonId;
  at: number;
  text: Hash;
  standing: Standing;
  /** Why a late one does not count: dated after the date, written in sight of the closing, or published in between. */
  late: null | "after-the-date" | "after-closing" | "published-between";
}

export interface PersonView {
  person: PersonId;
  /** Full member when it was opened, and there when it was closed. */
  counted: boolean;
  /** Full members, and new joiners, when it was opened; or somebody who came later and said something. */
  as: "full" | "new-joiner" | "came-later";
  /** Left or was removed before it was closed: shown, not counted. */
  gone: boolean;
  /** What stands for them now; null: silence, shown as silence. */
  answer: AnswerView | null;
  /** All they said, and what was given for them, oldest first. */
  trail: AnswerView[];
}

export interface Wording {
  /** The proposal itself, or the statement that changed the text. */
  statement: Hash;
  by: PersonId;
  at: number;
  text: Hash;
  base: Hash | null;
}

/** Until when answers are asked for. If nobody but the proposer said anything by then, it stays open a minimum longer. */
export type DateView =
  | { kind: "until"; at: number }
  | { kind: "past"; at: number }
  /** Moved to a meeting: no date until it comes back with one. */
  | { kind: "paused"; since: number; by: PersonId };

/** Why a question cannot be closed now, or why a closing is not valid. */
export type ClosingFault =
  | "no-stands"
  | "too-few-agree"
  | "not-a-majority"
  | "not-all-answered"
  | "nobody-else"
  | "paused"
  | "two-wordings"
  | "other-text"
  | "left-out"
  | "not-entitled"
  | "dated-ahead"
  | "malformed";

export interface ClosingView {
  statement: Hash;
  by: PersonId;
  at: number;
  text: Hash;
  /** `waiting`: something it names is not here yet. The others never change again. */
  valid: "yes" | "no" | "waiting";
  faults: ClosingFault[];
}

/** Where the question stands. One of them, the same on every device that has the same facts. */
export type DecisionState =
  /** Not all facts are here: who was there at opening is not known yet. */
  | { kind: "waiting" }
  | { kind: "open" }
  | { kind: "paused" }
  /** A no stands: back to talking. */
  | { kind: "talking" }
  /** The date is past or all have answered, and the rule holds: any member can close it. */
  | { kind: "can-close" }
  | { kind: "decided" }
  /** Decided, in force, and marked: the group talks about it again until it answers again. */
  | { kind: "talking-again"; why: ("late-no" | "called-back")[] };

export interface InForce {
  closing: Hash;
  text: Hash;
  base: Hash | null;
  since: number;
}

export interface DecisionView {
  proposal: Hash;
  by: PersonId;
  openedAt: number;
  circle: string;
  doc: string;
  asked: Proposal;
  state: DecisionState;
  date: DateView;
  /** The text now asked about. Two where two people changed it at once: somebody has to bring them together. */
  wordings: Wording[];
  /** All texts it was asked about, oldest first. */
  earlier: Wording[];
  /** Everybody entitled first, then new joiners, then whoever came later. */
  people: PersonView[];
  /** What keeps it from being closed now; empty when it can be. */
  missing: ClosingFault[];
  closings: ClosingView[];
  /** The closing that brought it into force; null until there is a valid one. */
  decided: InForce | null;
  /** Noes that came late, concerns, and noes that were overruled: kept with the decision as their authors wish. */
  concerns: AnswerView[];
  moreTime: { by: PersonId; at: number; until: number }[];
  callBacks: { statement: Hash; by: PersonId; at: number; reason: string }[];
  /** Statements about it that count for nothing, and why: forged in form, too late, or not theirs to say. */
  leftOut: { statement: Hash; why: LeftOut }[];
}
export type LeftOut =
  | "malformed"
  | "not-entitled"
  | "asked-already"
  | "date-is-past"
  | "date-too-soon"
  | "not-paused"
  | "no-reason"
  | "waiting"
  | "for-themselves";

/** What a working group decided, as somebody in it told the whole group: their word, signed; the proof stays in there. */
export interface ToldDecision {
  /** The working group's circle. */
  circle: string;
  proposal: Hash;
  closing: Hash;
  sentence: string;
  rule: Rule;
  text: Hash;
  doc: string;
  since: number;
  /** Everybody who told it, the first first: two who say the same are one line. */
  by: PersonId[];
  callBacks: { statement: Hash; by: PersonId; at: number; reason: string }[];
}

// --------------------------------------------------------------------------------------------------- agreements

/** What an agreement comes to; one of them, for the list. */
export type AgreementState =
  | { kind: "draft" }
  | { kind: "being-decided"; proposal: Hash }
  /** `since`: as it reads now. */
  | { kind: "in-force"; since: number; reviewOn: Day | null }
  | { kind: "review-due"; since: number; reviewOn: Day }
  | { kind: "let-go"; at: number; proposal: Hash }
  | { kind: "replaced"; by: string; at: number; proposal: Hash }
  /** Of an amendment: its words are the agreement's now. */
  | { kind: "taken-in"; agreement: string; at: number; proposal: Hash };

export interface AgreementView {
  state: AgreementState;
  /** Hash of the exact text in force, the document that holds it, and the decision that brought it. */
  force: { text: Hash; doc: string; proposal: Hash } | null;
  /** The group is talking about it again, though it stands. */
  marked: ("late-no" | "called-back")[];
  /** The decisions that made it what it is, oldest first. */
  history: Hash[];
  /** Questions about it that are open. */
  open: Hash[];
  /** Decided on a text that another decision has replaced meanwhile: to be brought up to date, never dropped silently. */
  overtaken: Hash[];
  /** Concerns of the decisions that made it what it is: they come up again at its review. */
  concerns: AnswerView[];
}
