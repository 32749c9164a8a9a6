// Working groups while their group changes around them: nobody who went or is paused has a key to what is written then, and
// in the end everybody seated has every word and sees the same places.
import { expect, test } from "vitest";
import { runCircles } from "./circles.ts";
import { seedsFor, table, tell } from "./seeds.ts";

const stepsOfACircle = 80;
const firstSeed = 3_000_001;
/** One story to be seen again is told in the way that it went wrong in. */
const one = process.env.FOGATA_SEED !== undefined;
const asked = process.env.FOGATA_CIRCLES_AGAIN !== undefined;

const ways = [
  {
    again: false,
    name: "whatever happens to people in the group, their places, words and keys in its circles follow",
    seeds: 24,
    // S83 A box came before its sender was known in the group, and was looked at no more; S91 a letter overtook the place
    // that it was for, or went to somebody of whose pause its sender had not read yet.
    found: [3_000_052, 3_000_384, 3_000_954],
  },
  {
    again: true,
    name: "whoever left, or lost their place, may be given one again, and has all that the others have",
    seeds: 30,
    // S83 Keys for somebody paused; S80 S91 the farewell of an earlier place, and a letter for one; S13 noise for a key, and
    // a log cut by a snapshot of somebody who went; three who each gave the next a place again; a farewell read before it
    // was known here who said it; a key by somebody of whom one cannot know yet that they belong. S93 A further device that
    // was asked to join in an earlier place was not asked in this one.
    found: [
      3_000_096, 3_000_033, 3_000_031, 3_000_052, 3_000_038, 3_000_110, 3_000_164, 3_000_191, 3_000_207, 3_000_344,
      3_020_406,
    ],
  },
];
const seedsOf = ({ seeds, found }: (typeof ways)[number]) => {
  const all = [...seedsFor(seeds, { from: firstSeed, env: "FOGATA_CIRCLE_SEEDS" }), ...(one ? [] : found)];
  return [...new Set(all)].filter((seed) => seed >= firstSeed && seed < firstSeed + 1_000_000);
};

/** What so many stories have surely met. */
const happenings = [
  ...["a place is given", "a place is handed on", "a place is left", "a device is dropped", "a further device"],
  ...["a pause in the group", "a removal from the group", "somebody leaves the group", "offline", "power cut"],
  ...["written after somebody had gone", "written while somebody was paused"],
];

for (const way of ways) {
  const seeds = seedsOf(way);
  test.skipIf(seeds.length === 0 || (one && asked !== way.again))(`S90–S94 ${way.name}`, async () => {
    const counts = new Map<string, number>();
    const how = way.again ? "with FOGATA_CIRCLES_AGAIN=1, " : "";
    for (const seed of seeds) {
      const result = await runCircles({ seed, steps: stepsOfACircle, trace: one, again: way.again, whole: true });
      for (const [what, count] of result.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      if (one) console.log(result.lines.join("\n"));
      expect(result.broken.length > 0 ? how + tell(result, { file: "circles" }) : "").toBe("");
    }
    for (const what of happenings) if (seeds.length >= 50) expect(counts.get(what) ?? 0, what).toBeGreaterThan(0);
    console.log(`${seeds.length} runs\n${table(counts)}`);
  });
}
