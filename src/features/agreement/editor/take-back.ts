// Reverses one step of undo in the text as it is by now: my letters go, what I took out comes back between its old
// neighbours, styles and kinds of block become what they were unless somebody has changed them since.
import type { Node as PMNode } from "prosemirror-model";
import { blockValue } from "./blocks.ts";
import { indexAt, markerOf, placeOf, type Unit, unitLength, unitsBetween, unitsLength } from "./positions.ts";
import type { Forwarding } from "./rows.ts";
import { type MarkValue, type SharedText, same, type TextDraft } from "./shared-text.ts";
import { type Entry, type PutBack, scribeOf } from "./undo-entry.ts";

/** Makes one change and gives the document after it. */
export type Perform = (edit: (draft: TextDraft) => void) => PMNode;
/** Notes what it did in `reverse`; gives the index at which the caret belongs. */
export type TakeBack = (entry: Entry, reverse: Entry, start: PMNode, perform: Perform) => number;

export function createTakeBack({ text, letters }: { text: SharedText; letters: Forwarding }): TakeBack {
  /** Where a unit is now, or where it stood. */
  const where = (cursor: string) => text.position(letters.now(cursor));
  /** Where a unit is now; null if it is gone. */
  function alive(cursor: string): number | null {
    const now = letters.now(cursor);
    const at = text.position(now);
    return at !== null && text.cursor(at) === now ? at : null;
  }
  /** Where those of these letters are that are still there, as few stretches as there are. */
  function stretches(cursors: Iterable<string>): Stretch[] {
    const words = text.string() ?? "";
    const found: Stretch[] = [];
    let last: Stretch | null = null;
    for (const cursor of cursors) {
      // The next letter most often stands next.
      const now = letters.now(cursor);
      const next: number | null = last && text.cursor(last.end) === now ? last.end : alive(cursor);
      if (next === null) continue;
      const end: number = next + ((words.codePointAt(next) ?? 0) > 0xffff ? 2 : 1);
      if (last && last.end === next) last.end = end;
      else {
        last = { start: next, end };
        found.push(last);
      }
    }
    return found;
  }

  function takeBack(entry: Entry, reverse: Entry, start: PMNode, perform: Perform) {
    let doc = start;
    let caret = indexAt(doc, doc.content.size);
    for (const batch of restylings(entry, { alive, where })) {
      const edits = batch.flatMap((b) => stillMine(doc, b));
      if (!edits.length) continue;
      const at = doc;
      doc = perform((draft) => {
        const scribe = scribeOf(draft, reverse, letters);
        for (const e of edits) scribe.mark(e.start, unitsAt(at, e.start, e.end), e.name, e.was);
      });
      caret = edits[0]!.end;
    }

    const runs = joinedStretches(stretches(entry.inserted)).map(({ start, end }) => ({
      start,
      units: unitsAt(doc, start, end),
    }));
    const blocks = [...entry.blocks].flatMap(([cursor, { from, to }]) => {
      const at = alive(cursor);
      const block = at === null ? null : blockAt(doc, at);
      return at !== null && block && same(blockValue(block), to) ? [{ at, from, to }] : [];
    });
    const lost = entry.removed;
    if (!runs.length && !blocks.length && !lost.length) return caret;
    let put: PutBack[] = [];
    doc = perform((draft) => {
      const scribe = scribeOf(draft, reverse, letters);
      for (const { at, from, to } of blocks) {
        scribe.setBlock(at, to, from);
        caret = at + 1;
      }
      for (const { start, units } of runs) {
        scribe.remove(start, units);
        caret = start;
      }
      const restored = scribe.restore(lost);
      put = restored.put;
      caret = restored.end ?? caret;
    });
    restyle(doc, put, perform);
    return caret;
  }

  /** Letters put back take the style of their place; this gives them the one they had. */
  function restyle(doc: PMNode, put: readonly PutBack[], perform: Perform) {
    const edits: { start: number; end: number; name: string; value: MarkValue | null }[] = [];
    for (const { first, units } of put) {
      const start = alive(first);
      if (start === null) continue;
      for (const piece of sideBySide(unitsAt(doc, start, start + unitsLength(units)), units)) {
        for (const name of new Set([...Object.keys(piece.have), ...Object.keys(piece.want)])) {
          const value = piece.want[name] ?? null;
          if (same(piece.have[name] ?? null, value)) continue;
          const [at, end] = [start + piece.from, start + piece.to];
          const last = edits.findLast((e) => e.name === name);
          if (last?.end === at && same(last.value, value)) last.end = end;
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

interface Stretch {
  start: number;
  end: number;
}
/** Put together where they touch; the last first, so that removing one leaves the others in place. */
function joinedStretches(found: Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined.reverse();
}

/** The styles that words have and should have, piece by piece, for as long as both rows are of the same kind. */
function* sideBySide(have: readonly Unit[], want: readonly Unit[]) {
  let [h, w, at, hEnd, wEnd] = [0, 0, 0, 0, 0];
  while (h < have.length && w < want.length) {
    const [x, y] = [have[h]!, want[w]!];
    if (at === hEnd) hEnd += unitLength(x);
    if (at === wEnd) wEnd += unitLength(y);
    const to = Math.min(hEnd, wEnd);
    if ("text" in x && "text" in y) yield { from: at, to, have: x.marks, want: y.marks };
    at = to;
    if (at === hEnd) h++;
    if (at === wEnd) w++;
  }
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
