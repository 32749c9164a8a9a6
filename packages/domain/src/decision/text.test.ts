import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Run } from "../blocks.ts";
import { canonicalText, type ExactText, hashOfText, parseCanonicalText, questionText } from "./text.ts";

const sha256 = async (data: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>));
const plain = (text: string): Run => ({ text, strong: false, em: false, link: null });
const paragraph = (...runs: Run[]): Block => ({ type: "paragraph", runs });
const empty = questionText("");

describe("D46 one text, one form", () => {
  test("is never changed for texts that exist", async () => {
    const text: ExactText = {
      title: "Children",
      summary: "From ten years, on their own.",
      language: "en",
      decides: { kind: "law", why: "the fire brigade" },
      blocks: [
        { type: "heading", level: 2, runs: [plain("Who")] },
        paragraph(
          plain("From "),
          { text: "10", strong: true, em: false, link: null, value: "minimum-days" },
          { text: " years", strong: false, em: true, link: { href: "https://example.org/", title: null } },
        ),
        { type: "why", runs: [plain("They asked.")] },
        { type: "unordered-list-item", indent: 1, runs: [plain("“so”")] },
      ],
    };
    expect(canonicalText(text)).toBe(
      '["fogata text 1","Children","From ten years, on their own.","en",["law","the fire brigade"],' +
        '[["heading",2,[["Who",0,0,null,null]]],["paragraph",0,[["From ",0,0,null,null],' +
        '["10",1,0,null,null,"minimum-days"],[" years",0,1,"https://example.org/",null]]],' +
        '["why",0,[["They asked.",0,0,null,null]]],["unordered-list-item",1,[["“so”",0,0,null,null]]]]]',
    );
    expect(await hashOfText(sha256, questionText("Tea or coffee?"))).toBe(
      "c94613fe3e65917ac1b029bf8efc64912ca591881f8188a7115e005789d95a88",
    );
    expect(parseCanonicalText(canonicalText(text))).toEqual(text);
  });

  test("however a merge cut the words", () => {
    const cut = [plain("a"), plain(""), plain("b\ud83d"), plain("\ude00")];
    expect(canonicalText({ ...empty, blocks: [paragraph(...cut)] })).toBe(
      canonicalText({ ...empty, blocks: [paragraph(plain("ab😀"))] }),
    );
  });

  const run: fc.Arbitrary<Run> = fc.record({
    text: fc.string({ unit: "binary", minLength: 1 }),
    strong: fc.boolean(),
    em: fc.boolean(),
    link: fc.option(fc.constant({ href: "https://example.org/", title: "x" })),
  });
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constantFrom("paragraph", "blockquote", "why"), runs: fc.array(run) }),
    fc.record({ type: fc.constant("heading"), level: fc.constantFrom(1, 2, 3, 4), runs: fc.array(run) }),
    fc.record({ type: fc.constant("ordered-list-item"), indent: fc.nat(8), runs: fc.array(run) }),
  ) as fc.Arbitrary<Block>;
  const text: fc.Arbitrary<ExactText> = fc.record({
    title: fc.string({ unit: "binary" }),
    summary: fc.string({ unit: "binary" }),
    language: fc.constantFrom(null, "en", "es"),
    decides: fc.constantFrom({ kind: "everyone" } as const, { kind: "law", why: "so" } as const),
    blocks: fc.array(block, { maxLength: 4 }),
  });

  /** Each letter with how it is written: what a reader sees, however it lies in runs. */
  const letters = ({ blocks, ...top }: ExactText) => ({
    top,
    blocks: blocks.map(({ runs, ...head }) => ({
      head,
      letters: runs.flatMap(({ text, ...marks }) => [...text].map((letter) => ({ letter, ...marks }))),
    })),
  });
  test("says every letter and how it is written, so that two texts that read otherwise have two forms", () => {
    fc.assert(
      fc.property(text, (one) => {
        const canonical = canonicalText(one);
        const read = parseCanonicalText(canonical);
        expect(letters(read!)).toEqual(letters(one));
        expect(canonicalText(read!)).toBe(canonical);
      }),
    );
  });

  test.each([
    "",
    "{}",
    "[]",
    "null",
    '["fogata text 1"]',
    '["fogata text 1","","",null,["everyone"],[1]]',
    "[".repeat(99_999),
  ])("%s is none", (bad) => expect(parseCanonicalText(bad)).toBe(null));
});
