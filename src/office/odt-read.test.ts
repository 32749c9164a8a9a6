// OpenDocument texts both ways, and as LibreOffice writes them.
import { parseAgreementFacts, writeMarkdown } from "@fogata/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyBlock, anyFacts, sayable } from "../../test/support/any-text.ts";
import { writeZip } from "../zip.ts";
import { fromOffice } from "./index.ts";
import { odtType } from "./odt-frame.ts";
import { writeOdt } from "./odt-write.ts";

const top = { lines: ["Who decides it: Everyone"], why: "Why:" };
function read(bytes: Uint8Array) {
  const done = fromOffice(bytes);
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

test("D7 what goes out as an OpenDocument text comes back the same text, whatever was written", () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 12 }), anyFacts, (blocks, facts) => {
      const readable = sayable({ title: "Where we *keep* the <keys>", blocks, facts });
      const nothing = JSON.stringify(facts) === JSON.stringify(parseAgreementFacts({}));
      expect(read(writeOdt(readable, top))).toEqual({
        title: readable.title,
        blocks: readable.blocks,
        left: [],
        ...(nothing ? {} : { facts: readable.facts }),
      });
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 400) },
  );
});

const named = (family: string, name: string, more = "", properties = "") =>
  `<style:style style:family="${family}" style:name="${name}" ${more}><style:text-properties ${properties}/></style:style>`;
function madeOdt(body: string, manifest = "<m/>"): Uint8Array {
  const automatic = [
    named("paragraph", "P1", 'style:parent-style-name="Quotations"'),
    named("text", "T1", "", 'fo:font-weight="bold"'),
    named("text", "T2", 'style:parent-style-name="T1"', 'fo:font-style="italic"'),
    named("text", "T3", "", 'text:display="none"'),
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>',
  ].join("");
  const common = named("paragraph", "Quotations") + named("paragraph", "Title");
  const file = (path: string, text: string) => ({ path, text });
  return writeZip([
    file("mimetype", odtType),
    file(
      "content.xml",
      `<o:c><o:automatic-styles>${automatic}</o:automatic-styles><o:body><o:text>${body}</o:text></o:body></o:c>`,
    ),
    file("styles.xml", `<o:s><o:styles>${common}</o:styles></o:s>`),
    file("META-INF/manifest.xml", manifest),
  ]);
}

test("D7 what LibreOffice writes comes in: its styles, lists within lists, blanks that mean nothing", () => {
  const body = `
    <text:p text:style-name="Title">House   rules</text:p>
    <text:h text:outline-level="2">Quiet</text:h>
    <text:p>We are <text:span text:style-name="T1">quiet<text:span text:style-name="T2"> at</text:span></text:span>
      night<text:line-break/>and <text:a xlink:href="https://a.org/">say so</text:a>.</text:p>
    <text:p text:style-name="P1">Parties are announced.</text:p>
    <text:list text:style-name="L1"><text:list-item><text:p>No drills</text:p><text:p>nor saws</text:p>
      <text:list><text:list-item><text:p>nor hammers</text:p></text:list-item></text:list></text:list-item>
      <text:list-item><text:p>No drums</text:p></text:list-item></text:list>
    <text:p/>`;
  const { title, blocks, left } = read(madeOdt(body));
  expect(title).toBe("House rules");
  expect(writeMarkdown(blocks)).toBe(
    [
      "## Quiet",
      "We are <strong>quiet<em> at</em></strong> night<br>and [say so](https://a.org/).",
      "> Parties are announced.",
      "1. No drills\\\n   nor saws\n   - nor hammers\n2. No drums",
    ].join("\n\n"),
  );
  expect(left).toEqual([]);
});

test("D7 notes, tables, pictures, remarks, hidden words and lists that go on are told of", () => {
  const list = (more: string) =>
    `<text:list text:style-name="L1" ${more}><text:list-item><text:p>One</text:p></text:list-item></text:list>`;
  const body = `
    <text:tracked-changes/>
    <text:p>A clause<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>because</text:p></text:note-body></text:note><office:annotation><text:p>hm</text:p></office:annotation><draw:frame/></text:p>
    <table:table><table:table-row><table:table-cell><text:p>Key</text:p></table:table-cell><table:table-cell><text:p>Amina</text:p></table:table-cell></table:table-row></table:table>
    ${list("")}<text:p>between</text:p>${list('text:continue-numbering="true"')}
    <text:p><text:span text:style-name="T3">secret</text:span></text:p>`;
  const { blocks, left } = read(madeOdt(body));
  expect(writeMarkdown(blocks)).toBe(
    "A clause\\[1\\]\n\nKey | Amina\n\n1. One\n\nbetween\n\n1. One\n\n\\[1\\] because",
  );
  expect(left).toEqual(["changes", "comments", "hidden", "numbers", "pictures", "tables"]);
});

test("D7 as many blanks as anybody likes come back", () => {
  const run = (text: string) => ({ text, strong: false, em: false, link: null });
  for (const text of [`a${" ".repeat(101)}b`, `${" ".repeat(250)}a`, `a${" ".repeat(101)}`, " ".repeat(300)]) {
    const blocks = [{ type: "paragraph" as const, runs: [run(text)] }];
    expect(read(writeOdt({ title: "a", blocks }, top)).blocks).toEqual(blocks);
  }
});

test("D8 one behind a password is told from one that is damaged, and links that act are words", () => {
  const sealed = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
  expect(fromOffice(madeOdt("<text:p/>", sealed))).toEqual({ ok: false, reason: "sealed" });
  expect(fromOffice(madeOdt("<text:p>"))).toEqual({ ok: false, reason: "damaged" });
  const { blocks } = read(madeOdt('<text:p><text:a xlink:href="javascript:alert(1)">x</text:a></text:p>'));
  expect(blocks).toEqual([{ type: "paragraph", runs: [{ text: "x", strong: false, em: false, link: null }] }]);
});
