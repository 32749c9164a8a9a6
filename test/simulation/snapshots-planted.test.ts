// The rules of snapshots prove themselves: each of these tempting wrong ones, alone, is noticed within a thousand seeds.
import { type Rules, rules } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { stepsOfARun } from "./seeds.ts";
import { runWithSnapshots } from "./snapshots.ts";

const seedsMax = 1_000;

/**
 * `from`, `every`: which worlds to look at, from one that is known to notice it; in one of five only somebody is away
 * for long.
 */
const planted: { name: string; wrong: Partial<Rules>; from?: number; every?: number }[] = [
  {
    name: "S95 a snapshot reaches to just before its own place, whatever comes between",
    wrong: { reach: ({ place }) => place.seq + 1 },
    from: 41,
  },
  {
    name: "S96 what a snapshot stands for is asked of its place, not of what it holds",
    wrong: { lacks: () => [] },
  },
  {
    name: "S96 after a wipe a snapshot in the log counts for everything of its document",
    wrong: { standsFor: () => true },
    from: 31,
  },
  {
    name: "S97 the log is cut as soon as the relay has been told that somebody checked",
    wrong: { isVouched: () => true },
  },
  {
    name: "S99 nobody objects to a log cut by what lacks something",
    wrong: { toSay: (o) => (o.told.trim === "pending" ? null : rules.toSay(o)) },
    from: 226,
  },
  {
    name: "S123 an old channel is deleted though somebody has not found the way to the new one yet",
    wrong: { toMove: (o) => rules.toMove({ ...o, awaited: false }) },
    every: 5,
    from: 5,
  },
  {
    name: "S122 nobody minds that somebody marks channels as left and deletes them",
    wrong: { toMove: (o) => (o.frozen ? null : rules.toMove(o)) },
    every: 5,
    from: 25,
  },
  {
    name: "S121 a channel is left, and deleted, without a look at what is only there",
    wrong: { toMove: (o) => rules.toMove({ ...o, lacking: false, awaited: false }) },
    every: 5,
    from: 5,
  },
  {
    name: "S2 the cursor is a number: another log with the same number looks like the same log",
    wrong: { forgetsLog: () => false },
    from: 2,
  },
];

for (const { name, wrong, from = 1, every = 1 } of planted) {
  test.skipIf(process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let seed = from; seed <= seedsMax; seed += every) {
      const result = await runWithSnapshots({ seed, steps: stepsOfARun, wrong });
      if (result.broken.length === 0) continue;
      expect((await runWithSnapshots({ seed, steps: stepsOfARun })).broken).toEqual([]);
      console.log(`noticed with seed ${seed}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed in ${seedsMax} seeds`);
  });
}
