// Plain blocks: counted, kept as JSON, and linked only where it is safe to go.
import { expect, test } from "vitest";
import { type Block, parseReadable, plainText, readingMinutes, safeHref, wordCount } from "./blocks.ts";
import { documentIdFrom, parseDocumentId, parseTitle, titleLengthMax } from "./ids.ts";

const run = (text: string) => ({ text, strong: false, em: false, link: null });
const say = (...texts: string[]): Block[] => texts.map((text) => ({ type: "paragraph", runs: [run(text)] }));

test("D8 links lead to web pages and letters only, written one way", () => {
  expect(safeHref("HTTPS://Example.org")).toBe("https://example.org/");
  expect(safeHref("mailto:ana@example.org?subject=a b(c)")).toBe("mailto:ana@example.org?subject=a%20b%28c%29");
  for (const href of [
    "javascript:alert(1)",
    "java\nscript:x",
    " data:,x",
    "/relative",
    "blob:https://a.b/",
    "",
    "ftp://a.b",
  ])
    expect(safeHref(href), href).toBeNull();
  const once = safeHref('https://example.org/a b/(c)<d>?e=`f`\\#g"');
  expect(safeHref(once!)).toBe(once);
});

test("D6 words are counted in any script, and reading takes at least a minute", () => {
  expect(wordCount(say("We’re here.", "", "Two keys – one door"))).toBe(6);
  expect(wordCount(say("わたしたちの約束"))).toBeGreaterThan(2);
  expect(readingMinutes([])).toBe(1);
  expect(readingMinutes(say("word ".repeat(540)))).toBe(3);
  expect(plainText(say("one", "two"))).toBe("one\ntwo");
});

test("D2 what was kept as JSON is read back; anything else is nothing, or the nearest thing", () => {
  const readable = { title: "Keys", blocks: say("Two people") };
  expect(parseReadable(JSON.parse(JSON.stringify(readable)))).toEqual(readable);
  for (const bad of [null, 3, [], {}, { title: 1, blocks: [] }, { title: "x" }]) expect(parseReadable(bad)).toBeNull();
  const hostile = {
    title: "x",
    blocks: [
      4,
      { type: "iframe", runs: 3 },
      { type: "heading", level: "9", runs: [{ text: "a", link: { href: "data:," } }] },
    ],
  };
  expect(parseReadable(hostile)?.blocks).toEqual([
    { type: "paragraph", runs: [] },
    { type: "heading", level: 1, runs: [run("a")] },
  ]);
});

test("D9 ids and titles are parsed where they come in", () => {
  expect(documentIdFrom(new Uint8Array(16).fill(0xab))).toBe("ab".repeat(16));
  expect(parseDocumentId("AB".repeat(16))).toBeNull();
  expect(parseDocumentId("ab".repeat(15))).toBeNull();
  expect(parseTitle("  Where we\n\tkeep the keys ")).toBe("Where we keep the keys");
  expect(parseTitle(" \n ")).toBeNull();
  expect([...parseTitle("é".repeat(titleLengthMax))!]).toHaveLength(titleLengthMax);
  expect([...parseTitle("🙂".repeat(titleLengthMax + 1))!]).toHaveLength(titleLengthMax);
});
