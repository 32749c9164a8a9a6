// Words looked for in texts as people look for them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { folded, holdsAll, linesOf, marked, sentenceWith, wantedIn } from "./words.ts";

const said = (lines: string[], typed: string) =>
  sentenceWith(linesOf(lines), wantedIn(typed))
    ?.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join("");

test("accents, case and letters with another face are no obstacle, either way round", () => {
  for (const [text, typed] of [
    ["Réunion de quartier", "REUNION"],
    ["Reunion", "réunion"],
    ["Straße", "strasse"],
    ["Strasse", "straße"],
    ["Łódź", "lodz"],
    ["Ελλάδας", "ΕΛΛΆΔΑΣ"],
    ["قَرَارُنَا", "قرارنا"],
    ["Don’t", "don't"],
  ] as const)
    expect(holdsAll([folded(text)], wantedIn(typed)), `${typed} in ${text}`).toBe(true);
  // Where marks are the vowels, another word is another word.
  expect(holdsAll([folded("का")], wantedIn("की"))).toBe(false);
});

test("the sentence that says the most of it is told, with each word marked as it is written there", () => {
  const lines = ["Keys are kept by two.", "A cup is brought. Réunions are held at the café each month. Then home."];
  expect(said(lines, "cafe reunion")).toBe("[Réunion]s are held at the [café] each month.");
  expect(said(lines, "key")).toBe("[Key]s are kept by two.");
  expect(said(lines, "bicycle")).toBeUndefined();
});

test("a mark written apart from its letter is marked with it", () => {
  expect(said(["cafe\u0301s"], "café")).toBe("[cafe\u0301]s");
});

test("of a sentence without end, what is around the words is told", () => {
  const line = `${"before ".repeat(60)}the needle ${"after ".repeat(60)}`;
  const told = said([line], "needle")!;
  expect(told).toMatch(/^….*the \[needle\] after.*…$/);
  expect(told.length).toBeLessThan(270);
});

test("whatever the text: pieces are the text, and what is marked is what was looked for", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
      (text, typed) => {
        const wanted = wantedIn(typed);
        const pieces = marked(text, wanted);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        const says = wanted.some((word) => folded(text).includes(word));
        expect(pieces.some((piece) => piece.marked)).toBe(says);
      },
    ),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 400) },
  );
});
