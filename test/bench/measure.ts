// How anything is measured here: contestants take turns, in a new order each round; medians, extremes and the load are kept.
import { cpus, loadavg } from "node:os";

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
  /** By contestant; null when it could not take part, with the reason in `notes`. */
  figures: Record<string, Figure | null>;
  notes: string[];
  target?: { text: string; reached: boolean };
}

export const rounds = Number(process.env.FOGATA_BENCH_ROUNDS ?? 5);

/**
 * Runs every contestant once per round. One `run` may give several values (p50 and p99, say) by name;
 * each name becomes a row. A contestant that throws is left out of its rows, and its reason is noted.
 */
export async function alternate<C extends { name: string }>(o: {
  group: string;
  contestants: readonly C[];
  /** What each value is called in the table, and its unit. */
  values: Record<string, { what: string; unit: string }>;
  run(contestant: C): Promise<Record<string, number>>;
  target?: (value: string, median: (contestant: string) => number) => Row["target"];
}): Promise<Row[]> {
  const samples = new Map<string, Record<string, number[]>>();
  const notes: string[] = [];
  const out = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of rotated(o.contestants, round)) {
      if (out.has(contestant.name)) continue;
      try {
        process.stderr.write(`  ${o.group} · ${contestant.name} · ${round + 1}/${rounds}\n`);
        const values = await o.run(contestant);
        const kept = samples.get(contestant.name) ?? {};
        for (const [name, value] of Object.entries(values)) kept[name] = [...(kept[name] ?? []), value];
        samples.set(contestant.name, kept);
      } catch (error) {
        out.add(contestant.name);
        notes.push(`${contestant.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return Object.entries(o.values).map(([value, { what, unit }]) => {
    const figures: Row["figures"] = {};
    for (const { name } of o.contestants) {
      const got = out.has(name) ? undefined : samples.get(name)?.[value];
      figures[name] = got ? figure(got) : null;
    }
    const target = o.target?.(value, (name) => figures[name]?.median ?? Number.NaN);
    return { group: o.group, what, unit, figures, notes, ...(target ? { target } : {}) };
  });
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

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
