// The simulator of groups proves itself: each of these tempting wrong rules, alone, is noticed within a thousand groups.
import { rules } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { runMembership } from "./membership.ts";
import { planted } from "./membership-planted.ts";
import { stepsOfAGroup } from "./membership-seeds.ts";
import { modelWorld } from "./primitives.ts";

/** Each group takes a second or two: not among the tests of every day. */
const asksForIt = process.env.FOGATA_PLANTED_GROUPS !== undefined;
const seedsMax = Number(process.env.FOGATA_PLANTED_GROUPS ?? 1_000);

for (const { name, wrong, asked } of planted) {
  test.skipIf(!asksForIt || process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let seed = 1; seed <= seedsMax; seed++) {
      const o = { seed, steps: stepsOfAGroup, asked };
      const result = await runMembership({ ...o, ...modelWorld(seed), rules: { ...rules, ...wrong } });
      if (result.broken.length === 0) continue;
      // The wrong rule and nothing else: the same story with the true rules ends well.
      if ((await runMembership({ ...o, ...modelWorld(seed), rules })).broken.length > 0) continue;
      console.log(`${name}: noticed with seed ${seed}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed in ${seedsMax} groups`);
  });
}
