import { expect, test } from "vitest";
import { packCarried, readCarried } from "./snapshot-carried.ts";
import { before, day, deleteAfterMs, renewAfterMs, toMove } from "./snapshot-moving.ts";

const done = { lacking: false, awaited: false, isSaid: true, frozen: true, frozenMs: 0 };

test("S121 a channel is left when nothing lies there alone, first with a word in the log that says where it goes on", () => {
  expect(toMove({ ...done, lacking: true, isSaid: false, frozen: false })).toBeNull();
  expect(toMove({ ...done, isSaid: false, frozen: false })).toBe("moved");
  expect(toMove({ ...done, frozen: false })).toBe("freeze");
  expect(toMove(done)).toBeNull();
});

test("S122 whoever holds something that lies there alone says so at once, and is waited for as long as it takes", () => {
  for (const frozenMs of [0, deleteAfterMs, 10 * deleteAfterMs]) {
    expect(toMove({ ...done, lacking: true, frozenMs })).toBe("keep");
    expect(toMove({ ...done, lacking: true, awaited: true, frozenMs })).toBe("keep");
  }
});

test("S123 a channel is deleted after ninety days, and never while somebody may have to find the way from there", () => {
  expect(toMove({ ...done, frozenMs: deleteAfterMs - 1 })).toBeNull();
  expect(toMove({ ...done, frozenMs: deleteAfterMs })).toBe("delete");
  const awaited = { ...done, awaited: true };
  expect(toMove({ ...awaited, frozenMs: renewAfterMs - 1 })).toBeNull();
  for (const frozenMs of [renewAfterMs, deleteAfterMs, 1_000 * day])
    expect(toMove({ ...awaited, frozenMs })).toBe("freeze");
});

test("S120 the epochs before one are those that it follows, near and far; one beside it is none of them", () => {
  const epochs = new Map(
    Object.entries({ a: [], b: ["a"], c: ["a"], d: ["b"], e: ["c", "d"] }).map(([kid, parents]) => [kid, { parents }]),
  );
  const of = (kid: string) => [...before({ epochs } as never, kid as never)].sort().join("");
  expect(["a", "b", "d", "e"].map(of)).toEqual(["", "a", "ab", "abcd"]);
});

test("S120 carried entries come out as they went in, and a length that leads nowhere is none", () => {
  const kid = "0f".repeat(16);
  const entries = [1, 40, 300].map((length) => new Uint8Array(length).fill(length % 256));
  const packed = packCarried(kid, entries);
  expect(readCarried(packed)).toEqual({ kid, entries });
  expect(readCarried(packCarried(kid, []))).toEqual({ kid, entries: [] });
  for (const cut of [15, 17, 19, packed.length - 1]) expect(readCarried(packed.subarray(0, cut))).toBeNull();
});
