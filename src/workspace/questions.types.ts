// What the pages see of questions put to the group: each as it stands, and what a person can say about it.
import type { Answer, DecisionRecord, DecisionView, Hash, Proposal, ToldDecision } from "@fogata/domain";
import type { Result } from "@fogata/sync";
import type { Accessor } from "solid-js";
import type { OpenFault } from "./types.ts";

export interface Questions {
  /** All that was put to the group, and to working groups in which I have a place; the oldest first. */
  all: Accessor<readonly DecisionView[]>;
  /** False until they have been looked at once. */
  ready: Accessor<boolean>;
  /** Why they cannot be worked out; what was shown before stays. */
  fault: Accessor<"app-incomplete" | null>;
  /** B6 What working groups decided, as told to everybody; the newest first. */
  told: Accessor<readonly ToldDecision[]>;
  /** How long a question stays open at least (ms), where the group's agreements say nothing else. */
  minimumMs: Accessor<number>;
  /** What the group's agreements in force say of deciding. */
  agreed(): Promise<Result<Agreed, "app-incomplete">>;
  /** B5 The working group that decides this; null: everyone. */
  placeOf(about: ToAsk["about"]): Promise<Result<Place | null, OpenFault | "no-place">>;
  /** The hash of a text as it is now, while a page shows it; null until it is known. Call it inside a component. */
  wordedNow(document: string): Accessor<Hash | null>;
  ask(o: ToAsk): Promise<Result<Hash, AskFault>>;
  /** `text`: the exact text I have read, by its hash. */
  answer(
    proposal: Hash,
    given: Answer & { text: Hash },
  ): Promise<Result<Hash, SayingFault | "no-reason" | "says-otherwise">>;
  askForTime(proposal: Hash): Promise<Result<Hash, SayingFault>>;
  moveToMeeting(proposal: Hash): Promise<Result<Hash, SayingFault>>;
  backFromMeeting(proposal: Hash, until: number): Promise<Result<Hash, SayingFault>>;
  /** The draft or the change was written in on purpose: everybody is asked again about it as it is now. */
  reword(proposal: Hash): Promise<Result<Hash, SayingFault | AskFault>>;
  /** `not-yet`: its view says what is missing. */
  close(proposal: Hash): Promise<Result<Hash, SayingFault | "not-yet">>;
  /** D41 I belonged when it was asked, and it does not ask me. */
  sayLeftOut(proposal: Hash): Promise<Result<Hash, SayingFault | "not-left-out">>;
  /** D48 The words of all the reasons I gave there, or that were given for me. What I answered stays. */
  takeBackReason(proposal: Hash): Promise<Result<Hash, SayingFault | "nothing">>;
  /** A working group's decision, by anybody in the group. */
  callBack(proposal: Hash, reason: string): Promise<Result<Hash, SayingFault | "not-decided">>;
  /** The same by anybody who has no place there, of what was told. `closing`: which decision. */
  callBackTold(closing: Hash, reason: string): Promise<Result<Hash, SayingFault>>;
  /** All that it takes to check a decision without this app. */
  record(proposal: Hash): Promise<Result<DecisionRecord, AskFault | "not-decided" | "missing">>;
}

/** A working group: where it meets, and what it is called. */
export interface Place {
  circle: string;
  name: string;
}
/** Null: no agreement in force says it, or two contradict each other. */
export interface Agreed {
  minimumMs: number;
  rule: Proposal["rule"] | null;
  /** Where a few are enough: how many. */
  few: number | null;
  /** After how many days an agreement is looked at again. */
  reviewDays: number | null;
  /** The numbers on which keys depend, as the text has them. What is signed may differ: `standing().chosen`. */
  numbers: { removal: number | null; welcomes: number | null };
  /** The agreements that say these. */
  numbersIn: readonly string[];
}

export interface ToAsk {
  /** The draft, the change, or the agreement under review; nothing for a plain question. */
  about:
    | { kind: "question" }
    /** `replaces`: the agreement in force whose place it takes, by a decision of the same circle. */
    | { kind: "draft"; document: string; replaces?: string | null }
    | { kind: "amendment" | "keep" | "let-go"; document: string };
  /** The circle it is asked in; null: that of the working group that decides it, or else the whole group. */
  circle: string | null;
  rule: Proposal["rule"];
  sentence: string;
  words?: Proposal["words"];
  until: number;
  reviewOn?: Proposal["reviewOn"];
}
/**
 * `no-text`: the very text is not to be found on this device. `nothing-in-force`: there is nothing to keep or let go.
 * `no-place`: a working group decides it, and I have no place there.
 */
export type AskFault =
  | OpenFault
  | "gone"
  | "device-full"
  | "too-long"
  | "malformed"
  | "no-text"
  | "nothing-in-force"
  | "no-place";
/** `decided`: that is over. `unknown`: not all of it is on this device. */
export type SayingFault = "unknown" | "malformed" | "decided" | "gone" | "device-full" | "too-long" | "app-incomplete";
