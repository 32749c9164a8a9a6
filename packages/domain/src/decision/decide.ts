// One question, and everything that follows from what was said about it: a pure function of signed statements, the same
// on every device. It never throws, whatever they say.
import { countedOf, countIn, goneIn, publishedBetween } from "./answers.ts";
import { faultsIn, faultsOfRule, type Judged, judge, standingClosing } from "./closing.ts";
import { dateIn, type Moves, movesOf, wordingsIn } from "./dates.ts";
import { parseProposal } from "./details.ts";
import { follows, type Scope } from "./graph.ts";
import { type Named, namedIn, rollKey } from "./lists.ts";
import { type Late, peopleOf } from "./people.ts";
import { principles as ours, type Principles } from "./principles.ts";
import { type AnswerNode, type Question, questionOf } from "./question.ts";
import { withoutTakings } from "./taken-back.ts";
import {
  type ClosingFault,
  type DateView,
  type DecisionState,
  type DecisionView,
  type Facts,
  type Hash,
  type Said,
  type TalkingAgain,
  whats,
} from "./types.ts";

/** Null where there is no such proposal. */
export function decide(proposal: Hash, facts: Facts, by: Principles = ours, named?: Named): DecisionView | null {
  const q = questionOf(proposal, withoutTakings(facts), by, named);
  if (q === null) return null;
  return q === "waiting" ? waitingView(proposal, facts) : viewOf(q);
}

/** Every question there is, the oldest first. */
export function decideAll(all: Facts, by: Principles = ours): DecisionView[] {
  const facts = withoutTakings(all);
  const about = new Map<Hash, Said[]>();
  for (const said of facts.statements) if (said.what === whats.proposal) about.set(said.hash, [said]);
  for (const said of facts.statements)
    if (said.what !== whats.proposal) about.get(String(said.details.proposal ?? said.details.of))?.push(said);
  const named = namedIn(facts);
  const views = [...about].flatMap(([hash, statements]) => decide(hash, { ...facts, statements }, by, named) ?? []);
  return views.sort((a, b) => a.openedAt - b.openedAt || (a.proposal < b.proposal ? -1 : 1));
}

/** When time alone will change one of these views: a date comes, or a closing whose clock was ahead. Null: never. */
export function nextChange(views: readonly DecisionView[], now: number): number | null {
  const times = views.flatMap(({ date, closings }) => [
    ...(date.kind === "until" ? [date.at] : []),
    ...closings.flatMap(({ valid, at }) => (valid === "waiting" ? [at] : [])),
  ]);
  const ahead = times.filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function viewOf(q: Question): DecisionView {
  const moves = movesOf(q);
  const closings = q.closings.map((one) => judge(q, moves, one));
  const closed = standingClosing(q, moves, closings);
  const known = scopeOfClosings(q, closings);
  const late = closed === null ? new Map<AnswerNode, Late>() : lateAnswers(q, moves, closed.closing, known);
  const inTime = new Set([...late].flatMap(([one, why]) => (why === null ? one.node : [])));
  const counting: Scope = (node) => known(node) || inTime.has(node);
  const callBacks = q.callBacks.filter((one) => closings.some((c) => c.valid === "yes" && c.statement === one.closing));

  const roll = closed?.closing.roll ?? q.facts.rolls.get(rollKey(q.facts.heads));
  const gone = goneIn(roll ?? undefined);
  const why: TalkingAgain[] = [];
  if (closed !== null) {
    const texts = new Set([closed.force.text]);
    const fails = faultsOfRule(q, countIn(q, { scope: counting, texts, gone })).length > 0;
    if (fails) why.push("late-no");
    if (callBacks.some(({ node }) => !known(node))) why.push("called-back");
    if (q.notAsked.some(({ node }) => !known(node))) why.push("left-out");
  }
  const settled = closed !== null && why.length === 0;
  // What comes after a decision changes nothing in it, unless the group is talking about it again.
  const scope: Scope = settled ? counting : () => true;
  const wordings = wordingsIn(q, moves, settled ? known : scope);
  const date = dateOf(q, moves, scope);
  const missing = faultsIn(q, moves, { scope, gone, at: q.facts.now });
  const texts = new Set(settled ? [closed.force.text] : wordings.now.map(({ text }) => text));
  const people = peopleOf(q, { scope, texts, gone, counted: countedOf(q, gone), late, settled });

  return {
    ...headOf(q.graph.opening.said),
    asked: q.asked,
    state: q.void ? { kind: "void", why: q.void } : stateOf({ closed: closed !== null, why, date, missing }),
    date,
    wordings: wordings.now,
    earlier: wordings.earlier,
    people,
    missing: settled ? [] : missing,
    closings: closings.map(({ node: _, roll: __, ...view }) => view),
    decided: closed?.force ?? null,
    concerns: people
      .flatMap(({ trail }) => trail)
      .filter(({ kind, kept, standing }) => (kind === "no" || kind === "concern") && kept && standing !== "changed"),
    moreTime: moves.all.flatMap(({ node: { said }, until }) =>
      said.what === whats.moreTime ? [{ by: said.person, at: said.time, until }] : [],
    ),
    callBacks: callBacks.map(({ node: { said }, reason }) => ({
      ...{ statement: said.hash, by: said.person, at: said.time },
      reason: q.takenBack.has(said.hash) ? "" : reason,
    })),
    notAsked: q.notAsked.map(({ node: { said } }) => ({ statement: said.hash, by: said.person, at: said.time })),
    leftOut: [...q.leftOut, ...moves.refused].map(([statement, why]) => ({ statement, why })),
  };
}

/** All that some valid closing knew. */
function scopeOfClosings({ graph }: Question, closings: readonly Judged[]): Scope {
  const valid = closings.filter((one) => one.valid === "yes");
  const known = new Set(
    graph.nodes.filter((node) => valid.some((one) => one.node === node || follows(one.node, node))),
  );
  return (node) => known.has(node);
}

/** Answers that no valid closing knew, and why they do not count; null: they do. */
function lateAnswers(q: Question, moves: Moves, closing: Judged, known: Scope): Map<AnswerNode, Late> {
  const { at: date } = dateIn(q, moves, (node) => follows(closing.node, node));
  const late = new Map<AnswerNode, Late>();
  const seen = q.closings.filter((one) => known(one.node));
  for (const one of q.answers) {
    const { node } = one;
    if (known(node)) continue;
    const afterClosing = seen.some((c) => follows(node, c.node));
    const between = publishedBetween(q, node, date);
    const inTime = q.by.inTime({ at: node.said.time, date, afterClosing, publishedBetween: between });
    const why = node.said.time >= date ? "after-the-date" : afterClosing ? "after-closing" : "published-between";
    late.set(one, inTime ? null : why);
  }
  return late;
}

function dateOf(q: Question, moves: Moves, scope: Scope): DateView {
  const { at, wished, paused } = dateIn(q, moves, scope);
  const [first] = [...paused].sort((a, b) => a.at - b.at);
  if (first) return { kind: "paused", since: first.said.time, by: first.said.person };
  // Nobody else has spoken: the date it was given is all there is to show.
  const until = at === Number.POSITIVE_INFINITY ? wished : at;
  return { kind: q.facts.now >= until ? "past" : "until", at: until };
}

function stateOf(o: { closed: boolean; why: TalkingAgain[]; date: DateView; missing: ClosingFault[] }): DecisionState {
  if (o.closed) return o.why.length > 0 ? { kind: "talking-again", why: o.why } : { kind: "decided" };
  if (o.missing.length === 0) return { kind: "can-close" };
  if (o.date.kind === "paused") return { kind: "paused" };
  return { kind: o.missing.includes("no-stands") ? "talking" : "open" };
}

function headOf(said: Said) {
  const { hash, person, time, circle, doc } = said;
  return { proposal: hash, by: person, openedAt: time, circle, doc };
}

function waitingView(proposal: Hash, facts: Facts): DecisionView | null {
  const said = facts.statements.find(({ hash }) => hash === proposal);
  const asked = said && parseProposal(said.details);
  if (!said || !asked) return null;
  const base = asked.about.kind === "amendment" ? asked.about.base : null;
  return {
    ...headOf(said),
    asked,
    state: { kind: "waiting" },
    date: { kind: facts.now < asked.until ? "until" : "past", at: asked.until },
    wordings: [{ statement: proposal, by: said.person, at: said.time, text: said.text, base }],
    ...{ earlier: [], people: [], missing: [], closings: [], decided: null, concerns: [], moreTime: [], callBacks: [] },
    ...{ notAsked: [], leftOut: [] },
  };
}
