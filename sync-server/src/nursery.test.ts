// Room is taken while many write, and not because many are there.
import { expect, test } from "vitest";
import { createNursery, framesPerLook, manyWithinMs } from "./nursery.ts";

function world() {
  const at = { now: 0, bytes: 1_000_000, may: true };
  const nursery = createNursery({
    now: () => at.now,
    bytes: () => at.bytes,
    mayGrow: (may) => {
      at.may = may;
    },
  });
  const come = (frames: number, inMs: number) => {
    for (let i = 0; i < frames; i++) {
      at.now += inMs / frames;
      nursery.frame();
    }
  };
  return { at, come };
}

test("a thousand people who connect within a second and then read make nothing grow", () => {
  const { at, come } = world();
  expect(at.may).toBe(false);
  come(4_000, 1_000);
  expect(at.may).toBe(false);
  come(framesPerLook, 60 * 60_000);
  expect(at.may).toBe(false);
});

test("while thousands of frames come each second there may be more room, up to a bound, and no longer", () => {
  const { at, come } = world();
  come(framesPerLook, manyWithinMs / 2);
  expect(at.may).toBe(true);
  at.bytes = 16 * 1024 * 1024;
  come(framesPerLook, manyWithinMs / 2);
  expect(at.may).toBe(false);
  at.bytes = 1_000_000;
  come(framesPerLook, manyWithinMs / 2);
  expect(at.may).toBe(true);
  come(framesPerLook, 2 * manyWithinMs);
  expect(at.may).toBe(false);
});
