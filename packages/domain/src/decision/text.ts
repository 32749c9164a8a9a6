// The exact text a yes is for: one form for one text, the same on every device and in every version, and its hash.
// Never changed for texts that exist: what a later version adds is written only where it is there.
import { type Block, blockOf, type Run } from "../blocks.ts";
import { type AgreementFacts, type Decider, parseDecider } from "../facts.ts";
import { isRecord } from "../plain.ts";
import { parseValueLabel } from "../values.ts";
import type { Hash } from "./types.ts";

/** Everything people agree to when they agree to a text. When it is looked at again is the proposal's to say. */
export interface ExactText {
  title: string;
  summary: string;
  language: string | null;
  decides: Decider;
  blocks: readonly Block[];
}

/** SHA-256 comes in: this package knows no crypto. */
export type Sha256 = (data: Uint8Array) => Promise<Uint8Array>;

/** What is meant of an agreement as it is read. */
export function exactText(o: { title: string; blocks: readonly Block[]; facts: AgreementFacts }): ExactText {
  const { summary, language, decides } = o.facts;
  return { title: o.title, summary, language, decides, blocks: o.blocks };
}
/** A plain question is the sentence itself. */
export function questionText(sentence: string): ExactText {
  return { title: sentence, summary: "", language: null, decides: { kind: "everyone" }, blocks: [] };
}

/** JSON without a blank: `["fogata text 1",title,summary,language,decides,[[type,depth,[run…]]…]]`. */
export function canonicalText({ title, summary, language, decides, blocks }: ExactText): string {
  return JSON.stringify([form, well(title), well(summary), language, deciderItem(decides), blocks.map(blockItem)]);
}
const form = "fogata text 1";

export async function hashOfText(sha256: Sha256, text: ExactText): Promise<Hash> {
  const digest = await sha256(new TextEncoder().encode(canonicalText(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads a canonical text back, as a record brings it; null unless writing it again gives the very same. */
export function parseCanonicalText(canonical: string): ExactText | null {
  const text = textOf(parseJson(canonical));
  return text !== null && canonicalText(text) === canonical ? text : null;
}

function deciderItem(decides: Decider): string[] {
  if (decides.kind === "everyone") return [decides.kind];
  return [decides.kind, decides.kind === "law" ? well(decides.why) : decides.group];
}
function blockItem(block: Block) {
  const depth = block.type === "heading" ? block.level : "indent" in block ? block.indent : 0;
  return [block.type, depth, runItems(block.runs)];
}

type RunItem = [text: string, strong: 0 | 1, em: 0 | 1, href: string | null, title: string | null, value?: string];

/** Runs written alike are one, and empty ones none: how a merge cut the words says nothing. */
function runItems(runs: readonly Run[]): RunItem[] {
  const items: RunItem[] = [];
  for (const { text, strong, em, link, value } of runs) {
    if (text === "") continue;
    const marks = [strong ? 1 : 0, em ? 1 : 0, link?.href ?? null, link?.title ?? null] as const;
    const item: RunItem = value === undefined ? [text, ...marks] : [text, ...marks, value];
    const last = items.at(-1);
    if (last && last.length === item.length && last.every((one, i) => i === 0 || one === item[i])) last[0] += text;
    else items.push(item);
  }
  for (const item of items) item[0] = well(item[0]);
  return items;
}

/** Half a letter, as a cut between two writers can leave one, has no form in UTF-8. */
function well(text: string): string {
  return text.toWellFormed();
}

function textOf(value: unknown): ExactText | null {
  if (!Array.isArray(value) || value.length !== 6 || value[0] !== form) return null;
  const [, title, summary, language, decider, blocks] = value as unknown[];
  if (typeof title !== "string" || typeof summary !== "string") return null;
  if ((language !== null && typeof language !== "string") || !Array.isArray(decider) || !Array.isArray(blocks))
    return null;
  const [kind, more] = decider as unknown[];
  const decides = parseDecider({ kind, why: more, group: more });
  return { title, summary, language, decides, blocks: blocks.map(blockFrom) };
}

/** Whatever is not as it should be reads as something near it, which is not written the same. */
function blockFrom(item: unknown): Block {
  const [type, depth, runs] = Array.isArray(item) ? (item as unknown[]) : [];
  return blockOf({ type, level: depth, indent: depth }, Array.isArray(runs) ? runs.map(runFrom) : []);
}
function runFrom(item: unknown): Run {
  const [text, strong, em, href, title, label] = Array.isArray(item) ? (item as unknown[]) : [];
  const link = typeof href === "string" ? { href, title: typeof title === "string" ? title : null } : null;
  const value = parseValueLabel(label);
  const run = { text: typeof text === "string" ? text : "", strong: strong === 1, em: em === 1, link };
  return value === null ? run : { ...run, value };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? null : value;
  } catch {
    return null;
  }
}
