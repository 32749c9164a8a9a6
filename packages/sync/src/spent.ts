// Which of a device's numbers are used up: those it wrote under, and those it said it skipped. Whoever belongs no more has
// only these left below the line drawn under them, and must not say new things under old numbers.
export interface Numbered {
  id: string;
  device: string;
  n: number;
  skippedFrom: number;
}
export interface Spent {
  add(entry: Numbered): void;
  /** By another entry than this one. */
  has(entry: Numbered): boolean;
}

export function createSpent(): Spent {
  /** By device and number, the entry that was there first. */
  const used = new Map<string, Map<number, string>>();
  /** Few: one for each unclean stop. */
  const skipped = new Map<string, { id: string; from: number; to: number }[]>();

  return {
    add({ id, device, n, skippedFrom }) {
      const numbers = used.get(device) ?? new Map<number, string>();
      used.set(device, numbers);
      if (!numbers.has(n)) numbers.set(n, id);
      if (skippedFrom >= n) return;
      const ranges = skipped.get(device) ?? [];
      skipped.set(device, ranges);
      if (!ranges.some((range) => range.id === id)) ranges.push({ id, from: skippedFrom, to: n - 1 });
    },
    has({ id, device, n }) {
      if ((used.get(device)?.get(n) ?? id) !== id) return true;
      return skipped.get(device)?.some((range) => range.id !== id && range.from <= n && n <= range.to) ?? false;
    },
  };
}
