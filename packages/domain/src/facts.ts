// What stands on top of an agreement, as plain data: shown before Automerge is loaded, so nothing of it is known here.

import { type Day, parseDay } from "./days.ts";
import { type DocumentId, parseDocumentId, parseTitle } from "./ids.ts";
import { isRecord } from "./plain.ts";

export interface AgreementFacts {
  /** Empty while nobody has written it. */
  summary: string;
  /** Summaries that others wrote at the same time: one stands, and none is lost. */
  otherSummaries: string[];
  decides: Decider;
  reviewOn: Day | null;
  /** As the web names languages: "en", "pt-BR"; null while nobody has said. */
  language: string | null;
  from: MadeFrom | null;
  /** What a change to an agreement is called, beside the title that the text has and may change. */
  name: string;
}
/** Who decides it. `law`: it is reserved by law, and why. */
export type Decider =
  | { kind: "everyone" }
  | { kind: "working-group"; group: DocumentId }
  | { kind: "law"; why: string };

/** An agreement that was made from another: as a change to it, as the same in another language, or to begin others with. */
export interface MadeFrom {
  as: (typeof madeAs)[number];
  /** The agreement as the group knows it, whichever document holds its text now. */
  agreement: DocumentId;
  /** The text it began from, or was last brought up to. */
  base: TextPoint;
}
export const madeAs = ["amendment", "translation", "template"] as const;
export function parseMadeAs(value: unknown): MadeFrom["as"] | null {
  return madeAs.find((as) => as === value) ?? null;
}

/** One text, exactly: which document, and how far it had come. */
export interface TextPoint {
  document: DocumentId;
  heads: string[];
}

/** Longer than any sentence one can read in one breath. */
export const summaryLengthMax = 300;
export const whyLengthMax = 1_000;

/** Of what was kept as JSON, or read out of a document; whatever it is, something can be shown. */
export function parseAgreementFacts(value: unknown): AgreementFacts {
  const held = isRecord(value) ? value : {};
  const summary = summaryLine(held.summary);
  const others = Array.isArray(held.otherSummaries) ? held.otherSummaries.map(summaryLine) : [];
  return {
    summary,
    otherSummaries: [...new Set(others)].filter((other) => other !== "" && other !== summary).sort(),
    decides: parseDecider(held.decides),
    reviewOn: parseDay(held.reviewOn),
    language: parseLanguage(held.language),
    from: parseMadeFrom(held.from),
    name: parseTitle(textIn(held.name)) ?? "",
  };
}

export function parseDecider(value: unknown): Decider {
  const held = isRecord(value) ? value : {};
  const kind = held.kind;
  if (kind === "law") return { kind: "law", why: textIn(held.why).slice(0, whyLengthMax) };
  const group = kind === "working-group" ? parseDocumentId(held.group) : null;
  // Whatever a stranger wrote there: what nobody was given is everybody's.
  return group === null ? { kind: "everyone" } : { kind: "working-group", group };
}

export function parseMadeFrom(value: unknown): MadeFrom | null {
  if (!isRecord(value) || !isRecord(value.base)) return null;
  const as = parseMadeAs(value.as);
  const agreement = parseDocumentId(value.agreement);
  const document = parseDocumentId(value.base.document);
  const heads = Array.isArray(value.base.heads) ? value.base.heads : [];
  if (as === null || agreement === null || document === null) return null;
  if (heads.length === 0 || heads.length > headsMax) return null;
  const good = heads.filter((head): head is string => typeof head === "string" && /^[0-9a-f]{64}$/.test(head));
  return good.length < heads.length ? null : { as, agreement, base: { document, heads: good.sort() } };
}
/** As many as a document can have ends at once and still be of people. */
const headsMax = 200;

/** A BCP 47 tag in its canonical spelling, such as "pt-BR"; null for anything else. */
export function parseLanguage(text: unknown): string | null {
  if (typeof text !== "string" || text.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

export function summaryLine(value: unknown): string {
  return [...oneLine(textIn(value))].slice(0, summaryLengthMax).join("");
}
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
