import { expect, test } from "vitest";
import { beginning, channelAt, continues, follow, nextPart, nextPush, partKept } from "./channel.ts";

const start = { id: "c", place: beginning, round: 0, unlogged: new Map(), reaches: new Map(), parted: new Map() };
const read = (seq: number) =>
  follow(channelAt(start), {
    place: { gen: "g", seq, chain: "aa" },
    reset: false,
    logged: [],
    everything: new Map(),
    end: true,
  });

test("P12 a commit follows only where its last place is as far on as it names entries, and only for who has read to the end", () => {
  expect(continues(read(7), 9, 2)).toBe(true);
  expect(continues(read(7), 9, 1)).toBe(false);
  expect(continues(read(7), 9, 3)).toBe(false);
  expect(continues({ ...read(7), caughtUp: false }, 9, 2)).toBe(false);
});

test("P19 of a long document every part goes before it, one after the other, and it goes alone", () => {
  const unlogged = new Map([
    ["a", 10],
    ["long", 10],
    ["b", 10],
  ]);
  const parted = new Map([["long", ["p1", "p2"]]]);
  const limits = { entriesMax: 16, bytesMax: 1_000 };
  let channel = { ...channelAt({ ...start, unlogged, parted }), rights: { read: true, write: true }, caughtUp: true };
  expect(nextPush(channel, limits)).toEqual(["a"]);
  channel = { ...channel, given: new Set(["a"]) };
  expect(nextPush(channel, limits)).toEqual(["long"]);
  for (const part of ["p1", "p2"]) {
    expect(nextPart(channel, "long")).toBe(part);
    channel = { ...channel, ...partKept({ ...channel, pushing: { ref: 1, ids: [], part } }) };
  }
  expect(nextPart(channel, "long")).toBeNull();
  channel = { ...channel, given: new Set(["a", "long"]) };
  expect(nextPush(channel, limits)).toEqual(["b"]);
});
