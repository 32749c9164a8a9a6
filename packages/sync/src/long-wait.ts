// Waits longer than a browser's timer can: beyond 2³¹ milliseconds it would not wait at all, and times that others
// write may lie anywhere.
import type { Clock, Off } from "./ports.ts";

const stepMs = 24 * 60 * 60 * 1000;

export function afterLong(clock: Clock, ms: number, run: () => void): Off {
  // By the clock, not by counting: a device that sleeps wakes up late.
  const at = clock.now() + ms;
  let off: Off = () => {};
  const step = () => {
    const leftMs = at - clock.now();
    off = leftMs > stepMs ? clock.after(stepMs, step) : clock.after(Math.max(0, leftMs), run);
  };
  step();
  return () => off();
}
