// What somebody says about a question, ready to be signed: names what their device had seen, and refuses what would
// count for nothing. The verbs of deciding; what was said is read by decide.ts alone.
import { countedOf, goneIn, standingOf } from "./answers.ts";
import { movesOf, wordingsIn } from "./dates.ts";
import { decide } from "./decide.ts";
import {
  answerDetails,
  callBackDetails,
  closingDetails,
  type Details,
  fromMeetingDetails,
  headsMax,
  leftOutDetails,
  moreTimeDetails,
  namedMax,
  needsReason,
  parseAnswer,
  parseProposal,
  proposalDetails,
  type Wish,
  wordingDetails,
} from "./details.ts";
import { half, headsOf } from "./graph.ts";
import { rollKey } from "./lists.ts";
import { principles } from "./principles.ts";
import { isFull, type Question, questionOf } from "./question.ts";
import { reasonsApart } from "./taken-back.ts";
import {
  type Answer,
  type ClosingFault,
  type Facts,
  type Hash,
  type PersonId,
  type Proposal,
  type Says,
  whats,
} from "./types.ts";

export { takeBack } from "./taken-back.ts";

/** A statement but for who signs it, where and when. */
export interface Words {
  doc: string;
  text: Hash;
  what: string;
  details: Details;
  /** D50 Which of its details are signed by a hash of them, so that a record can do without. */
  apart?: readonly string[];
}
type Spoken<Reason> = { ok: true; value: Words } | { ok: false; reason: Reason };

/** `text`: the hash of the exact text, or of the question's own. */
export function propose(o: { doc: string; text: Hash; proposal: Proposal }): Spoken<"malformed"> {
  const { heads } = o.proposal;
  const details = proposalDetails({ ...o.proposal, heads: [...new Set(heads)].sort() });
  if (parseProposal(details) === null) return { ok: false, reason: "malformed" };
  return { ok: true, value: { doc: o.doc, text: o.text, what: whats.proposal, details } };
}

/** `text`: what this person has read and means; never simply what stands there now. */
export function answer(facts: Facts, proposal: Hash, text: Hash, given: Answer): Spoken<Refused | "no-reason"> {
  return speak<"no-reason">(facts, proposal, (q, wish) => {
    if (needsReason(given.kind) && given.reason.trim() === "") return "no-reason";
    const details = answerDetails(wish, given);
    return typeof parseAnswer(details) === "string" ? "malformed" : answered(q, details, text);
  });
}

/** The text was changed on purpose: the question goes on with this one. Brings together whatever texts there are. */
export function reword(
  facts: Facts,
  proposal: Hash,
  o: { text: Hash; base: Hash | null; says?: Says },
): Spoken<Refused> {
  return speak<never>(facts, proposal, (q, wish) => {
    const { now } = wordingsIn(q, movesOf(q), () => true);
    const previous = now.map(({ statement }) => statement);
    if (previous.length > headsMax) return "malformed";
    return wordsOf(q, whats.wording, wordingDetails(wish, { ...o, previous }), o.text);
  });
}

export function askForTime(facts: Facts, proposal: Hash): Spoken<Refused> {
  return speak<never>(facts, proposal, (q, wish) => wordsOf(q, whats.moreTime, moreTimeDetails(wish)));
}
export function moveToMeeting(facts: Facts, proposal: Hash): Spoken<Refused> {
  return speak<never>(facts, proposal, (q, wish) => wordsOf(q, whats.toMeeting, moreTimeDetails(wish)));
}
export function backFromMeeting(facts: Facts, proposal: Hash, until: number): Spoken<Refused> {
  return speak<never>(facts, proposal, (q, wish) => wordsOf(q, whats.fromMeeting, fromMeetingDetails(wish, until)));
}

/** Lists every answer that stands; refuses where the group would read a closing that does not count. */
export function close(facts: Facts, proposal: Hash): Spoken<Refused | { missing: ClosingFault[] }> {
  const view = decide(proposal, facts);
  if (view && view.missing.length > 0) return { ok: false, reason: { missing: view.missing } };
  if (view?.state.kind === "decided") return { ok: false, reason: "decided" };
  return speak<never>(facts, proposal, (q, wish) => {
    const { now } = wordingsIn(q, movesOf(q), () => true);
    const texts = new Set(now.map(({ text }) => text));
    const gone = goneIn(facts.rolls.get(rollKey(facts.heads)));
    const standing = [...countedOf(q, gone)].flatMap((one) => standingOf(q, one, () => true, texts) ?? []);
    const answers = standing.flatMap(({ node }) => (node.complete ? half(node.said.hash) : []));
    if (answers.length > namedMax) return "malformed";
    const after = wish.after.filter((name) => !answers.includes(name));
    const heads = [...new Set(facts.heads)].sort();
    const details = closingDetails({ ...wish, after }, { heads, answers });
    return wordsOf(q, whats.closing, details, now[0]!.text);
  });
}

/** D41 By somebody who belongs fully, whom the question does not ask: they did when it was asked. Once is enough. */
export function sayLeftOut(facts: Facts, proposal: Hash, me: PersonId): Spoken<Refused | "not-left-out"> {
  return speak<"not-left-out">(facts, proposal, (q, wish) => {
    const roll = facts.rolls.get(rollKey(facts.heads));
    const said = q.notAsked.some(({ node }) => node.said.person === me);
    if (!roll || !isFull(roll, me) || isFull(q.roll, me) || said) return "not-left-out";
    return wordsOf(q, whats.leftOut, leftOutDetails(wish, [...new Set(facts.heads)].sort()));
  });
}

export function callBack(facts: Facts, proposal: Hash, reason: string): Spoken<Refused | "not-decided"> {
  const decided = decide(proposal, facts)?.decided;
  if (!decided) return { ok: false, reason: "not-decided" };
  return speak<never>(facts, proposal, (q, wish) => {
    if (reason.trim() === "") return "malformed";
    // It is said in the group around it, where nobody asks for this circle's list.
    const details = callBackDetails({ ...wish, heads: [] }, { closing: decided.closing, reason });
    return { ...wordsOf(q, whats.callBack, details, decided.text), apart: reasonsApart };
  });
}

export type Refused = "unknown" | "malformed" | "decided" | "too-long";
/** What a signed statement holds, less what it has beside its details. */
export const detailsBytesMax = 15_000;

function speak<R = never>(
  facts: Facts,
  proposal: Hash,
  say: (q: Question, wish: Wish) => Words | Refused | R,
): Spoken<Refused | R> {
  const q = questionOf(proposal, facts, principles);
  if (q === null || q === "waiting") return { ok: false, reason: "unknown" };
  const isSame = rollKey(facts.heads) === rollKey(q.asked.heads);
  const heads = isSame ? [] : [...new Set(facts.heads)].sort();
  // Where much was said at once not all of it can be named: the latest is, and what that follows with it.
  for (let max = namedMax; ; max >>>= 1) {
    const said = say(q, { proposal, after: headsOf(q.graph, max), heads });
    if (!isWords(said)) return { ok: false, reason: said };
    if (new TextEncoder().encode(JSON.stringify(said.details)).length <= detailsBytesMax)
      return { ok: true, value: said };
    if (max === 0) return { ok: false, reason: "too-long" };
  }
}
function answered(q: Question, details: Details, text: Hash): Words {
  return { ...wordsOf(q, whats.answer, details, text), apart: reasonsApart };
}
function wordsOf(q: Question, what: string, details: Details, text = q.graph.opening.said.text): Words {
  return { doc: q.graph.opening.said.doc, text, what, details };
}
function isWords<R>(said: Words | R): said is Words {
  return typeof said === "object" && said !== null && "details" in said;
}
