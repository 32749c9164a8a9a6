// The simulator of deciding proves itself: each of these tempting wrong rules, alone, is noticed. Every day from the story that
// noticed it first (the nine after it are asked too); with FOGATA_PLANTED_DECIDING, from the first on, within so many. What
// takes a hundred stories, such as a yes to an earlier wording, is planted in the domain's own tests.
import { type Principles, principles } from "@fogata/domain";
import { expect, test } from "vitest";
import { runDeciding } from "./deciding.ts";

const firstSeed = 4_000_001;
const stories = process.env.FOGATA_PLANTED_DECIDING;

const planted: { name: string; noticedBy: number; wrong: Partial<Principles> }[] = [
  { name: "D18 a no that nobody has to mind", noticedBy: 1, wrong: { isNo: () => false } },
  { name: "D21 who has gone goes on counting", noticedBy: 1, wrong: { isCounted: ({ full }) => full } },
  { name: "D22 closed before its date", noticedBy: 1, wrong: { isPast: () => true } },
  { name: "D23 a closing judged by what came beside it", noticedBy: 1, wrong: { judgedBy: "all that is here" } },
  { name: "D24 a late no is too late", noticedBy: 1, wrong: { inTime: () => false } },
  { name: "D40 asked by whatever list one likes", noticedBy: 1, wrong: { knewBetter: () => false } },
  {
    name: "D20 a no weighs no more than a yes",
    noticedBy: 1,
    wrong: { ruleHolds: (_, yes, no) => yes > 0 && no <= yes },
  },
];

for (const { name, noticedBy, wrong } of planted) {
  const [first, last] = stories === undefined ? [noticedBy, noticedBy + 9] : [1, Number(stories)];
  test.skipIf(process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let story = first; story <= last; story++) {
      const o = { seed: firstSeed + story - 1, steps: 120 };
      const result = await runDeciding({ ...o, by: { ...principles, ...wrong } });
      if (result.broken.length === 0) continue;
      // The wrong rule and nothing else: the same story with the true rules ends well.
      if ((await runDeciding(o)).broken.length > 0) continue;
      console.log(`${name}: noticed by story ${story}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed by the stories ${first} to ${last}`);
  });
}
