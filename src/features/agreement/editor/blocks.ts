// Translates between the shared text's markers and marks and the editor's nodes and marks. Total: whatever a marker or a
// mark says, there is a node for it that keeps what it said.
import type { Mark, NodeType, Node as PMNode } from "prosemirror-model";
import { indentMax, type ListKind, levelMax, schema } from "./schema.ts";
import { type BlockValue, type Json, type MarkValue, type MarkValues, readBlock, type Span } from "./shared-text.ts";

const listTypes: Record<string, ListKind> = { "ordered-list-item": "ordered", "unordered-list-item": "unordered" };

export interface NodeShape {
  type: NodeType;
  attrs: Json;
}

export function shapeOf(b: BlockValue): NodeShape {
  const n = schema.nodes;
  const rest = (...known: string[]) => {
    const left = Object.entries(b.attrs).filter(([k]) => !known.includes(k));
    return left.length || b.parents.length ? { attrs: Object.fromEntries(left), parents: b.parents } : null;
  };
  if (b.type === "heading")
    return { type: n.heading!, attrs: { level: whole(b.attrs.level, 1, levelMax), extra: rest("level") } };
  const kind = Object.hasOwn(listTypes, b.type) ? listTypes[b.type] : undefined;
  if (kind)
    return { type: n.list_item!, attrs: { kind, indent: whole(b.attrs.indent, 0, indentMax), extra: rest("indent") } };
  if (b.type === "why") return { type: n.why!, attrs: { extra: rest() } };
  if (b.type === "blockquote") return { type: n.quote!, attrs: { extra: rest() } };
  return { type: n.paragraph!, attrs: { raw: b.type === "paragraph" ? null : b.type, bare: false, extra: rest() } };
}
const whole = (v: unknown, least: number, most: number) =>
  typeof v === "number" && Number.isFinite(v) ? Math.max(least, Math.min(most, Math.trunc(v))) : least;

export function blockValue(node: PMNode): BlockValue {
  const extra = node.attrs.extra as { attrs: Json; parents: string[] } | null;
  const attrs: Json = { ...extra?.attrs };
  let type = "paragraph";
  if (node.type.name === "heading") {
    type = "heading";
    attrs.level = node.attrs.level;
  } else if (node.type.name === "list_item") {
    type = node.attrs.kind === "ordered" ? "ordered-list-item" : "unordered-list-item";
    attrs.indent = node.attrs.indent;
  } else if (node.type.name === "quote") type = "blockquote";
  else if (node.type.name === "why") type = "why";
  else if (typeof node.attrs.raw === "string") type = node.attrs.raw;
  return { type, parents: [...(extra?.parents ?? [])], attrs, isEmbed: false };
}

export function marksIn(values: MarkValues | undefined): readonly Mark[] {
  let marks: readonly Mark[] = [];
  const other: MarkValues = {};
  for (const name of Object.keys(values ?? {}).sort()) {
    const value = values![name]!;
    if (value === null || value === false) continue;
    const mark = markIn(name, value);
    if (mark) marks = mark.addToSet(marks);
    else other[name] = value;
  }
  return Object.keys(other).length ? schema.mark("other", { values: other }).addToSet(marks) : marks;
}

/** The editor's own mark for a name, or null for marks it does not know. */
export function markIn(name: string, value: MarkValue): Mark | null {
  if (name === "strong" || name === "em") return schema.mark(name);
  if (name === "value") return schema.mark("value", { label: typeof value === "string" ? value : "" });
  return name === "link" ? schema.mark("link", linkIn(value)) : null;
}
function linkIn(value: MarkValue) {
  try {
    const { href, title } = JSON.parse(String(value));
    return { href: typeof href === "string" ? href : "", title: typeof title === "string" ? title : null };
  } catch {
    return { href: String(value), title: null };
  }
}

export function marksOut(marks: readonly Mark[]): MarkValues {
  const values: MarkValues = {};
  for (const m of marks) {
    if (m.type.name === "other") Object.assign(values, m.attrs.values);
    else if (m.type.name === "value") values.value = m.attrs.label;
    else
      values[m.type.name] =
        m.type.name === "link" ? JSON.stringify({ href: m.attrs.href, title: m.attrs.title }) : true;
  }
  return values;
}

export function docFromSpans(spans: readonly Span[]): PMNode {
  const blocks: PMNode[] = [];
  let shape: NodeShape | null = null;
  let inline: PMNode[] = [];
  const close = () => {
    if (shape) blocks.push(shape.type.create(shape.attrs, inline));
    else if (inline.length) blocks.push(schema.node("paragraph", { bare: true }, inline));
    inline = [];
  };
  for (const s of spans) {
    if (s.type === "text") {
      if (s.value) inline.push(schema.text(s.value, marksIn(s.marks)));
      continue;
    }
    const value = readBlock(s.value) ?? { type: "", parents: [], attrs: {}, isEmbed: false };
    if (value.isEmbed) inline.push(schema.node("embed", { value }));
    else {
      close();
      shape = shapeOf(value);
    }
  }
  close();
  if (!blocks.length) blocks.push(schema.node("paragraph", { bare: true }));
  return schema.node("doc", null, blocks);
}
