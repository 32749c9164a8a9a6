// Which of a device's numbers are used up: those it wrote under, and those it said it skipped. Whoever belongs no more has
// only these left below the line drawn under them, and must not say new things under old numbers. And which entries share
// theirs with another: who reads them in another order takes the other one.
export interface Numbered {
  id: string;
  device: string;
  n: number;
  skippedFrom: number;
}
export interface Spent {
  add(entry: Numbered): void;
  /** One that is kept unread: it uses up nothing, but others may have taken it first. */
  addUnread(entry: Numbered): void;
  /** By another entry than this one. */
  has(entry: Numbered): boolean;
  /** Ids of this device's entries that were added and whose number is another's as well, or was given up by another. */
  contested(device: string): ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

export function createSpent(): Spent {
  /** By device and number, the entry that was there first. */
  const used = new Map<string, Map<number, string>>();
  const unread = new Map<string, Map<number, Set<string>>>();
  /** Few: one for each unclean stop. */
  const skipped = new Map<string, { id: string; from: number; to: number }[]>();
  const contested = new Map<string, Set<string>>();

  const isGivenUp = ({ id, device, n }: Numbered) =>
    skipped.get(device)?.some((range) => range.id !== id && range.from <= n && n <= range.to) ?? false;

  function contest(device: string, ...ids: string[]): void {
    const known = contested.get(device) ?? new Set<string>();
    contested.set(device, known);
    for (const id of ids) known.add(id);
  }
  function skip({ id, device, n, skippedFrom }: Numbered): void {
    if (skippedFrom >= n) return;
    const ranges = skipped.get(device) ?? [];
    skipped.set(device, ranges);
    if (ranges.some((range) => range.id === id)) return;
    ranges.push({ id, from: skippedFrom, to: n - 1 });
    const numbers = used.get(device)!;
    if (n - skippedFrom > numbers.size) {
      for (const [number, one] of numbers) if (skippedFrom <= number && number < n) contest(device, one);
      return;
    }
    for (let number = skippedFrom; number < n; number++) {
      const one = numbers.get(number);
      if (one !== undefined) contest(device, one);
    }
  }

  return {
    add(entry) {
      const { id, device, n } = entry;
      const numbers = used.get(device) ?? new Map<number, string>();
      used.set(device, numbers);
      const first = numbers.get(n);
      if (first === undefined) numbers.set(n, id);
      else if (first !== id) contest(device, first, id);
      if (isGivenUp(entry) || [...(unread.get(device)?.get(n) ?? [])].some((one) => one !== id)) contest(device, id);
      skip(entry);
    },
    addUnread({ id, device, n }) {
      const numbers = unread.get(device) ?? new Map<number, Set<string>>();
      unread.set(device, numbers);
      numbers.set(n, (numbers.get(n) ?? new Set()).add(id));
      const first = used.get(device)?.get(n);
      if (first !== undefined && first !== id) contest(device, first);
    },
    has: (entry) => (used.get(entry.device)?.get(entry.n) ?? entry.id) !== entry.id || isGivenUp(entry),
    contested: (device) => contested.get(device) ?? none,
  };
}
