// Which items of two rows are the same ones, in order: as many as possible (Myers), in a time that is bounded. Where two
// rows have too little in common to be worth the search, what lies between their common ends is taken for different.

/** Pairs of places, rising in both rows. */
export function commonItems(a: readonly string[], b: readonly string[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  const middle = search(a.slice(start, a.length - end), b.slice(start, b.length - end));
  for (const [i, j] of middle) pairs.push([start + i, start + j]);
  for (let i = end; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return pairs;
}

/** Beyond so many differences nobody reads them one by one. */
export const differencesMax = 1_500;

function search(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length === 0 || b.length === 0) return [];
  const most = Math.min(a.length + b.length, differencesMax);
  // How far along `a` the furthest way on each diagonal has come, for each number of differences.
  const trace: Int32Array[] = [];
  let reach = new Int32Array(2 * most + 3);
  for (let d = 0; d <= most; d++) {
    const before = reach;
    reach = before.slice();
    trace.push(before);
    for (let k = -d; k <= d; k += 2) {
      const at = k + most + 1;
      const down = k === -d || (k !== d && before[at - 1]! < before[at + 1]!);
      let x = down ? before[at + 1]! : before[at - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return backtrack(trace, { d, most, x: a.length, y: b.length });
    }
  }
  return [];
}

function backtrack(trace: readonly Int32Array[], o: { d: number; most: number; x: number; y: number }) {
  const pairs: [number, number][] = [];
  let { x, y } = o;
  for (let d = o.d; d >= 0; d--) {
    const before = trace[d]!;
    const k = x - y;
    const at = k + o.most + 1;
    const down = k === -d || (k !== d && before[at - 1]! < before[at + 1]!);
    const fromX = d === 0 ? 0 : down ? before[at + 1]! : before[at - 1]! + 1;
    const fromY = d === 0 ? 0 : fromX - k;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    if (d > 0) {
      x = down ? fromX : fromX - 1;
      y = x - (down ? k + 1 : k - 1);
    }
  }
  return pairs.reverse();
}
