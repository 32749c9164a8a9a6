// Runs many seeds, adds up what the faults did, and says how to see a failing one again.
import { rules } from "@fogata/sync/testing";
import { modelWorld, realWorld } from "./primitives.ts";
import { type RunResult, run } from "./run.ts";

export const stepsOfARun = 400;

/** Seeds from here on run with the real primitives. */
export const realSeedsFrom = 1_000_001;

/** `FOGATA_SEED=n`: that one, with its trace. `FOGATA_SEEDS=n`: so many instead of `count`. */
export function seedsFor(count: number, { from = 1, env = "FOGATA_SEEDS" } = {}): number[] {
  const one = process.env.FOGATA_SEED;
  if (one) return [Number(one)];
  return Array.from({ length: Number(process.env[env] ?? count) }, (_, i) => from + i);
}

export async function runSeeds(
  seeds: readonly number[],
  world: "model" | "real",
): Promise<{ runs: number; failed: RunResult | null; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  let runs = 0;
  for (const seed of seeds) {
    const trace = process.env.FOGATA_SEED !== undefined;
    const parts = world === "model" ? modelWorld(seed) : realWorld();
    const result = await run({ seed, steps: stepsOfARun, ...parts, rules, trace });
    runs++;
    for (const [fault, count] of result.counts) counts.set(fault, (counts.get(fault) ?? 0) + count);
    if (trace) console.log(result.lines.join("\n"));
    if (result.broken.length > 0) return { runs, failed: result, counts };
  }
  return { runs, failed: null, counts };
}

/** What to print when a seed fails. */
export function tell(failed: RunResult | null, { file = "", asked = "" } = {}): string {
  if (!failed) return "";
  const how = asked && `FOGATA_ASKED=${asked} `;
  const project = /membership|circles|snapshots|deciding/.test(file) ? "membership" : "simulation";
  const again = `${how}FOGATA_SEED=${failed.seed} npx vitest run --project ${project} ${file}`.trimEnd();
  return `seed ${failed.seed}: ${failed.broken.slice(0, 5).join("; ")} (again, with its trace: ${again})`;
}

export function table(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort()
    .map(([fault, count]) => `  ${String(count).padStart(8)}  ${fault}`)
    .join("\n");
}

/** Every fault that a long enough simulation must have met. */
export const faults = [
  "admission",
  "rotation",
  "connection dropped",
  "frame doubled",
  "frame reordered",
  "frames delayed",
  "offline",
  "offline for weeks",
  "power cut",
  "cut before a write",
  "cut after a write",
  "relaxed writes lost",
  "leading tab killed",
  "leader handed over",
  "edit in a following tab",
  "relay restarted",
  "relay wiped",
  "relay renamed",
  "relay rolled back",
] as const;
