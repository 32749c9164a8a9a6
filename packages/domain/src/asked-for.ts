// Who is asked for where, beside a list of documents: so that a device need not open every document to know that somebody
// names its person in one. What was said stands in the document; here it only says that there is something to look at.
import { type DocumentId, parseDocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";
import { mentionsMax } from "./mentions.ts";
import { isFull, type MemberOf, type SaidBy, saidIn, say } from "./said.ts";

export interface AskedFor {
  id: string;
  by: SaidBy;
  /** ms since 1970, by the clock of whoever asked. */
  at: number;
  document: DocumentId;
  /** The comment it was said in or under. */
  comment: string;
}

const name = "asked";
const verbs = ["answered", "withdrawn"] as const;

/** `words`: what named them, by its id. */
export function askFor(
  draft: object,
  what: { document: DocumentId; comment: string; words: string; members: readonly string[] },
  act: Act,
): void {
  const members = [...new Set(what.members)].filter((one) => one !== act.by).slice(0, mentionsMax);
  if (members.length === 0 || isFull(draft, name)) return;
  const { document, comment, words } = what;
  say(draft, { name, key: act.id, more: { document, comment, words, members } }, act);
}

/** Somebody has said something there: nobody asks for them in that place any more. */
export function answerThere(draft: object, what: { document: DocumentId; comment: string }, act: Act): void {
  const mine = unanswered(draft, { memberOf: nobody, me: act.by });
  for (const { id, document, comment } of mine)
    if (document === what.document && comment === what.comment)
      say(draft, { name, key: `${id} answered ${act.id}` }, act);
}

/** The words that asked were taken back. Counts only for whoever asked. */
export function askNoMore(draft: object, what: { words: string }, act: Act): void {
  for (const { verb, id, held } of saidIn(draft, { name, verbs, memberOf: nobody }))
    if (verb === null && held.words === what.words) say(draft, { name, key: `${id} withdrawn ${act.id}` }, act);
}

/** Where somebody asks for me and I have not answered, the oldest first. */
export function askedFor(doc: unknown, who: { memberOf: MemberOf; me: string }): AskedFor[] {
  return unanswered(doc, who).filter(({ by }) => by.member !== who.me);
}

function unanswered(doc: unknown, { memberOf, me }: { memberOf: MemberOf; me: string }): AskedFor[] {
  const facts = saidIn(doc, { name, verbs, memberOf });
  const over = (ask: string, by: SaidBy) =>
    facts.some(
      (one) =>
        one.of === ask &&
        ((one.verb === "answered" && one.by.member === me) ||
          (one.verb === "withdrawn" && one.by.member === by.member && one.by.proven === by.proven)),
    );
  return facts.flatMap(({ verb, id, by, at, held }): AskedFor[] => {
    const document = parseDocumentId(held.document);
    const comment = parseDocumentId(held.comment);
    const asks = verb === null && Array.isArray(held.members) && held.members.includes(me);
    if (!asks || document === null || comment === null || over(id, by)) return [];
    return [{ id, by, at, document, comment }];
  });
}
const nobody = () => null;
