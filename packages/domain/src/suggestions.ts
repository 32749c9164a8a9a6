// Other words that people suggest for words of a text, in a map of its own beside it, and what became of them. A taken
// suggestion is one change: the words and the word of who took it come together, and can be put back together.
import type { Act } from "./kind.ts";
import { type Anchor, isInOneBlock, replaceWords, standsAs, takeOutOwn, wordsAt } from "./prose.ts";
import { anchorIn, isFull, type MemberOf, type Said, type SaidBy, saidIn, say, wordsIn } from "./said.ts";

/** How much it matters to whoever suggests it. */
export const weights = ["must", "should", "typo"] as const;
export type Weight = (typeof weights)[number];
export type Verdict = "taken" | "put-back" | "left" | "open-again";
export interface Verdicted {
  verdict: Verdict;
  by: SaidBy;
  /** ms since 1970. */
  at: number;
}
export interface Suggestion {
  id: string;
  by: SaidBy;
  at: number;
  /** The words it was made about, as they stood then. */
  quote: string;
  /** What it would say instead; "" to leave them out. */
  words: string;
  weight: Weight;
  /** "" where none was given; null once whoever gave it took it back. */
  why: string | null;
  /** Where those words are now, or what has come in their place. */
  anchor: Anchor;
  state: "open" | "taken" | "left";
  /** All that was ever said of it, the oldest first. */
  record: Verdicted[];
  /** Several took it apart, and what they put there stands more than once. */
  twice: boolean;
}

export const suggestionLengthMax = 4_000;
export const whyLengthMax = 1_000;
const name = "suggestions";
const verbs = ["taken", "back", "left", "again", "withdrawn"] as const;
const text = ["text"];
type Draft = object;
type Fact = Said<(typeof verbs)[number]>;

/** In a new document it is there from the beginning, so that nobody begins it apart. */
export function beginSuggestions(draft: Draft): void {
  (draft as Record<string, unknown>)[name] = {};
}

export function suggest(
  draft: Draft,
  what: { anchor: Anchor; words: string; weight: Weight; why: string },
  act: Act,
): "gone" | "several-clauses" | "no-change" | "too-long" | "too-many" | null {
  const quote = wordsAt(draft, text, what.anchor);
  const words = what.words.toWellFormed().replaceAll("\uFFFC", "");
  const why = what.why.toWellFormed().trim();
  if (quote === null) return "gone";
  if (!inOneClause(draft, what.anchor)) return "several-clauses";
  if (words === quote) return "no-change";
  if (Math.max(words.length, quote.length) > suggestionLengthMax || why.length > whyLengthMax) return "too-long";
  if (isFull(draft, name)) return "too-many";
  const { from, to } = what.anchor;
  say(draft, { name, key: act.id, more: { quote, words, weight: what.weight, why, from, to } }, act);
  return null;
}

/** `over`: the words there as whoever takes it has seen them, so that nobody writes over what has just come. */
export function takeSuggestion(
  draft: Draft,
  what: { suggestion: string; over: string },
  act: Act,
): "no-suggestion" | "taken-already" | "gone" | "several-clauses" | "moved" | null {
  const one = find(draft, what.suggestion);
  if (one === null) return "no-suggestion";
  if (one.state === "taken") return "taken-already";
  const over = wordsAt(draft, text, one.anchor);
  if (over === null) return "gone";
  if (!inOneClause(draft, one.anchor)) return "several-clauses";
  if (over !== what.over) return "moved";
  const made = replaceWords(draft, text, one.anchor, one.words);
  if (made === null) return "gone";
  const more = { words: one.words, over, ...(made.now ?? one.anchor), put: made.put };
  say(draft, { name, key: `${one.id} taken ${act.id}`, more }, act);
  return null;
}

/** What was taken goes out of the text again, and what stood there comes back, if nobody has written in it since. */
export function putBack(
  draft: Draft,
  what: { suggestion: string },
  act: Act,
): "no-suggestion" | "not-taken" | "moved" | null {
  const one = find(draft, what.suggestion);
  const takes = takesStanding(factsOf(draft, nobody), what.suggestion);
  const last = takes.at(-1);
  if (one === null) return "no-suggestion";
  if (last === undefined) return "not-taken";
  if ((wordsAt(draft, text, one.anchor) ?? "") !== one.words) return "moved";
  const over = wordsIn(last.held.over, suggestionLengthMax);
  const made = replaceWords(draft, text, one.anchor, over);
  if (made === null) return "moved";
  const more = { takes: takes.map(({ id }) => id), ...(made.now ?? one.anchor) };
  say(draft, { name, key: `${one.id} back ${act.id}`, more }, act);
  return null;
}

export function leaveSuggestion(draft: Draft, what: { suggestion: string }, act: Act): "no-suggestion" | null {
  if (find(draft, what.suggestion) === null) return "no-suggestion";
  say(draft, { name, key: `${what.suggestion} left ${act.id}` }, act);
  return null;
}
export function suggestAgain(draft: Draft, what: { suggestion: string }, act: Act): "no-suggestion" | null {
  if (find(draft, what.suggestion) === null) return "no-suggestion";
  say(draft, { name, key: `${what.suggestion} again ${act.id}` }, act);
  return null;
}

/** Counts only for one's own. What is suggested stays, and so does what became of it. */
export function withdrawWhy(draft: Draft, what: { suggestion: string }, act: Act): "no-suggestion" | null {
  if (find(draft, what.suggestion) === null) return "no-suggestion";
  say(draft, { name, key: `${what.suggestion} withdrawn ${act.id}` }, act);
  return null;
}

/**
 * Where several took it apart, only what the first of them put there stays: the others' letters go, and only letters that
 * the change which took it wrote itself. Taking the same letters out twice is taking them out once, so any device may.
 */
export function keepOnce(draft: Draft, what: { suggestion: string }, _act: Act): "nothing-twice" | null {
  const more = doubles(draft, takesStanding(factsOf(draft, nobody), what.suggestion));
  for (const own of more) takeOutOwn(draft, text, own);
  return more.length > 0 ? null : "nothing-twice";
}

/** Only such words can be suggested for. */
export function inOneClause(doc: unknown, anchor: Anchor): boolean {
  return isInOneBlock(doc, text, anchor);
}
/** The words there now; null once nothing of them is there. */
export function suggestedNow(doc: unknown, one: Suggestion): string | null {
  return wordsAt(doc, text, one.anchor);
}

/** The oldest first. `memberOf` knows the devices of the group; null for one it does not know. */
export function suggestionsOf(doc: unknown, memberOf: MemberOf): Suggestion[] {
  const facts = factsOf(doc, memberOf);
  const of = new Map<string, Fact[]>();
  for (const one of facts) of.set(one.of, [...(of.get(one.of) ?? []), one]);
  const begun = new Set<string>();
  return facts.flatMap((one): Suggestion[] => {
    const first = one.verb === null && !begun.has(one.id) ? readFirst(one) : null;
    if (first === null) return [];
    begun.add(one.id);
    return [withRecord(doc, first, of.get(one.id)!)];
  });
}

function withRecord(doc: unknown, first: Suggestion, facts: readonly Fact[]): Suggestion {
  const takes = takesStanding(facts, first.id);
  const backed = facts.filter(({ verb }) => verb === "back").at(-1);
  const leaving = facts.filter(({ verb }) => verb === "left" || verb === "again").at(-1);
  const withdrawn = facts.some((one) => one.verb === "withdrawn" && isSamePerson(one.by, first.by));
  return {
    ...first,
    why: withdrawn ? null : first.why,
    // Of several who took it the first one's words stay.
    anchor: anchorIn((takes[0] ?? backed)?.held ?? {}) ?? first.anchor,
    state: takes.length > 0 ? "taken" : leaving?.verb === "left" ? "left" : "open",
    record: facts.flatMap((one) =>
      one.verb === null || one.verb === "withdrawn" || !isOfWords(one, first)
        ? []
        : [{ verdict: verdicts[one.verb], by: one.by, at: one.at }],
    ),
    twice: takes.length > 1 && doubles(doc, takes).length > 0,
  };
}
const verdicts = { taken: "taken", back: "put-back", left: "left", again: "open-again" } as const;

function isSamePerson(one: SaidBy, other: SaidBy): boolean {
  return one.member === other.member && one.proven === other.proven;
}

function readFirst({ id, by, at, held }: Fact): Suggestion | null {
  const anchor = anchorIn(held);
  if (anchor === null) return null;
  return {
    ...{ id, by, at, anchor, state: "open", record: [], twice: false },
    quote: wordsIn(held.quote, suggestionLengthMax),
    words: wordsIn(held.words, suggestionLengthMax),
    weight: weights.find((one) => one === held.weight) ?? "should",
    why: wordsIn(held.why, whyLengthMax),
  };
}

/** Whoever suggested it could write other words there afterwards, beneath the name of who took it. */
function isOfWords({ verb, held }: Fact, { words }: Suggestion): boolean {
  return verb !== "taken" || held.words === undefined || held.words === words;
}

/** Those of the words that are suggested now, and that nobody who knew of them has put back. */
function takesStanding(facts: readonly Fact[], suggestion: string): Fact[] {
  const begun = facts.filter(({ verb, id }) => verb === null && id === suggestion);
  const first = begun.flatMap((one) => readFirst(one) ?? [])[0];
  const back = new Set(
    facts.flatMap(({ verb, of, held }) =>
      verb === "back" && of === suggestion && Array.isArray(held.takes) ? (held.takes as unknown[]) : [],
    ),
  );
  return facts.filter(
    (one) => one.verb === "taken" && one.of === suggestion && !back.has(one.id) && first && isOfWords(one, first),
  );
}

/** What others than the first put there, where what the first put there stands too. */
function doubles(doc: unknown, takes: readonly Fact[]): (Anchor & { words: string; actor: string })[] {
  const put = takes.flatMap(({ held, actor }) => {
    const words = (held.put as { words?: unknown } | null)?.words;
    const anchor = anchorIn((held.put ?? {}) as Record<string, unknown>);
    return anchor !== null && typeof words === "string" && words.length <= suggestionLengthMax
      ? [{ ...anchor, words, actor }]
      : [];
  });
  const [first, ...others] = put.filter((own) => standsAs(doc, text, own));
  return first === undefined ? [] : others.filter(({ words }) => words === first.words);
}

const nobody = () => null;
const factsOf = (doc: unknown, memberOf: MemberOf) => saidIn(doc, { name, verbs, memberOf });
const find = (doc: unknown, id: string) => suggestionsOf(doc, nobody).find((one) => one.id === id) ?? null;
