// One question with everything that was said about it, parsed once: what the rules look at. What counts for nothing is
// set aside with the reason.
import {
  type ClosingWish,
  headsIn,
  parseAnswer,
  parseCallBack,
  parseClosing,
  parseProposal,
  parseWording,
} from "./details.ts";
import { type Graph, graphOf, type Node, pastOf } from "./graph.ts";
import { isOlder, type Named, namedIn, rollKey } from "./lists.ts";
import type { Principles } from "./principles.ts";
import { takenBackIn } from "./taken-back.ts";
import {
  type Answer,
  type Facts,
  type Hash,
  type LeftOut,
  type PersonId,
  type Proposal,
  type Roll,
  whats,
} from "./types.ts";

export interface AnswerNode {
  node: Node;
  answer: Answer;
  /** Whose answer it is. */
  person: PersonId;
  own: boolean;
}
export interface ClosingNode extends ClosingWish {
  node: Node;
}
export interface CallBackNode {
  node: Node;
  closing: Hash;
  reason: string;
}

export interface LeftOutNode {
  node: Node;
  /** Who belonged by what they knew. */
  roll: Roll;
}

export interface Question {
  graph: Graph;
  asked: Proposal;
  /** Who was there when it was opened. */
  roll: Roll;
  minimumMs: number;
  answers: AnswerNode[];
  /** The same by whose they are, in the same order. */
  answersOf: Map<PersonId, AnswerNode[]>;
  closings: ClosingNode[];
  callBacks: CallBackNode[];
  notAsked: LeftOutNode[];
  /** D40, D41 Why it counts for nothing, if it does. */
  void: "older-list" | "left-out" | null;
  /** What would change the text or the date, each after what it follows. */
  movers: Node[];
  leftOut: Map<Hash, LeftOut>;
  /** D48 Statements whose words are not shown; nothing else comes of it. */
  takenBack: ReadonlyMap<Hash, Hash>;
  facts: Facts;
  named: Named;
  by: Principles;
}

/** `waiting`: the operations that say who was there are not all here. `named`: by all that was said, of whatever question. */
export function questionOf(
  proposal: Hash,
  facts: Facts,
  by: Principles,
  named = namedIn(facts),
): Question | "waiting" | null {
  const graph = graphOf(proposal, facts.statements, facts.now);
  const asked = graph && parseProposal(graph.opening.said.details);
  if (!graph || !asked) return null;
  const roll = facts.rolls.get(rollKey(asked.heads));
  if (!roll) return "waiting";
  const minimumMs = by.minimum({ asked: asked.minimumMs, agreed: facts.minimums.get(proposal) ?? 0 });
  const q: Question = {
    ...{ graph, asked, roll, minimumMs, facts, named, by, void: null },
    takenBack: takenBackIn(facts.statements),
    ...{ answers: [], answersOf: new Map(), closings: [], callBacks: [], notAsked: [], movers: [], leftOut: new Map() },
  };
  for (const node of graph.nodes) {
    const fault = node === graph.opening ? null : take(q, node);
    if (fault !== null) q.leftOut.set(node.said.hash, fault);
  }
  if (isOlder(q, graph.opening.said, asked.heads)) q.void = "older-list";
  else if (q.notAsked.some((one) => asksTooFew(q, one))) q.void = "left-out";
  return q;
}

/** Judged by what this one of them knew, so that once it is so it stays so, whoever comes and goes. */
function asksTooFew(q: Question, { node, roll }: LeftOutNode): boolean {
  const known = q.notAsked.filter((one) => one.node === node || pastOf(node)(one.node));
  const people = new Set(known.map((one) => one.node.said.person).filter((person) => isFull(roll, person)));
  const full = roll.members.filter((member) => member.full).length;
  return q.by.askedTooFew({ leftOut: people.size, full });
}

export function isMember(roll: Roll, person: PersonId): boolean {
  return roll.members.some((member) => member.person === person);
}
export function isFull(roll: Roll, person: PersonId): boolean {
  return roll.members.some((member) => member.person === person && member.full);
}

function take(q: Question, node: Node): LeftOut | null {
  const { details, what, person } = node.said;
  switch (what) {
    case whats.answer: {
      const answer = parseAnswer(details);
      if (typeof answer === "string") return answer;
      // What names something that nobody has can be part of no closing. A no is heard all the same.
      if (!node.complete && answer.kind !== "no") return "waiting";
      const { given } = answer;
      if (given?.to === person) return "for-themselves";
      const one = { node, answer, person: given?.to ?? person, own: given === null };
      q.answers.push(one);
      const theirs = q.answersOf.get(one.person);
      if (theirs) theirs.push(one);
      else q.answersOf.set(one.person, [one]);
      return null;
    }
    case whats.closing: {
      const closing = parseClosing(details);
      if (closing) q.closings.push({ node, ...closing });
      return closing ? null : "malformed";
    }
    case whats.callBack: {
      const callBack = parseCallBack(details);
      if (!callBack) return "malformed";
      if (!q.by.mayCallBack(q.roll.circle)) return "not-entitled";
      q.callBacks.push({ node, ...callBack });
      return null;
    }
    case whats.leftOut:
      return leftOut(q, node);
    case whats.wording:
      if (!parseWording(details) || !canReword(q)) return "malformed";
      return isFull(q.roll, person) ? move(q, node) : "not-entitled";
    case whats.moreTime:
    case whats.toMeeting:
    case whats.fromMeeting:
      return isMember(q.roll, person) ? move(q, node) : "not-entitled";
    default:
      return "malformed";
  }
}
/** D41 Only somebody who belongs fully, whom it does not ask, and who knew all that the question knows. */
function leftOut(q: Question, node: Node): LeftOut | null {
  const { said } = node;
  const heads = headsIn(said.details);
  if (heads === null) return "malformed";
  const roll = q.facts.rolls.get(rollKey(heads));
  if (!node.complete || !roll) return "waiting";
  const knows = roll.covers.has(rollKey(q.asked.heads));
  if (!knows || !isFull(roll, said.person) || isFull(q.roll, said.person)) return "not-entitled";
  if (isOlder(q, said, heads)) return "not-entitled";
  q.notAsked.push({ node, roll });
  return null;
}
function move(q: Question, node: Node): LeftOut | null {
  if (!node.complete) return "waiting";
  q.movers.push(node);
  return null;
}
/** Where the question is its own text, or the text is already in force, another text is another question. */
function canReword({ asked }: Question): boolean {
  return asked.about.kind === "draft" || asked.about.kind === "amendment";
}
