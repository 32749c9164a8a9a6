import { expect, test } from "vitest";
import { afterLong } from "./long-wait.ts";
import type { Clock } from "./ports.ts";

/** A browser's timers: what is further away than 2³¹ ms happens at once. */
function browserClock() {
  let now = 0;
  const due: { at: number; run(): void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const one = { at: now + (ms > 2 ** 31 - 1 ? 1 : ms), run };
      due.push(one);
      return () => void (due.includes(one) && due.splice(due.indexOf(one), 1));
    },
  };
  return {
    clock,
    waiting: () => due.length,
    advance(ms: number) {
      const end = now + ms;
      let ran = 0;
      for (let next = due.find(({ at }) => at <= end); next; next = due.find(({ at }) => at <= end)) {
        due.splice(due.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.run();
        if (++ran > 1000) throw new Error("it never rests");
      }
      now = end;
    },
  };
}
const day = 24 * 60 * 60 * 1000;

test("S55 what is centuries away, as a hostile invitation's end may be, wakes nobody all the time", () => {
  const { clock, advance } = browserClock();
  let ends = 0;
  afterLong(clock, Number.MAX_SAFE_INTEGER, () => ends++);
  advance(100 * day);
  expect(ends).toBe(0);
});

test("S55 what is weeks away happens once, on the millisecond, unless it was called off", () => {
  const { clock, advance, waiting } = browserClock();
  const at: number[] = [];
  afterLong(clock, 60 * day + 7, () => at.push(clock.now()));
  const off = afterLong(clock, 50 * day, () => at.push(-1));
  advance(49 * day);
  off();
  advance(100 * day);
  expect(at).toEqual([60 * day + 7]);
  expect(waiting()).toBe(0);
});
