// What moves a question: more time, a meeting and back, another wording. Each is judged in its own past, so that all
// devices agree whatever else they have heard.
import { parseFromMeeting, parseWording } from "./details.ts";
import { follows, type Node, pastOf, type Scope } from "./graph.ts";
import { isMember, type Question } from "./question.ts";
import { type Hash, type LeftOut, type Wording, whats } from "./types.ts";

/** A mover that counts, and until when it keeps the question open. */
interface Move {
  node: Node;
  until: number;
  previous: readonly Hash[];
}
export interface Moves {
  all: readonly Move[];
  refused: ReadonlyMap<Hash, LeftOut>;
}
export interface DateIn {
  /** Infinity where nobody but whoever brought the text has said anything since: then it has been asked of nobody. */
  at: number;
  /** By what its makers wished alone. */
  wished: number;
  /** The moves to a meeting from which it has not come back. */
  paused: Node[];
}

export function movesOf(q: Question): Moves {
  const all: Move[] = [];
  const refused = new Map<Hash, LeftOut>();
  for (const node of q.movers) {
    const move = moveOf(q, all, node);
    if (typeof move === "string") refused.set(node.said.hash, move);
    else all.push(move);
  }
  return { all, refused };
}

/** The date by what was said in this scope. */
export function dateIn(q: Question, moves: Moves, scope: Scope): DateIn {
  const plain = plainDate(q, moves.all, scope);
  const wordings = moves.all.filter(({ node }) => node.said.what === whats.wording && scope(node));
  const replaced = new Set(wordings.flatMap(({ previous }) => previous));
  const brought = [q.graph.opening, ...wordings.map(({ node }) => node)].filter((n) => !replaced.has(n.said.hash));
  return {
    ...plain,
    wished: plain.at,
    at: Math.max(...brought.map((node) => whenAsked(q, scope, { node, date: plain.at }))),
  };
}

/** The texts in this scope that no other there takes the place of. */
export function wordingsIn(q: Question, moves: Moves, scope: Scope): { now: Wording[]; earlier: Wording[] } {
  const inside = moves.all.filter(({ node }) => node.said.what === whats.wording && scope(node));
  const replaced = new Set(inside.flatMap(({ previous }) => previous));
  const all = [q.graph.opening, ...inside.map(({ node }) => node)].map((node) => wordingOf(q, node));
  return {
    now: all.filter(({ statement }) => !replaced.has(statement)),
    earlier: all.filter(({ statement }) => replaced.has(statement)),
  };
}

function wordingOf({ asked, graph }: Question, { said }: Node): Wording {
  const { about } = asked;
  const first = about.kind === "amendment" ? about.base : null;
  const isFirst = said === graph.opening.said;
  const wording = isFirst ? null : parseWording(said.details);
  const says = isFirst ? asked.says : wording?.says;
  const head = { statement: said.hash, by: said.person, at: said.time, text: said.text };
  return { ...head, base: wording?.base ?? first, ...(says && { says }) };
}

function plainDate(q: Question, moves: readonly Move[], scope: Scope): Omit<DateIn, "wished"> {
  const inside = moves.filter(({ node }) => scope(node));
  const back = inside.filter(({ node }) => node.said.what === whats.fromMeeting);
  const paused = inside.filter(({ node }) => node.said.what === whats.toMeeting).map(({ node }) => node);
  const start = Math.max(q.asked.until, q.graph.opening.said.time + q.minimumMs);
  return {
    at: inside.reduce((latest, { until }) => Math.max(latest, until), start),
    paused: paused.filter((node) => !back.some((one) => follows(one.node, node))),
  };
}

/**
 * A question dated back, or another text for it, would be over before anybody could see it. So its date stands only if
 * somebody else had said something in sight of it by then; else it stays open a minimum from when the first of them does.
 */
function whenAsked(q: Question, scope: Scope, { node: brought, date }: { node: Node; date: number }): number {
  let first = Number.POSITIVE_INFINITY;
  for (const node of q.graph.nodes) {
    const { person, time, what } = node.said;
    if (person === brought.said.person || !follows(node, brought) || !scope(node) || !isMember(q.roll, person))
      continue;
    if (what !== whats.closing && what !== whats.callBack) first = Math.min(first, time);
  }
  return first < date ? date : first + q.minimumMs;
}

function moveOf(q: Question, before: readonly Move[], node: Node): Move | LeftOut {
  const { said } = node;
  const past = pastOf(node);
  const { at, paused } = plainDate(q, before, past);
  const same = before.filter(
    (one) => past(one.node) && one.node.said.what === said.what && one.node.said.person === said.person,
  );
  const isOpen = said.time < at && paused.length === 0;
  switch (said.what) {
    case whats.moreTime:
      if (!q.by.mayAskForTime(same.length)) return "asked-already";
      return isOpen ? { node, until: at + q.minimumMs, previous: [] } : "date-is-past";
    case whats.toMeeting:
      if (!q.by.mayAskForTime(same.length)) return "asked-already";
      return isOpen ? { node, until: at, previous: [] } : "date-is-past";
    case whats.fromMeeting: {
      const wish = parseFromMeeting(said.details);
      if (wish === null) return "malformed";
      if (paused.length === 0) return "not-paused";
      const since = Math.min(...paused.map((one) => one.said.time));
      const leftMs = Math.min(q.minimumMs, Math.max(0, at - since));
      const { until } = wish;
      return until < q.by.backAtLeast({ date: at, at: said.time, leftMs })
        ? "date-too-soon"
        : { node, until, previous: [] };
    }
    default:
      return rewording(q, before, node);
  }
}

/** A text that nobody has had time to read is not asked about: with it the minimum begins anew. */
function rewording(q: Question, before: readonly Move[], node: Node): Move | LeftOut {
  const { previous } = parseWording(node.said.details)!;
  const texts: string[] = [];
  for (const hash of previous) {
    const one =
      hash === q.graph.opening.said.hash ? q.graph.opening : before.find((m) => m.node.said.hash === hash)?.node;
    if (!one || (one !== q.graph.opening && one.said.what !== whats.wording)) return "malformed";
    texts.push(one.said.text);
  }
  const { base } = parseWording(node.said.details)!;
  if (previous.length === 1 && texts[0] === node.said.text && base === null) return "malformed";
  return { node, until: node.said.time + q.minimumMs, previous };
}
