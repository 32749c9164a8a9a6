// Runs many groups, adds up what happened to them, and says how to see a failing one again.
import { attacks } from "@fogata/keys/testing";
import { rules } from "@fogata/sync/testing";
import { runMembership } from "./membership.ts";
import type { Asked } from "./membership-check.ts";
import { modelWorld } from "./primitives.ts";
import type { RunResult } from "./run.ts";

export const stepsOfAGroup = 160;

export async function runGroups(
  seeds: readonly number[],
  asked: Asked,
): Promise<{ runs: number; failed: RunResult | null; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  let runs = 0;
  for (const seed of seeds) {
    const trace = process.env.FOGATA_SEED !== undefined;
    const result = await runMembership({ seed, steps: stepsOfAGroup, ...modelWorld(seed), rules, trace, asked });
    runs++;
    for (const [fault, count] of result.counts) counts.set(fault, (counts.get(fault) ?? 0) + count);
    if (trace) console.log(result.lines.join("\n"));
    if (result.broken.length > 0) return { runs, failed: result, counts };
  }
  return { runs, failed: null, counts };
}

/** Everything that enough groups must have met. */
export const happenings = [
  "admission",
  "welcome",
  "objection",
  "further device",
  "device dropped",
  "device dropped without a line",
  "somebody left",
  "removal",
  "removals that cross",
  "pause",
  "numbers chosen",
  "recovery claimed",
  "recovered",
  "recovery refused",
  "rotation",
  "rotation offline",
  "away for half a year",
  "back after half a year",
  "power cut",
  "days pass",
  "renamed",
  "invitation withdrawn",
  "somebody hostile came in",
  "written after somebody had gone",
  "written while somebody was paused",
  ...Object.keys(attacks).map((name) => `attack: ${name}`),
  ...["scribble", "replay", "operations", "freeze", "trim", "delete"].map((how) => `vandal: ${how}`),
] as const;
