// Working groups while their group changes around them: nobody who went or is paused has a key to what is written then, and
// in the end everybody seated has every word and sees the same places.
import { expect, test } from "vitest";
import { runCircles } from "./circles.ts";
import { seedsFor, table, tell } from "./seeds.ts";

const stepsOfACircle = 80;
const firstSeed = 3_000_001;
/** Whoever had a place may be given one again: what is not mended there stands in sync's README. */
const again = process.env.FOGATA_CIRCLES_AGAIN !== undefined;
/** S83 A box came before its sender was known in the group, and was looked at no more. */
const found = process.env.FOGATA_SEED === undefined ? [3_000_052] : [];
const seeds = [...seedsFor(24, { from: firstSeed, env: "FOGATA_CIRCLE_SEEDS" }), ...found].filter(
  (seed) => seed >= firstSeed && seed < firstSeed + 1_000_000,
);

/** What so many stories have surely met. */
const happenings = [
  ...["a place is given", "a place is handed on", "a place is left", "a device is dropped", "a further device"],
  ...["a pause in the group", "a removal from the group", "somebody leaves the group", "offline", "power cut"],
  ...["written after somebody had gone", "written while somebody was paused"],
];

test.skipIf(seeds.length === 0)(
  "S90–S94 whatever happens to people in the group, their places, words and keys in its circles follow",
  async () => {
    const counts = new Map<string, number>();
    for (const seed of seeds) {
      const trace = process.env.FOGATA_SEED !== undefined;
      const result = await runCircles({ seed, steps: stepsOfACircle, trace, again, whole: true });
      for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      if (trace) console.log(result.lines.join("\n"));
      expect(tell(result.broken.length > 0 ? result : null)).toBe("");
    }
    for (const what of happenings) if (seeds.length >= 50) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
    console.log(`${seeds.length} runs\n${table(counts)}`);
  },
);
