// The simulator proves itself: each of these tempting wrong rules, alone, is noticed within a thousand seeds.
import type { ChangeRef } from "@fogata/sync";
import { type Rules, rules } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { modelWorld } from "./primitives.ts";
import { run } from "./run.ts";
import { stepsOfARun } from "./seeds.ts";

const seedsMax = 1_000;

const planted: { name: string; wrong: Partial<Rules> }[] = [
  {
    name: "the cursor is stored before the entries it passes",
    wrong: { accepting: (entries, cursor) => [cursor, entries] },
  },
  {
    name: "the cursor is a number: another log with the same number looks like the same log",
    wrong: { forgetsLog: () => false },
  },
  {
    name: "LIVE moves the cursor",
    wrong: { movesCursor: (frame) => frame !== "commit" },
  },
  {
    name: "numbers are not leased, and resume where the disk says",
    wrong: { resume: (kept) => kept, sealingDurability: "relaxed" },
  },
  {
    name: "only this tab's own changes are uploaded",
    wrong: { toUpload: (unknown) => ownOf(unknown as readonly (ChangeRef & { own: boolean })[]) },
  },
  {
    name: "the outbox forgets before the entry is stored",
    wrong: { sealing: (entries, outbox) => [outbox, entries] },
  },
  {
    name: "a change whose past is missing counts as applied",
    wrong: { counts: () => true },
  },
  {
    name: "sealed before everything the relay had was read",
    wrong: { maySeal: (session) => session.link === "up" && session.channels.size > 0 },
  },
];

function ownOf<T extends { own: boolean }>(unknown: readonly T[]): readonly T[] {
  return unknown.filter(({ own }) => own);
}

for (const { name, wrong } of planted) {
  test.skipIf(process.env.FOGATA_SEED !== undefined)(`noticed: ${name}`, async () => {
    for (let seed = 1; seed <= seedsMax; seed++) {
      const result = await run({ seed, steps: stepsOfARun, ...modelWorld(seed), rules: { ...rules, ...wrong } });
      if (result.broken.length === 0) continue;
      // The wrong rule and nothing else: the same story with the true rules ends well.
      expect((await run({ seed, steps: stepsOfARun, ...modelWorld(seed), rules })).broken).toEqual([]);
      console.log(`noticed with seed ${seed}: ${result.broken[0]}`);
      return;
    }
    expect.fail(`not noticed in ${seedsMax} seeds`);
  });
}
