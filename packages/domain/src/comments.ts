// What people say about words of an agreement, in a map of its own beside the text: each fact is one value, written once,
// and whose it is follows from the change that wrote it, never from what it says of itself.
import type { Act } from "./kind.ts";
import { type Mention, mentionsMax, readMentions } from "./mentions.ts";
import { type Anchor, type Passage, passagesOf, wordsAt } from "./prose.ts";
import { anchorIn, isFull, type MemberOf, type SaidBy, saidIn, say, wordsIn } from "./said.ts";

export interface Reply {
  id: string;
  by: SaidBy;
  /** ms since 1970, by the clock of whoever said it. */
  at: number;
  /** Null once whoever said it took it back. */
  words: string | null;
  /** Members named in it. */
  mentions: Mention[];
}
export interface Comment extends Reply {
  /** The words it is about, as they stood then; "" for the whole text. */
  quote: string;
  anchor: Anchor | null;
  replies: Reply[];
  /** The last word on whether it is settled; all of them stay in the document. */
  settled: { by: SaidBy; at: number } | null;
}

export const commentLengthMax = 4_000;
const quoteLengthMax = 300;
const name = "comments";
const verbs = ["reply", "settled", "withdrawn"] as const;
const text = ["text"];
type Draft = object;
type Refused = "no-words" | "too-long" | "too-many" | null;

/** In a new document it is there from the beginning, so that nobody begins it apart. */
export function beginComments(draft: Draft): void {
  (draft as Record<string, unknown>)[name] = {};
}

export function comment(
  draft: Draft,
  what: { words: string; quote: string; anchor: Anchor | null; mentions?: readonly Mention[] },
  act: Act,
): Refused {
  const quote = [...what.quote.toWellFormed()].slice(0, quoteLengthMax).join("");
  return sayWords(draft, { key: act.id, ...what, more: { quote, ...what.anchor } }, act);
}

export function reply(
  draft: Draft,
  what: { comment: string; words: string; mentions?: readonly Mention[] },
  act: Act,
): Refused {
  return sayWords(draft, { key: `${what.comment} reply ${act.id}`, ...what, more: {} }, act);
}

export function settleComment(draft: Draft, what: { comment: string; settled: boolean }, act: Act): null {
  say(draft, { name, key: `${what.comment} settled ${act.id}`, more: { settled: what.settled } }, act);
  return null;
}

/** Counts only for one's own words. */
export function withdrawWords(draft: Draft, what: { id: string }, act: Act): null {
  say(draft, { name, key: `${what.id} withdrawn ${act.id}` }, act);
  return null;
}

/** The words there now that a comment was about; null once they are gone. */
export function wordsNow(doc: unknown, anchor: Anchor): string | null {
  return wordsAt(doc, text, anchor);
}
/** What a comment can be about, clause by clause. */
export function commentPassages(doc: unknown): Passage[] {
  return passagesOf(doc, text);
}

/** The oldest first. `memberOf` knows the devices of the group; null for one it does not know. */
export function commentsOf(doc: unknown, memberOf: MemberOf): Comment[] {
  const comments = new Map<string, Comment>();
  const facts = saidIn(doc, { name, verbs, memberOf });
  for (const one of facts)
    if (one.verb === null && !comments.has(one.id)) {
      const { id, by, at, held } = one;
      const about = { quote: wordsIn(held.quote, 2 * quoteLengthMax), anchor: anchorIn(held) };
      comments.set(id, { ...{ id, by, at }, ...saidWords(held), ...about, replies: [], settled: null });
    }
  const said = new Map<string, Reply>(comments);
  for (const { verb, of, id, by, at, held } of facts) {
    const at0 = comments.get(of);
    if (at0 && verb === "reply" && !said.has(id)) {
      const one = { id, by, at, ...saidWords(held) };
      at0.replies.push(one);
      said.set(id, one);
    } else if (at0 && verb === "settled") at0.settled = held.settled === true ? { by, at } : null;
  }
  for (const { verb, of, by } of facts) {
    const one = said.get(of);
    if (one && verb === "withdrawn" && one.by.member === by.member && one.by.proven === by.proven) one.words = null;
  }
  return [...comments.values()];
}

function saidWords(held: Record<string, unknown>): { words: string; mentions: Mention[] } {
  const words = wordsIn(held.words, commentLengthMax);
  return { words, mentions: readMentions(held.mentions, words) };
}

function sayWords(
  draft: Draft,
  o: { key: string; words: string; mentions?: readonly Mention[]; more: object },
  act: Act,
): Refused {
  const words = o.words.toWellFormed().trim();
  const before = o.words.length - o.words.trimStart().length;
  const mentions = (o.mentions ?? []).slice(0, mentionsMax).map((one) => ({ ...one, at: one.at - before }));
  if (words === "") return "no-words";
  if (words.length > commentLengthMax) return "too-long";
  if (isFull(draft, name)) return "too-many";
  say(draft, { name, key: o.key, more: { words, ...(mentions.length > 0 ? { mentions } : {}), ...o.more } }, act);
  return null;
}
