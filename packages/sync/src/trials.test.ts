// S15: for how long an entry is set aside that ended the tab.
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { memoryStorage } from "../testing/index.ts";
import { againMs, aloneMax, openTrials } from "./trials.ts";

test("S15 Bob's entry ended the tab while the clock was a year ahead: set right, it is tried again, not in a year", async () => {
  const [clock, storage] = [manualClock(), memoryStorage()];
  let setBy = 365 * againMs;
  const open = () => openTrials(storage, "circle/", { ...clock, now: () => clock.now() + setBy });
  for (let run = 0; run <= aloneMax; run++) await (await open()).begin("apply", ["bobs"]);
  const trials = await open();
  expect(trials.setAside()).toEqual(["bobs"]);
  clock.advance(againMs - 1);
  expect(trials.isSetAside("bobs")).toBe(true);
  setBy = 0;
  expect([trials.isSetAside("bobs"), trials.isSuspect("bobs")]).toEqual([false, true]);
});
