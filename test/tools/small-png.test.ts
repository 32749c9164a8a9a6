// A picture made small has its size and its colours still, and takes much less room.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { smallPng } from "./small-png.ts";

const chunksOf = (png: Buffer) => {
  const found: Record<string, Buffer> = {};
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    found[png.toString("latin1", at + 4, at + 8)] = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
  return found;
};
/** A picture of this width, made by hand: a filter for each row, then its bytes as told. */
function byHand(width: number, rows: number[][]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, data: Buffer) => {
    const out = Buffer.alloc(data.length + 12);
    out.writeUInt32BE(data.length, 0);
    out.write(name, 4, "latin1");
    data.copy(out, 8);
    return out;
  };
  return Buffer.concat([Buffer.alloc(8), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.from(rows.flat())))]);
}

test("rows told in each of the five ways give the colours that were meant", () => {
  const [paper, ink] = [
    [245, 244, 239],
    [32, 26, 21],
  ] as const;
  const zero = [0, 0, 0];
  const minus = ink.map((part, i) => (part - paper[i]! + 256) % 256);
  const half = (parts: readonly number[]) => parts.map((part) => (part - (part >> 1) + 256) % 256);
  // Two pixels a row, paper and ink, told: as they are, from the left, from above, from both, from the nearest.
  const average = ink.map((part, i) => (part - ((paper[i]! + part) >> 1) + 256) % 256);
  const small = smallPng(
    byHand(2, [
      [0, ...paper, ...ink],
      [1, ...paper, ...minus],
      [2, ...zero, ...zero],
      [3, ...half(paper), ...average],
      [4, ...zero, ...zero],
    ]),
  );
  const { PLTE, IDAT, IHDR } = chunksOf(small);
  expect([IHDR!.readUInt32BE(0), IHDR!.readUInt32BE(4)]).toEqual([2, 5]);
  const rows = inflateSync(IDAT!);
  const colours = Array.from({ length: 10 }, (_, i) => rows[Math.floor(i / 2) * 3 + 1 + (i % 2)]!).map((index) => [
    ...PLTE!.subarray(index * 3, index * 3 + 3),
  ]);
  expect(colours).toEqual(Array.from({ length: 10 }, (_, i) => [...(i % 2 === 0 ? paper : ink)]));
});

test("the pictures in the README are small", () => {
  const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
  const pictures = [...readme.matchAll(/\((test\/e2e\/screens\/[^)]+\.png)\)/g)].map(([, path]) => path!);
  expect(pictures.length).toBeGreaterThan(5);
  for (const path of pictures) {
    const { length } = readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));
    expect(length, path).toBeLessThan(90_000);
  }
});
