// The simulator of groups proves itself: each of these tempting wrong rules, alone, is to be noticed within a thousand
// groups. Every day, those that are known to be, from the group that noticed first (a change elsewhere may make it another
// one: the nine after it are asked too); all of them, from the first group on, with FOGATA_PLANTED_GROUPS.
import { rules } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { runMembership, type Told } from "./membership.ts";
import { planted } from "./membership-planted.ts";
import { stepsOfAGroup } from "./membership-seeds.ts";
import { modelWorld } from "./primitives.ts";

const groups = process.env.FOGATA_PLANTED_GROUPS;
const wanted = groups === undefined ? planted.filter(({ noticedBy }) => noticedBy !== undefined) : planted;

/** Most rules are noticed by the same few groups. */
const told = new Map<string, Promise<boolean>>();
function endsWell(o: Pick<Told, "seed" | "steps" | "asked" | "weights">): Promise<boolean> {
  const name = JSON.stringify(o);
  const tell = async () => (await runMembership({ ...o, ...modelWorld(o.seed), rules })).broken.length === 0;
  const ends = told.get(name) ?? tell();
  told.set(name, ends);
  return ends;
}

for (const { name, wrong, asked, weights, steps = stepsOfAGroup, noticedBy = 1 } of wanted) {
  const [first, last] = groups === undefined ? [noticedBy, noticedBy + 9] : [1, Number(groups)];
  test.skipIf(process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let seed = first; seed <= last; seed++) {
      const o = { seed, steps, asked, weights };
      const result = await runMembership({ ...o, ...modelWorld(seed), rules: { ...rules, ...wrong } });
      if (result.broken.length === 0) continue;
      // The wrong rule and nothing else: the same story with the true rules ends well.
      if (!(await endsWell(o))) continue;
      console.log(`${name}: noticed with seed ${seed}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed in the groups ${first} to ${last}`);
  });
}
