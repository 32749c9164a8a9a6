// Word documents as others write them: their words come in, and what cannot come is named.
import { writeMarkdown } from "@fogata/domain";
import { expect, test } from "vitest";
import { readDocx } from "./docx-read.ts";
import { germanStyles, inList, type MadeOf, madeDocx, p, r, someLists, styled } from "./testing/made.ts";

function read(of: MadeOf) {
  const done = readDocx(madeDocx(of));
  if (!done.ok) throw new Error(done.reason);
  const { title, blocks, left } = done.value;
  return { title, words: writeMarkdown(blocks), left };
}

test("D7 headings are known by what Word calls them in every language, and the first is the title", () => {
  const body = [
    p(r("Hausordnung", "<w:b/>"), styled("Titel")),
    p("", ""),
    p(r("Contents ... 1"), styled("Verzeichnis1")),
    p(r("Ruhe"), styled("berschrift1")),
    p(r("Nachts"), styled("Clause")),
    p(r("  Still sein.  ")),
    p(r("Wer schläft, sündigt nicht."), styled("Zitat")),
    p(r("By its level"), '<w:outlineLvl w:val="2"/>'),
  ].join("");
  expect(read({ body, styles: germanStyles })).toEqual({
    title: "Hausordnung",
    words: "# Ruhe\n\n## Nachts\n\nStill sein.\n\n> Wer schläft, sündigt nicht.\n\n### By its level",
    left: [],
  });
});

test("D7 lists keep their kind and their depth, and a clause of several paragraphs stays one", () => {
  const body = [
    p(r("Ask"), inList(1)),
    p(r("before noon"), '<w:ind w:left="720"/>'),
    p(r("kindly"), inList(1, 1)),
    p(r("Wait"), inList(1)),
    p(r("Dots"), inList(2)),
    p(r("No list"), inList(0)),
  ].join("");
  expect(read({ body, numbering: someLists })).toEqual({
    title: null,
    words: "1. Ask\\\n   before noon\n   - kindly\n2. Wait\n- Dots\n\nNo list",
    left: [],
  });
});

test("D7 numbers that would not be the same here are told of", () => {
  const goesOn = [p(r("One"), inList(1)), p(r("between")), p(r("Two"), inList(1))].join("");
  expect(read({ body: goesOn, numbering: someLists }).left).toEqual(["numbers"]);
  const anew = [p(r("One"), inList(1)), p(r("between")), p(r("One"), inList(3))].join("");
  expect(read({ body: anew, numbering: someLists }).left).toEqual([]);
  const behind = [p(r("One"), inList(1)), p(r("dot"), inList(2)), p(r("One"), inList(3))].join("");
  expect(read({ body: behind, numbering: someLists }).left).toEqual([]);
  const within = [p(r("One"), inList(2)), p(r("One"), inList(4, 1)), p(r("One"), inList(5, 1))].join("");
  expect(read({ body: within, numbering: someLists }).left).toEqual(["numbers"]);
  const heading = p(r("1.2 Ruhe"), styled("berschrift1") + inList(1));
  expect(read({ body: heading, styles: germanStyles, numbering: someLists }).left).toEqual(["numbers"]);
});

test("D7 two numbered lists right behind each other stay two", () => {
  const body = [p(r("One"), inList(1)), p(r("One"), inList(3)), p(r("Two"), inList(3))].join("");
  expect(read({ body, numbering: someLists })).toEqual({
    title: null,
    words: "1. One\n\n&nbsp;\n\n1. One\n2. Two",
    left: [],
  });
});

test("D7 bold, italic, lines and links come in, in both ways that Word writes a link", () => {
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const body = [
    p([r("a", "<w:b/>"), r("b", '<w:b w:val="0"/>'), r("c", "<w:i/>"), "<w:r><w:br/></w:r>", r("d")].join("")),
    p(`<w:hyperlink r:id="x">${r("here")}</w:hyperlink>`),
    p(
      `${field("begin")}<w:r><w:instrText> HYPERLINK "https://b.org/" </w:instrText></w:r>${field("separate")}${r("there")}${field("end")}`,
    ),
    p(`<w:hyperlink w:anchor="_Toc1">${r("within")}</w:hyperlink>`),
  ].join("");
  expect(read({ body, links: { x: "https://a.org/" } }).words).toBe(
    "**a**b*c*\\\nd\n\n[here](https://a.org/)\n\n[there](https://b.org/)\n\nwithin",
  );
});

test("D7 of tracked changes the text as it would be comes in, and it is said that there were some", () => {
  const body = p(
    `${r("We meet on ")}<w:del><w:r><w:delText>Monday</w:delText></w:r></w:del><w:ins>${r("Tuesday")}</w:ins>`,
  );
  expect(read({ body })).toEqual({ title: null, words: "We meet on Tuesday", left: ["changes"] });
});

test("D7 notes stand at the end, tables are lines, and pictures, remarks and hidden words are told of", () => {
  const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
  const body = [
    p(`${r("A clause")}<w:r><w:footnoteReference w:id="2"/></w:r>`),
    `<w:tbl><w:tr>${cell(p(r("Key")))}${cell(p(r("Amina")))}</w:tr></w:tbl>`,
    p("<w:r><w:drawing/></w:r><w:commentRangeStart/>"),
    p(r("not for you", "<w:vanish/>")),
  ].join("");
  const footnotes = `<w:footnote w:type="separator" w:id="0">${p(r("line"))}</w:footnote><w:footnote w:id="2">${p(r(" because"))}</w:footnote>`;
  expect(read({ body, footnotes })).toEqual({
    title: null,
    words: "A clause\\[1\\]\n\nKey | Amina\n\n\\[1\\] because",
    left: ["comments", "hidden", "pictures", "tables"],
  });
});
