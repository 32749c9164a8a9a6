// What one step of undo remembers: units put in, units taken out, styles and markers changed, each by a cursor that
// stays good whatever others do meanwhile. Writes edits and notes them down in one go.
import { joined, type Scribe } from "./outgoing.ts";
import { countLetters, lettersIn, lettersPart, type Unit, unitLength, unitsLength } from "./positions.ts";
import type { Forwarding } from "./rows.ts";
import { CursorSet, cursorIn, longRow, partOf, type Range, type Row, rangeBetween, spelledRow } from "./rows.ts";
import type { BlockValue, MarkValue, TextDraft } from "./shared-text.ts";

/**
 * Letters and markers that were taken out, between which neighbours. Automerge puts a new unit before everything that
 * was erased at its place, so the place alone would turn letters round that come back in several steps.
 */
export interface Removed {
  row: Row;
  units: Unit[];
  before: string | null;
  after: string | null;
}

export interface Entry {
  inserted: CursorSet;
  /** In the order of the text. */
  removed: Removed[];
  marks: { name: string; value: MarkValue | null; runs: { first: string; last: string; was: MarkValue | null }[] }[];
  blocks: Map<string, { from: BlockValue; to: BlockValue }>;
}
export const newEntry = (): Entry => ({ inserted: new CursorSet(), removed: [], marks: [], blocks: new Map() });
export const isEmpty = (e: Entry) => !e.inserted.size && !e.removed.length && !e.marks.length && !e.blocks.size;

/** From this many letters on, a deletion is remembered by its ends: asking for each cursor takes as long as deleting. */
const longFrom = 4;

/** Units put back in one go, and the cursor of the first. */
export interface PutBack {
  first: string;
  units: Unit[];
}
export interface EntryScribe extends Scribe {
  /** Puts units back where they stood. */
  restore(lost: readonly Removed[]): { put: PutBack[]; end: number | null };
}

export function scribeOf(draft: TextDraft, entry: Entry, letters: Forwarding): EntryScribe {
  const positionOf = (cursor: string) => draft.position(letters.now(cursor)) ?? 0;
  const alive = (cursor: string | null) => {
    if (cursor === null) return null;
    const now = letters.now(cursor);
    const at = draft.position(now);
    return at !== null && draft.cursor(at) === now ? at : null;
  };
  function stoodAt({ row, before, after }: Removed, i: number): number {
    const [left, right] = [alive(before), alive(after)];
    let at = positionOf(row.cursor(i));
    // A letter outside the basic plane is two units wide.
    if (left !== null) at = Math.max(at, draft.cursor(left + 1) === letters.now(before!) ? left + 2 : left + 1);
    if (right !== null) at = Math.min(at, right);
    return at;
  }

  function put(at: number, units: readonly Unit[]): Range[] {
    const ranges: Range[] = [];
    let index = at;
    for (const u of units) {
      if ("text" in u) draft.insert(index, u.text);
      else draft.insertBlock(index, u.block);
      ranges.push(...rangesOf(draft, index, u));
      index += unitLength(u);
    }
    return ranges;
  }

  /** What stands at `at`, without what this step put in itself: that leaves no trace. */
  function spelled(at: number, units: readonly Unit[]): { row: Row; units: Unit[] } {
    const cursors: string[] = [];
    const kept: Unit[] = [];
    let index = at;
    for (const unit of lettersIn(units)) {
      const cursor = draft.cursor(index);
      if (cursor !== null && !entry.inserted.delete(cursor)) {
        cursors.push(cursor);
        kept.push(unit);
      }
      index += unitLength(unit);
    }
    return { row: spelledRow(cursors), units: joined(kept) };
  }
  /** Which place among what is gone has something that is taken out at `at`: all before it stood further left. */
  function placeAmongRemoved(at: number): number {
    const list = entry.removed;
    const place = firstThat(list.length, (i) => positionOf(list[i]!.row.cursor(list[i]!.row.count - 1)) > at);
    const there = list[place];
    if (!there || positionOf(there.row.cursor(0)) > at) return place;
    const split = firstThat(there.row.count, (i) => positionOf(there.row.cursor(i)) > at);
    list.splice(place, 1, part(there, 0, split), part(there, split, there.row.count));
    return place + 1;
  }

  return {
    insert(at, units) {
      for (const range of put(at, units)) entry.inserted.add(range);
    },
    restore(lost) {
      const done: PutBack[] = [];
      let end: number | null = null;
      for (let next: Place | null = lost.length ? { row: 0, letter: 0 } : null; next; ) {
        const at = stoodAt(lost[next.row]!, next.letter);
        const group = groupAt(lost, next, (removed, i) => stoodAt(removed, i) === at);
        const units = joined(group.rows.flatMap((g) => g.units));
        const ranges = put(at, units);
        for (const range of ranges) entry.inserted.add(range);
        forwardRows(
          group.rows.map((g) => g.row),
          ranges,
          letters,
        );
        if (ranges[0]) done.push({ first: cursorIn(ranges[0], 0), units });
        end = at + unitsLength(units);
        next = group.next;
      }
      return { put: done, end };
    },
    remove(at, units) {
      const length = unitsLength(units);
      const before = at > 0 ? draft.cursor(at - 1) : null;
      const after = draft.cursor(at + length);
      const count = countLetters(units);
      const [first, last] = [draft.cursor(at), draft.cursor(at + length - 1)];
      const place = placeAmongRemoved(at);
      const long = count >= longFrom && !entry.inserted.size && first !== null && last !== null;
      const gone = long ? null : spelled(at, units);
      const cursors = draft.remove(at, length);
      if (long) entry.removed.splice(place, 0, { row: longRow({ first, last, count }, cursors), units, before, after });
      else if (gone?.row.count) entry.removed.splice(place, 0, { ...gone, before, after });
    },
    setBlock(at, from, to) {
      const cursor = draft.cursor(at);
      draft.setBlock(at, from, to);
      if (cursor === null) return;
      let key = cursor;
      const now = draft.cursor(at);
      if (now !== null && now !== cursor) {
        forwardRows([spelledRow([cursor])], rangesOf(draft, at, { block: to }), letters);
        if (entry.inserted.delete(cursor)) entry.inserted.add(rangeBetween(now, now, 1)!);
        key = now;
      }
      const noted = entry.blocks.get(cursor);
      entry.blocks.delete(cursor);
      if (!entry.inserted.has(key)) entry.blocks.set(key, { from: noted?.from ?? from, to });
    },
    mark(at, was, name, value) {
      const runs: Entry["marks"][number]["runs"] = [];
      let index = at;
      for (const u of was) {
        const end = index + unitLength(u);
        const [first, last] = [draft.cursor(index), draft.cursor(end - 1)];
        if ("text" in u && first !== null && last !== null) runs.push({ first, last, was: u.marks[name] ?? null });
        index = end;
      }
      draft.mark(at, index, name, value);
      entry.marks.push({ name, value, runs });
    },
  };
}

interface Place {
  row: number;
  letter: number;
}
/** The rows, or parts of rows, that stood together. In the order of the text: where the last of a row stood, all did. */
function groupAt(lost: readonly Removed[], from: Place, here: (removed: Removed, i: number) => boolean) {
  const rows: Removed[] = [];
  for (let { row, letter } = from; row < lost.length; row++, letter = 0) {
    const removed = lost[row]!;
    const { count } = removed.row;
    if (rows.length && !here(removed, letter)) return { rows, next: { row, letter } };
    if (!here(removed, count - 1)) {
      const end = letter + firstThat(count - letter, (i) => i > 0 && !here(removed, letter + i));
      return { rows: [...rows, part(removed, letter, end)], next: { row, letter: end } };
    }
    rows.push(part(removed, letter, count));
  }
  return { rows, next: null };
}
const part = (r: Removed, from: number, to: number): Removed =>
  from === 0 && to === r.row.count ? r : { ...r, row: partOf(r.row, from, to), units: lettersPart(r.units, from, to) };

/** The least index for which it is so; it stays so from there on. `count` if it never is. */
function firstThat(count: number, so: (i: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (so(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The letters of one insertion are numbered in a row, so the first and the last tell the rest. */
function rangesOf(draft: TextDraft, at: number, unit: Unit): Range[] {
  const first = draft.cursor(at);
  if (!("text" in unit)) return [rangeBetween(first, first, 1)].filter((r) => r !== null);
  const points = [...unit.text];
  const all = rangeBetween(first, draft.cursor(at + unit.text.length - points.at(-1)!.length), points.length);
  if (all) return [all];
  let index = at;
  return points.flatMap((p) => {
    const cursor = draft.cursor(index);
    index += p.length;
    return [rangeBetween(cursor, cursor, 1)].filter((r) => r !== null);
  });
}

/** Tells where each row went, given all that was put back for them, one after the other. */
function forwardRows(rows: readonly Row[], ranges: readonly Range[], letters: Forwarding) {
  const left = [...ranges];
  for (const row of rows) {
    const mine: Range[] = [];
    for (let wanted = row.count; wanted > 0 && left.length; ) {
      const range = left[0]!;
      const count = Math.min(wanted, range.count);
      mine.push({ ...range, count });
      if (count === range.count) left.shift();
      else left[0] = { ...range, first: range.first + count, count: range.count - count };
      wanted -= count;
    }
    letters.forward(row, mine);
  }
}
