// Markdown both ways: what the editor can make comes back as it was; what strangers wrote never harms.
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyBlock as block, anyCharacter as character, anyFacts as facts } from "../../../test/support/any-text.ts";
import type { Block, Run } from "./blocks.ts";
import { parseAgreementFacts } from "./facts.ts";
import { agreementFromMarkdown, passageLengthMax, readMarkdown } from "./markdown.ts";
import { agreementToMarkdown, writeMarkdown } from "./markdown-write.ts";

const words = (text: string, style: Partial<Run> = {}): Run => ({
  text,
  strong: false,
  em: false,
  link: null,
  ...style,
});
const paragraph = (...runs: Run[]): Block => ({ type: "paragraph", runs });

const runsPerTest = Number(process.env.FOGATA_RUNS ?? 1000);

test("D7 what is exported and imported again is the same text, whatever was written", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const markdown = writeMarkdown(blocks);
      expect(readMarkdown(markdown), markdown).toEqual(blocks);
    }),
    { numRuns: runsPerTest },
  );
});

test("D7 ordinary words look ordinary: no marks where none are needed", () => {
  const blocks: Block[] = [
    { type: "heading", level: 2, runs: [words("How we decide, and #3")] },
    paragraph(words("We look for something "), words("everyone", { strong: true }), words(" can live with! A & B.")),
    { type: "ordered-list-item", indent: 0, runs: [words("Ask")] },
    { type: "unordered-list-item", indent: 1, runs: [words("twice")] },
    { type: "ordered-list-item", indent: 0, runs: [words("Wait")] },
    { type: "blockquote", runs: [words("One no"), words(" is enough", { em: true })] },
    { type: "blockquote", runs: [words("to keep talking")] },
    paragraph(),
    paragraph(words("our page", { link: { href: "https://example.org/a?b=c", title: null } })),
  ];
  expect(writeMarkdown(blocks)).toBe(
    [
      "## How we decide, and #3",
      "",
      "We look for something **everyone** can live with! A & B.",
      "",
      "1. Ask",
      "   - twice",
      "2. Wait",
      "",
      "> One no<em>&#32;is enough</em>".replace("&#32;", " "),
      ">",
      "> to keep talking",
      "",
      "&nbsp;",
      "",
      "[our page](https://example.org/a?b=c)",
    ].join("\n"),
  );
});

test("D7 a line that ends inside a block is one for every reader of Markdown, and its spaces and marks stay words", () => {
  const blocks: Block[] = [
    paragraph(words("Elm Street 4\n1. not a list\n- nor this")),
    { type: "unordered-list-item", indent: 0, runs: [words("Amina\n  has the key")] },
    { type: "blockquote", runs: [words("said\nand said")] },
  ];
  const markdown = writeMarkdown(blocks);
  expect(markdown).toBe(
    "Elm Street 4\\\n1\\. not a list\\\n\\- nor this\n\n- Amina\\\n  &#32; has the key\n\n> said\\\n> and said",
  );
  expect(readMarkdown(markdown)).toEqual(blocks);
  expect(readMarkdown("one<br>two  \nthree\\\nfour")).toEqual([paragraph(words("one\ntwo\nthree\nfour"))]);
});

test("D7 an agreement keeps its title through a file, and a file without one has none", () => {
  const blocks = [paragraph(words("Two people hold each key."))];
  const markdown = agreementToMarkdown({ title: "Where we *keep* the keys", blocks });
  expect(agreementFromMarkdown(markdown)).toEqual({ title: "Where we *keep* the keys", blocks });
  expect(agreementFromMarkdown("Only words\n")).toEqual({ title: null, blocks: [paragraph(words("Only words"))] });
  expect(agreementFromMarkdown("")).toEqual({ title: null, blocks: [] });
});

test("D7 reasons and values are in the file, where a reader without this app sees a quotation and a number", () => {
  const blocks: Block[] = [
    paragraph(words("A question stays open for "), words("14", { value: "minimum-days" }), words(" days.")),
    { type: "why", runs: [words("Some of us have no internet at home.")] },
    { type: "ordered-list-item", indent: 0, runs: [words("Ask")] },
    { type: "why", runs: [words("Silence is not a yes.")] },
    { type: "why", runs: [] },
    { type: "ordered-list-item", indent: 0, runs: [words("Wait")] },
  ];
  const markdown = writeMarkdown(blocks);
  expect(markdown).toBe(
    [
      'A question stays open for <data value="minimum-days">14</data> days.',
      "",
      "<!-- why -->",
      "> Some of us have no internet at home.",
      "",
      "1. Ask",
      "",
      "   <!-- why -->",
      "   > Silence is not a yes.",
      "",
      "   <!-- why -->",
      "   > &nbsp;",
      "",
      "2. Wait",
    ].join("\n"),
  );
  expect(readMarkdown(markdown)).toEqual(blocks);
});

test("D7 what stands on top of an agreement comes through a file too, whatever was written", () => {
  fc.assert(
    fc.property(facts, fc.array(block, { maxLength: 3 }), (facts, blocks) => {
      const markdown = agreementToMarkdown({ title: "Keys", blocks, facts });
      const nothing = JSON.stringify(facts) === JSON.stringify(parseAgreementFacts({}));
      expect(agreementFromMarkdown(markdown), markdown).toEqual({
        title: "Keys",
        blocks,
        ...(nothing ? {} : { facts }),
      });
    }),
    { numRuns: runsPerTest },
  );
});

test("D7 lines on top that this app would not write are read as words, and none is lost", () => {
  const read = agreementFromMarkdown('---\nsummary: "One key each."\ntags: [x]\n---\n# Keys\n');
  expect(read.facts).toBeUndefined();
  expect(JSON.stringify(read.blocks)).toContain("tags: ");
  expect(agreementFromMarkdown("---\nsummary: One key each.\n---\n# Keys\n").facts?.summary).toBe("One key each.");
});

test("D7 what others write in Markdown is read for its words", () => {
  expect(readMarkdown("Title\n=====\n\none\ntwo  \nthree\n\n***\n\n    let x\n\n![a *cat*](cat.png)")).toEqual([
    { type: "heading", level: 1, runs: [words("Title")] },
    paragraph(words("one two\nthree")),
    paragraph(words("let x")),
    paragraph(words("a "), words("cat", { em: true })),
  ]);
  expect(readMarkdown("1. one\n\n   more\n2. two\n\n- [x](ftp://a.b)")).toEqual([
    { type: "ordered-list-item", indent: 0, runs: [words("one more")] },
    { type: "ordered-list-item", indent: 0, runs: [words("two")] },
    { type: "unordered-list-item", indent: 0, runs: [words("x")] },
  ]);
  expect(readMarkdown("###### deep\n\n> # inside")).toEqual([
    { type: "heading", level: 4, runs: [words("deep")] },
    { type: "heading", level: 1, runs: [words("inside")] },
  ]);
});

test("D8 Eve's Markdown holds no link but to a page or a letter, and no tag does anything", () => {
  const eve = [
    "[a](javascript:alert`1`) [b](JAVASCRIPT&colon;alert) [c](<java\nscript:x>) [d](data:text/html,x) [e](&#106;avascript:x)",
    '<script>alert("1")</script>',
    "<img src=x onerror=alert(1)> <a href='javascript:x'>f</a> <javascript:alert(1)> <https://ok.org/>",
    "[g][1]\n\n[1]: vbscript:x",
  ].join("\n\n");
  const links = readMarkdown(eve).flatMap((block) => block.runs.flatMap((run) => run.link?.href ?? []));
  expect(links).toEqual(["https://ok.org/"]);
  expect(JSON.stringify(readMarkdown(eve))).not.toMatch(/<script|onerror|<a /);
});

test("D8 a passage longer than anybody writes is read for its words alone", () => {
  const longest = `**a**${"b".repeat(passageLengthMax - 5)}`;
  expect(readMarkdown(`x\n\n${longest}`)[1]?.runs[0]).toEqual(words("a", { strong: true }));
  expect(readMarkdown(`x\n\n${longest}b`)[1]?.runs[0]?.text.slice(0, 6)).toBe("**a**b");
});

test("D8 no text makes reading throw, and its words stay", () => {
  for (const deep of [">", "- ", "[", "*", "_a*", "![", "<b>", "1. ", "`", "\\", "&#"]) {
    expect(readMarkdown(deep.repeat(3000)).every((block) => Array.isArray(block.runs))).toBe(true);
  }
  fc.assert(
    fc.property(fc.array(character, { maxLength: 60 }), (all) => {
      const blocks = readMarkdown(all.join(""));
      // What was read once is something the editor could have made: exporting it loses nothing more.
      expect(readMarkdown(writeMarkdown(blocks))).toEqual(blocks);
    }),
    { numRuns: runsPerTest },
  );
});

test("D7 a reason with a separator of lines in it, as some programs write them, comes through too", () => {
  const facts = parseAgreementFacts({ summary: "a\u2028b", decides: { kind: "law", why: "one\u2028two\u2029three" } });
  const markdown = agreementToMarkdown({ title: "Keys", blocks: [], facts });
  expect(agreementFromMarkdown(markdown)).toEqual({ title: "Keys", blocks: [], facts });
});
