// Whose answer is what: somebody's own word before one given for them, the later before the earlier, and of two said at
// once the more careful.
import { follows, latest, type Node, type Scope } from "./graph.ts";
import type { Voice } from "./principles.ts";
import type { AnswerNode, Question } from "./question.ts";
import type { DeviceId, Hash, Mark, PersonId, Roll } from "./types.ts";

/** What stands for this person by what was said in this scope; null: silence. */
export function standingOf(q: Question, person: PersonId, scope: Scope, texts: ReadonlySet<Hash>): AnswerNode | null {
  const said = (q.answersOf.get(person) ?? []).filter((one) => scope(one.node));
  const own = careful(
    q,
    said.filter((one) => one.own),
  );
  // An own word about an earlier text gives way to one given for them later, about this one.
  const isCurrent = own !== null && texts.has(own.node.said.text);
  const given = said.filter((one) => !one.own && (own === null || (!isCurrent && follows(one.node, own.node))));
  if (own !== null && (isCurrent || own.answer.kind === "no")) return own;
  return careful(q, given) ?? own;
}

export function voiceOf({ answer, node, own }: AnswerNode, texts: ReadonlySet<Hash>): Voice {
  return { kind: answer.kind, exact: texts.has(node.said.text), own };
}

export interface Count {
  yes: number;
  no: number;
  /** Counted people who have not answered this text. */
  missing: number;
}
export function countIn(
  q: Question,
  o: { scope: Scope; texts: ReadonlySet<Hash>; gone: ReadonlySet<PersonId> },
): Count {
  const count = { yes: 0, no: 0, missing: 0 };
  for (const person of countedOf(q, o.gone)) {
    const answer = standingOf(q, person, o.scope, o.texts);
    const voice = answer && voiceOf(answer, o.texts);
    if (voice && q.by.isYes(voice)) count.yes++;
    if (voice && q.by.isNo(voice, q.asked.rule)) count.no++;
    if (!voice || !q.by.hasAnswered(voice)) count.missing++;
  }
  return count;
}

export function countedOf(q: Question, gone: ReadonlySet<PersonId>): Set<PersonId> {
  const counted = q.roll.members.filter(({ person, full }) => q.by.isCounted({ full, gone: gone.has(person) }));
  return new Set(counted.map(({ person }) => person));
}
export function goneIn(roll: Roll | undefined): ReadonlySet<PersonId> {
  return new Set(roll?.gone);
}

/**
 * Whether the counters of somebody's devices show that they had published after the date and before this answer. On the
 * device itself the order is proven by its unbroken chain, and on another of theirs once it says something in sight of the
 * answer. Until then, what that other one publishes after the date counts as before it, unless somebody else had signed
 * by then that they had seen the answer.
 */
export function publishedBetween(q: Question, node: Node, date: number): boolean {
  const { hash, person, device } = node.said;
  const mine = q.facts.published.filter((mark) => mark.person === person);
  const after = firstAfter(q, mine, node);
  // An answer that has no place yet is the last its device has said.
  const n = mine.find((mark) => mark.statement === hash)?.n ?? Number.POSITIVE_INFINITY;
  const witnessed = witnessedAt(q, node);
  return mine.some((mark) => {
    if (mark.statement === hash) return false;
    const sameDevice = mark.device === device;
    const before = mark.n < (sameDevice ? n : (after.get(mark.device) ?? Number.POSITIVE_INFINITY));
    return q.by.shows({ sameDevice, before, at: mark.at, date, witnessed });
  });
}
/** The first number at which each device shows that it had seen this. */
function firstAfter({ graph }: Question, marks: readonly Mark[], node: Node): Map<DeviceId, number> {
  const first = new Map<DeviceId, number>();
  for (const { statement, device, n } of marks) {
    const said = statement === null ? undefined : graph.byHash.get(statement);
    if (said && follows(said, node)) first.set(device, Math.min(n, first.get(device) ?? n));
  }
  return first;
}
function witnessedAt({ graph }: Question, node: Node): number {
  let at = Number.POSITIVE_INFINITY;
  for (const one of graph.nodes)
    if (one.said.person !== node.said.person && follows(one, node)) at = Math.min(at, one.said.time);
  return at;
}

function careful(q: Question, answers: readonly AnswerNode[]): AnswerNode | null {
  const ends = new Set(latest(answers.map(({ node }) => node)));
  const rank = ({ answer }: AnswerNode) => q.by.caution.indexOf(answer.kind);
  const last = answers.filter(({ node }) => ends.has(node));
  return last.reduce<AnswerNode | null>((best, one) => {
    if (best === null || rank(one) < rank(best)) return one;
    return rank(one) === rank(best) && isLater(one.node, best.node) ? one : best;
  }, null);
}
function isLater({ said: a }: Node, { said: b }: Node): boolean {
  return a.time > b.time || (a.time === b.time && a.hash > b.hash);
}
