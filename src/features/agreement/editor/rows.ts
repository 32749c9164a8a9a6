// Rows of letters (whole code points) and markers by their Automerge cursors, without spelling every one out: a long
// insertion is numbered in a row, and a long deletion can be asked for its letters later.

/** Cursors numbered one after the other. */
export interface Range {
  first: number;
  count: number;
  actor: string;
}
const parts = (cursor: string): { number: number; actor: string } | null => {
  const at = cursor.indexOf("@");
  const number = Number(cursor.slice(0, at));
  return at > 0 && Number.isSafeInteger(number) ? { number, actor: cursor.slice(at + 1) } : null;
};
export const numberOf = (cursor: string) => parts(cursor)?.number ?? 0;

/** The range from one cursor to another, if they are that many letters apart. */
export function rangeBetween(first: string | null, last: string | null, count: number): Range | null {
  const [a, b] = [first && parts(first), last && parts(last)];
  if (!a || !b || a.actor !== b.actor || b.number - a.number !== count - 1) return null;
  return { first: a.number, count, actor: a.actor };
}
export const cursorIn = (r: Range, i: number) => `${r.first + i}@${r.actor}`;

/** The letters one step put in: a few ranges, whatever their length. */
export class CursorSet {
  private ranges: Range[] = [];
  get size() {
    return this.ranges.length;
  }
  add(range: Range) {
    const last = this.ranges.at(-1);
    if (last && last.actor === range.actor && last.first + last.count === range.first)
      this.ranges[this.ranges.length - 1] = { ...last, count: last.count + range.count };
    else this.ranges.push(range);
  }
  has(cursor: string) {
    return this.find(cursor) >= 0;
  }
  delete(cursor: string): boolean {
    const at = this.find(cursor);
    if (at < 0) return false;
    const r = this.ranges[at]!;
    const before = numberOf(cursor) - r.first;
    const halves = [
      { ...r, count: before },
      { ...r, first: r.first + before + 1, count: r.count - before - 1 },
    ];
    this.ranges.splice(at, 1, ...halves.filter((h) => h.count > 0));
    return true;
  }
  *[Symbol.iterator](): Iterator<string> {
    for (const r of this.ranges) for (let i = 0; i < r.count; i++) yield cursorIn(r, i);
  }
  private find(cursor: string): number {
    const p = parts(cursor);
    if (!p) return -1;
    return this.ranges.findIndex((r) => r.actor === p.actor && p.number >= r.first && p.number < r.first + r.count);
  }
}

/** The cursors of letters that were taken out, in the order of the text. */
export interface Row {
  count: number;
  cursor(i: number): string;
  /** Whether telling all of them takes long. */
  long: boolean;
}
export const spelledRow = (cursors: readonly string[]): Row => ({
  count: cursors.length,
  cursor: (i) => cursors[i]!,
  long: false,
});
/** A long row: its ends are known, the letters between are looked up when one of them is asked for. */
export function longRow(ends: { first: string; last: string; count: number }, all: () => string[]): Row {
  const { first, last, count } = ends;
  let spelled: string[] | null = null;
  return {
    count,
    long: true,
    cursor(i) {
      if (i === 0) return first;
      if (i === count - 1) return last;
      spelled ??= all();
      // Something odd stood there (one unit of several letters): its place is as good as can be told.
      return spelled.length === count ? spelled[i]! : first;
    },
  };
}
export const partOf = (row: Row, from: number, to: number): Row => ({
  count: to - from,
  cursor: (i) => row.cursor(from + i),
  long: row.long,
});

/**
 * Where letters went that were taken out and put back: to Automerge they are new ones, with new cursors. Earlier steps
 * still know them by the old ones.
 */
export interface Forwarding {
  /** What the letter is called now. */
  now(cursor: string): string;
  forward(from: Row, to: readonly Range[]): void;
}
export function createForwarding(): Forwarding {
  const next = new Map<string, string>();
  const unspelled: { from: Row; to: readonly Range[] }[] = [];
  function spell({ from, to }: { from: Row; to: readonly Range[] }) {
    let i = 0;
    for (const range of to)
      for (let k = 0; k < range.count; k++, i++) {
        const [old, fresh] = [from.cursor(i), cursorIn(range, k)];
        if (old !== fresh) next.set(old, fresh);
      }
  }
  return {
    now(cursor) {
      let at = cursor;
      for (;;) {
        for (let i = unspelled.length - 1; i >= 0; i--)
          // What was put back has higher numbers than all that was there before.
          if (numberOf(at) < unspelled[i]!.to[0]!.first) spell(unspelled.splice(i, 1)[0]!);
        const after = next.get(at);
        if (after === undefined) return at;
        at = after;
      }
    },
    forward(from, to) {
      if (from.long && to.length) unspelled.push({ from, to });
      else spell({ from, to });
    },
  };
}
