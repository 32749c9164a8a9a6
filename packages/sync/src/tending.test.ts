import { expect, test } from "vitest";
import { createQueue } from "./queue.ts";
import { type Around, createTending, restMsMax, restTimes, unfeltMs } from "./tending.ts";

/** Bob types into a document that Alice has open; bringing some of it in takes her device `tookMs`. */
function alice(tookMs: number) {
  let now = 0;
  let alarms: { at: number; run: () => void }[] = [];
  const owed: string[] = [];
  const broughtIn: { at: number; entries: number }[] = [];
  const queue = createQueue();
  const applier = {
    owed: () => [...owed],
    async bringUpSome() {
      // Nothing more than this many in one step.
      const entries = owed.splice(0, 200).length;
      now += tookMs;
      broughtIn.push({ at: now, entries });
      return { docs: ["d"], done: true };
    },
  };
  const clock = {
    now: () => now,
    after(ms: number, run: () => void) {
      const alarm = { at: now + ms, run };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((one) => one !== alarm);
      };
    },
  };
  const around = { clock, later: (step: () => Promise<unknown>) => queue.later(step), changed: () => {} };
  const tending = createTending(
    { circle: "c", by: "a" },
    { applier, drafts: { broughtUp: async () => {} } } as never,
    around as unknown as Around,
  );
  const idle = async () => {
    do await queue.run(async () => {});
    while (queue.waiting() > 0);
  };
  return {
    broughtIn,
    async bobTypes(entries = 1) {
      owed.push(...Array.from({ length: entries }, () => "d"));
      tending.applyInBackground();
      await idle();
    },
    async passes(ms: number) {
      now += ms;
      const due = alarms.filter(({ at }) => at <= now);
      alarms = alarms.filter((alarm) => !due.includes(alarm));
      for (const { run } of due) run();
      await idle();
    },
  };
}

test("S133 what Bob types comes in at once, and what he goes on typing a little later, together", async () => {
  const { bobTypes, passes, broughtIn } = alice(20);
  await bobTypes();
  expect(broughtIn).toHaveLength(1);
  await bobTypes();
  await bobTypes();
  expect(broughtIn).toHaveLength(1);
  await passes(restTimes * 20);
  expect(broughtIn.map(({ entries }) => entries)).toEqual([1, 2]);
});

test("S133 what nobody would feel is not waited for", async () => {
  const { bobTypes, broughtIn } = alice(unfeltMs - 1);
  for (let i = 0; i < 3; i++) await bobTypes();
  expect(broughtIn).toHaveLength(3);
});

test("S133 whoever has much to catch up with goes on at once, and rests for a second at most", async () => {
  const { bobTypes, passes, broughtIn } = alice(5000);
  await bobTypes(600);
  expect(broughtIn.map(({ entries }) => entries)).toEqual([200, 200, 200]);
  await bobTypes();
  expect(broughtIn).toHaveLength(3);
  await passes(restMsMax);
  expect(broughtIn).toHaveLength(4);
});
