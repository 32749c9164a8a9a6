// Everybody who has a say in a question, and what they said: their answer, its trail, and silence shown as silence.
import { standingOf } from "./answers.ts";
import { follows, type Scope } from "./graph.ts";
import { type AnswerNode, isFull, isMember, type Question } from "./question.ts";
import { withoutWords } from "./taken-back.ts";
import type { Answer, AnswerView, Hash, PersonId, PersonView, Standing } from "./types.ts";

/** Why an answer that no closing knew does not count; null: it does. */
export type Late = AnswerView["late"];

export interface Look {
  scope: Scope;
  /** The texts asked about. */
  texts: ReadonlySet<Hash>;
  gone: ReadonlySet<PersonId>;
  counted: ReadonlySet<PersonId>;
  late: ReadonlyMap<AnswerNode, Late>;
  /** Decided, and nothing has put it back to talking. */
  settled: boolean;
}

export function peopleOf(q: Question, look: Look): PersonView[] {
  const full = q.roll.members.filter((one) => one.full).map(({ person }) => person);
  const joiners = q.roll.members.filter((one) => !one.full).map(({ person }) => person);
  const others = q.answers.map(({ person }) => person).filter((person) => !isMember(q.roll, person));
  return [...new Set([...full, ...joiners, ...others.sort()])].map((person) => personOf(q, look, person));
}

function personOf(q: Question, look: Look, person: PersonId): PersonView {
  const said = q.answersOf.get(person) ?? [];
  const standing = standingOf(q, person, look.scope, look.texts);
  const trail = said.map((one) => ({
    ...answerView(look, one, standing, isFollowed(said, one)),
    ...wordsOf(q, one),
  }));
  const as = isFull(q.roll, person) ? "full" : isMember(q.roll, person) ? "new-joiner" : "came-later";
  return {
    ...{ person, as, trail, counted: look.counted.has(person), gone: look.gone.has(person) },
    answer: trail.find(({ statement }) => statement === standing?.node.said.hash) ?? null,
  };
}

function wordsOf({ takenBack }: Question, { node, answer }: AnswerNode) {
  const isBack = takenBack.has(node.said.hash);
  return { ...(isBack ? withoutWords(answer) : answer), takenBack: isBack };
}
function answerView(
  look: Look,
  one: AnswerNode,
  standing: AnswerNode | null,
  followed: boolean,
): Omit<AnswerView, keyof Answer | "takenBack"> {
  const { hash, person: by, time, text } = one.node.said;
  return {
    ...{ statement: hash, person: one.person, by, at: time, text },
    standing: standingFor(look, one, standing, followed),
    late: look.settled ? (look.late.get(one) ?? null) : null,
  };
}

function standingFor(look: Look, one: AnswerNode, standing: AnswerNode | null, followed: boolean): Standing {
  const late = look.late.get(one);
  if (late === null && one === standing && look.counted.has(one.person)) return "late-counts";
  // It changes nothing any more, and is kept all the same.
  if (late !== undefined && late !== null && look.settled) return followed ? "changed" : "late-kept";
  if (one !== standing) return "changed";
  if (!one.own) return "unconfirmed";
  return look.texts.has(one.node.said.text) ? "stands" : "earlier-wording";
}

/** Whether they said something else in sight of it. */
function isFollowed(said: readonly AnswerNode[], one: AnswerNode): boolean {
  return said.some((other) => (other.own || !one.own) && follows(other.node, one.node));
}
