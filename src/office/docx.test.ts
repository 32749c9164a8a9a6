// Word documents both ways: what the editor can make comes back as it was.
import { type Block, parseAgreementFacts, type Readable, type Run } from "@fogata/domain";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { anyBlock, anyFacts, sayable } from "../../test/support/any-text.ts";
import { readDocx } from "./docx-read.ts";
import { writeDocx } from "./docx-write.ts";

const top = { lines: ["Who decides it: Everyone"], why: "Why:" };
const words = (text: string, style: Partial<Run> = {}): Run => ({
  text,
  strong: false,
  em: false,
  link: null,
  ...style,
});
const read = (bytes: Uint8Array) => {
  const done = readDocx(bytes);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
};
const partOf = (bytes: Uint8Array, path: string) => strFromU8(unzipSync(bytes)[path]!);

const runsPerTest = Number(process.env.FOGATA_RUNS ?? 400);

test("D7 what goes out as a Word document comes back the same text, whatever was written", () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 12 }), anyFacts, (blocks, facts) => {
      const readable = sayable({ title: "Where we *keep* the <keys>", blocks, facts });
      const nothing = JSON.stringify(facts) === JSON.stringify(parseAgreementFacts({}));
      expect(read(writeDocx(readable, top))).toEqual({
        title: readable.title,
        blocks: readable.blocks,
        left: [],
        ...(nothing ? {} : { facts: readable.facts }),
      });
    }),
    { numRuns: runsPerTest },
  );
});

const agreement: Readable = {
  title: "How we decide",
  facts: parseAgreementFacts({ summary: "We look for what everyone can live with.", language: "en" }),
  blocks: [
    { type: "heading", level: 2, runs: [words("Asking")] },
    { type: "paragraph", runs: [words("It stays open for "), words("14", { value: "minimum-days" }), words(" days.")] },
    { type: "why", runs: [words("Some of us have no internet at home.")] },
    { type: "ordered-list-item", indent: 0, runs: [words("Ask")] },
    { type: "unordered-list-item", indent: 1, runs: [words("twice")] },
    { type: "ordered-list-item", indent: 0, runs: [words("Wait")] },
    { type: "paragraph", runs: [] },
    { type: "ordered-list-item", indent: 0, runs: [words("Anew")] },
    { type: "paragraph", runs: [words("our page", { link: { href: "https://example.org/?a=1&b=2", title: "Ours" } })] },
  ],
};

test("D7 the same words make the same file, whenever and by whom: it names nobody and no time", () => {
  const bytes = writeDocx(agreement, top);
  expect(writeDocx(agreement, top)).toEqual(bytes);
  expect(partOf(bytes, "docProps/core.xml")).not.toMatch(/creator|created|modified/);
});

test("D7 a reason and what stands on top can be read in any word processor, and are not read back as words", () => {
  const bytes = writeDocx(agreement, top);
  const xml = partOf(bytes, "word/document.xml");
  for (const said of ["Why: ", "Who decides it: Everyone", "We look for what everyone can live with."])
    expect(xml).toContain(said);
  const back = read(bytes);
  expect(back.blocks).toEqual(agreement.blocks);
  expect(back.facts?.summary).toBe("We look for what everyone can live with.");
});

test("D7 numbers go on in one list and begin anew in the next", () => {
  const lists = [...partOf(writeDocx(agreement, top), "word/document.xml").matchAll(/<w:numId w:val="(\d+)"/g)];
  expect(lists.map(([, list]) => list)).toEqual(["1", "2", "1", "3"]);
});

test("D7 what is written from right to left is set so", () => {
  const blocks: Block[] = [{ type: "paragraph", runs: [words("قرارنا معاً")] }];
  expect(partOf(writeDocx({ title: "a", blocks }, top), "word/document.xml")).toContain("<w:bidi/>");
});

test("D7 a file that Word has saved again keeps what stands on top, said once", () => {
  const parts = unzipSync(writeDocx(agreement, top));
  parts["docProps/app.xml"] = strToU8("<Properties><Application>Microsoft Office Word</Application></Properties>");
  const back = read(zipSync(parts));
  expect(back.title).toBe("How we decide");
  expect(back.facts?.summary).toBe("We look for what everyone can live with.");
  // Empty lines are how others part paragraphs; this one parts two lists, and stays.
  expect(back.blocks).toEqual(agreement.blocks);
  expect(back.left).toEqual([]);
});
