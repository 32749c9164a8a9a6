// Where a unit of the shared text is in the editor's document, and the other way round. The document is flat, so this is
// one walk over the row of blocks, adding numbers; nothing below a block is looked at.
import type { Node as PMNode } from "prosemirror-model";
import { blockValue, marksOut } from "./blocks.ts";
import type { BlockValue, MarkValues } from "./shared-text.ts";

/** Units of the shared text: a run of words with its marks, or one marker. */
export type Unit = { text: string; marks: MarkValues } | { block: BlockValue };
export const unitLength = (u: Unit) => ("text" in u ? u.text.length : 1);

export const unitsLength = (units: readonly Unit[]) => units.reduce((n, u) => n + unitLength(u), 0);

/** Letters (whole code points) and markers, one by one. */
export function lettersIn(units: readonly Unit[]): Unit[] {
  return units.flatMap((u): Unit[] => ("text" in u ? [...u.text].map((text) => ({ text, marks: u.marks })) : [u]));
}
export const countLetters = (units: readonly Unit[]) =>
  units.reduce((n, u) => n + ("text" in u ? [...u.text].length : 1), 0);
/** Those units that the letters from one to before another make. */
export function lettersPart(units: readonly Unit[], from: number, to: number): Unit[] {
  let at = 0;
  return units.flatMap((u): Unit[] => {
    const letters = "text" in u ? [...u.text] : [""];
    const [a, b] = [Math.max(0, from - at), Math.min(letters.length, to - at)];
    at += letters.length;
    if (a >= b) return [];
    return "text" in u ? [{ ...u, text: letters.slice(a, b).join("") }] : [u];
  });
}

/** A bare block has no marker; only the first one can be bare for longer than one step. */
export const markerOf = (block: PMNode) => (block.attrs.bare ? 0 : 1);

/** Editor position → index of the unit that follows it. Total. */
export function indexAt(doc: PMNode, pos: number): number {
  let index = 0;
  let at = 0;
  for (let i = 0; i < doc.childCount; i++) {
    const block = doc.child(i);
    if (pos <= at) return index;
    const inside = block.content.size;
    if (pos < at + inside + 2) return index + markerOf(block) + (pos - at - 1);
    at += inside + 2;
    index += markerOf(block) + inside;
  }
  return index;
}

export interface Place {
  /** Which block. */
  child: number;
  /** Editor position before that block. */
  before: number;
  /** Units into its words, or -1 when the unit is the block's own marker. */
  offset: number;
}

/** Where the unit with this index is; one past the last gives the end of the last block. */
export function placeOf(doc: PMNode, index: number): Place {
  let first = 0;
  let before = 0;
  const last = doc.childCount - 1;
  for (let child = 0; ; child++) {
    const block = doc.child(child);
    const size = markerOf(block) + block.content.size;
    if (index < first + size || child === last)
      return { child, before, offset: Math.max(-1, Math.min(index - first - markerOf(block), block.content.size)) };
    first += size;
    before += block.nodeSize;
  }
}

/** Index → a position where a caret can stand: before that unit, inside a block. */
export function posAt(doc: PMNode, index: number): number {
  const { child, before, offset } = placeOf(doc, index);
  if (offset >= 0) return before + 1 + offset;
  return child > 0 ? before - 1 : 1;
}

export function totalUnits(doc: PMNode): number {
  return indexAt(doc, doc.content.size);
}

/** The units between two positions, in order. */
export function unitsBetween(doc: PMNode, from: number, to: number): Unit[] {
  const units: Unit[] = [];
  if (from >= to) return units;
  let at = 0;
  for (let i = 0; i < doc.childCount && at < to; i++) {
    const block = doc.child(i);
    const end = at + block.nodeSize;
    if (end > from) {
      if (at >= from && markerOf(block)) units.push({ block: blockValue(block) });
      inlineUnits(block, { from: from - at - 1, to: to - at - 1, units });
    }
    at = end;
  }
  return units;
}
function inlineUnits(block: PMNode, into: { from: number; to: number; units: Unit[] }) {
  const { from, to, units } = into;
  block.forEach((node, offset) => {
    if (offset + node.nodeSize <= from || offset >= to) return;
    if (node.isText) {
      const text = node.text!.slice(Math.max(0, from - offset), to - offset);
      if (text) units.push({ text, marks: marksOut(node.marks) });
    } else units.push({ block: node.attrs.value as BlockValue });
  });
}
