// Words edited together: one Automerge text with block markers and marks. The only file of this package that calls
// Automerge; everything else sees blocks.
import * as A from "@automerge/automerge/slim";
import { appendRun, type Block, blockOf, linkOf, type Run } from "./blocks.ts";
import { isRecord } from "./plain.ts";
import { alikeAround } from "./review/pieces.ts";
import { parseValueLabel } from "./values.ts";

export type Bytes = Uint8Array;
type Path = A.Prop[];

/**
 * The first bytes of a document. One actor and time 0, so that the same call gives the same bytes on every device and
 * tells nobody when it was made.
 */
export function firstBytes<T extends object>(actor: string, write: (draft: T) => void): Bytes {
  return A.save(A.change(A.init<T>({ actor }), { time: 0 }, write));
}

/** Null for bytes that are no document. */
export function loadDocument(bytes: Bytes): object | null {
  try {
    return A.load<object>(bytes);
  } catch {
    return null;
  }
}

/** Where a document stands, to ask later what has come since. */
export function headsOf(doc: unknown): string[] {
  return A.getHeads(doc as A.Doc<unknown>);
}
/** What the document has beyond these heads, for `withChanges` to put into another copy. */
export function changesSince(doc: unknown, heads: string[]): Bytes {
  return A.saveSince(doc as A.Doc<unknown>, heads);
}
/** The document with these changes in it too; what it has already counts once, and bytes that are none change nothing. */
export function withChanges<Doc>(doc: Doc, bytes: Bytes): Doc {
  try {
    return A.loadIncremental(doc as A.Doc<unknown>, bytes) as Doc;
  } catch {
    return doc;
  }
}

/** Replaces the words of a text by these blocks, touching only what differs. Makes the text if there is none. */
export function writeBlocks(draft: object, path: Path, blocks: readonly Block[]): void {
  const [key] = path as [string];
  const root = draft as Record<string, unknown>;
  if (typeof root[key] !== "string") root[key] = "";
  A.updateSpans(draft, path, blocks.flatMap(spansOf), markSpread);
}
/** What is typed at the edge of a link or behind a value is not part of it; bold and italic grow. */
export const markSpread: A.UpdateSpansConfig = {
  defaultExpand: "both",
  perMarkExpand: { link: "none", value: "none" },
};

/** Makes a plain text say this, touching only the letters that differ, so that what others write in it stays. */
export function writeWords(draft: object, path: Path, words: string): void {
  A.updateText(draft, path, words);
}

/** The text as blocks; always something to show, whatever a merge or a stranger put there. */
export function readBlocks(doc: unknown, path: Path): Block[] {
  const blocks: Block[] = [];
  let marker: Parameters<typeof blockOf>[0] = { type: "paragraph" };
  let runs: Run[] | null = null;
  for (const span of spansAt(doc, path)) {
    if (span.type === "text") {
      runs ??= [];
      appendRun(runs, runOf(span.value, span.marks));
    } else if (span.value.isEmbed !== true) {
      if (runs) blocks.push(blockOf(marker, runs));
      const attrs = isRecord(span.value.attrs) ? span.value.attrs : {};
      marker = { type: wholeText(span.value.type), level: attrs.level, indent: attrs.indent };
      runs = [];
    }
  }
  if (runs) blocks.push(blockOf(marker, runs));
  return blocks.length > 0 ? blocks : [{ type: "paragraph", runs: [] }];
}

/** What others gave this at the same time, where one of several stands: those that do not stand, in no order. */
export function alsoGiven(doc: unknown, key: string): unknown[] {
  try {
    const all = A.getConflicts(doc as A.Doc<Record<string, unknown>>, key) as Record<string, unknown> | undefined;
    const standing = (doc as Record<string, unknown>)[key];
    return all === undefined ? [] : Object.values(all).filter((one) => one !== standing);
  } catch {
    return []; // plain data has none
  }
}

/** One value that was put into a map, and by whose device. */
export interface Written {
  key: string;
  text: string;
  actor: string;
}
/**
 * All that is written as plain words in the map of this name. Where several people began that map at once, it is read
 * out of all of theirs. Whoever put a value there is known from the change itself, whatever the value says.
 */
export function writtenIn(doc: unknown, name: string): Written[] {
  try {
    const backend = A.getBackend(doc as A.Doc<unknown>);
    const maps = backend.getAll("_root", name).flatMap(([type, id]) => (type === "map" ? [id as string] : []));
    return maps.flatMap((map) =>
      backend.keys(map).flatMap((key) =>
        backend.getAll(map, key).flatMap(([type, value, id]): Written[] => {
          return type === "str" ? [{ key, text: value as string, actor: String(id).split("@")[1] ?? "" }] : [];
        }),
      ),
    );
  } catch {
    return []; // plain data says nothing of who wrote it
  }
}

/** Puts plain words into the map of this name, begun if there is none. */
export function writeIn(draft: object, name: string, o: { key: string; text: string }): void {
  const root = draft as Record<string, unknown>;
  // Automerge's strings and lists are objects too, and what a stranger put there makes room for what people say.
  if (!isRecord(root[name]) || Array.isArray(root[name]) || A.isImmutableString(root[name])) root[name] = {};
  (root[name] as Record<string, unknown>)[o.key] = whole(o.text);
}

/** The first and the last letter of some words: they stay on their letters whatever is written around them. */
export interface Anchor {
  from: string;
  to: string;
}
export interface Passage extends Anchor {
  words: string;
}
/** Each block that has words, as something to speak about. */
export function passagesOf(doc: unknown, path: Path): Passage[] {
  try {
    const text = String((doc as Record<string, unknown>)[path[0] as string] ?? "");
    const cursor = (at: number) => A.getCursor(doc as A.Doc<unknown>, path, at) as string;
    return [...text.matchAll(/[^\uFFFC]+/g)].flatMap(({ 0: words, index }): Passage[] =>
      words.trim() === "" ? [] : [{ words, from: cursor(index), to: cursor(index + words.length - 1) }],
    );
  } catch {
    return [];
  }
}
/** What stands there now, from the first letter to the last; null if nothing is left of it or it names nothing here. */
export function wordsAt(doc: unknown, path: Path, anchor: Anchor): string | null {
  const there = placeOf(doc, path, anchor);
  return there === null || there.words === "" ? null : there.words.replaceAll(marker, " ");
}
/** Whether they all lie in one block. */
export function isInOneBlock(doc: unknown, path: Path, anchor: Anchor): boolean {
  return placeOf(doc, path, anchor)?.words.includes(marker) === false;
}
const marker = "\uFFFC";

/** Where these words lie, or where they stood; null if the anchor names nothing here. */
function placeOf(doc: unknown, path: Path, { from, to }: Anchor): { start: number; words: string } | null {
  try {
    const text = String((doc as Record<string, unknown>)[path[0] as string]);
    const at = (cursor: string) => A.getCursorPosition(doc as A.Doc<unknown>, path, cursor as A.Cursor);
    const [start, b] = [at(from), at(to)];
    // A letter that was taken out is told as the place where it stood, so it is asked again by its name.
    return { start, words: text.slice(start, cursorAt(doc, path, b) === to ? b + 1 : b) };
  } catch {
    return null;
  }
}
function cursorAt(doc: unknown, path: Path, at: number): string | null {
  try {
    return A.getCursor(doc as A.Doc<unknown>, path, at) as string;
  } catch {
    return null; // behind the last letter
  }
}

/** `now`: all the words that lie there then; `put`: those of them that are new. Null where there are none. */
export interface Replaced {
  now: Anchor | null;
  put: (Anchor & { words: string }) | null;
}
/** Where the words of each block lie, marker by marker. */
export function wordPlaces(doc: unknown, path: Path): { from: number; to: number; words: string }[] {
  try {
    const text = String((doc as Record<string, unknown>)[path[0] as string] ?? "");
    return [...text.matchAll(/[^\uFFFC]+/g)].map(({ 0: words, index }) => {
      return { from: index, to: index + words.length, words };
    });
  } catch {
    return [];
  }
}
/** Who wrote the letter that lies there, as its change says; null where there is none. */
export function actorAt(doc: unknown, path: Path, at: number): string | null {
  return cursorAt(doc, path, at)?.split("@")[1] ?? null;
}

/**
 * Puts other words in the place of these, or where they stood. Only words that differ are touched, so that what people
 * say about those around them stays; the new ones are written as the old ones were: bold, a link, a value.
 */
export function replaceWords(draft: object, path: Path, anchor: Anchor, words: string): Replaced | null {
  const there = placeOf(draft, path, anchor);
  if (there === null) return null;
  const { start, words: old } = there;
  const [head, tail] = alikeAround(old, words);
  const [at, goes, comes] = [start + head, old.length - head - tail, words.slice(head, words.length - tail)];
  const marks = goes > 0 ? sharedMarks(draft, path, [at, at + goes - 1]) : null;
  if (goes > 0 || comes !== "") A.splice(draft, path, at, goes, comes);
  if (marks !== null && comes !== "") writeMarks(draft, path, { start: at, end: at + comes.length }, marks);
  const anchorOf = (from: number, length: number): Anchor | null => {
    const [first, last] = [cursorAt(draft, path, from), cursorAt(draft, path, from + length - 1)];
    return length === 0 || first === null || last === null ? null : { from: first, to: last };
  };
  const put = anchorOf(at, comes.length);
  return { now: anchorOf(start, words.length), put: put && { ...put, words: comes } };
}
function sharedMarks(doc: object, path: Path, [first, last]: [number, number]): A.MarkSet {
  const [a, b] = [first, last].map((at) => A.marksAt(doc, path, at)) as [A.MarkSet, A.MarkSet];
  return Object.fromEntries(Object.entries(a).filter(([name, value]) => b[name] === value));
}
function writeMarks(
  draft: object,
  path: Path,
  { start, end }: { start: number; end: number },
  wanted: A.MarkSet,
): void {
  const names = new Set([...Object.keys(A.marksAt(draft, path, start)), ...Object.keys(wanted)]);
  for (const name of names) {
    const value = wanted[name];
    const range = { start, end, expand: name === "link" || name === "value" ? ("none" as const) : ("after" as const) };
    if (value == null) A.unmark(draft, path, range, name);
    else A.mark(draft, path, range, name, value);
  }
}
/** Takes these words out again if they still stand just so, and this very actor wrote each letter of them. */
export function takeOutOwn(draft: object, path: Path, own: Anchor & { words: string; actor: string }): boolean {
  if (!standsAs(draft, path, own)) return false;
  A.splice(draft, path, placeOf(draft, path, own)!.start, own.words.length);
  return true;
}
/** Whether they still stand just so, each letter written by this very actor. */
export function standsAs(doc: unknown, path: Path, own: Anchor & { words: string; actor: string }): boolean {
  const there = placeOf(doc, path, own);
  if (there === null || there.words === "" || there.words !== own.words) return false;
  const letters = Array.from(there.words, (_, n) => cursorAt(doc, path, there.start + n));
  return letters.every((one) => one?.split("@")[1] === own.actor);
}

/** One change: whose device made it, when by its clock (0: not said), and where the document stood with it. */
export interface Step {
  actor: string;
  /** ms since 1970. */
  at: number;
  heads: string[];
}
/** Every change of a document, each after those it builds on; the last stands where the document stands now. */
export function stepsOf(doc: unknown): Step[] {
  const heads = new Set<string>();
  const steps: Step[] = [];
  try {
    for (const { actor, time, hash, deps } of A.getChangesMetaSince(doc as A.Doc<unknown>, [])) {
      for (const one of deps) heads.delete(one);
      heads.add(hash);
      steps.push({ actor, at: time * 1000, heads: [...heads].sort() });
    }
  } catch {
    return []; // no document of Automerge's
  }
  return steps;
}

/** Each change with those it builds on, after all of them. */
export type Change = Pick<A.ChangeMetadata, "actor" | "hash" | "deps">;
/** All of them, each after those it builds on; none for what is no document of Automerge's. */
export function changesOf(doc: unknown): Change[] {
  try {
    return A.getChangesMetaSince(doc as A.Doc<unknown>, []);
  } catch {
    return []; // no document of Automerge's
  }
}

/** The document as it stood there; null if it has never been at that point, as far as is known here. */
export function asItStood(doc: unknown, heads: readonly string[]): object | null {
  try {
    const all = [...heads];
    return all.length > 0 && A.hasHeads(doc as A.Doc<unknown>, all) ? A.view(doc as A.Doc<object>, all) : null;
  } catch {
    return null;
  }
}

/** A value that is replaced whole: of two concurrent titles one stands, never a mixture of their letters. */
export function whole(text: string): string {
  return new A.ImmutableString(text) as unknown as string;
}
export function wholeText(value: unknown): string | null {
  return A.isImmutableString(value) ? value.toString() : typeof value === "string" ? value : null;
}

function spansAt(doc: unknown, path: Path): A.Span[] {
  try {
    return A.spans(doc as A.Doc<unknown>, path);
  } catch {
    return []; // no text lies there
  }
}

function runOf(text: string, marks: A.MarkSet | undefined): Run {
  const { strong, em, link, value } = (marks ?? {}) as Record<string, unknown>;
  const label = parseValueLabel(value);
  return {
    text,
    strong: strong === true,
    em: em === true,
    link: typeof link === "string" ? parseLink(link) : null,
    ...(label === null ? {} : { value: label }),
  };
}

function parseLink(json: string) {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? linkOf(value.href, value.title) : null;
  } catch {
    return null;
  }
}

function spansOf(block: Block): A.Span[] {
  const attrs = block.type === "heading" ? { level: block.level } : "indent" in block ? { indent: block.indent } : {};
  const marker = { type: whole(block.type), parents: [], attrs, isEmbed: false };
  return [
    { type: "block", value: marker } as A.Span,
    ...block.runs.map((run): A.Span => ({ type: "text", value: run.text, marks: marksOf(run) })),
  ];
}

function marksOf(run: Run): A.MarkSet {
  const marks: Record<string, A.MarkValue> = {};
  if (run.strong) marks.strong = true;
  if (run.em) marks.em = true;
  if (run.value) marks.value = run.value;
  if (run.link) marks.link = JSON.stringify({ href: run.link.href, title: run.link.title });
  return marks as A.MarkSet;
}
