// What one step of undo remembers: units put in, units taken out, styles and markers changed, each by a name that stays
// good whatever others do meanwhile. Writes edits and notes them down in one go.
import { joined, type Scribe } from "./outgoing.ts";
import { type Unit, unitLength } from "./positions.ts";
import type { BlockValue, MarkValue, TextDraft } from "./shared-text.ts";

/**
 * A letter or marker that was taken out, between which neighbours. Automerge puts a new unit before everything that was
 * erased at its place, so the place alone would turn letters round that come back in several steps.
 */
export interface Removed {
  name: string;
  unit: Unit;
  before: string | null;
  after: string | null;
}

export interface Entry {
  inserted: Set<string>;
  /** In the order of the text, one letter or marker each. */
  removed: Removed[];
  marks: { name: string; value: MarkValue | null; runs: { first: string; last: string; was: MarkValue | null }[] }[];
  blocks: Map<string, { from: BlockValue; to: BlockValue }>;
}
export const newEntry = (): Entry => ({ inserted: new Set(), removed: [], marks: [], blocks: new Map() });
export const isEmpty = (e: Entry) => !e.inserted.size && !e.removed.length && !e.marks.length && !e.blocks.size;

/**
 * A unit that was taken out and put back is a new unit to Automerge, with a new cursor. Here it keeps its first name,
 * so that earlier steps still find it.
 */
export interface Names {
  name(cursor: string): string;
  cursor(name: string): string;
  rename(name: string, cursor: string): void;
}
export function createNames(): Names {
  const names = new Map<string, string>();
  const cursors = new Map<string, string>();
  return {
    name: (cursor) => names.get(cursor) ?? cursor,
    cursor: (name) => cursors.get(name) ?? name,
    rename(name, cursor) {
      names.set(cursor, name);
      cursors.set(name, cursor);
    },
  };
}

/** Letters (whole code points) and markers, one by one. */
export function letters(units: readonly Unit[]): Unit[] {
  return units.flatMap((u): Unit[] => ("text" in u ? [...u.text].map((text) => ({ text, marks: u.marks })) : [u]));
}

export interface EntryScribe extends Scribe {
  /** Puts units back where they stood, under the names they had; says where the last one ends, null if there was none. */
  restore(lost: Removed[]): number | null;
}

export function scribeOf(draft: TextDraft, entry: Entry, names: Names): EntryScribe {
  const nameAt = (at: number) => {
    const cursor = draft.cursor(at);
    return cursor === null ? null : names.name(cursor);
  };
  const positionOf = (name: string) => draft.position(names.cursor(name)) ?? 0;

  const alive = (name: string | null) => {
    const at = name === null ? null : draft.position(names.cursor(name));
    return at !== null && draft.cursor(at) === names.cursor(name!) ? at : null;
  };
  function stoodAt({ name, before, after }: Removed): number {
    const [left, right] = [alive(before), alive(after)];
    let at = positionOf(name);
    // A letter outside the basic plane is two units wide.
    if (left !== null) at = Math.max(at, draft.cursor(left + 1) === names.cursor(before!) ? left + 2 : left + 1);
    if (right !== null) at = Math.min(at, right);
    return at;
  }

  function put(at: number, units: Unit[]): string[] {
    const cursors: string[] = [];
    let index = at;
    for (const u of units) {
      if ("text" in u) {
        draft.insert(index, u.text);
        cursors.push(...cursorsOf(draft, index, u.text));
      } else {
        draft.insertBlock(index, u.block);
        cursors.push(draft.cursor(index) ?? "");
      }
      index += unitLength(u);
    }
    return cursors;
  }
  return {
    insert(at, units) {
      for (const cursor of put(at, units)) entry.inserted.add(names.name(cursor));
    },
    restore(lost) {
      let end: number | null = null;
      for (let i = 0; i < lost.length; ) {
        const at = stoodAt(lost[i]!);
        const next = endOfPlace(lost, i, (r) => stoodAt(r) === at);
        const run = lost.slice(i, next);
        i = next;
        const cursors = put(at, joined(run.map((r) => r.unit)));
        cursors.forEach((cursor, k) => {
          names.rename(run[k]!.name, cursor);
          entry.inserted.add(run[k]!.name);
        });
        end = at + run.reduce((n, r) => n + unitLength(r.unit), 0);
      }
      return end;
    },
    remove(at, units) {
      const gone: Removed[] = [];
      const before = at > 0 ? nameAt(at - 1) : null;
      const after = nameAt(at + units.reduce((n, u) => n + unitLength(u), 0));
      let index = at;
      for (const unit of letters(units)) {
        const name = nameAt(index);
        if (name !== null && !entry.inserted.delete(name)) gone.push({ name, unit, before, after });
        index += unitLength(unit);
      }
      // What is gone already stands before the first unit after it.
      let [low, high] = [0, entry.removed.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (positionOf(entry.removed[middle]!.name) <= at) low = middle + 1;
        else high = middle;
      }
      draft.remove(at, index - at);
      entry.removed.splice(low, 0, ...gone);
    },
    setBlock(at, from, to) {
      const name = nameAt(at);
      draft.setBlock(at, from, to);
      if (name === null) return;
      const cursor = draft.cursor(at);
      if (cursor !== null && names.name(cursor) !== name) names.rename(name, cursor);
      if (!entry.inserted.has(name)) entry.blocks.set(name, { from: entry.blocks.get(name)?.from ?? from, to });
    },
    mark(at, was, name, value) {
      const runs: Entry["marks"][number]["runs"] = [];
      let index = at;
      for (const u of was) {
        const end = index + unitLength(u);
        const [first, last] = [nameAt(index), nameAt(end - 1)];
        if ("text" in u && first !== null && last !== null) runs.push({ first, last, was: u.marks[name] ?? null });
        index = end;
      }
      draft.mark(at, index, name, value);
      entry.marks.push({ name, value, runs });
    },
  };
}

/**
 * Where a run of letters that stood together ends. They are in the order of the text, so when the last of those taken out
 * between the same neighbours stood at this place, all of them did; asking for each would take a millisecond a letter.
 */
function endOfPlace(lost: Removed[], from: number, here: (r: Removed) => boolean): number {
  let end = from + 1;
  while (end < lost.length && here(lost[end]!)) {
    const { before, after } = lost[end]!;
    let [low, high] = [end, end];
    while (high + 1 < lost.length && lost[high + 1]!.before === before && lost[high + 1]!.after === after) high++;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (here(lost[middle]!)) low = middle;
      else high = middle - 1;
    }
    end = low + 1;
  }
  return end;
}

/** The letters of one insertion are numbered in a row, so the first and the last tell the rest. */
function cursorsOf(draft: TextDraft, at: number, text: string): string[] {
  const points = [...text];
  const split = (cursor: string | null) => /^(\d+)@(.+)$/.exec(cursor ?? "");
  const first = split(draft.cursor(at));
  const last = split(draft.cursor(at + text.length - points.at(-1)!.length));
  if (first && last && first[2] === last[2] && Number(last[1]) - Number(first[1]) === points.length - 1)
    return points.map((_, i) => `${Number(first[1]) + i}@${first[2]}`);
  let index = at;
  return points.map((p) => {
    const cursor = draft.cursor(index) ?? "";
    index += p.length;
    return cursor;
  });
}
