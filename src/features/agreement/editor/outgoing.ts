// Writes the editor's own steps into the shared text: only the units a step touches, each as the edit it is. Every edit
// goes through a scribe, which may note it down for undo.
import type { Node as PMNode } from "prosemirror-model";
import { AddMarkStep, AttrStep, RemoveMarkStep, type Step } from "prosemirror-transform";
import { blockValue, marksOut } from "./blocks.ts";
import { indexAt, markerOf, type Unit, unitLength, unitsBetween } from "./positions.ts";
import { type BlockValue, type MarkValue, type MarkValues, same } from "./shared-text.ts";

/** Takes the edits of one change, in order; indexes are those of the text as it is at that moment. */
export interface Scribe {
  remove(at: number, units: Unit[]): void;
  insert(at: number, units: Unit[]): void;
  setBlock(at: number, from: BlockValue, to: BlockValue): void;
  /** `was` are the units the mark is set on, as they were. */
  mark(at: number, was: Unit[], name: string, value: MarkValue | null): void;
}

export function writeStep(scribe: Scribe, step: Step, before: PMNode, after: PMNode) {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    const adds = step instanceof AddMarkStep;
    const values = marksOut([step.mark]);
    const was = unitsBetween(before, step.from, step.to);
    for (const [name, value] of Object.entries(values))
      markRuns(scribe, indexAt(before, step.from), was, name, adds ? value : null);
  } else if (step instanceof AttrStep) {
    const [from, to] = [before.nodeAt(step.pos), after.nodeAt(step.pos)];
    if (!from?.isTextblock || !to) return;
    if (markerOf(from) !== markerOf(to))
      replaceUnits(
        scribe,
        0,
        markerOf(from) ? [{ block: blockValue(from) }] : [],
        markerOf(to) ? [{ block: blockValue(to) }] : [],
      );
    else if (markerOf(from)) setBlock(scribe, indexAt(before, step.pos), blockValue(from), blockValue(to));
  } else {
    const ranges: [number, number, number, number][] = [];
    step.getMap().forEach((...range) => {
      ranges.unshift(range);
    });
    for (const [oldFrom, oldTo, newFrom, newTo] of ranges)
      replaceUnits(
        scribe,
        indexAt(before, oldFrom),
        unitsBetween(before, oldFrom, oldTo),
        unitsBetween(after, newFrom, newTo),
      );
  }
}

/** Marks are set on words, never on the markers between them: a marker that moves takes no style along. */
function markRuns(scribe: Scribe, start: number, was: Unit[], name: string, value: MarkValue | null) {
  let at = start;
  let run: Unit[] = [];
  const flush = () => {
    const length = run.reduce((n, u) => n + unitLength(u), 0);
    if (length) scribe.mark(at - length, run, name, value);
    run = [];
  };
  for (const u of was) {
    if ("text" in u) run.push(u);
    else flush();
    at += unitLength(u);
  }
  flush();
}

export function replaceUnits(scribe: Scribe, start: number, old: Unit[], fresh: Unit[]) {
  let at = start;
  let [a, b] = [old, fresh];
  if (a.length && b.length) {
    [a, b] = [single(a), single(b)];
    let head = 0;
    while (head < a.length && head < b.length && same(a[head], b[head])) head++;
    let tail = 0;
    while (tail < Math.min(a.length, b.length) - head && same(a[a.length - 1 - tail], b[b.length - 1 - tail])) tail++;
    a = a.slice(head, a.length - tail);
    b = b.slice(head, b.length - tail);
    at += head;
  }
  // A restyled block: its marker stays itself, so that two people's restyling merges.
  if (
    a.length === 1 &&
    b.length &&
    "block" in a[0]! &&
    "block" in b[0]! &&
    !a[0].block.isEmbed &&
    !b[0].block.isEmbed
  ) {
    setBlock(scribe, at, a[0].block, b[0].block);
    [a, b, at] = [[], b.slice(1), at + 1];
  }
  if (a.length) scribe.remove(at, joined(a));
  if (b.length) scribe.insert(at, joined(b));
}
function setBlock(scribe: Scribe, at: number, from: BlockValue, to: BlockValue) {
  if (!same(from, to)) scribe.setBlock(at, from, to);
}

/** One unit each; and runs of equal style put together again. */
function single(units: Unit[]): Unit[] {
  return units.flatMap((u): Unit[] =>
    "text" in u ? [...Array(u.text.length).keys()].map((i) => ({ ...u, text: u.text[i]! })) : [u],
  );
}
export function joined(units: Unit[]): Unit[] {
  const out: Unit[] = [];
  for (const u of units) {
    const last = out.at(-1);
    if (last && "text" in last && "text" in u && same(last.marks, u.marks))
      out[out.length - 1] = { ...last, text: last.text + u.text };
    else out.push(u);
  }
  return out;
}

/** How the marks of two documents with the same units differ, as edits that bring the first to the second. */
export function markDifferences(
  have: PMNode,
  want: PMNode,
): { start: number; end: number; name: string; value: MarkValue | null }[] | null {
  if (have.childCount !== want.childCount) return null;
  const edits: { start: number; end: number; name: string; value: MarkValue | null }[] = [];
  let index = 0;
  for (let i = 0; i < have.childCount; i++) {
    const [a, b] = [have.child(i), want.child(i)];
    index += markerOf(a);
    if (a !== b) {
      if (!a.sameMarkup(b) || a.content.size !== b.content.size || a.textContent !== b.textContent) return null;
      for (const e of inlineDifferences(a, b)) {
        const last = edits.at(-1);
        if (last && last.end === index + e.start && last.name === e.name && same(last.value, e.value))
          last.end = index + e.end;
        else edits.push({ ...e, start: index + e.start, end: index + e.end });
      }
    }
    index += a.content.size;
  }
  return edits;
}
function inlineDifferences(a: PMNode, b: PMNode) {
  const edits: { start: number; end: number; name: string; value: MarkValue | null }[] = [];
  for (let at = 0; at < a.content.size; ) {
    const [x, y] = [a.childAfter(at), b.childAfter(at)];
    const end = Math.min(x.offset + x.node!.nodeSize, y.offset + y.node!.nodeSize);
    if (!x.node!.isText) {
      at = end;
      continue;
    }
    const [have, want]: MarkValues[] = [marksOut(x.node!.marks), marksOut(y.node!.marks)];
    for (const name of new Set([...Object.keys(have!), ...Object.keys(want!)]))
      if (!same(have![name], want![name])) edits.push({ start: at, end, name, value: want![name] ?? null });
    at = end;
  }
  return edits;
}
