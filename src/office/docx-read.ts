// A Word document → the blocks of an agreement, with what had to be left behind named. Takes anything: what is no Word
// document, or means harm, is refused with a reason; nothing throws and nothing is fetched.
import { type Block, parseReadable, type Readable } from "@fogata/domain";
import { type DocxParts, openDocx, type PackageFault } from "./docx-package.ts";
import { type Shape, shapesOf } from "./docx-shapes.ts";
import { type Around, type Left, runsOf } from "./docx-words.ts";
import { programName } from "./on-top.ts";
import { elementsIn, type Xml } from "./xml.ts";

export interface FromOffice extends Omit<Readable, "title"> {
  /** Null where the file names none. */
  title: string | null;
  left: readonly Left[];
}

export function readDocx(bytes: Uint8Array): { ok: true; value: FromOffice } | { ok: false; reason: PackageFault } {
  const opened = openDocx(bytes);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const left = new Set<Left>();
  const own = parts.program === programName;
  const notes = createNotes(parts);
  const around: Around = {
    shapes: shapesOf(parts.styles, parts.numbering),
    addresses: parts.addresses,
    left,
    note: notes.number,
    own,
  };
  const passages = passagesIn(parts.body, around);
  // What notes say of notes is not followed.
  for (const { number, xml } of notes.all()) passages.push(...noteOf(number, passagesIn(xml, around)));
  const joined = own ? passages : joinContinued(passages.filter((one) => tidied(one)));
  if (!own && numbersBreak(joined)) left.add("numbers");
  const top = own ? takeTop(joined) : takeFirstHeading(joined);
  const kept = keptFacts(parts.kept);
  const facts = kept && { ...kept, ...(own && top.summary !== null ? { summary: top.summary } : {}) };
  const blocks = joined.flatMap(({ shape, block }) => (shape.kind === "on-top" ? [] : [block]));
  const read = parseReadable({ title: "", blocks, ...(facts ? { facts } : {}) })!;
  const { title: _, ...words } = read;
  return { ok: true, value: { ...words, title: top.title, left: [...left].sort() } };
}

type RawRuns = ReturnType<typeof runsOf>;
type RawBlock = { type: Block["type"]; level?: number; indent?: number; runs: RawRuns };
interface Passage {
  shape: Shape & { indented: boolean };
  block: RawBlock;
}

/** Paragraphs wherever they stand: in cells, in fields, in what was put in. */
function passagesIn(parent: Xml, around: Around): Passage[] {
  const all: Passage[] = [];
  walk(parent);
  return all;

  function walk(xml: Xml): void {
    for (const one of elementsIn(xml)) {
      if (one.name === "p") paragraph(one);
      else if (one.name === "tbl") {
        around.left.add("tables");
        walk(one);
      } else if (one.name === "tr") all.push(...rowOf(elementsIn(one).map((cell) => passagesIn(cell, around))));
      else if (one.name === "altChunk") around.left.add("parts");
      else if (holders.has(one.name)) walk(one);
      else if (one.name === "del" || one.name === "moveFrom") around.left.add("changes");
    }
  }
  function paragraph(xml: Xml): void {
    const shape = around.shapes.of(xml);
    // Made by the program out of the headings, and made again wherever it is wanted.
    if (shape.kind === "contents") return;
    if (shape.kind === "heading" && shape.numbered) around.left.add("numbers");
    all.push({ shape, block: blockOf(shape, runsOf(xml, around)) });
  }
}
const holders = new Set("tc sdt sdtContent customXml ins moveTo txbxContent".split(" "));

/** A row of a table is a line, where each of its cells is one. */
function rowOf(cells: readonly Passage[][]): Passage[] {
  const said = cells.map((cell) => cell.filter(({ block }) => block.runs.length > 0)).filter((cell) => cell.length > 0);
  const first = said[0]?.[0];
  const simple = said.every((cell) => cell.length === 1 && cell[0]!.shape.kind === "paragraph");
  if (first === undefined || !simple) return said.flat();
  const runs = said.flatMap((cell, at) => (at > 0 ? [run(" | "), ...cell[0]!.block.runs] : cell[0]!.block.runs));
  return [{ ...first, block: { ...first.block, runs } }];
}

function blockOf(shape: Shape, runs: RawRuns): RawBlock {
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
function plainer(runs: RawRuns): RawRuns {
  return runs.map((one) => ({ ...one, strong: false }));
}

/** What others write is set with blanks and empty lines; here the look parts them. False for a line of nothing. */
function tidied({ block }: Passage): boolean {
  const { runs } = block;
  while (runs.length > 0 && runs[0]!.text.trimStart() === "") runs.shift();
  while (runs.length > 0 && runs.at(-1)!.text.trimEnd() === "") runs.pop();
  if (runs.length === 0) return false;
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

/** Does a list go on counting behind something else? Here each begins anew. */
function numbersBreak(passages: readonly Passage[]): boolean {
  const over = new Set<string>();
  let open = new Set<string>();
  for (const { shape } of passages) {
    if (shape.kind === "item" && shape.ordered) {
      if (over.has(shape.list)) return true;
      open.add(shape.list);
    } else if (shape.kind !== "item" && shape.kind !== "why") {
      for (const list of open) over.add(list);
      open = new Set();
    }
  }
  return false;
}

/** Its number stands before its words, at the end of the text. */
function noteOf(number: number, passages: Passage[]): Passage[] {
  const [first, ...rest] = passages.filter(tidied);
  if (first === undefined) return [];
  return [{ ...first, block: { ...first.block, runs: [run(`[${number}] `), ...first.block.runs] } }, ...rest];
}

/** A file of this app's own says what stands on top, in its own styles. */
function takeTop(passages: Passage[]): { title: string | null; summary: string | null } {
  const title = passages[0]?.shape.kind === "title" ? wordsOf(passages.shift()!) : null;
  const summary = passages[0]?.shape.kind === "subtitle" ? wordsOf(passages.shift()!) : null;
  return { title: title || null, summary };
}
/** The first heading of the first level is the title and leaves the text, as in every other file. */
function takeFirstHeading(passages: Passage[]): { title: string | null; summary: null } {
  const first = passages[0]?.block;
  const is = first?.type === "heading" && first.level === 1;
  return { title: is ? wordsOf(passages.shift()!) : null, summary: null };
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

function run(text: string): RawRuns[number] {
  return { text, strong: false, em: false, link: null };
}

/** Notes below the page have no place here: their words stand at the end, numbered as they come. */
function createNotes({ footnotes, endnotes }: DocxParts) {
  const known = new Map<string, Xml>();
  // The others are the lines that part notes from the text.
  for (const [kind, xml] of [["footnote", footnotes] as const, ["endnote", endnotes] as const])
    for (const note of xml === null ? [] : elementsIn(xml))
      if (note.name === kind && (note.attributes.get("type") ?? "normal") === "normal")
        known.set(`${kind} ${note.attributes.get("id")}`, note);
  const order = new Map<string, number>();
  return {
    number(kind: "footnote" | "endnote", id: string): number | null {
      const name = `${kind} ${id}`;
      if (!known.has(name)) return null;
      if (!order.has(name)) order.set(name, order.size + 1);
      return order.get(name)!;
    },
    all: () => [...order].map(([name, number]) => ({ number, xml: known.get(name)! })),
  };
}
