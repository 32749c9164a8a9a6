// Half of the seeds; the other half runs beside it on another core.
import { expect, test } from "vitest";
import { faults, realSeedsFrom, runSeeds, seedsFor, table, tell } from "./seeds.ts";

const mine = seedsFor(1_000).filter((seed) => seed < realSeedsFrom && seed % 2 === 0);

test.skipIf(mine.length === 0)(
  "S1–S11 whatever happens, everybody ends with the same documents and nothing is lost (half 1)",
  async () => {
    const { runs, failed, counts } = await runSeeds(mine, "model");
    console.log(`${runs} runs\n${table(counts)}`);
    expect(tell(failed)).toBe("");
    if (runs >= 100) for (const fault of faults) expect(counts.get(fault) ?? 0, fault).toBeGreaterThan(0);
  },
);
