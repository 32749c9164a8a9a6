// The same stories with WebCrypto instead of the model.
import { expect, test } from "vitest";
import { realSeedsFrom, runSeeds, seedsFor, table, tell } from "./seeds.ts";

const seeds = seedsFor(20, { from: realSeedsFrom, env: "FOGATA_REAL_SEEDS" }).filter(
  (seed) => seed >= realSeedsFrom && seed < 2 * realSeedsFrom - 1,
);

test.skipIf(seeds.length === 0)("S1–S11 hold with the real primitives", async () => {
  const { runs, failed, counts } = await runSeeds(seeds, "real");
  console.log(`${runs} runs\n${table(counts)}`);
  expect(tell(failed)).toBe("");
});
