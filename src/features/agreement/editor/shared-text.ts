// The one door between the editor and Automerge: reads a shared rich text, writes small edits into it and hands on what
// changed. Knows nothing of ProseMirror. Whatever is stored under the path, nothing here throws.
import * as A from "@automerge/automerge/slim";

export type Json = Record<string, unknown>;
export type MarkValues = Record<string, A.MarkValue>;
export type MarkValue = A.MarkValue;
export type Patch = A.Patch;
export type Span = A.Span;

/** What a block marker says, as plain data. */
export interface BlockValue {
  type: string;
  parents: string[];
  attrs: Json;
  isEmbed: boolean;
}

/** The part of a document handle the editor needs; automerge-repo's DocHandle satisfies it. */
export interface TextHandle {
  doc(): unknown;
  change(edit: (draft: never) => void): void;
  on(event: "change", listener: (payload: { patches: unknown[] }) => void): unknown;
  off(event: "change", listener: (payload: { patches: unknown[] }) => void): unknown;
}

/** Edits inside one change. Indexes count UTF-16 units; a block marker is one unit. */
export interface TextDraft {
  /** Gives a way to ask, once the change is made, for the cursors of all that was taken out, in order. */
  remove(at: number, count: number): () => string[];
  insert(at: number, text: string): void;
  insertBlock(at: number, value: BlockValue): void;
  setBlock(at: number, from: BlockValue, to: BlockValue): void;
  mark(start: number, end: number, name: string, value: MarkValue | null): void;
  cursor(at: number): string | null;
  position(cursor: string): number | null;
}

export interface SharedText {
  spans(): Span[];
  /** The whole text with U+FFFC for each marker, or null when there is no text at the path. Costs nothing. */
  string(): string | null;
  block(at: number): BlockValue | null;
  /** A name for the unit at an index that stays good whatever others do. */
  cursor(at: number): string | null;
  /** Where that unit is now, or where it stood if it is gone. */
  position(cursor: string): number | null;
  /** Makes one change and says what it did to the text. Throws if the document cannot be changed. */
  change(edit: (draft: TextDraft) => void): Patch[];
  /** Hears the changes that did not come through `change` above. */
  listen(changed: (patches: Patch[]) => void): () => void;
}

export function shareText(handle: TextHandle, path: A.Prop[]): SharedText {
  let heard: Patch[] = [];
  let writing = false;
  const doc = () => handle.doc() as A.Doc<unknown>;
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch {
      return otherwise;
    }
  };
  const cursorIn = (d: A.Doc<unknown>, at: number) => attempt(() => A.getCursor(d, path, at) as string, null);
  const positionIn = (d: A.Doc<unknown>, cursor: string) =>
    attempt(() => A.getCursorPosition(d, path, cursor as A.Cursor), null);

  return {
    spans: () => attempt(() => A.spans(doc(), path), []),
    string: () => attempt(() => textAt(doc(), path), null),
    block: (at) => attempt(() => blockAt(doc(), path, at), null),
    cursor: (at) => cursorIn(doc(), at),
    position: (cursor) => positionIn(doc(), cursor),
    change(edit) {
      writing = true;
      heard = [];
      try {
        const made: Made = { change: null };
        let erases = false;
        handle.change((draft) => {
          edit(draftOf(draft, path, { cursorIn, positionIn, made, erasing: () => (erases = true) }));
        });
        // A few bytes that name every letter taken out; spelling them out can wait until somebody asks.
        if (erases) made.change = A.getLastLocalChange(doc()) ?? null;
      } finally {
        writing = false;
      }
      return heard;
    },
    listen(changed) {
      const listener = ({ patches }: { patches: unknown[] }) => {
        const list = patches as Patch[];
        if (writing) heard.push(...list);
        else changed(list);
      };
      handle.on("change", listener);
      return () => handle.off("change", listener);
    },
  };
}

/** The change once it is made. */
interface Made {
  change: Uint8Array | null;
}

function draftOf(
  draft: never,
  path: A.Prop[],
  look: {
    cursorIn(d: never, at: number): string | null;
    positionIn(d: never, cursor: string): number | null;
    made: Made;
    erasing(): void;
  },
): TextDraft {
  const { made } = look;
  const backend = A.getBackend(draft as A.Doc<unknown>);
  return {
    remove(at, count) {
      const from = backend.pendingOps();
      A.splice(draft, path, at, count);
      const to = backend.pendingOps();
      look.erasing();
      return () => (made.change ? erasedIn(made.change, from, to) : []);
    },
    insert: (at, text) => A.splice(draft, path, at, 0, text),
    insertBlock: (at, value) => A.splitBlock(draft, path, at, written(value) as never),
    setBlock: (at, from, to) => setBlockInPlace(draft, path, at, { from, to }),
    mark(start, end, name, value) {
      // Words typed at the end of something strong are strong; words typed after a link or a value are not part of it.
      const grows = name !== "link" && name !== "value";
      const range = { start, end, expand: grows ? ("after" as const) : ("none" as const) };
      if (value === null) A.unmark(draft, path, range, name);
      else A.mark(draft, path, range, name, value);
    },
    cursor: (at) => look.cursorIn(draft, at),
    position: (cursor) => look.positionIn(draft, cursor),
  };
}

function erasedIn(change: Uint8Array, from: number, to: number): string[] {
  // The library's type of an operation leaves out the element it is about.
  const ops = A.decodeChange(change).ops as { action: string; elemId?: string }[];
  return ops.slice(from, to).flatMap(({ action, elemId }) => (action === "del" && elemId ? [elemId] : []));
}

/**
 * Changes a marker without replacing it. `A.updateBlock` removes the marker and inserts another, so that two people
 * who restyle one paragraph at once get two paragraphs, and its cursors are lost; a put into its map merges.
 */
function setBlockInPlace(draft: never, path: A.Prop[], at: number, block: { from: BlockValue; to: BlockValue }) {
  const { from, to } = block;
  const simple = (v: unknown) => typeof v === "string" || typeof v === "number" || typeof v === "boolean";
  const keys = new Set([...Object.keys(from.attrs), ...Object.keys(to.attrs)]);
  const changed = [...keys].filter((k) => !same(from.attrs[k], to.attrs[k]));
  const inPlace = same(from.parents, to.parents) && changed.every((k) => !(k in to.attrs) || simple(to.attrs[k]));
  const backend = A.getBackend(draft as A.Doc<unknown>);
  const marker = mapAt(backend, textObject(path), at);
  const attrs = marker && mapAt(backend, marker, "attrs");
  if (!inPlace || !marker || !attrs) {
    A.updateBlock(draft, path, at, written(to) as never);
    return;
  }
  if (from.type !== to.type) backend.put(marker, "type", to.type, "str");
  for (const k of changed) {
    const v = to.attrs[k];
    if (v === undefined) backend.delete(attrs, k);
    else if (typeof v === "string") backend.put(attrs, k, v, "str");
    else backend.put(attrs, k, v as number | boolean);
  }
}
/** A.block finds the marker's whole path first, which takes a millisecond in a long text; asking for it by id does not. */
function blockAt(doc: A.Doc<unknown>, path: A.Prop[], at: number): BlockValue | null {
  const backend = A.getBackend(doc);
  const marker = mapAt(backend, textObject(path), at);
  return marker === null ? null : readBlock(backend.materialize(marker));
}
const textObject = (path: A.Prop[]) => ["_root", ...path].join("/");
/** The id of the map that is there, or null if something else is. */
function mapAt(backend: ReturnType<typeof A.getBackend>, object: string, prop: A.Prop): string | null {
  const found = backend.getWithType(object, prop) as [string, string] | null;
  return found?.[0] === "map" ? found[1] : null;
}
const written = (v: BlockValue) => ({
  type: new A.ImmutableString(v.type),
  parents: v.parents.map((p) => new A.ImmutableString(p)),
  attrs: v.attrs,
  isEmbed: v.isEmbed,
});

function textAt(doc: unknown, path: A.Prop[]): string | null {
  let at: unknown = doc;
  for (const step of path) at = (at as Record<A.Prop, unknown>)[step];
  return typeof at === "string" ? at : null;
}

/** Any marker, hostile ones included, as plain data; null if it is no marker at all. */
export function readBlock(value: unknown): BlockValue | null {
  if (!value || typeof value !== "object") return null;
  const plain = plainJson(value) as Json;
  const attrs = plain.attrs;
  return {
    type: typeof plain.type === "string" ? plain.type : "",
    parents: Array.isArray(plain.parents) ? plain.parents.map((p) => (typeof p === "string" ? p : "")) : [],
    attrs: attrs && typeof attrs === "object" && !Array.isArray(attrs) ? (attrs as Json) : {},
    isEmbed: plain.isEmbed === true,
  };
}

const depthMax = 8;
/** Plain data with its keys in order, so that equal values compare equal. Deeper than a marker needs to be is dropped. */
function plainJson(v: unknown, depth = 0): unknown {
  if (A.isImmutableString(v)) return v.toString();
  if (v === null || typeof v !== "object") return typeof v === "bigint" ? Number(v) : v;
  if (depth > depthMax) return null;
  // By what it is, not by `instanceof`: a key called __proto__ makes a plain map look like anything.
  const tag = Object.prototype.toString.call(v);
  if (tag === "[object Date]") return Number((v as Date).valueOf());
  if (ArrayBuffer.isView(v)) return [...(v as Uint8Array)];
  if (Array.isArray(v)) return v.map((x) => plainJson(x, depth + 1));
  const keys = Object.keys(v).sort();
  return Object.fromEntries(keys.map((k) => [k, plainJson((v as Json)[k], depth + 1)]));
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, withBigInts) === JSON.stringify(b, withBigInts);
}
const withBigInts = (_key: string, v: unknown) => (typeof v === "bigint" ? `${v}n` : v);
