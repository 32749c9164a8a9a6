// How much room V8 has for what is waste a moment later. Small while little happens: letting it grow, as Node does once many
// people have connected, would take as much as all of their connections. Larger while thousands of frames come each second:
// then it is swept ten times less often, and nobody waits for that.
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Looked at after so many frames: more than a thousand people take to connect. */
export const framesPerLook = 4_096;
/** Within this long they are many. */
export const manyWithinMs = 4_000;
/** V8's own bound, and what it would soon take by itself. */
const nurseryBytesMax = 16 * 1024 * 1024;

export interface Nursery {
  /** Something has come from somebody. */
  frame(): void;
}

/** `mayGrow`: whether V8 makes it larger when it finds it full of what is still needed; it gives back by itself what it no longer needs. */
export function createNursery(o: { now(): number; bytes(): number; mayGrow(may: boolean): void }): Nursery {
  let frames = 0;
  let since = o.now();
  o.mayGrow(false);
  return {
    frame() {
      if (++frames < framesPerLook) return;
      const now = o.now();
      o.mayGrow(now - since < manyWithinMs && o.bytes() < nurseryBytesMax);
      frames = 0;
      since = now;
    },
  };
}

export function nurseryOfV8(): Nursery {
  // Sweeping what is small with four threads wakes four for nothing.
  setFlagsFromString("--no-parallel-scavenge");
  return createNursery({
    now: () => performance.now(),
    bytes: () => getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space")?.space_size ?? 0,
    mayGrow: (may) => setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`),
  });
}
