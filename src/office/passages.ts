// Paragraphs as they come out of a word processor's file, on their way to blocks: a clause of several is put together, a
// table's row becomes a line, the title leaves the text, and lists that would count in another way are noticed.
import { type Block, type Link, parseReadable, type Readable, type ValueLabel } from "@fogata/domain";

/** What a file can hold and a text here cannot. */
export type Left = "pictures" | "tables" | "changes" | "hidden" | "comments" | "numbers" | "parts";

export interface FromOffice extends Omit<Readable, "title"> {
  /** Null where the file names none. */
  title: string | null;
  left: readonly Left[];
}

export type Shape =
  | { kind: "title" | "subtitle" | "on-top" | "contents" | "paragraph" | "quote" | "why" }
  | { kind: "heading"; level: number; numbered: boolean }
  | { kind: "item"; ordered: boolean; indent: number; list: string };

/** What stands before a reason for those who read it elsewhere; it is no part of the words. */
export const labelStyle = "why label";

/** Not yet joined, nor their links looked at. */
export interface RawRun {
  text: string;
  strong: boolean;
  em: boolean;
  link: Link | null;
  value?: ValueLabel;
}
export interface Passage {
  shape: Shape & { indented: boolean };
  block: { type: Block["type"]; level?: number; indent?: number; runs: RawRun[] };
}

export function passageOf(shape: Passage["shape"], runs: RawRun[]): Passage {
  return { shape, block: blockOf(shape, runs) };
}

export interface Whole {
  passages: readonly Passage[];
  /** Numbered as they came. */
  notes: readonly (readonly Passage[])[];
  left: Set<Left>;
  /** Written by this app: every blank in it is meant. */
  own: boolean;
  /** What this app keeps in a file for itself; other programs leave it there. */
  kept: string | null;
}

export function wholeText({ passages, notes, left, own, kept: json }: Whole): FromOffice {
  const all = [...passages, ...notes.flatMap((note, at) => noteOf(at + 1, note))];
  const joined = own ? all : partLists(joinContinued(all.filter(tidied)));
  if (!own && numbersBreak(joined)) left.add("numbers");
  const kept = keptFacts(json);
  const top = own || kept !== null ? takeTop(joined) : { title: takeFirstHeading(joined), summary: null };
  const facts = kept && { ...kept, ...(top.summary === null ? {} : { summary: top.summary }) };
  const blocks = joined.flatMap(({ shape, block }) => (shape.kind === "on-top" ? [] : [block]));
  const { title: _, ...words } = parseReadable({ title: "", blocks, ...(facts ? { facts } : {}) })!;
  return { ...words, title: top.title, left: [...left].sort() };
}

/** A row of a table is a line, where each of its cells is one. */
export function rowOf(cells: readonly Passage[][]): Passage[] {
  const said = cells.map((cell) => cell.filter(({ block }) => block.runs.length > 0)).filter((cell) => cell.length > 0);
  const first = said[0]?.[0];
  const simple = said.every((cell) => cell.length === 1 && cell[0]!.shape.kind === "paragraph");
  if (first === undefined || !simple) return said.flat();
  const runs = said.flatMap((cell, at) => (at > 0 ? [run(" | "), ...cell[0]!.block.runs] : cell[0]!.block.runs));
  return [{ ...first, block: { ...first.block, runs } }];
}

function blockOf(shape: Shape, runs: RawRun[]): Passage["block"] {
  switch (shape.kind) {
    case "title":
      return { type: "heading", level: 1, runs: plainer(runs) };
    case "heading":
      return { type: "heading", level: Math.min(shape.level, 4), runs };
    case "item":
      return { type: shape.ordered ? "ordered-list-item" : "unordered-list-item", indent: shape.indent, runs };
    case "quote":
      return { type: "blockquote", runs };
    case "why":
      return { type: "why", runs };
    default:
      return { type: "paragraph", runs };
  }
}
function plainer(runs: readonly RawRun[]): RawRun[] {
  return runs.map((one) => ({ ...one, strong: false }));
}

/** What others write is set with blanks and empty lines; here the look parts them. False for a line of nothing. */
function tidied({ block }: Passage): boolean {
  const { runs } = block;
  const first = runs.findIndex(({ text }) => text.trim() !== "");
  if (first < 0) return false;
  runs.splice(runs.findLastIndex(({ text }) => text.trim() !== "") + 1);
  runs.splice(0, first);
  runs[0]!.text = runs[0]!.text.trimStart();
  runs.at(-1)!.text = runs.at(-1)!.text.trimEnd();
  return true;
}

/** An indented paragraph between two items of one numbered list is the first one's: apart from it, the numbers would start anew. */
function joinContinued(passages: readonly Passage[]): Passage[] {
  const joined: Passage[] = [];
  for (const [at, one] of passages.entries()) {
    const item = joined.at(-1);
    const goesOn = item?.shape.kind === "item" && one.shape.kind === "paragraph" && one.shape.indented;
    if (goesOn && comesAgain(item.shape, passages, at)) item.block.runs.push(run("\n"), ...one.block.runs);
    else joined.push(one);
  }
  return joined;
}
function comesAgain(item: Shape, passages: readonly Passage[], from: number): boolean {
  for (let at = from; at < passages.length && at < from + continuedMax; at++) {
    const { shape } = passages[at]!;
    if (shape.kind === "item") return item.kind === "item" && item.ordered && shape.list === item.list;
    if (shape.kind !== "paragraph" || !shape.indented) return false;
  }
  return false;
}
/** Nobody writes one clause of more paragraphs. */
const continuedMax = 20;

/** Two numbered lists right behind each other would be one here: an empty line keeps them two. */
function partLists(passages: readonly Passage[]): Passage[] {
  let open: string | null = null;
  return passages.flatMap((one) => {
    const { shape } = one;
    if (shape.kind === "why" || (shape.kind === "item" && shape.indent > 0)) return [one];
    const before = open;
    open = shape.kind === "item" && shape.ordered ? shape.list : null;
    const parted = before !== null && open !== null && before !== open;
    return parted ? [passageOf({ kind: "paragraph", indented: false }, []), one] : [one];
  });
}

/** Does a list go on counting behind something else, or begin anew right behind another? Here each does the opposite. */
function numbersBreak(passages: readonly Passage[]): boolean {
  const over = new Set<string>();
  /** By depth: the numbered list that an item there goes on with; null for one that is not numbered. */
  let open: (string | null | undefined)[] = [];
  for (const { shape } of passages) {
    if (shape.kind === "item") {
      open.length = Math.min(open.length, shape.indent + 1);
      const before = open[shape.indent];
      if (shape.ordered && (over.has(shape.list) || (before != null && before !== shape.list))) return true;
      open[shape.indent] = shape.ordered ? shape.list : null;
    } else if (shape.kind !== "why") {
      for (const list of open) if (list != null) over.add(list);
      open = [];
    }
  }
  return false;
}

/** Its number stands before its words, at the end of the text. */
function noteOf(number: number, passages: readonly Passage[]): Passage[] {
  const [first, ...rest] = passages.filter(tidied);
  if (first === undefined) return [];
  return [{ ...first, block: { ...first.block, runs: [run(`[${number}] `), ...first.block.runs] } }, ...rest];
}

/** A file that was this app's own says what stands on top, in its own styles. */
function takeTop(passages: Passage[]): { title: string | null; summary: string | null } {
  const title = passages[0]?.shape.kind === "title" ? wordsOf(passages.shift()!) : takeFirstHeading(passages);
  const summary = passages[0]?.shape.kind === "subtitle" ? wordsOf(passages.shift()!) : null;
  return { title: title || null, summary };
}
/** The first heading of the first level is the title and leaves the text, as in every other file. */
function takeFirstHeading(passages: Passage[]): string | null {
  const first = passages[0]?.block;
  return first?.type === "heading" && first.level === 1 ? wordsOf(passages.shift()!) || null : null;
}
function wordsOf({ block }: Passage): string {
  return block.runs.map(({ text }) => text).join("");
}

function keptFacts(json: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json ?? "null");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // another program's property of that name
  }
}

function run(text: string): RawRun {
  return { text, strong: false, em: false, link: null };
}
