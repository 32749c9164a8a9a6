// OpenDocument texts: whatever was written stands in the file, as what it is. A judge of its own reads it back.
import { type Block, parseReadable, type Readable, type Run } from "@fogata/domain";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { anyBlock, sayable } from "../../test/support/any-text.ts";
import { writeOdt } from "./odt-write.ts";
import { elementsIn, readXml, type Xml } from "./xml.ts";

const top = { lines: ["Who decides it: Everyone"], why: "Why:" };
const words = (text: string): Run => ({ text, strong: false, em: false, link: null });

function partOf(bytes: Uint8Array, path: string): Xml {
  const read = readXml(unzipSync(bytes)[path]!);
  if (!read.ok) throw new Error(`${path}: ${read.reason}`);
  return read.value;
}

/** What it says, as its schema describes it. */
function judged(bytes: Uint8Array): Block[] {
  const text = elementsIn(elementsIn(partOf(bytes, "content.xml")).find(({ name }) => name === "body")!)[0]!;
  const blocks: unknown[] = [];
  for (const one of elementsIn(text)) block(one, []);
  const readable = parseReadable({ title: "", blocks })!;
  return readable.blocks;

  function block(xml: Xml, lists: readonly string[]) {
    const style = (xml.attributes.get("style-name") ?? "").replaceAll("_20_", " ").replace("Leftward ", "");
    if (xml.name === "list") {
      for (const item of elementsIn(xml)) for (const one of elementsIn(item)) block(one, [...lists, style]);
      return;
    }
    const runs = runsIn(xml, { strong: false, em: false, link: null });
    if (xml.name === "h") blocks.push({ type: "heading", level: Number(xml.attributes.get("outline-level")), runs });
    else if (style === "List item") {
      const type = lists.at(-1) === "Numbers" ? "ordered-list-item" : "unordered-list-item";
      blocks.push({ type, indent: lists.length - 1, runs });
    } else if (style in types) blocks.push({ type: types[style], runs });
  }
}
const types: Record<string, string> = { Quotations: "blockquote", Why: "why", Standard: "paragraph" };

function runsIn(xml: Xml, style: object): object[] {
  return xml.children.flatMap((one): object[] => {
    if (typeof one === "string") return [{ ...style, text: one }];
    const { name, attributes } = one;
    if (name === "s") return [{ ...style, text: " ".repeat(Number(attributes.get("c"))) }];
    if (name === "tab" || name === "line-break") return [{ ...style, text: name === "tab" ? "\t" : "\n" }];
    if (name === "a")
      return runsIn(one, { ...style, link: { href: attributes.get("href"), title: attributes.get("title") ?? null } });
    const as = (attributes.get("style-name") ?? "").replaceAll("_20_", " ");
    if (as === "Why label") return [];
    if (as.startsWith("Value ")) return runsIn(one, { ...style, value: as.slice("Value ".length) });
    return runsIn(one, {
      ...style,
      ...(as.includes("b") ? { strong: true } : {}),
      ...(as.includes("i") ? { em: true } : {}),
    });
  });
}

test("D7 every word, mark, link and depth stands in the file, whatever was written", () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 12 }), (blocks) => {
      const readable = sayable({ title: "<Keys> & doors", blocks });
      expect(judged(writeOdt(readable, top))).toEqual(readable.blocks);
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 400) },
  );
});

test("D7 blanks are kept in the only way the format keeps them", () => {
  const blocks: Block[] = [{ type: "paragraph", runs: [words(" two  blanks\tand\na line ")] }];
  const xml = strFromU8(unzipSync(writeOdt({ title: "a", blocks }, top))["content.xml"]!);
  expect(xml).toContain(
    '<text:s text:c="1"/>two<text:s text:c="2"/>blanks<text:tab/>and<text:line-break/>a line<text:s text:c="1"/>',
  );
});

test("D7 a list goes on behind what is written below one of its items, and begins anew behind anything else", () => {
  const item = (text: string, indent = 0): Block => ({ type: "ordered-list-item", indent, runs: [words(text)] });
  const blocks: Block[] = [
    item("Ask"),
    { type: "unordered-list-item", indent: 1, runs: [words("twice")] },
    { type: "why", runs: [words("Silence is not a yes.")] },
    item("Wait"),
    { type: "paragraph", runs: [] },
    item("Anew"),
  ];
  const xml = strFromU8(unzipSync(writeOdt({ title: "a", blocks }, top))["content.xml"]!);
  expect([...xml.matchAll(/<text:list text:style-name="(\w+)"/g)].map(([, kind]) => kind)).toEqual([
    "Numbers",
    "Dots",
    "Numbers",
  ]);
});

test("D7 the same words make the same file, whose kind is known by its first bytes, and which names nobody and no time", () => {
  const readable: Readable = { title: "Keys", blocks: [{ type: "paragraph", runs: [words("Two people hold each.")] }] };
  const bytes = writeOdt(readable, top);
  expect(writeOdt(readable, top)).toEqual(bytes);
  expect(strFromU8(bytes.subarray(30, 77))).toBe("mimetypeapplication/vnd.oasis.opendocument.text");
  expect(strFromU8(unzipSync(bytes)["meta.xml"]!)).not.toMatch(/creator|date/);
});
