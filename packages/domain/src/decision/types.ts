// The words of deciding as types: what goes in (facts: signed statements, who was there, what was published). Facts only
// ever grow; every state is worked out from them (view.types.ts), and none is stored.
import type { Day } from "../days.ts";

/** Lower-case hex of 32 bytes: SHA-256 of a statement's bytes, or of a canonical text. */
export type Hash = string;
/** A member's id; the same in the group and in its working groups. */
export type PersonId = string;
export type DeviceId = string;

export type * from "./view.types.ts";

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

/** What the app goes by and a text says in so many words, as whoever asks about that text signs it. */
export const saidLabels = ["minimum-days", "removal-needs", "welcome-needs"] as const;
export type Says = Partial<Record<(typeof saidLabels)[number], number>>;

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
  says?: Says;
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
  /** Said by a full member whom the question does not ask: they belonged when it was asked. */
  leftOut: "proposal left out",
  /** Whose reason it was has taken its words back. Names its question otherwise than the others do, and is no part of it. */
  takenBack: "proposal words taken back",
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
  /** Which other lists there are word of lie in its past, by `rollKey`. */
  covers: ReadonlySet<string>;
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
