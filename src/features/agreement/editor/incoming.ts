// Replays what changed in the shared text as the smallest editor steps, touching only the blocks concerned. Says
// "cannot" rather than guess: the caller then reads the whole text again.
import { Fragment, type Node as PMNode, Slice } from "prosemirror-model";
import { ReplaceStep, type Transform } from "prosemirror-transform";
import { markIn, marksIn, shapeOf } from "./blocks.ts";
import { markerOf, placeOf, posAt, totalUnits } from "./positions.ts";
import { schema } from "./schema.ts";
import type { MarkValue, Patch, SharedText } from "./shared-text.ts";

/** True when `tr` now shows the text; false when the patches say something this file has no step for. */
export function replay(tr: Transform, patches: readonly Patch[], text: SharedText, path: readonly (string | number)[]) {
  const before = tr.doc;
  // Indexes of markers whose contents have to be read once everything is in place.
  let unread: number[] = [];
  for (const p of patches) {
    const depth = Math.min(p.path.length, path.length);
    if (!path.slice(0, depth).every((step, i) => String(p.path[i]) === String(step))) continue;
    if (p.action === "mark" || p.action === "unmark") {
      if (p.path.length !== path.length) continue;
      const ranges = p.action === "mark" ? p.marks : [{ ...p, value: null }];
      for (const m of ranges) restyle(tr, m);
      continue;
    }
    if (p.action === "conflict") continue;
    if (p.path.length <= path.length) return false;
    const at = p.path[path.length];
    if (typeof at !== "number") return false;
    if (p.path.length > path.length + 1) {
      unread.push(at);
    } else if (p.action === "splice") {
      insertWords(tr, at, p.value, p.marks as never);
      unread = unread.map((u) => (u >= at ? u + p.value.length : u));
    } else if (p.action === "insert") {
      for (let k = 0; k < p.values.length; k++) insertBlock(tr, at + k);
      unread = unread.map((u) => (u >= at ? u + p.values.length : u));
      for (let k = 0; k < p.values.length; k++) unread.push(at + k);
    } else if (p.action === "del") {
      const count = p.length ?? 1;
      removeUnits(tr, at, count);
      unread = unread.flatMap((u) => (u < at ? [u] : u < at + count ? [] : [u - count]));
    } else return false;
  }
  for (const at of new Set(unread)) if (!readMarker(tr, at, text)) return false;
  return agrees(before, tr.doc, text.string());
}

function insertWords(tr: Transform, at: number, words: string, marks: never) {
  if (!words) return;
  const node = schema.text(words, marksIn(marks));
  const { child, offset } = placeOf(tr.doc, at);
  if (child === 0 && offset < 0) tr.insert(0, schema.node("paragraph", { bare: true }, [node]));
  else tr.insert(posAt(tr.doc, at), node);
}

function insertBlock(tr: Transform, at: number) {
  const { child, before, offset } = placeOf(tr.doc, at);
  const block = tr.doc.child(child);
  const fresh = schema.nodes.paragraph!;
  if (offset < 0) tr.insert(before, fresh.create());
  else if (offset === 0 && block.attrs.bare) tr.setNodeMarkup(before, fresh, {});
  else {
    const pos = before + 1 + offset;
    const halves = Fragment.from([block.type.create(block.attrs), fresh.create()]);
    tr.step(new ReplaceStep(pos, pos, new Slice(halves, 1, 1), true));
  }
}

function removeUnits(tr: Transform, at: number, wanted: number) {
  const count = Math.min(wanted, totalUnits(tr.doc) - at);
  if (count <= 0) return;
  const first = placeOf(tr.doc, at);
  const last = placeOf(tr.doc, at + count - 1);
  const losesFirstMarker = first.child === 0 && first.offset < 0;
  const from = losesFirstMarker ? 1 : posAt(tr.doc, at);
  const to = last.offset < 0 ? last.before + 1 : last.before + 1 + last.offset + 1;
  if (to > from) tr.step(new ReplaceStep(from, to, Slice.empty));
  const block = tr.doc.child(0);
  if (losesFirstMarker && !block.attrs.bare) tr.setNodeMarkup(0, schema.nodes.paragraph!, { bare: true });
  if (tr.doc.child(0).attrs.bare && !block.content.size && tr.doc.childCount > 1) tr.delete(0, 2);
}

function restyle(tr: Transform, m: { start: number; end: number; name: string; value: unknown }) {
  const [start, end] = [posAt(tr.doc, m.start), posAt(tr.doc, m.end)];
  const off = m.value === null || m.value === undefined || m.value === false;
  const mark = markIn(m.name, m.value as MarkValue);
  for (const { from, to } of wordRanges(tr.doc, start, end)) {
    if (mark && off) tr.removeMark(from, to, mark.type);
    else if (mark) tr.addMark(from, to, mark);
    else restyleOther(tr, { from, to }, m.name, off ? null : (m.value as MarkValue));
  }
}
/** Marks are of words: what is embedded between them has none. */
function wordRanges(doc: PMNode, start: number, end: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  let from = start;
  if (start >= end) return ranges;
  doc.nodesBetween(start, end, (node, pos) => {
    if (!node.isInline || node.isText) return;
    ranges.push({ from, to: pos });
    from = pos + 1;
  });
  return [...ranges, { from, to: end }].filter((r) => r.from < r.to);
}
/** Unknown marks share one editor mark, which is rebuilt run by run. */
function restyleOther(tr: Transform, range: { from: number; to: number }, name: string, value: MarkValue | null) {
  const runs: { from: number; to: number; values: Record<string, MarkValue> }[] = [];
  tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (!node.isInline) return;
    const held = node.marks.find((m) => m.type.name === "other")?.attrs.values as Record<string, MarkValue> | undefined;
    const { [name]: _gone, ...values } = held ?? {};
    if (value !== null) values[name] = value;
    runs.push({ from: Math.max(range.from, pos), to: Math.min(range.to, pos + node.nodeSize), values });
  });
  for (const { from, to, values } of runs) {
    const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (Object.keys(sorted).length) tr.addMark(from, to, schema.mark("other", { values: sorted }));
    else tr.removeMark(from, to, schema.marks.other!);
  }
}

function readMarker(tr: Transform, at: number, text: SharedText): boolean {
  const { child, before, offset } = placeOf(tr.doc, at);
  const value = text.block(at);
  if (offset >= 0 || !value || value.isEmbed) return false;
  const node = tr.doc.child(child);
  const { type, attrs } = shapeOf(value);
  if (!node.hasMarkup(type, type.create(attrs).attrs)) tr.setNodeMarkup(before, type, attrs);
  return true;
}

/** Compares the blocks that changed with the text itself, so that a wrong step is found when it is made. */
function agrees(before: PMNode, after: PMNode, text: string | null): boolean {
  if (text === null || totalUnits(after) !== text.length) return false;
  let common = 0;
  const shorter = Math.min(before.childCount, after.childCount);
  while (
    common < shorter &&
    before.child(before.childCount - 1 - common) === after.child(after.childCount - 1 - common)
  )
    common++;
  let index = 0;
  for (let i = 0; i < after.childCount - common; i++) {
    const block = after.child(i);
    const start = index + markerOf(block);
    const end = start + block.content.size;
    if (block !== before.maybeChild(i)) {
      if (block.attrs.bare && i > 0) return false;
      if (markerOf(block) && text[index] !== "\ufffc") return false;
      if (block.textBetween(0, block.content.size, "", "\ufffc") !== text.slice(start, end)) return false;
    }
    index = end;
  }
  return true;
}

/** Steps from one whole document to another, as few as a comparison block by block makes them. */
export function bringTo(tr: Transform, target: PMNode) {
  const a = tr.doc;
  let lo = 0;
  let hiA = a.childCount;
  let hiB = target.childCount;
  while (lo < hiA && lo < hiB && sameBlock(a.child(lo), target.child(lo))) lo++;
  while (hiA > lo && hiB > lo && sameBlock(a.child(hiA - 1), target.child(hiB - 1))) {
    hiA--;
    hiB--;
  }
  if (lo === hiA && lo === hiB) return;
  const offset = (doc: PMNode, child: number) => {
    let at = 0;
    for (let i = 0; i < child; i++) at += doc.child(i).nodeSize;
    return at;
  };
  if (hiA === hiB) {
    for (let i = hiA - 1; i >= lo; i--) bringBlockTo(tr, offset(a, i), a.child(i), target.child(i));
  } else tr.replaceWith(offset(a, lo), offset(a, hiA), target.content.cut(offset(target, lo), offset(target, hiB)));
}
export const sameBlock = (a: PMNode, b: PMNode) => a === b || a.eq(b);

function bringBlockTo(tr: Transform, pos: number, from: PMNode, to: PMNode) {
  const start = from.content.findDiffStart(to.content);
  if (start !== null) {
    const ends = from.content.findDiffEnd(to.content)!;
    const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
    const slice = to.content.cut(start, ends.b + overlap);
    tr.replaceWith(pos + 1 + start, pos + 1 + ends.a + overlap, slice);
  }
  if (!from.sameMarkup(to)) tr.setNodeMarkup(pos, to.type, to.attrs);
}
