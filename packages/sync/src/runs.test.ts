// S30, S35: what differs from one to the next comes back exactly, and a few hostile bytes do not become many.
import fc from "fast-check";
import { expect, test } from "vitest";
import { join } from "./leb128.ts";
import { packChanges, unpackChanges, unpackedBytesMax } from "./packing.ts";
import { packRun, runBytesMax, runFrom, runLengthMax, unpackRun } from "./runs.ts";

const numRuns = Number(process.env.FOGATA_RUNS ?? 200);
const bytes = (...values: number[]) => Uint8Array.from(values);

test("S30 any strings of one length come back from their columns", () => {
  const strings = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }))
    .chain(([length, count]) =>
      fc.array(fc.array(fc.nat(3), { minLength: length, maxLength: length }), { minLength: count, maxLength: count }),
    );
  fc.assert(
    fc.property(strings, (values) => {
      const [before, ...all] = values.map((value) => Uint8Array.from(value)) as [Uint8Array, ...Uint8Array[]];
      const count = runFrom(before, all, 0);
      if (count === 0) return;
      const run = all.slice(0, count);
      const rows = unpackRun(join([bytes(7), before]), 1, packRun(before, run), count);
      expect(rows!.bytes).toEqual(join(run.map((one) => join([bytes(7), one]))));
      const differ = before.map((_, i) => (run.some((one) => one[i] !== before[i]) ? 1 : 0));
      expect(rows!.places).toEqual([...differ.keys()].filter((i) => differ[i]).map((i) => i + 1));
    }),
    { numRuns },
  );
});

test("S30 numbers that go up cost the same however long they do, letters a byte each", () => {
  const letters = "we meet on Tuesday by the fire";
  const run = [...letters].map((letter, i) => bytes(9, i + 1, 9, 100 + i, letter.charCodeAt(0), 9));
  const packed = packRun(bytes(9, 0, 9, 99, 0, 9), run);
  expect(packed.length).toBe(1 + 4 + 4 + 2 + letters.length);
});

test("S30 a run ends where the length changes or too much does", () => {
  const before = bytes(1, 1);
  expect(runFrom(before, [bytes(1, 2), bytes(1, 3), bytes(1, 3, 4)], 0)).toBe(2);
  expect(runFrom(before, [bytes(1, 2), null], 0)).toBe(1);
  expect(runFrom(new Uint8Array(64), [new Uint8Array(64).fill(1)], 0)).toBe(0);
  expect(runFrom(new Uint8Array(runBytesMax + 1), [new Uint8Array(runBytesMax + 1)], 0)).toBe(0);
});

test("S35 columns that are not exactly those of the run are refused, whatever they are", () => {
  const before = bytes(1, 2, 3);
  const good = packRun(before, [bytes(1, 3, 3), bytes(1, 4, 3)]);
  expect(unpackRun(before, 0, good, 2)).not.toBeNull();
  for (const count of [0, 1, 3, runLengthMax + 1]) expect(unpackRun(before, 0, good, count)).toBeNull();
  expect(unpackRun(before, 0, bytes(...good, 0), 2)).toBeNull();
  expect(unpackRun(before, 0, bytes(1, 3, 1, 2, 1), 2)).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(20), (hostile, count) => {
      const run = unpackRun(before, 0, hostile, count);
      expect(run === null || run.bytes.length === count * before.length).toBe(true);
    }),
    { numRuns: numRuns * 5 },
  );
});

test("S35 a few bytes that would unpack to very many are refused on the way", async () => {
  const hash = async () => new Uint8Array(32);
  const body = Uint8Array.from({ length: runBytesMax }, (_, i) => (i === 0 ? 0 : 7));
  const small = await packChanges(hash, []);
  expect(small.length).toBe(0);
  const first = [1, 0x80, 8, ...body];
  const run = [3, 0x80, 8, 1, 0];
  const most = Math.floor(unpackedBytesMax / (runLengthMax * (runBytesMax + 40)));
  const hostile = (runs: number) => Uint8Array.from([...first, ...Array.from({ length: runs }, () => run).flat()]);
  const unpacked = await unpackChanges(hash, hostile(most));
  expect(unpacked?.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeGreaterThan(unpackedBytesMax / 2);
  expect(await unpackChanges(hash, hostile(most + 2))).toBeNull();
});
