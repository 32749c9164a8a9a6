// What is shown of a question, of an agreement, and of what working groups decided: worked out, never stored.
import type { Day } from "../days.ts";
import type { About, Answer, Hash, PersonId, Proposal, Rule, Says } from "./types.ts";

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
  /** D48 The words of its reason were taken back: `reason` is "" and `pin` null, whatever its kind. */
  takenBack: boolean;
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
  /** What whoever brought this text signed that it says. */
  says?: Says;
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
  /** D40 It goes by a list of who belongs that is older than what its device had named before. */
  | "older-list"
  /** D41 Somebody who belonged was not asked, and has said so. */
  | "not-all-asked"
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
  | { kind: "talking-again"; why: TalkingAgain[] }
  /** It counts for nothing, and is asked again: of an older list, or without most of those who belong. */
  | { kind: "void"; why: "older-list" | "left-out" };
export type TalkingAgain = "late-no" | "called-back" | "left-out";

export interface InForce {
  closing: Hash;
  text: Hash;
  base: Hash | null;
  says?: Says;
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
  /** D48 `reason` is "" where its words were taken back. */
  callBacks: { statement: Hash; by: PersonId; at: number; reason: string }[];
  /** D41 Full members whom it does not ask, who say that they belonged when it was asked. */
  notAsked: { statement: Hash; by: PersonId; at: number }[];
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
  about: About;
  reviewOn: Day | null;
  /** Everybody who told it, the first first: two who say the same are one line. */
  by: PersonId[];
  /** D48 `reason` is "" where its words were taken back. */
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
  marked: TalkingAgain[];
  /** The decisions that made it what it is, oldest first. */
  history: Hash[];
  /** Questions about it that are open. */
  open: Hash[];
  /** Decided on a text that another decision has replaced meanwhile: to be brought up to date, never dropped silently. */
  overtaken: Hash[];
  /** Concerns of the decisions that made it what it is: they come up again at its review. */
  concerns: AnswerView[];
}
