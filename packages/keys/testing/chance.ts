// One seed, one world: a small generator for tests that must be able to say how to see it again.
export type Pick = (below: number) => number;

export function chance(from: number): Pick {
  let state = from >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
}

export function shuffled<T>(items: readonly T[], pick: Pick): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = pick(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
export const oneOf = <T>(items: readonly T[], pick: Pick): T | undefined => items[pick(items.length)];
