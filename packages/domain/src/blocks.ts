// A text as plain data: a flat list of blocks, each a list of runs. What is shown before Automerge is loaded, what is
// read from and written to Markdown. Knows nothing of Automerge, so it can be on the first screen.
import { type AgreementFacts, parseAgreementFacts } from "./facts.ts";
import { isRecord } from "./plain.ts";
import { parseValueLabel, type ValueLabel } from "./values.ts";

export type Block =
  | { type: "paragraph"; runs: Run[] }
  | { type: "heading"; level: HeadingLevel; runs: Run[] }
  | { type: "ordered-list-item"; indent: number; runs: Run[] }
  | { type: "unordered-list-item"; indent: number; runs: Run[] }
  | { type: "blockquote"; runs: Run[] }
  /** The reason for the block above it; more than one in a row are all its reasons. */
  | { type: "why"; runs: Run[] };
export type BlockType = Block["type"];
export type HeadingLevel = 1 | 2 | 3 | 4;

/** Words that are written alike. Neighbouring runs always differ in something but their text. */
export interface Run {
  text: string;
  strong: boolean;
  em: boolean;
  link: Link | null;
  /** These words are what the group sets something to, such as a number of days, for the app to go by. */
  value?: ValueLabel;
}
export interface Link {
  href: string;
  title: string | null;
}

/** An agreement to be read: what this device keeps beside the document, sealed, and shows first. */
export interface Readable {
  title: string;
  blocks: Block[];
  /** What stands on top; absent where only the words are known. */
  facts?: AgreementFacts;
}

/** The deepest a list item can stand, counted from 0. */
export const indentMax = 8;
export const emptyParagraph: Block = { type: "paragraph", runs: [] };

/** The nearest block this vocabulary has: whatever a merge or a newer app made, there is something to show. */
export function blockOf(marker: { type: unknown; level?: unknown; indent?: unknown }, runs: Run[]): Block {
  switch (marker.type) {
    case "heading":
      return { type: "heading", level: within(marker.level, 1, 4) as HeadingLevel, runs };
    case "ordered-list-item":
    case "unordered-list-item":
      return { type: marker.type, indent: within(marker.indent, 0, indentMax), runs };
    case "blockquote":
    case "why":
      return { type: marker.type, runs };
    default:
      return { type: "paragraph", runs };
  }
}

/** Adds words to the end, joining them to the last run when they are written alike. */
export function appendRun(runs: Run[], run: Run): void {
  if (run.text === "") return;
  const last = runs.at(-1);
  if (last && writtenAlike(last, run)) last.text += run.text;
  else runs.push({ ...run });
}

/** The words alone, one block to a line. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(textOf).join("\n");
}

/** In all blocks together. Languages written without blanks are counted by the words a dictionary finds in them. */
export function wordCount(blocks: readonly Block[]): number {
  let count = 0;
  for (const block of blocks) {
    const text = textOf(block);
    if (!unspaced.test(text)) count += text.match(word)?.length ?? 0;
    else for (const piece of segments.segment(text)) if (piece.isWordLike) count++;
  }
  return count;
}
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;
// Scripts written without spaces. Only they pay for the segmenter, which is some fifteen times slower.
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const segments = new Intl.Segmenter(undefined, { granularity: "word" });

/** About how long it takes to read, never less than a minute. Unhurried: many read in a second language. */
export function readingMinutes(blocks: readonly Block[]): number {
  return Math.max(1, Math.round(wordCount(blocks) / wordsPerMinute));
}
const wordsPerMinute = 180;

/** Reads back what was kept as JSON. Anything else becomes the nearest thing that can be shown. */
export function parseReadable(value: unknown): Readable | null {
  if (!isRecord(value) || typeof value.title !== "string" || !Array.isArray(value.blocks)) return null;
  const blocks = value.blocks
    .filter(isRecord)
    .map((block) => blockOf({ type: block.type, level: block.level, indent: block.indent }, parseRuns(block.runs)));
  return { title: value.title, blocks, ...(isRecord(value.facts) ? { facts: parseAgreementFacts(value.facts) } : {}) };
}

function parseRuns(value: unknown): Run[] {
  const runs: Run[] = [];
  for (const run of Array.isArray(value) ? value.filter(isRecord) : []) {
    if (typeof run.text !== "string") continue;
    const link = isRecord(run.link) ? linkOf(run.link.href, run.link.title) : null;
    const value = parseValueLabel(run.value);
    appendRun(runs, {
      text: run.text,
      strong: run.strong === true,
      em: run.em === true,
      link,
      ...(value === null ? {} : { value }),
    });
  }
  return runs;
}

/** A link that may be followed, or null. */
export function linkOf(href: unknown, title: unknown): Link | null {
  const safe = typeof href === "string" ? safeHref(href) : null;
  return safe === null ? null : { href: safe, title: typeof title === "string" && title !== "" ? title : null };
}

/** The address as the web writes it, if it leads to a web page or a letter; otherwise null. Twice changes nothing. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!linkSchemes.has(url.protocol)) return null;
  // URL leaves these in mailto: and in some parts of a path; no reader of Markdown agrees on what they mean there.
  return url.href.replace(/[\s<>"`\\()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
const linkSchemes = new Set(["http:", "https:", "mailto:"]);

export function writtenAlike(a: Run, b: Run): boolean {
  return (
    a.strong === b.strong &&
    a.em === b.em &&
    a.value === b.value &&
    a.link?.href === b.link?.href &&
    a.link?.title === b.link?.title
  );
}

export function textOf(block: Block): string {
  return block.runs.map((run) => run.text).join("");
}

function within(value: unknown, low: number, high: number): number {
  const number = typeof value === "number" && Number.isFinite(value) ? Math.trunc(value) : low;
  return Math.max(low, Math.min(high, number));
}
