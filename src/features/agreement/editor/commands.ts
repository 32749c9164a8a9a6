// What a person can do to the flat text, as editor commands: styles, kinds of block, indent, links, Enter and Backspace.
import { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import type { Node as PMNode } from "prosemirror-model";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { indentMax, type LinkAttrs, type ListKind, safeHref, schema } from "./schema.ts";

const { paragraph, heading, list_item: item, quote, why } = schema.nodes;

export const toggleStrong: Command = toggleMark(schema.marks.strong!);
export const toggleEm: Command = toggleMark(schema.marks.em!);

export type BlockKind = "paragraph" | "heading-1" | "heading-2" | "heading-3" | ListKind | "quote" | "why";

/** Turns the chosen blocks into this kind; those that all are already become paragraphs again. */
export function toggleBlock(kind: BlockKind): Command {
  return (state, dispatch) => {
    const off = kind !== "paragraph" && blockKinds(state).every((k) => k === kind);
    return setKind(off ? "paragraph" : kind)(state, dispatch);
  };
}
export function setKind(kind: BlockKind): Command {
  if (kind === "paragraph") return setBlockType(paragraph!);
  if (kind === "quote") return setBlockType(quote!);
  if (kind === "why") return setBlockType(why!);
  if (kind === "ordered" || kind === "unordered") return setBlockType(item!, { kind, indent: 0 });
  return setBlockType(heading!, { level: Number(kind.slice(-1)) });
}
function blockKinds(state: EditorState): string[] {
  const kinds: string[] = [];
  const { from, to } = state.selection;
  state.doc.nodesBetween(from, to, (node) => {
    if (node.isTextblock) kinds.push(kindOf(node));
    return !node.isTextblock;
  });
  return kinds;
}
export function kindOf(node: PMNode): string {
  if (node.type === item) return node.attrs.kind;
  if (node.type === heading) return `heading-${node.attrs.level}`;
  if (node.type === why) return "why";
  return node.type === quote ? "quote" : "paragraph";
}

/** What the toolbar shows as pressed. */
export function stylesAt(state: EditorState): {
  strong: boolean;
  em: boolean;
  link: boolean;
  value: boolean;
  block: string;
} {
  const { from, to, empty, $from } = state.selection;
  const has = (name: "strong" | "em" | "link" | "value") => {
    const type = schema.marks[name]!;
    if (!empty) return state.doc.rangeHasMark(from, to, type);
    return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  };
  return { strong: has("strong"), em: has("em"), link: has("link"), value: has("value"), block: kindOf($from.parent) };
}

/** Moves list items in or out; false elsewhere, so that Tab leaves the text as it does everywhere. */
export function indentBy(by: number): Command {
  return (state, dispatch) => {
    const items: { pos: number; node: PMNode }[] = [];
    const { from, to } = state.selection;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (node.type === item) items.push({ pos, node });
      return !node.isTextblock;
    });
    if (!items.length) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    for (const { pos, node } of items) {
      const indent = Math.max(0, Math.min(indentMax, node.attrs.indent + by));
      if (indent !== node.attrs.indent) tr.setNodeMarkup(pos, undefined, { ...node.attrs, indent });
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Enter in an empty list item or quote leaves it: first outwards, then to a paragraph. */
const leaveEmpty: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || parent.content.size || (parent.type !== item && parent.type !== quote && parent.type !== why))
    return false;
  if (parent.type === item && parent.attrs.indent > 0) return indentBy(-1)(state, dispatch);
  return setBlockType(paragraph!)(state, dispatch);
};
/** The next block is of the same kind, except after a heading's end, where plain words follow. */
const splitHere: Command = (state, dispatch) => {
  if (!(state.selection instanceof TextSelection)) return false;
  if (!dispatch) return true;
  const tr = state.tr.deleteSelection();
  const { $from } = tr.selection;
  const { parent } = $from;
  const atEnd = $from.parentOffset === parent.content.size;
  const plain = parent.type === paragraph || (parent.type === heading && atEnd);
  const marks = state.storedMarks ?? (state.selection.$to.parentOffset ? state.selection.$from.marks() : null);
  tr.split($from.pos, 1, [
    plain ? { type: paragraph! } : { type: parent.type, attrs: { ...parent.attrs, extra: null } },
  ]);
  if (marks) tr.ensureMarks(marks);
  dispatch(tr.scrollIntoView());
  return true;
};
/** A new line in the same block: a letter like any other. */
export const breakLine: Command = (state, dispatch) => {
  if (!(state.selection instanceof TextSelection)) return false;
  const { $from } = state.selection;
  const marks = (state.storedMarks ?? $from.marks()).filter((mark) => mark.type.spec.inclusive !== false);
  dispatch?.(state.tr.replaceSelectionWith(schema.text("\n", marks), false).ensureMarks(marks).scrollIntoView());
  return true;
};
export const enter: Command = chainCommands(leaveEmpty, splitHere);

/** Backspace at the start of an item, quote or heading first makes it plain; at the start of plain words it joins. */
const plainAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || $from.parentOffset || parent.type === paragraph) return false;
  if (parent.type === item && parent.attrs.indent > 0) return indentBy(-1)(state, dispatch);
  return setBlockType(paragraph!)(state, dispatch);
};
export const backspace: Command = chainCommands(plainAtStart, baseKeymap.Backspace!);

/** The link the caret is in or the selection touches, whole. */
export function linkAround(state: EditorState): { from: number; to: number; attrs: LinkAttrs } | null {
  const { $from, from, to } = state.selection;
  const type = schema.marks.link!;
  let found: { from: number; to: number; attrs: LinkAttrs } | null = null;
  const start = $from.start();
  $from.parent.forEach((node, offset) => {
    const mark = type.isInSet(node.marks);
    const [a, b] = [start + offset, start + offset + node.nodeSize];
    if (!mark) return;
    if (found && found.to === a && mark.eq(type.create(found.attrs))) found.to = b;
    else if (!found || found.to < from) found = { from: a, to: b, attrs: mark.attrs as LinkAttrs };
  });
  const link = found as { from: number; to: number; attrs: LinkAttrs } | null;
  return link && link.from <= to && link.to >= from ? link : null;
}
export function setLink(link: { href: string; words: string }): Command {
  return (state, dispatch) => {
    const href = safeHref(link.href) ?? safeHref(`https://${link.href.trim()}`);
    if (!href) return false;
    const old = linkAround(state);
    const { from, to } = state.selection.empty && old ? old : state.selection;
    const mark = schema.mark("link", { href, title: old?.attrs.title ?? null });
    const tr = state.tr;
    if (from === to)
      tr.insert(from, schema.text(link.words || link.href.trim(), [mark, ...state.selection.$from.marks()]));
    else tr.addMark(from, to, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
export const removeLink: Command = (state, dispatch) => {
  const old = linkAround(state);
  if (!old) return false;
  dispatch?.(state.tr.removeMark(old.from, old.to, schema.marks.link!));
  return true;
};

/** Adds a reason below the clause the caret is in, behind those it has, and goes there. In a reason: makes it words again. */
export const addWhy: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type === why) return setBlockType(paragraph!)(state, dispatch);
  let after = $from.after(1);
  for (let i = $from.index(0) + 1; i < state.doc.childCount && state.doc.child(i).type === why; i++)
    after += state.doc.child(i).nodeSize;
  if (!dispatch) return true;
  const tr = state.tr.insert(after, why!.create());
  dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** The value the caret is in or the selection touches. */
export function valueAround(state: EditorState): { from: number; to: number; label: string } | null {
  const { $from, from, to } = state.selection;
  const start = $from.start();
  let found: { from: number; to: number; label: string } | null = null;
  $from.parent.forEach((node, offset) => {
    const mark = schema.marks.value!.isInSet(node.marks);
    if (!mark) return;
    const [a, b] = [start + offset, start + offset + node.nodeSize];
    if (found && found.to === a && found.label === mark.attrs.label) found.to = b;
    else if (!found || found.to < from) found = { from: a, to: b, label: String(mark.attrs.label) };
  });
  const value = found as { from: number; to: number; label: string } | null;
  return value && value.from <= to && value.to >= from ? value : null;
}
/** Labels the chosen words, or the value the caret is in; without words chosen it says no. */
export function setValue(label: string): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection.empty ? (valueAround(state) ?? state.selection) : state.selection;
    if (from === to) return false;
    dispatch?.(state.tr.addMark(from, to, schema.mark("value", { label })).scrollIntoView());
    return true;
  };
}
export const removeValue: Command = (state, dispatch) => {
  const old = valueAround(state);
  if (!old) return false;
  dispatch?.(state.tr.removeMark(old.from, old.to, schema.marks.value!));
  return true;
};
