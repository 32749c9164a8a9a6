// Whether a question is closed: a signed closing that leaves out no answer it knew of, over a text whose rule holds, once
// everybody has answered or the date is past. Judged in its own past, so that nothing said later makes it come or go.
import { countedOf, countIn, goneIn, standingOf } from "./answers.ts";
import { dateIn, type Moves, wordingsIn } from "./dates.ts";
import { follows, half, type Node, pastOf, type Scope } from "./graph.ts";
import { isOlder, rollKey } from "./lists.ts";
import { type ClosingNode, isMember, type Question } from "./question.ts";
import {
  type ClosingFault,
  type ClosingView,
  type Hash,
  type InForce,
  type PersonId,
  type Roll,
  type Says,
  saidLabels,
  whats,
} from "./types.ts";

export interface Judged extends ClosingView {
  node: Node;
  /** Null while the operations are missing that say who was there. */
  roll: Roll | null;
}

export function judge(q: Question, moves: Moves, closing: ClosingNode): Judged {
  const { node, heads, answers } = closing;
  const { hash, person, time, text } = node.said;
  const view = { node, statement: hash, by: person, at: time, text };
  const roll = q.facts.rolls.get(rollKey(heads)) ?? null;
  const waits = { ...view, roll, valid: "waiting" as const };
  // A clock that is ahead closes nothing before its time.
  if (time > q.facts.now) return { ...waits, faults: ["dated-ahead"] };
  if (!node.complete || roll === null) return { ...waits, faults: [] };

  const past = pastOf(node);
  const scope: Scope = q.by.judgedBy === "its own past" ? past : () => true;
  const gone = goneIn(roll);
  const faults = new Set<ClosingFault>(faultsIn(q, moves, { scope, gone, at: time }));
  if (!isMember(roll, person)) faults.add("not-entitled");
  const own = rollKey(heads);
  const knowsItsQuestion = own === rollKey(q.asked.heads) || roll.covers.has(rollKey(q.asked.heads));
  if (!knowsItsQuestion || isOlder(q, node.said, heads)) faults.add("older-list");
  if (q.void === "left-out") faults.add("not-all-asked");
  const { now } = wordingsIn(q, moves, scope);
  if (!now.some((wording) => wording.text === text)) faults.add("other-text");
  const seen = new Set(answers);
  const texts = new Set([text]);
  for (const one of countedOf(q, gone)) {
    const standing = standingOf(q, one, scope, texts);
    if (standing && !seen.has(half(standing.node.said.hash))) faults.add("left-out");
  }
  // It was not signed before what it knew: so nobody dates it back to come before another decision.
  const at = q.graph.nodes.reduce((latest, one) => (past(one) ? Math.max(latest, one.said.time) : latest), time);
  return { ...view, at, roll, valid: faults.size === 0 ? "yes" : "no", faults: [...faults].sort() };
}

/** What keeps a question from being closed at this time, by what was said in this scope. */
export function faultsIn(
  q: Question,
  moves: Moves,
  o: { scope: Scope; gone: ReadonlySet<PersonId>; at: number },
): ClosingFault[] {
  const { now } = wordingsIn(q, moves, o.scope);
  const texts = new Set(now.map(({ text }) => text));
  if (texts.size > 1) return ["two-wordings"];
  const count = countIn(q, { ...o, texts });
  const faults = faultsOfRule(q, count);
  if (q.void === "older-list") faults.push("older-list");
  if (q.notAsked.some(({ node }) => o.scope(node))) faults.push("not-all-asked");
  if (count.missing > 0) faults.push(...faultsOfDate(q, moves, o));
  // As of a day on which there was nobody else, somebody alone would decide for all who came since.
  else if (!hasCompany(q, o.scope)) faults.push("nobody-else");
  return faults;
}

export function faultsOfRule(
  { by, asked: { rule } }: Question,
  { yes, no }: { yes: number; no: number },
): ClosingFault[] {
  if (by.ruleHolds(rule, yes, no)) return [];
  if (rule.kind === "majority") return [yes > no ? "too-few-agree" : "not-a-majority"];
  return [no > 0 ? "no-stands" : "too-few-agree"];
}
/** Whether somebody else has said anything about it. */
function hasCompany({ graph: { nodes, opening }, roll }: Question, scope: Scope): boolean {
  return nodes.some((node) => {
    const { person, what } = node.said;
    const isWord = what !== whats.closing && what !== whats.callBack;
    return isWord && person !== opening.said.person && scope(node) && isMember(roll, person);
  });
}
function faultsOfDate(q: Question, moves: Moves, o: { scope: Scope; at: number }): ClosingFault[] {
  const { at, paused } = dateIn(q, moves, o.scope);
  if (paused.length > 0) return ["paused"];
  if (!hasCompany(q, o.scope)) return ["nobody-else"];
  return q.by.isPast(at, o.at) ? [] : ["not-all-answered"];
}

/**
 * Of several valid closings: one over a later wording, or said in sight of another, takes its place; between equals the
 * earlier stands. In force since the first valid closing over that text.
 */
export function standingClosing(
  q: Question,
  moves: Moves,
  closings: readonly Judged[],
): { closing: Judged; force: InForce } | null {
  const valid = closings.filter((one) => one.valid === "yes");
  const earlier = new Map(valid.map((one) => [one, earlierTexts(q, moves, one)]));
  const replaced = (one: Judged) =>
    valid.some((other) => other !== one && (pastOf(other.node)(one.node) || earlier.get(other)!.has(one.text)));
  const left = valid.filter((one) => !replaced(one));
  const [closing] = (left.length > 0 ? left : valid).sort(byTime);
  if (!closing) return null;
  const { text, statement } = closing;
  const since = Math.min(...valid.filter((one) => one.text === text).map(({ at }) => at));
  const { base, says } = firstBrought(q, moves, closing);
  return {
    closing,
    force: {
      closing: statement,
      text,
      base,
      since,
      ...(says && { says }),
    },
  };
}
/**
 * D42 What it says, and which text it changes, as whoever brought it first signed: each yes is to that, and somebody could
 * bring it again with another number, or to undo what was decided since. Of two who brought it at once, what they say alike.
 */
function firstBrought(q: Question, moves: Moves, { node, text }: Judged): { base: Hash | null; says: Says | null } {
  const { now, earlier } = wordingsIn(q, moves, pastOf(node));
  const brought = [...now, ...earlier].flatMap((one) => {
    const its = one.text === text ? q.graph.byHash.get(one.statement) : undefined;
    return its ? [{ node: its, base: one.base, says: one.says ?? {} }] : [];
  });
  const first = brought.filter((one) => !brought.some((other) => follows(one.node, other.node)));
  const labels = saidLabels.filter((label) => first.every(({ says }) => says[label] === first[0]!.says[label]));
  const alike = labels.flatMap((label) => {
    const number = first[0]?.says[label];
    return number === undefined ? [] : [[label, number] as const];
  });
  const [one, ...others] = first.map(({ base }) => base);
  const base = others.every((other) => other === one) ? (one ?? null) : null;
  return { base, says: alike.length === 0 ? null : Object.fromEntries(alike) };
}
function earlierTexts(q: Question, moves: Moves, { node, text }: Judged): Set<Hash> {
  const { earlier } = wordingsIn(q, moves, pastOf(node));
  return new Set(earlier.map((one) => one.text).filter((one) => one !== text));
}
function byTime(a: Judged, b: Judged): number {
  return a.at - b.at || (a.statement < b.statement ? -1 : 1);
}
