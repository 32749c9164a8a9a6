// Undo of one's own edits only. Taking back an insertion removes the letters this editor put in and leaves what others
// wrote between them; taking back a deletion puts the letters back where they stood. Each step taken back is itself
// noted, and that note is the redo.
import type { Node as PMNode } from "prosemirror-model";
import { blockValue } from "./blocks.ts";
import type { Scribe } from "./outgoing.ts";
import { indexAt, markerOf, placeOf, totalUnits, type Unit, unitLength, unitsBetween } from "./positions.ts";
import { type MarkValue, type SharedText, same, type TextDraft } from "./shared-text.ts";
import { createNames, type Entry, isEmpty, letters, newEntry, scribeOf } from "./undo-entry.ts";

/** A pause this long ends a step, as a finished word does. */
export const pauseMs = 800;
export const stepsMax = 500;

export interface Undo {
  record(draft: TextDraft, how: { composing: boolean }): Scribe;
  endRecord(): void;
  /** Takes a step back or forward. `perform` makes one change and gives the document after it. Null: nothing to do. */
  step(back: boolean, doc: PMNode, perform: (edit: (draft: TextDraft) => void) => PMNode): number | null;
  canUndo(): boolean;
  canRedo(): boolean;
}

type Kind = "typing" | "erasing" | "mixed";
interface Step extends Entry {
  kind: Kind;
  composing: boolean;
  lastAt: number;
  /** The last letter typed or erased, and whether a word and a space after it have been typed. */
  edge: string | null;
  word: "none" | "begun" | "ended";
}

export function createUndo({ text, now }: { text: SharedText; now: () => number }): Undo {
  const names = createNames();
  const done: Step[] = [];
  const undone: Step[] = [];
  let recording: { step: Step; edits: number } | null = null;

  function goesOn(draft: TextDraft, kind: Kind, edit: { at: number; units: Unit[]; composing: boolean }): Step | null {
    const last = done.at(-1);
    if (!last || now() - last.lastAt > pauseMs) return null;
    if (edit.composing && last.composing) return last;
    if (kind === "mixed" || last.kind !== kind || last.edge === null) return null;
    const { at, units } = edit;
    if (kind === "typing") {
      const starts = "text" in units[0]! && /\S/.test(units[0].text[0]!);
      return at > 0 && draft.cursor(at - 1) === last.edge && !(last.word === "ended" && starts) ? last : null;
    }
    const from = draft.position(last.edge);
    return from === at || from === at + units.reduce((n, u) => n + unitLength(u), 0) ? last : null;
  }

  function record(draft: TextDraft, { composing }: { composing: boolean }): Scribe {
    const begin = (kind: Kind, at: number, units: Unit[]) => {
      undone.length = 0;
      if (recording) {
        recording.edits++;
        recording.step.kind = "mixed";
      } else {
        const last = goesOn(draft, kind, { at, units, composing });
        const step = last ?? { ...newEntry(), kind, composing, lastAt: 0, edge: null, word: "none" };
        if (!last) done.push(step);
        recording = { step, edits: 1 };
      }
      recording.step.lastAt = now();
      recording.step.composing = composing;
      if (done.length > stepsMax) done.shift();
      return scribeOf(draft, recording.step, names);
    };
    const onlyText = (units: Unit[]) => units.every((u) => "text" in u);
    return {
      insert(at, units) {
        const scribe = begin(onlyText(units) ? "typing" : "mixed", at, units);
        scribe.insert(at, units);
        const end = at + units.reduce((n, u) => n + unitLength(u), 0);
        const tail = units.at(-1)!;
        recording!.step.edge = draft.cursor(end - 1);
        if (!("text" in tail)) return;
        const begun = recording!.step.word !== "none" || /\S/.test(tail.text);
        recording!.step.word = begun ? (/\s$/.test(tail.text) ? "ended" : "begun") : "none";
      },
      remove(at, units) {
        const scribe = begin(onlyText(units) ? "erasing" : "mixed", at, units);
        recording!.step.edge = draft.cursor(at);
        scribe.remove(at, units);
      },
      setBlock: (at, from, to) => begin("mixed", at, []).setBlock(at, from, to),
      mark: (at, was, name, value) => begin("mixed", at, was).mark(at, was, name, value),
    };
  }

  function step(back: boolean, doc: PMNode, perform: (edit: (draft: TextDraft) => void) => PMNode): number | null {
    const [from, to] = back ? [done, undone] : [undone, done];
    for (let entry = from.pop(); entry; entry = from.pop()) {
      const reverse: Step = { ...newEntry(), kind: "mixed", composing: false, lastAt: now(), edge: null, word: "none" };
      const caret = takeBack(entry, reverse, doc, perform);
      if (isEmpty(reverse)) continue;
      to.push(reverse);
      return caret;
    }
    return null;
  }

  /** Where a unit is now, or where it stood. */
  const where = (name: string) => text.position(names.cursor(name));
  /** Where a unit is now; null if it is gone. */
  function alive(name: string): number | null {
    const cursor = names.cursor(name);
    const at = text.position(cursor);
    return at !== null && text.cursor(at) === cursor ? at : null;
  }

  function takeBack(entry: Entry, reverse: Entry, start: PMNode, perform: (edit: (d: TextDraft) => void) => PMNode) {
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
  function restyle(
    doc: PMNode,
    put: { name: string; unit: Unit }[],
    perform: (edit: (d: TextDraft) => void) => PMNode,
  ) {
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

  return {
    record,
    endRecord() {
      recording = null;
    },
    step,
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
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
