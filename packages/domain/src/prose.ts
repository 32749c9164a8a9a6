// Words edited together: one Automerge text with block markers and marks. The only file of this package that calls
// Automerge; everything else sees blocks.
import * as A from "@automerge/automerge/slim";
import { appendRun, type Block, blockOf, isRecord, linkOf, type Run } from "./blocks.ts";
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
export function wordsAt(doc: unknown, path: Path, { from, to }: Anchor): string | null {
  try {
    const text = String((doc as Record<string, unknown>)[path[0] as string]);
    const at = (cursor: string) => A.getCursorPosition(doc as A.Doc<unknown>, path, cursor as A.Cursor);
    const [a, b] = [at(from), at(to)];
    // A letter that was taken out is told as the place where it stood, so it is asked again by its name.
    const last = A.getCursor(doc as A.Doc<unknown>, path, b) === to ? b + 1 : b;
    return a < last ? text.slice(a, last).replaceAll("\uFFFC", " ") : null;
  } catch {
    return null;
  }
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
