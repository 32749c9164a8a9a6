// Reverses one step of undo in the text as it is by now: my letters go, what I took out comes back between its old
// neighbours, styles and kinds of block become what they were unless somebody has changed them since.
import type { Node as PMNode } from "prosemirror-model";
import { blockValue } from "./blocks.ts";
import { indexAt, markerOf, placeOf, totalUnits, type Unit, unitLength, unitsBetween } from "./positions.ts";
import { type MarkValue, type SharedText, same, type TextDraft } from "./shared-text.ts";
import { type Entry, letters, type Names, scribeOf } from "./undo-entry.ts";

/** Makes one change and gives the document after it. */
export type Perform = (edit: (draft: TextDraft) => void) => PMNode;
/** Notes what it did in `reverse`; gives the index at which the caret belongs. */
export type TakeBack = (entry: Entry, reverse: Entry, start: PMNode, perform: Perform) => number;

export function createTakeBack({ text, names }: { text: SharedText; names: Names }): TakeBack {
  /** Where a unit is now, or where it stood. */
  const where = (name: string) => text.position(names.cursor(name));
  /** Where a unit is now; null if it is gone. */
  function alive(name: string): number | null {
    const cursor = names.cursor(name);
    const at = text.position(cursor);
    return at !== null && text.cursor(at) === cursor ? at : null;
  }

  function takeBack(entry: Entry, reverse: Entry, start: PMNode, perform: Perform) {
    let doc = start;
    let caret = indexAt(doc, doc.content.size);
    for (const batch of restylings(entry, { alive, where })) {
      const edits = batch.flatMap((b) => stillMine(doc, b));
      if (!edits.length) continue;
      const at = doc;
      doc = perform((draft) => {
        const scribe = scribeOf(draft, reverse, names);
        for (const e of edits) scribe.mark(e.start, unitsAt(at, e.start, e.end), e.name, e.was);
      });
      caret = edits[0]!.end;
    }

    const runs = runsOf(
      [...entry.inserted].map(alive).filter((at) => at !== null),
      doc,
    );
    const blocks = [...entry.blocks].flatMap(([name, { from, to }]) => {
      const at = alive(name);
      const block = at === null ? null : blockAt(doc, at);
      return at !== null && block && same(blockValue(block), to) ? [{ at, from, to }] : [];
    });
    const lost = entry.removed;
    if (!runs.length && !blocks.length && !lost.length) return caret;
    doc = perform((draft) => {
      const scribe = scribeOf(draft, reverse, names);
      for (const { at, from, to } of blocks) {
        scribe.setBlock(at, to, from);
        caret = at + 1;
      }
      for (const { start, units } of runs) {
        scribe.remove(start, units);
        caret = start;
      }
      caret = scribe.restore(lost) ?? caret;
    });
    restyle(doc, lost, perform);
    return caret;
  }

  /** Letters put back take the style of their place; this gives them the one they had. */
  function restyle(doc: PMNode, put: { name: string; unit: Unit }[], perform: Perform) {
    const edits: { start: number; end: number; name: string; value: MarkValue | null }[] = [];
    const placed = put.flatMap(({ name, unit }) => {
      const at = "text" in unit ? alive(name) : null;
      return at === null || !("text" in unit) ? [] : [{ at, end: at + unitLength(unit), marks: unit.marks }];
    });
    for (let i = 0; i < placed.length; ) {
      const run = [placed[i++]!];
      while (i < placed.length && placed[i]!.at === run.at(-1)!.end) run.push(placed[i++]!);
      const have = letters(unitsAt(doc, run[0]!.at, run.at(-1)!.end));
      for (const [k, { at, end, marks }] of run.entries()) {
        const unit = have[k];
        const is = unit && "text" in unit ? unit.marks : {};
        for (const name of new Set([...Object.keys(is), ...Object.keys(marks)])) {
          const value = marks[name] ?? null;
          if (same(is[name] ?? null, value)) continue;
          const last = edits.find((e) => e.end === at && e.name === name && same(e.value, value));
          if (last) last.end = end;
          else edits.push({ start: at, end, name, value });
        }
      }
    }
    if (edits.length) perform((draft) => edits.forEach((e) => void draft.mark(e.start, e.end, e.name, e.value)));
  }

  return takeBack;
}

interface Restyling {
  start: number;
  end: number;
  name: string;
  is: MarkValue | null;
  was: MarkValue | null;
}
/** The style changes of an entry, last first, in batches that do not overlap: each batch looks at the text anew. */
function* restylings(
  entry: Entry,
  { alive, where }: Record<"alive" | "where", (name: string) => number | null>,
): Generator<Restyling[]> {
  let batch: Restyling[] = [];
  for (const item of [...entry.marks].reverse()) {
    for (const run of item.runs) {
      const first = where(run.first);
      const lastAlive = alive(run.last);
      const end = lastAlive === null ? where(run.last) : lastAlive + 1;
      if (first === null || end === null || first >= end) continue;
      const next = { start: first, end, name: item.name, is: item.value, was: run.was };
      if (batch.some((b) => b.name === next.name && b.start < next.end && next.start < b.end)) {
        yield batch;
        batch = [];
      }
      batch.push(next);
    }
  }
  if (batch.length) yield batch;
}
/** Only where the style is still the one that was set: what somebody chose since stays. */
function stillMine(doc: PMNode, r: Restyling): Restyling[] {
  const out: Restyling[] = [];
  let at = r.start;
  for (const u of unitsAt(doc, r.start, r.end)) {
    const end = at + unitLength(u);
    if ("text" in u && same(u.marks[r.name] ?? null, r.is) && !same(r.is, r.was)) out.push({ ...r, start: at, end });
    at = end;
  }
  return out;
}

/** Neighbouring indexes as runs with their units, the last first, so that removing one leaves the others in place. */
function runsOf(indexes: number[], doc: PMNode): { start: number; units: Unit[] }[] {
  const runs: { start: number; end: number }[] = [];
  for (const at of indexes.sort((a, b) => a - b)) {
    const last = runs.at(-1);
    const [unit] = letters(unitsAt(doc, at, Math.min(at + 2, totalUnits(doc))));
    const end = at + (unit ? unitLength(unit) : 1);
    if (last && at <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start: at, end });
  }
  return runs.reverse().map(({ start, end }) => ({ start, units: unitsAt(doc, start, end) }));
}

function unitsAt(doc: PMNode, start: number, end: number): Unit[] {
  if (start >= end) return [];
  const edge = (index: number) => {
    const { before, offset } = placeOf(doc, index);
    return offset < 0 ? before : before + 1 + offset;
  };
  return unitsBetween(doc, edge(start), edge(end - 1) + 1);
}
function blockAt(doc: PMNode, index: number): PMNode | null {
  const { child, offset } = placeOf(doc, index);
  const block = doc.child(child);
  return offset < 0 && markerOf(block) ? block : null;
}
