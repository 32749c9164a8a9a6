// Short logs: documents made whole, checked, cut and erased; and in one of three somebody who lies about it.
import { expect, test } from "vitest";
import { seedsFor, stepsOfARun, table, tell } from "./seeds.ts";
import { runWithSnapshots } from "./snapshots.ts";

const firstSeed = 2_000_001;
const seeds = seedsFor(24, { from: firstSeed, env: "FOGATA_SNAPSHOT_SEEDS" }).filter(
  (seed) => seed >= firstSeed && seed < firstSeed + 1_000_000,
);
/** With how many seeds each has surely happened. */
const met = { "snapshot made": 20, "snapshot checked": 20, "log trimmed": 20, "trim undone": 300 };

test.skipIf(seeds.length === 0)(
  "S95–S99 S120–S123 whatever is cut away or deleted, by whoever, somebody new has everything in the end",
  async () => {
    const counts = new Map<string, number>();
    for (const seed of seeds) {
      const trace = process.env.FOGATA_SEED !== undefined;
      const result = await runWithSnapshots({ seed, steps: stepsOfARun, trace });
      for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      if (trace) console.log(result.lines.join("\n"));
      expect(tell(result.broken.length > 0 ? result : null)).toBe("");
    }
    console.log(`${seeds.length} runs\n${table(counts)}`);
    // S124 Over many worlds most of what was written is nowhere kept as it was sent any more.
    if (seeds.length >= 20) expect(counts.get("entries kept")!).toBeLessThan(counts.get("entries written")! / 3);
    for (const [what, after] of Object.entries(met))
      if (seeds.length >= after) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
  },
);
