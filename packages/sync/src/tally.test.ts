import { expect, test } from "vitest";
import { memoryStorage } from "../testing/memory-storage.ts";
import { createTally, reasonsMax, tallyWriteMs } from "./tally.ts";

/** A clock whose only alarm the test rings. */
function byHand() {
  let alarm: { ms: number; run: () => void } | null = null;
  return {
    now: () => 0,
    after(ms: number, run: () => void) {
      alarm = { ms, run };
      return () => {
        alarm = null;
      };
    },
    ring: () => alarm?.run(),
    set: () => alarm?.ms ?? null,
  };
}

test("S17 what Alice's device refused is still counted after a restart, and written once for many", async () => {
  const storage = memoryStorage();
  const clock = byHand();
  const tally = createTally({ storage, clock });
  await tally.open("refused");
  for (let i = 0; i < 3; i++) tally.add("bad-signature");
  expect(clock.set()).toBe(tallyWriteMs);
  await tally.close();
  const again = createTally({ storage, clock });
  again.add("bad-signature");
  await again.open("refused");
  expect([...again.counts()]).toEqual([["bad-signature", 4]]);
});

test("S16 reasons are counted up to their last and no further", () => {
  const tally = createTally({ storage: memoryStorage(), clock: byHand() });
  for (let i = 0; i < reasonsMax; i++) tally.add(`reason ${i}`);
  expect(tally.counts().size).toBe(reasonsMax);
  tally.add("one more");
  expect(tally.counts().size).toBe(reasonsMax);
  tally.add("reason 0");
  expect(tally.counts().get("reason 0")).toBe(2);
});
