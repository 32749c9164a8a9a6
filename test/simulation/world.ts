// Time and chance of one simulated run: a clock that jumps, timers in order, and one seed behind every choice.

export interface World {
  readonly seed: number;
  now(): number;
  /** Calls back once, unless cancelled. */
  after(ms: number, run: () => void): () => void;
  /** Runs every timer due until `ms` from now, letting everything that waits finish in between. */
  pass(ms: number): Promise<void>;
  /** Time passes while everybody sleeps: what was due meanwhile happens late. */
  leap(ms: number): void;
  /** Lets every promise that can settle do so. */
  settle(): Promise<void>;
  chance: Chance;
  /** What the faults did, by name; printed and asserted. */
  count(fault: string, times?: number): void;
  readonly counts: Map<string, number>;
  log(line: string): void;
  readonly lines: string[];
}

export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number;
  below(n: number): number;
  often(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** The same, where there may be none. */
  some<T>(from: readonly T[]): T | undefined;
  /** The first of each is its weight. */
  weighted<T extends readonly [number, ...unknown[]]>(from: readonly T[]): T;
  /** Mostly near `mean`, sometimes far beyond. */
  around(mean: number): number;
}

/** What waits can all be due at one instant, after months; what makes itself due again never lets time pass. */
const atOnceMax = 5_000;

export function createWorld(seed: number, o: { busy?: () => boolean; trace?: boolean } = {}): World {
  const timers: { at: number; order: number; run: () => void; off: boolean }[] = [];
  const counts = new Map<string, number>();
  const lines: string[] = [];
  let now = 1_700_000_000_000;
  let order = 0;

  async function settle(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (o.busy?.());
  }
  function earliest() {
    let best: (typeof timers)[number] | null = null;
    for (const timer of timers) {
      if (!best || timer.at < best.at || (timer.at === best.at && timer.order < best.order)) best = timer;
    }
    return best;
  }
  return {
    seed,
    chance: createChance(seed),
    counts,
    lines,
    settle,
    now: () => now,
    count: (fault, times = 1) => void counts.set(fault, (counts.get(fault) ?? 0) + times),
    log: (line) => {
      if (o.trace) lines.push(`${String(now - 1_700_000_000_000).padStart(10)} ${line}`);
    },
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), order: order++, run, off: false };
      timers.push(timer);
      return () => {
        timer.off = true;
        const i = timers.indexOf(timer);
        if (i >= 0) timers.splice(i, 1);
      };
    },
    leap(ms) {
      now += ms;
    },
    async pass(ms) {
      const until = now + ms;
      let atOnce = 0;
      await settle();
      for (let next = earliest(); next && next.at <= until; next = earliest()) {
        timers.splice(timers.indexOf(next), 1);
        atOnce = next.at > now ? 0 : atOnce + 1;
        if (atOnce > atOnceMax)
          throw new Error(`Time stands still: something is due again at once, for ever (seed ${seed})`);
        now = Math.max(now, next.at);
        if (next.off) continue;
        next.run();
        await settle();
      }
      now = Math.max(now, until);
    },
  };
}

/** mulberry32: small, fast, good enough to choose by. */
export function createChance(seed: number): Chance {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    often: (probability) => next() < probability,
    pick: (from) => from[below(from.length)]!,
    some: (from) => (from.length === 0 ? undefined : from[below(from.length)]),
    weighted(from) {
      let at = next() * from.reduce((sum, [weight]) => sum + weight, 0);
      for (const one of from) {
        at -= one[0];
        if (at < 0) return one;
      }
      return from[0]!;
    },
    around: (mean) => Math.round(-Math.log(1 - next()) * mean),
  };
}
