// What people say about words of an agreement, in a map of its own beside the text: each fact is one value, written once,
// and whose it is follows from the change that wrote it, never from what it says of itself.
import { isRecord } from "./blocks.ts";
import { parseDocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";
import { type Anchor, type Passage, passagesOf, type Written, wordsAt, writeIn, writtenIn } from "./prose.ts";

/** `proven`: by the change itself. Otherwise its device is not known here any more, and only its word says who. */
export interface CommentAuthor {
  member: string;
  proven: boolean;
}
export interface Reply {
  id: string;
  by: CommentAuthor;
  /** ms since 1970, by the clock of whoever said it. */
  at: number;
  /** Null once whoever said it took it back. */
  words: string | null;
}
export interface Comment extends Reply {
  /** The words it is about, as they stood then; "" for the whole text. */
  quote: string;
  anchor: Anchor | null;
  replies: Reply[];
  /** The last word on whether it is settled; all of them stay in the document. */
  settled: { by: CommentAuthor; at: number } | null;
}

export const commentLengthMax = 4_000;
const quoteLengthMax = 300;
/** Far more than anybody reads. */
export const saidMax = 10_000;
const name = "comments";
const text = ["text"];
type Draft = object;

/** In a new document it is there from the beginning, so that nobody begins it apart. */
export function beginComments(draft: Draft): void {
  (draft as Record<string, unknown>)[name] = {};
}

export function comment(
  draft: Draft,
  what: { words: string; quote: string; anchor: Anchor | null },
  act: Act,
): "no-words" | "too-long" | "too-many" | null {
  const quote = [...what.quote.toWellFormed()].slice(0, quoteLengthMax).join("");
  return say(draft, { key: act.id, words: what.words, more: { quote, ...what.anchor } }, act);
}

export function reply(
  draft: Draft,
  what: { comment: string; words: string },
  act: Act,
): "no-words" | "too-long" | "too-many" | null {
  return say(draft, { key: `${what.comment} reply ${act.id}`, words: what.words, more: {} }, act);
}

export function settleComment(draft: Draft, what: { comment: string; settled: boolean }, act: Act): null {
  put(draft, `${what.comment} settled ${act.id}`, { ...fact(act), settled: what.settled });
  return null;
}

/** Counts only for one's own words. */
export function withdrawWords(draft: Draft, what: { id: string }, act: Act): null {
  put(draft, `${what.id} withdrawn ${act.id}`, fact(act));
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
export function commentsOf(doc: unknown, memberOf: (device: string) => string | null): Comment[] {
  const comments = new Map<string, Comment>();
  const facts = writtenIn(doc, name).flatMap((one) => readFact(one, memberOf));
  facts.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.key < b.key ? -1 : 1));
  for (const one of facts)
    if (one.verb === null && !comments.has(one.id)) {
      const { id, by, at, held } = one;
      comments.set(id, { ...{ id, by, at }, ...about(held), words: wordsIn(held), replies: [], settled: null });
    }
  const said = new Map<string, Reply>(comments);
  for (const { verb, of, id, by, at, held } of facts) {
    const at0 = comments.get(of);
    if (at0 && verb === "reply" && !said.has(id)) {
      const one = { id, by, at, words: wordsIn(held) };
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

function say(
  draft: Draft,
  o: { key: string; words: string; more: Record<string, unknown> },
  act: Act,
): "no-words" | "too-long" | "too-many" | null {
  const words = o.words.toWellFormed().trim();
  if (words === "") return "no-words";
  if (words.length > commentLengthMax) return "too-long";
  const held = (draft as Record<string, unknown>)[name];
  if (isRecord(held) && Object.keys(held).length >= saidMax) return "too-many";
  put(draft, o.key, { ...fact(act), words, ...o.more });
  return null;
}
const fact = ({ by, at }: Act) => ({ by, at });
function put(draft: Draft, key: string, value: object): void {
  writeIn(draft, name, { key, text: JSON.stringify(value) });
}

interface Fact {
  key: string;
  verb: "reply" | "settled" | "withdrawn" | null;
  /** What it is about. */
  of: string;
  id: string;
  by: CommentAuthor;
  at: number;
  held: Record<string, unknown>;
}
const keyForm = /^([0-9a-f]{32})(?: (reply|settled|withdrawn) ([0-9a-f]{32}))?$/;
/** An actor is its device's id and something behind it. */
const deviceLetters = 32;

function readFact({ key, text, actor }: Written, memberOf: (device: string) => string | null): Fact[] {
  const [, of, verb, second] = keyForm.exec(key) ?? [];
  const held = parse(text);
  const id = parseDocumentId(second ?? of);
  if (of === undefined || id === null || held === null) return [];
  const proven = actor.length > deviceLetters ? memberOf(actor.slice(0, deviceLetters)) : null;
  const claimed = typeof held.by === "string" ? held.by : "";
  const by = proven === null ? { member: claimed, proven: false } : { member: proven, proven: true };
  const at = typeof held.at === "number" && Number.isFinite(held.at) ? held.at : 0;
  return [{ key, verb: (verb as Fact["verb"]) ?? null, of, id, by, at, held }];
}
function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
const wordsIn = ({ words }: Record<string, unknown>) =>
  (typeof words === "string" ? words : "").slice(0, commentLengthMax);
function about({ quote, from, to }: Record<string, unknown>): Pick<Comment, "quote" | "anchor"> {
  return {
    quote: typeof quote === "string" ? quote.slice(0, 2 * quoteLengthMax) : "",
    anchor: typeof from === "string" && typeof to === "string" ? { from, to } : null,
  };
}
