// A group that decides while people come, go, are offline and one of them lies: in the end all devices say the same of every
// question, and nothing is in force that people did not decide themselves.
import { expect, test } from "vitest";
import { runDeciding } from "./deciding.ts";
import { seedsFor, table, tell } from "./seeds.ts";

export const stepsOfADeciding = 120;
const firstSeed = 4_000_001;
const seeds = seedsFor(12, { from: firstSeed, env: "FOGATA_DECIDING_SEEDS" }).filter((seed) => seed >= firstSeed);

/** What so many stories have surely met. */
const happenings = [
  ...["asked", "answered", "closed", "reworded", "offline", "power cut", "somebody is removed", "somebody comes"],
  ...["closed without a right to", "said again what another said", "asked by an older list", "in the end decided"],
  ...["in the end void", "in the end talking-again", "talked about again: late-no"],
];

test.skipIf(seeds.length === 0)(
  "D16–D30 D40 whatever is said, lost, late or forged, all devices come to the same, and to what people decided themselves",
  async () => {
    const counts = new Map<string, number>();
    for (const seed of seeds) {
      const trace = process.env.FOGATA_SEED !== undefined;
      const result = await runDeciding({ seed, steps: stepsOfADeciding, trace });
      for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      if (trace) console.log(result.lines.join("\n"));
      expect(tell(result.broken.length > 0 ? result : null, { file: "test/simulation/deciding.test.ts" })).toBe("");
    }
    for (const what of happenings) if (seeds.length >= 12) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
    console.log(`${seeds.length} runs\n${table(counts)}`);
  },
);
