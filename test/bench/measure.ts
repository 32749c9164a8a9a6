// How anything is measured here: contestants take turns, in a new order each round; medians, extremes and the load are kept.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";

export interface Figure {
  median: number;
  min: number;
  max: number;
  runs: number;
}
/** One line of the table: the same thing, done by each contestant in the same run. */
export interface Row {
  group: string;
  what: string;
  unit: string;
  /** By contestant; a string says why it was not measured. */
  figures: Record<string, Figure | string>;
  notes: string[];
  target?: { text: string; reached: boolean };
}
/** What can be measured by itself, by name. */
export type Parts = Record<string, () => Promise<Row[]>>;

const { rounds: asked } = parseArgs({ options: { rounds: { type: "string" } }, strict: false }).values;
export const rounds = Math.max(1, Math.floor(Number(asked ?? process.env.FOGATA_BENCH_ROUNDS ?? 5)) || 5);

/** A contestant that fails this often takes no further part. */
const failuresMax = 2;
const runMsMax = 60_000;

/** What to end when a run takes too long: it can no longer be trusted to put anything away itself. */
export const underWay = new Set<() => void>();

/**
 * Runs every contestant once per round. One `run` may give several values (p50 and p99, say) by name;
 * each name becomes a row. A run that throws or hangs is noted with its reason, and never stops the others.
 */
export async function alternate<C extends { name: string }>(o: {
  group: string;
  contestants: readonly C[];
  /** What each value is called in the table, and its unit. */
  values: Record<string, { what: string; unit: string }>;
  run(contestant: C): Promise<Record<string, number>>;
  runMsMax?: number;
  target?: (value: string, median: (contestant: string) => number) => Row["target"];
}): Promise<Row[]> {
  const samples = new Map<string, Record<string, number[]>>();
  const failures = new Map<string, string[]>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of rotated(o.contestants, round)) {
      const failed = failures.get(contestant.name) ?? [];
      if (failed.length >= failuresMax) continue;
      process.stderr.write(`  ${o.group} · ${contestant.name} · ${round + 1}/${rounds}\n`);
      try {
        const values = await within(o.runMsMax ?? runMsMax, o.run(contestant));
        const kept = samples.get(contestant.name) ?? {};
        for (const [name, value] of Object.entries(values)) kept[name] = [...(kept[name] ?? []), value];
        samples.set(contestant.name, kept);
      } catch (error) {
        const why = error instanceof Error ? error.message.split("\n")[0]! : String(error);
        process.stderr.write(`    failed: ${why}\n`);
        failures.set(contestant.name, [...failed, why]);
      }
    }
  }
  const notes = [...failures].map(
    ([name, why]) => `${name}: ${why.length} of its runs failed (${[...new Set(why)].join("; ")})`,
  );
  const rows = Object.entries(o.values).map(([value, { what, unit }]) => {
    const figures: Row["figures"] = {};
    for (const { name } of o.contestants) {
      const got = samples.get(name)?.[value];
      const why = failures.get(name)?.[0];
      if (got) figures[name] = figure(got);
      else if (why !== undefined) figures[name] = `not measured: ${why}`;
    }
    const target = o.target?.(value, (name) => medianOf(figures[name]));
    return { group: o.group, what, unit, figures, notes, ...(target ? { target } : {}) };
  });
  // What nobody here can measure, as a page its processor time.
  return rows.filter(({ figures }) => Object.keys(figures).length > 0);
}

/** Not a number for whoever was not measured, so that no comparison with it holds. */
export function medianOf(figure: Row["figures"][string] | undefined): number {
  return typeof figure === "object" ? figure.median : Number.NaN;
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, failed) => {
    late = setTimeout(() => {
      for (const end of [...underWay]) end();
      failed(new Error(`not done within ${ms / 1000} s`));
    }, ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(late);
    // It fails now, with nobody listening.
    work.catch(() => undefined);
  }
}

export function figure(samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const first = sorted[0] ?? Number.NaN;
  return { median: quantile(sorted, 0.5), min: first, max: sorted.at(-1) ?? first, runs: sorted.length };
}

/** Of a sorted list; the nearest value that was really measured. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function machine() {
  const [cpu] = cpus();
  return {
    cores: cpus().length,
    cpu: cpu?.model ?? "unknown",
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export interface Spent {
  /** By the clock on the wall. */
  ms: number;
  /** Of every thread of this process: what others do on the machine is not in it. */
  cpu: number;
}
export async function spent(work: () => Promise<unknown> | unknown): Promise<Spent> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/** Of something too short to be measured once: the median. Tidying the memory in between would throw compiled code away. */
export async function several(times: number, once: () => Promise<Spent>): Promise<Spent> {
  const all: Spent[] = [];
  for (let i = 0; i < times; i++) all.push(await once());
  const median = (of: keyof Spent) => figure(all.map((one) => one[of])).median;
  return { ms: median("ms"), cpu: median("cpu") };
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
