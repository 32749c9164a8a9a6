// The rules that keep a decision the group's own, each as one small function. The app runs on these; tests replace them
// one at a time by tempting wrong ones and must notice every one.
import type { AnswerKind, Rule } from "./types.ts";

/** One person's answer as the rule meets it. */
export interface Voice {
  kind: AnswerKind;
  /** It answers the very text that is asked about. */
  exact: boolean;
  /** Signed by the person themselves. */
  own: boolean;
}

export interface Principles {
  /** D17 A yes is somebody's own, over the exact text. */
  isYes(voice: Voice): boolean;
  /** D18 A no stands, whatever became of the text, until whoever said it says otherwise. */
  isNo(voice: Voice, rule: Rule): boolean;
  /** D19 Whoever said anything to this very text has answered. */
  hasAnswered(voice: Voice): boolean;
  /** D20 Whether the rule holds, by yeses and noes alone. */
  ruleHolds(rule: Rule, yes: number, no: number): boolean;
  /** D21 Whose answer counts: full members at the opening who had not gone by the closing. */
  isCounted(person: { full: boolean; gone: boolean }): boolean;
  /** D22 Whether the time has come to close before everyone has answered. */
  isPast(date: number, at: number): boolean;
  /** D23 A closing is judged by what stands in its own past, never by what came beside it. */
  judgedBy: "its own past" | "all that is here";
  /** D24 Whether an answer from outside the closing's past was given in time. */
  inTime(o: { at: number; date: number; afterClosing: boolean; publishedBetween: boolean }): boolean;
  /** D25 Whether something a device published shows that a late answer was dated back. */
  shows(o: { sameDevice: boolean; before: boolean; at: number; date: number; witnessed: number }): boolean;
  /** D26 How often one member can ask for more time. */
  mayAskForTime(asked: number): boolean;
  /** D26 The earliest date a question can come back from a meeting with. */
  backAtLeast(o: { date: number; at: number; leftMs: number }): number;
  /** D27 How long a question is open at least, by what it says and what the group has agreed. */
  minimum(o: { asked: number; agreed: number }): number;
  /** D28 The more careful of two things one person said at once. */
  caution: readonly AnswerKind[];
  /** D40 Whether a device had already named a list of who belongs that the one it names here does not know of. */
  knewBetter(o: { before: boolean; covered: boolean }): boolean;
  /** D41 Whether so many were left out, of so many full members, that the question was not asked of the group. */
  askedTooFew(o: { leftOut: number; full: number }): boolean;
  /** D29 Whose decisions can be called back. */
  mayCallBack(circle: "group" | "working group"): boolean;
}

const dayMs = 24 * 60 * 60 * 1000;
/** No question is asked in passing: even a group in a hurry sleeps over it, unless everybody answers before. */
export const minimumMsLeast = dayMs;

export const principles: Principles = {
  isYes: ({ kind, exact, own }) => (kind === "agree" || kind === "concern") && exact && own,
  // Under a majority noes are counted, and nobody's is counted on the word of another.
  isNo: ({ kind, own }, rule) => kind === "no" && (own || rule.kind !== "majority"),
  hasAnswered: ({ exact, own }) => exact && own,
  ruleHolds(rule, yes, no) {
    switch (rule.kind) {
      case "all-agree":
        return no === 0 && yes >= 2;
      case "consent":
        return no === 0 && yes >= 1;
      case "majority":
        return yes > no && yes >= rule.least;
      case "few":
        return no === 0 && yes >= rule.number;
    }
  },
  isCounted: ({ full, gone }) => full && !gone,
  isPast: (date, at) => at >= date,
  judgedBy: "its own past",
  inTime: ({ at, date, afterClosing, publishedBetween }) => at < date && !afterClosing && !publishedBetween,
  shows: ({ sameDevice, before, at, date, witnessed }) => at >= date && before && (sameDevice || at < witnessed),
  mayAskForTime: (asked) => asked === 0,
  backAtLeast: ({ date, at, leftMs }) => Math.max(date, at + leftMs),
  minimum: ({ asked, agreed }) => Math.max(minimumMsLeast, asked, agreed),
  caution: ["no", "background", "pass", "stand-aside", "concern", "agree"],
  knewBetter: ({ before, covered }) => before && !covered,
  askedTooFew: ({ leftOut, full }) => leftOut * 2 > full,
  mayCallBack: (circle) => circle === "working group",
};
