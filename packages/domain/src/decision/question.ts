// One question with everything that was said about it, parsed once: what the rules look at. What counts for nothing is
// set aside with the reason.
import { type ClosingWish, parseAnswer, parseCallBack, parseClosing, parseProposal, parseWording } from "./details.ts";
import { type Graph, graphOf, type Node } from "./graph.ts";
import type { Principles } from "./principles.ts";
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
  /** What would change the text or the date, each after what it follows. */
  movers: Node[];
  leftOut: Map<Hash, LeftOut>;
  facts: Facts;
  by: Principles;
}

/** `waiting`: the operations that say who was there are not all here. */
export function questionOf(proposal: Hash, facts: Facts, by: Principles): Question | "waiting" | null {
  const graph = graphOf(proposal, facts.statements, facts.now);
  const asked = graph && parseProposal(graph.opening.said.details);
  if (!graph || !asked) return null;
  const roll = facts.rolls.get(rollKey(asked.heads));
  if (!roll) return "waiting";
  const minimumMs = by.minimum({ asked: asked.minimumMs, agreed: facts.minimums.get(proposal) ?? 0 });
  const q: Question = {
    ...{ graph, asked, roll, minimumMs, facts, by },
    ...{ answers: [], answersOf: new Map(), closings: [], callBacks: [], movers: [], leftOut: new Map() },
  };
  for (const node of graph.nodes) {
    const fault = node === graph.opening ? null : take(q, node);
    if (fault !== null) q.leftOut.set(node.said.hash, fault);
  }
  return q;
}

/** By which the roll of some heads is found, whatever order they were given in. */
export function rollKey(heads: readonly string[]): string {
  return [...new Set(heads)].sort().join(" ");
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
function move(q: Question, node: Node): LeftOut | null {
  if (!node.complete) return "waiting";
  q.movers.push(node);
  return null;
}
/** Where the question is its own text, or the text is already in force, another text is another question. */
function canReword({ asked }: Question): boolean {
  return asked.about.kind === "draft" || asked.about.kind === "amendment";
}
