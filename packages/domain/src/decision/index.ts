// Deciding: what is said about a question, what follows from it, and what an agreement comes to by it.
export { agreementView } from "./agreement-state.ts";
export { decide, decideAll, nextChange } from "./decide.ts";
export { namedMax, needsReason, reasonLengthMax, sentenceLengthMax, wordLengthMax } from "./details.ts";
export { rollKey } from "./lists.ts";
export { minimumDaysMax, withMinimums } from "./minimums.ts";
export { minimumMsLeast, type Principles, principles } from "./principles.ts";
export { type DecisionRecord, decisionRecord, statementsOf } from "./record.ts";
export type { Refused, Words } from "./saying.ts";
export * as saying from "./saying.ts";
export {
  canonicalText,
  type ExactText,
  exactText,
  hashOfText,
  parseCanonicalText,
  questionText,
} from "./text.ts";
export { callBackTold, isTold, tell, toldDecisions, viewOfTold } from "./told.ts";
export * from "./types.ts";
