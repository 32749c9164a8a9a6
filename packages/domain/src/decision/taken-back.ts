// D48–D50 Taking back the words of a reason: who can, and of what was said which has no words any more. It is no part of
// the question it names, so that no answer and no closing can come to anything else by it.
import { type Details, hashOf } from "./details.ts";
import type { Words } from "./saying.ts";
import { type Answer, type Facts, type Hash, type PersonId, type Said, whats } from "./types.ts";

/** D50 What of an answer can be taken back: why, and about which sentence. */
export const reasonsApart = ["reason", "pin", "block"] as const;

interface TakingBack {
  /** The question. */
  of: Hash;
  /** The one statement whose words go. */
  words: Hash;
}
/** Says nothing else: one that names a question as answers do would be read as a word about that one as well. */
export function parseTakingBack(d: Details): TakingBack | null {
  const [of, words] = [hashOf(d.of), hashOf(d.words)];
  return of === null || words === null || Object.keys(d).length !== 2 ? null : { of, words };
}

/**
 * D49 That somebody published a taking back shows nothing of when they answered: their other device, which had been
 * silent, would else make their late no one that counts no more.
 */
export function withoutTakings(facts: Facts): Facts {
  const takings = new Set(facts.statements.flatMap(({ what, hash }) => (what === whats.takenBack ? [hash] : [])));
  if (takings.size === 0) return facts;
  const published = facts.published.filter(({ statement }) => statement === null || !takings.has(statement));
  return { ...facts, published };
}

/** Statements whose words were taken back by whoever may, with the word that did it; in any order, doubled or not. */
export function takenBackIn(statements: readonly Said[]): ReadonlyMap<Hash, Hash> {
  const taken = new Map<Hash, Hash>();
  const takings = statements.filter(({ what }) => what === whats.takenBack);
  if (takings.length === 0) return taken;
  const byHash = new Map(statements.map((one) => [one.hash, one]));
  for (const said of takings) {
    const taking = parseTakingBack(said.details);
    const one = taking && byHash.get(taking.words);
    if (!one || one.details.proposal !== taking.of || !mayTakeBack(said, one)) continue;
    // Of several the lowest, which is the same on every device.
    const before = taken.get(one.hash);
    taken.set(one.hash, before !== undefined && before < said.hash ? before : said.hash);
  }
  return taken;
}
/** Whoever signed it, and whoever it was said for: nobody has to stand under words that another wrote for them. */
function mayTakeBack({ person, circle, doc }: Said, one: Said): boolean {
  const isTheirs = one.person === person || whoseWords(one) === person;
  return hasReason(one.what) && isTheirs && one.circle === circle && one.doc === doc;
}
function hasReason(what: string): boolean {
  return what === whats.answer || what === whats.callBack;
}
function whoseWords({ what, person, details }: Said): PersonId {
  return what === whats.answer && typeof details.for === "string" ? details.for : person;
}

export function withoutWords(answer: Answer): Answer {
  return { ...answer, reason: "", pin: null };
}

/**
 * For each reason that this person has given in this circle, or that was given for them, and that still has its words, the
 * word that takes them back. `proposal`: about this question alone.
 */
export function takeBack(statements: readonly Said[], o: { circle: string; me: PersonId; proposal?: Hash }): Words[] {
  const taken = takenBackIn(statements);
  const all = new Map(statements.map((one) => [one.hash, one]));
  return [...all.values()].flatMap((one): Words[] => {
    const { hash, circle, doc, text, what, details } = one;
    const of = hashOf(details.proposal);
    const isAsked = of !== null && (o.proposal === undefined || of === o.proposal);
    const isMine = circle === o.circle && hasReason(what) && whoseWords(one) === o.me;
    const { reason = "", pin = "" } = details;
    if (!isAsked || !isMine || taken.has(hash) || (reason === "" && pin === "")) return [];
    return [{ doc, text, what: whats.takenBack, details: { of, words: hash } }];
  });
}
