// How what stands on top of an agreement is written and read: each is one value in the document, so that of two given at
// once one stands whole.

import { parseDay } from "./days.ts";
import {
  type AgreementFacts,
  type Decider,
  type MadeFrom,
  oneLine,
  parseAgreementFacts,
  parseDecider,
  parseLanguage,
  parseMadeFrom,
  summaryLengthMax,
  summaryLine,
  whyLengthMax,
} from "./facts.ts";
import { parseTitle } from "./ids.ts";
import { giveTitle } from "./kind.ts";
import { isRecord } from "./plain.ts";
import { alsoGiven, whole, wholeText } from "./prose.ts";

export interface FactsDraft {
  title: string;
  summary?: string;
  decides?: unknown;
  reviewOn?: string | null;
  language?: string | null;
  from?: unknown;
  name?: string;
}

/** What stands on top of an agreement, as plain data; what is none of it, or hostile, is left out. */
export function factsOf(doc: unknown): AgreementFacts {
  const { summary, decides, reviewOn, language, from, name } = isRecord(doc) ? doc : ({} as Record<string, unknown>);
  return parseAgreementFacts({
    ...(plain({ summary, decides, reviewOn, language, from, name }) as object),
    otherSummaries: alsoGiven(doc, "summary").map(wholeText),
  });
}

/** As deep as anything here goes. */
function plain(value: unknown, depth = 0): unknown {
  // Lists first: inside a change Automerge's list says of itself that it is one of its strings.
  if (Array.isArray(value)) return depth > 3 ? null : value.map((one) => plain(one, depth + 1));
  const words = wholeText(value);
  if (words !== null) return words;
  if (depth > 3) return null;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one, depth + 1)]));
}

export function writeFacts(draft: FactsDraft, facts: Partial<Omit<AgreementFacts, "otherSummaries">>): void {
  if (facts.summary) summarise(draft, { summary: facts.summary });
  if (facts.decides) sayWhoDecides(draft, facts.decides);
  if (facts.reviewOn) reviewBy(draft, { on: facts.reviewOn });
  if (facts.language) sayLanguage(draft, { language: facts.language });
  if (facts.from) sayMadeFrom(draft, facts.from);
  if (facts.name) sayName(draft, { name: facts.name });
}

/** The same sentence again writes nothing, unless others wrote another at the same time: then it is settled by it. */
export function summarise(draft: FactsDraft, { summary }: { summary: string }): "too-long" | null {
  const line = oneLine(summary);
  if ([...line].length > summaryLengthMax) return "too-long";
  if (summaryLine(wholeText(draft.summary)) !== line || alsoGiven(draft, "summary").length > 0)
    draft.summary = whole(line);
  return null;
}

/** Replaced whole, so that nobody's reason is ever put to somebody else's choice. */
export function sayWhoDecides(draft: FactsDraft, decides: Decider): "needs-a-reason" | "too-long" | null {
  const next: Decider = decides.kind === "law" ? { kind: "law", why: decides.why.trim() } : decides;
  if (next.kind === "law" && next.why === "") return "needs-a-reason";
  if (next.kind === "law" && next.why.length > whyLengthMax) return "too-long";
  if (JSON.stringify(parseDecider(plain(draft.decides))) === JSON.stringify(next)) return null;
  draft.decides = {
    kind: whole(next.kind),
    ...(next.kind === "working-group" ? { group: whole(next.group) } : {}),
    ...(next.kind === "law" ? { why: whole(next.why) } : {}),
  };
  return null;
}

export function reviewBy(draft: FactsDraft, { on }: { on: string | null }): "no-such-day" | null {
  const day = parseDay(on);
  if (on !== null && day === null) return "no-such-day";
  if (parseDay(wholeText(draft.reviewOn)) !== day) draft.reviewOn = day === null ? null : whole(day);
  return null;
}

export function sayLanguage(draft: FactsDraft, { language }: { language: string | null }): "no-such-language" | null {
  const tag = parseLanguage(language);
  if (language !== null && tag === null) return "no-such-language";
  if (parseLanguage(wholeText(draft.language)) !== tag) draft.language = tag === null ? null : whole(tag);
  return null;
}

/** What it was made from is written when it begins, and again when it is brought up to a newer text. */
export function sayMadeFrom(draft: FactsDraft, from: MadeFrom): null {
  if (JSON.stringify(parseMadeFrom(plain(draft.from))) === JSON.stringify(parseMadeFrom(from))) return null;
  draft.from = {
    as: whole(from.as),
    agreement: whole(from.agreement),
    base: { document: whole(from.base.document), heads: from.base.heads.map(whole) },
  };
  return null;
}

export function sayName(draft: FactsDraft, { name }: { name: string }): "bad-title" | null {
  const given = parseTitle(name);
  if (given === null) return "bad-title";
  if (wholeText(draft.name) !== given) draft.name = whole(given);
  return null;
}

export function rename(draft: FactsDraft, { title }: { title: string }): "bad-title" | null {
  const given = parseTitle(title);
  if (given === null) return "bad-title";
  giveTitle(draft, given);
  return null;
}
