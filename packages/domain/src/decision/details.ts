// The small print of each statement of deciding: plain details out, and hostile details back in. Everything is parsed
// here, once; whatever does not read as what it says it is, is null.
import { type Day, parseDay } from "../days.ts";
import { parseDocumentId } from "../ids.ts";
import {
  type About,
  type Answer,
  type AnswerKind,
  answerKinds,
  type Hash,
  type Proposal,
  type Rule,
  type Says,
  saidLabels,
} from "./types.ts";

export type Details = Readonly<Record<string, string | number | boolean | null>>;
type Sparse = Record<string, string | number | boolean | null | undefined>;

export const sentenceLengthMax = 600;
export const reasonLengthMax = 4_000;
export const wordLengthMax = 60;
/** Statements one statement can name: more are reached through those. */
export const namedMax = 400;
export const headsMax = 32;
const countMax = 4_096;

export interface Wish {
  proposal: Hash;
  /** Halves of the hashes of what its device had seen of this question that nothing else it had seen names. */
  after: readonly string[];
  /** Heads of the control log as its device knew it, where that is another list than the question's. */
  heads?: readonly string[];
}

export function proposalDetails(p: Proposal): Details {
  const { about, rule } = p;
  return sparse({
    ...aboutDetails(about),
    ...ruleDetails(rule),
    sentence: p.sentence,
    until: p.until,
    minimum: p.minimumMs,
    language: p.language,
    heads: p.heads.join(" "),
    review: p.reviewOn ?? undefined,
    ...Object.fromEntries(answerKinds.map((kind) => [`word ${kind}`, p.words[kind]])),
    ...saysDetails(p.says),
  });
}
/** What does not read as a number is not said. */
export function saysIn(d: Details): Says {
  return Object.fromEntries(
    saidLabels.flatMap((label) => {
      const number = countOf(d[`says ${label}`]);
      return number === null ? [] : [[label, number]];
    }),
  );
}
function saysDetails(says: Says = {}): Sparse {
  return Object.fromEntries(saidLabels.map((label) => [`says ${label}`, says[label]]));
}

export function parseProposal(d: Details): Proposal | null {
  const [about, rule] = [aboutOf(d), ruleOf(d)];
  const [sentence, language] = [textOf(d.sentence, sentenceLengthMax), textOf(d.language, 35)];
  const [until, minimumMs] = [countOf(d.until), countOf(d.minimum)];
  const heads = hashesOf(d.heads, 64, headsMax);
  const reviewOn = d.review === undefined ? null : parseDay(d.review);
  if (about === null || rule === null || !sentence || !language || until === null || minimumMs === null) return null;
  if (heads === null || heads.length === 0 || (d.review !== undefined && reviewOn === null)) return null;
  const words: Proposal["words"] = {};
  for (const kind of answerKinds) {
    const word = d[`word ${kind}`];
    if (word === undefined) continue;
    const own = textOf(word, wordLengthMax);
    if (!own) return null;
    words[kind] = own;
  }
  return { about, rule, sentence, words, until, minimumMs, language, heads, reviewOn, ...saidOnly(saysIn(d)) };
}

export function answerDetails(wish: Wish, a: Answer): Details {
  return sparse({
    ...wishDetails(wish),
    answer: a.kind,
    reason: a.reason === "" ? undefined : a.reason,
    pin: a.pin?.words,
    block: a.pin?.block,
    for: a.given?.to,
    how: a.given?.how,
    confirms: a.confirms ?? undefined,
    kept: a.kept,
  });
}

/** `no-reason`: a no or a concern that says nothing. */
export function parseAnswer(d: Details): Answer | "malformed" | "no-reason" {
  const kind = answerKinds.find((one) => one === d.answer);
  const reason = d.reason === undefined ? "" : textOf(d.reason, reasonLengthMax);
  const pin = pinOf(d);
  const given = givenOf(d);
  const confirms = d.confirms === undefined ? null : hashOf(d.confirms);
  if (!kind || reason === null || pin === undefined || given === undefined || typeof d.kept !== "boolean")
    return "malformed";
  if (d.confirms !== undefined && confirms === null) return "malformed";
  if (needsReason(kind) && reason.trim() === "") return "no-reason";
  return { kind, reason, pin, given, confirms, kept: d.kept };
}
export function needsReason(kind: AnswerKind): boolean {
  return kind === "no" || kind === "concern";
}

/** `previous`: the texts it takes the place of, by the statements that brought them. */
export interface WordingWish {
  previous: readonly Hash[];
  base: Hash | null;
  says?: Says;
}
export function wordingDetails(wish: Wish, w: WordingWish): Details {
  return sparse({
    ...{ ...wishDetails(wish), previous: w.previous.join(" "), base: w.base ?? undefined },
    ...saysDetails(w.says),
  });
}
export function parseWording(d: Details): WordingWish | null {
  const previous = hashesOf(d.previous, 64, headsMax);
  const base = d.base === undefined ? null : hashOf(d.base);
  if (previous === null || previous.length === 0 || (d.base !== undefined && base === null)) return null;
  return { previous, base, ...saidOnly(saysIn(d)) };
}
function saidOnly(says: Says): { says?: Says } {
  return Object.keys(says).length === 0 ? {} : { says };
}

export function moreTimeDetails(wish: Wish): Details {
  return sparse(wishDetails(wish));
}
export const toMeetingDetails = moreTimeDetails;

export function fromMeetingDetails(wish: Wish, until: number): Details {
  return sparse({ ...wishDetails(wish), until });
}
export function parseFromMeeting(d: Details): { until: number } | null {
  const until = countOf(d.until);
  return until === null ? null : { until };
}

export interface ClosingWish {
  /** Heads of the control log as the closer knew it: who had gone by then. */
  heads: readonly string[];
  /** Halves of the hashes of the answers it saw standing. */
  answers: readonly string[];
}
export function closingDetails(wish: Wish, c: ClosingWish): Details {
  return sparse({ ...wishDetails(wish), heads: c.heads.join(" "), answers: c.answers.join(" ") });
}
export function parseClosing(d: Details): ClosingWish | null {
  const [heads, answers] = [hashesOf(d.heads, 64, headsMax), hashesOf(d.answers, 32, namedMax)];
  return heads === null || heads.length === 0 || answers === null ? null : { heads, answers };
}

export function leftOutDetails(wish: Wish, heads: readonly string[]): Details {
  return sparse({ ...wishDetails(wish), heads: heads.join(" ") });
}

export function callBackDetails(wish: Wish, c: { closing: Hash; reason: string }): Details {
  return sparse({ ...wishDetails(wish), ...c });
}
export function parseCallBack(d: Details): { closing: Hash; reason: string } | null {
  const [closing, reason] = [hashOf(d.closing), textOf(d.reason, reasonLengthMax)];
  return closing === null || !reason || reason.trim() === "" ? null : { closing, reason };
}

export interface ToldWish {
  circle: string;
  proposal: Hash;
  closing: Hash;
  sentence: string;
  rule: Rule;
  since: number;
  /** What it is about; `base` as it was when it was decided. */
  about: About;
  reviewOn: Day | null;
}
export function toldDetails(t: ToldWish): Details {
  const { rule, about, reviewOn, ...rest } = t;
  return sparse({ ...rest, ...ruleDetails(rule), ...aboutDetails(about), review: reviewOn ?? undefined });
}
export function parseTold(d: Details): ToldWish | null {
  const [circle, proposal, closing] = [d.circle, d.proposal, d.closing].map(hashOf);
  const [sentence, rule, since] = [textOf(d.sentence, sentenceLengthMax), ruleOf(d), countOf(d.since)];
  const [about, reviewOn] = [aboutOf(d), d.review === undefined ? null : parseDay(d.review)];
  if (!circle || !proposal || !closing || !sentence || rule === null || since === null) return null;
  if (about === null || (d.review !== undefined && reviewOn === null)) return null;
  return { circle, proposal, closing, sentence, rule, since, about, reviewOn };
}

/** Null for a statement that is about no question. */
export function parseWish(d: Details): Wish | null {
  const proposal = hashOf(d.proposal);
  const after = d.after === undefined ? [] : hashesOf(d.after, 32, namedMax);
  return proposal === null || after === null ? null : { proposal, after };
}
function wishDetails({ proposal, after, heads = [] }: Wish): Sparse {
  const lists = { after, heads: heads.length > headsMax ? [] : heads };
  const said = Object.entries(lists).flatMap(([name, list]) => (list.length === 0 ? [] : [[name, list.join(" ")]]));
  return { proposal, ...Object.fromEntries(said) };
}
/** The list that a statement names, whatever it is about; null where it names none. */
export function headsIn(d: Details): readonly string[] | null {
  const heads = hashesOf(d.heads, 64, headsMax);
  return heads === null || heads.length === 0 ? null : heads;
}

function aboutDetails(about: About): Sparse {
  return {
    about: about.kind,
    of: about.kind === "amendment" ? about.of : undefined,
    base: about.kind === "amendment" ? about.base : undefined,
    replaces: about.kind === "draft" ? (about.replaces ?? undefined) : undefined,
  };
}
function aboutOf(d: Details): About | null {
  const base = hashOf(d.base);
  const [of, replaces] = [parseDocumentId(d.of), parseDocumentId(d.replaces)];
  switch (d.about) {
    case "question":
    case "keep":
    case "let-go":
      return { kind: d.about };
    case "draft":
      return d.replaces === undefined || replaces !== null ? { kind: "draft", replaces } : null;
    case "amendment":
      return of === null || base === null ? null : { kind: "amendment", of, base };
    default:
      return null;
  }
}
function ruleDetails(rule: Rule): Sparse {
  const number = rule.kind === "majority" ? rule.least : rule.kind === "few" ? rule.number : undefined;
  return { rule: rule.kind, number };
}
function ruleOf(d: Details): Rule | null {
  const number = countOf(d.number);
  const counts = number !== null && number <= countMax;
  switch (d.rule) {
    case "all-agree":
    case "consent":
      return { kind: d.rule };
    case "majority":
      return counts ? { kind: "majority", least: number } : null;
    case "few":
      return counts && number > 0 ? { kind: "few", number } : null;
    default:
      return null;
  }
}
/** undefined: neither a pin nor none. */
function pinOf({ pin, block }: Details): Answer["pin"] | undefined {
  if (pin === undefined && block === undefined) return null;
  const [words, place] = [textOf(pin, reasonLengthMax), countOf(block)];
  return words === null || place === null ? undefined : { words, block: place };
}
function givenOf({ for: to, how }: Details): Answer["given"] | undefined {
  if (to === undefined && how === undefined) return null;
  if (how !== "phone" && how !== "scribe") return undefined;
  return typeof to === "string" && /^[0-9a-f]{32}$/.test(to) ? { to, how } : undefined;
}

export function hashOf(value: unknown): Hash | null {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value : null;
}
/** Each once, in the order they were given in; null for anything else. */
export function hashesOf(value: unknown, length: number, max: number): string[] | null {
  if (value === "") return [];
  if (typeof value !== "string" || value.length > (length + 1) * max) return null;
  const all = value.split(" ");
  const fit = all.length <= max && all.every((one) => one.length === length && /^[0-9a-f]+$/.test(one));
  return fit && new Set(all).size === all.length ? all : null;
}
function textOf(value: unknown, lengthMax: number): string | null {
  return typeof value === "string" && value.length <= lengthMax ? value : null;
}
function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
function sparse(details: Sparse): Details {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)) as Details;
}
