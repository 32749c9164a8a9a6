// S11: whoever has a document open is known of until they say goodbye, or nothing for a while.
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { createTogether, togetherMs } from "./together.ts";

const word = Uint8Array.of(1);
const goodbye = new Uint8Array(0);

function world() {
  const clock = manualClock();
  const told: [string, boolean][] = [];
  const together = createTogether(clock, (doc, yes) => told.push([doc, yes]));
  return { clock, together, told };
}

test("S11 Bob opens the rota, says so again and again, and closes it", () => {
  const { clock, together, told } = world();
  for (let i = 0; i < 3; i++) {
    together.heard("rota", "bob", word);
    clock.advance(togetherMs - 1);
  }
  expect(told).toEqual([["rota", true]]);
  together.heard("rota", "bob", goodbye);
  expect(told).toEqual([
    ["rota", true],
    ["rota", false],
  ]);
  expect(clock.waiting()).toBe(0);
});

test("S11 as long as one of two is there it goes on, and a lid that was closed counts after a while", () => {
  const { clock, together, told } = world();
  together.heard("rota", "bob", word);
  together.heard("rota", "carol", word);
  together.heard("keys", "carol", word);
  together.heard("rota", "bob", goodbye);
  together.heard("rota", "bob", goodbye);
  expect(told).toEqual([
    ["rota", true],
    ["keys", true],
  ]);
  clock.advance(togetherMs);
  expect(told.slice(2)).toEqual([
    ["rota", false],
    ["keys", false],
  ]);
});

test("S11 a goodbye of somebody unknown says nothing, and after the end nothing waits", () => {
  const { clock, together, told } = world();
  together.heard("rota", "eve", goodbye);
  expect(told).toEqual([]);
  for (let i = 0; i < 200; i++) together.heard("rota", `device ${i}`, word);
  expect(clock.waiting()).toBeLessThan(200);
  together.stop();
  expect(clock.waiting()).toBe(0);
});
