// What changed between two texts: nothing of either is left out, and what is shown is what a person would say.
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyBlocks, edited, item, paragraph, run, runsPerTest, why } from "../../testing/texts.ts";
import type { Block, Run } from "../blocks.ts";
import {
  after,
  before,
  changedBlocks,
  difference,
  lineDifference,
  movesIn,
  type Piece,
  wordDifference,
} from "./difference.ts";
import { commonItems, differencesMax } from "./sequence.ts";

/** As it is read aloud: [-gone-] {+come+} (~written in another way~). */
const aloud = (pieces: readonly Piece[]) =>
  pieces
    .map(({ kind, run: { text } }) =>
      kind === "deleted" ? `[-${text}-]` : kind === "inserted" ? `{+${text}+}` : kind === "same" ? text : `(~${text}~)`,
    )
    .join("");
const words = (from: string, to: string) => aloud(lineDifference(from, to));

test("D34 both texts can be read out of their difference, whatever they are", () => {
  fc.assert(
    fc.property(anyBlocks, anyBlocks, (base, text) => {
      const changes = difference(base, text);
      expect(before(changes)).toEqual(base);
      expect(after(changes)).toEqual(text);
      for (const change of changes) if (change.kind === "changed") readsBack(change);
    }),
    { numRuns: runsPerTest },
  );
  fc.assert(
    fc.property(anyBlocks.chain(edited), ([base, text]) => {
      const changes = difference(base, text);
      expect([before(changes), after(changes)]).toEqual([base, text]);
      for (const change of changes) if (change.kind === "changed") readsBack(change);
    }),
    { numRuns: runsPerTest },
  );
});

function readsBack({ from, to, pieces }: { from: Block; to: Block; pieces: Piece[] }) {
  const joined = (runs: (Run | null)[]) => runs.map((one) => one?.text ?? "").join("");
  const was = pieces.map((piece) =>
    piece.kind === "inserted" ? null : piece.kind === "restyled" ? piece.was : piece.run,
  );
  const is = pieces.map((piece) => (piece.kind === "deleted" ? null : piece.run));
  expect(joined(was)).toBe(joined(from.runs));
  expect(joined(is)).toBe(joined(to.runs));
}

test("D34 a clause that was put elsewhere is told as moved, there and here, and never one that only looks like it", () => {
  const [first, second, third] = ["We open on Tuesdays.", "There is tea.", "We clear up."].map((words) => item(words));
  const moved = difference([first!, second!, third!], [second!, third!, first!]);
  expect([...movesIn(moved)].map(([{ kind }, way]) => [kind, way])).toEqual([
    ["deleted", "away"],
    ["inserted", "here"],
  ]);
  expect(movesIn(difference([first!, second!], [second!, why("We open on Tuesdays.")])).size).toBe(0);
  fc.assert(
    fc.property(anyBlocks, anyBlocks, (base, text) => {
      const moves = [...movesIn(difference(base, text))];
      const letters = (way: string) =>
        moves.flatMap(([change, one]) =>
          one === way && change.kind !== "changed" ? [JSON.stringify(change.block)] : [],
        );
      expect(letters("away").length).toBe(letters("here").length);
    }),
    { numRuns: 50 },
  );
});

test("D34 a text compared with itself says nothing", () => {
  fc.assert(
    fc.property(anyBlocks, (blocks) => {
      expect(changedBlocks(difference(blocks, structuredClone(blocks)))).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("D34 words that were changed are said as a person would say them", () => {
  expect(words("A parent stays in the building the whole time.", "A parent stays in the building or the yard.")).toBe(
    "A parent stays in the building {+or +}the [-whole time-]{+yard+}.",
  );
  expect(words("Two people hold each key.", "Two people hold each key, and a spare.")).toBe(
    "Two people hold each key{+, and a spare+}.",
  );
  expect(words("", "New")).toBe("{+New+}");
  expect(words("毎週会います", "毎月会います")).toBe("毎[-週-]{+月+}会います");
});

test("D34 the same words made bold, linked, or gone by are shown as written in another way", () => {
  const from = [run("Wait 14 days.")];
  const to = [run("Wait "), { ...run("14"), value: "minimum-days" as const }, run(" days.")];
  expect(aloud(wordDifference(from, to))).toBe("Wait (~14~) days.");
  const [, restyled] = wordDifference(from, to);
  expect(restyled).toMatchObject({ kind: "restyled", was: { text: "14" }, run: { text: "14", value: "minimum-days" } });
});

test("D34 a clause that was reworded, a reason that was changed and a clause that is new are told apart", () => {
  const base = [
    paragraph("Children are welcome."),
    why("We are not a nursery."),
    paragraph("If a child cries, we wait."),
  ];
  const text = [
    paragraph("Children are welcome at every meeting."),
    why("We are not a nursery, and nobody should have to choose."),
    item("Two people look after the corner."),
    paragraph("If a child cries, we wait."),
  ];
  expect(difference(base, text).map(({ kind }) => kind)).toEqual(["changed", "changed", "inserted", "same"]);
  // A reason is never taken for a clause that was changed.
  expect(
    difference([paragraph("We are not a nursery.")], [why("We are not a nursery.")]).map(({ kind }) => kind),
  ).toEqual(["deleted", "inserted"]);
  // A clause that became an item of a list keeps its words.
  expect(difference([paragraph("One key each.")], [item("One key each.")])).toMatchObject([
    { kind: "changed", pieces: [{ kind: "same" }] },
  ]);
});

test("D34 common items rise in both rows, are equal, and are as many as there can be", () => {
  const row = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 14 });
  fc.assert(
    fc.property(row, row, (a, b) => {
      const pairs = commonItems(a, b);
      for (const [n, [i, j]] of pairs.entries()) {
        expect(a[i]).toBe(b[j]);
        const last = pairs[n - 1];
        if (last) expect(last[0] < i && last[1] < j).toBe(true);
      }
      expect(pairs.length).toBe(longestCommon(a, b));
    }),
    { numRuns: runsPerTest },
  );
});

/** The textbook's table, as slow as it is plain. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const best = [...Array(a.length + 1)].map(() => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i]![j] = a[i] === b[j] ? 1 + best[i + 1]![j + 1]! : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  return best[0]![0]!;
}

test("D34 two long texts with nothing in common are told in their own time, and with their common ends", () => {
  const many = (word: string) => Array.from({ length: differencesMax * 4 }, (_, i) => `${word}${i}`);
  const [a, b] = [many("a"), many("b")];
  expect(commonItems(["x", ...a, "y"], ["x", ...b, "y"])).toEqual([
    [0, 0],
    [a.length + 1, b.length + 1],
  ]);
  expect(
    difference(
      a.map((text) => paragraph(text)),
      b.map((text) => paragraph(text)),
    ),
  ).toHaveLength(a.length + b.length);
});
