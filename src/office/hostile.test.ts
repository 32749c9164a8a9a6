// Eve sends files that mean harm. Each is refused with a reason, or read for its words; none throws, none takes long, and
// nothing in them is fetched.

import { type Block, parseAgreementFacts, parseReadable } from "@fogata/domain";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { writeZip } from "../zip.ts";
import { unpackedBytesMax } from "./docx-package.ts";
import { readDocx } from "./docx-read.ts";
import { writeDocx } from "./docx-write.ts";
import { fromOffice } from "./index.ts";
import { writeOdt } from "./odt-write.ts";
import { madeDocx, p, r } from "./testing/made.ts";
import { readXml, xmlDepthMax, xmlElementsMax } from "./xml.ts";

const reasonOf = (bytes: Uint8Array) => {
  const done = readDocx(bytes);
  return done.ok ? "read" : done.reason;
};
const xml = (text: string) => {
  const done = readXml(strToU8(text));
  return done.ok ? "read" : done.reason;
};
const run = (text: string) => ({ text, strong: false, em: false, link: null });
const good = () => madeDocx({ body: p(r("Be kind.")) });

test("D8 what is no Word document is told from one that is damaged", () => {
  expect(reasonOf(strToU8("just words"))).toBe("no-zip");
  expect(reasonOf(new Uint8Array())).toBe("no-zip");
  expect(reasonOf(writeZip([{ path: "mimetype", text: "application/vnd.oasis.opendocument.text" }]))).toBe(
    "other-kind",
  );
  expect(reasonOf(good().subarray(0, good().length - 30))).toBe("no-zip");
  expect(reasonOf(madeDocx({ body: "<w:p>" }))).toBe("damaged");
});

test("D8 a small file that unpacks without end is refused before it is unpacked, also where it lies about its size", () => {
  const bomb = zipSync({
    "_rels/.rels": strToU8('<R><Relationship Id="a" Type="x/officeDocument" Target="d.xml"/></R>'),
    "d.xml": [new Uint8Array(unpackedBytesMax + 1).fill(32), { level: 9 }],
  });
  expect(bomb.length).toBeLessThan(100_000);
  expect(reasonOf(bomb)).toBe("too-big");
  // Its size stands twice in the file; what the list at the end says is what counts.
  const lying = bomb.slice();
  const list = lying.length - 22 - (46 + "d.xml".length);
  new DataView(lying.buffer).setUint32(list + 24, 1000, true);
  expect(reasonOf(lying)).toBe("damaged");
});

test("D8 entities and a DTD of its own are refused: they can multiply, and name files", () => {
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
  expect(reasonOf(madeDocx({ prolog: laughs, body: p(r("&b;")) }))).toBe("unsafe");
  const outside = '<!DOCTYPE x SYSTEM "https://eve.example/x.dtd">';
  expect(reasonOf(madeDocx({ prolog: outside, body: p(r("x")) }))).toBe("unsafe");
  expect(reasonOf(madeDocx({ body: p(r("&eve;")) }))).toBe("damaged");
});

test("D8 nesting and elements have an end", () => {
  const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
  expect(xml(nested(xmlDepthMax))).toBe("read");
  expect(xml(nested(xmlDepthMax + 1))).toBe("too-big");
  const many = (count: number) => `<a>${"<b/>".repeat(count - 1)}</a>`;
  expect(xml(many(xmlElementsMax))).toBe("read");
  expect(xml(many(xmlElementsMax + 1))).toBe("too-big");
});

test("D8 XML that is none is damaged", () => {
  for (const bad of [
    "",
    "x",
    "<a>",
    "<a></b>",
    "<a",
    "<a b>",
    "<a/><b/>",
    "<a b='<'/>",
    "<!--",
    "<a>&#0;</a>",
    "<a>&#7;</a>",
    "<a>&#xD800;</a>",
    "<a>&#xFFFF;</a>",
    "<a>&</a>",
  ])
    expect(xml(bad), bad).toBe("damaged");
  expect(readXml(strToU8('<?x?><a b="&lt;&#233;"><!-- c --><![CDATA[<d>]]></a>'))).toMatchObject({
    value: { name: "a", children: ["<d>"] },
  });
});

test("D8 links that do something other than lead somewhere are words, and what lies outside stays outside", () => {
  const link = (id: string) => `<w:hyperlink r:id="${id}">${r(id)}</w:hyperlink>`;
  const read = readDocx(
    madeDocx({
      body: `${p(["a", "b", "c"].map(link).join(""))}<w:altChunk r:id="d"/>`,
      links: { a: "javascript:alert(1)", b: "file:///etc/passwd", c: "https://ok.org/", d: "https://eve.example/" },
    }),
  );
  expect(read).toMatchObject({ ok: true, value: { left: ["parts"] } });
  const links = read.ok && read.value.blocks.flatMap(({ runs }) => runs.flatMap(({ link }) => link?.href ?? []));
  expect(links).toEqual(["https://ok.org/"]);
});

test("D8 a part under two names, behind a password or out of the file's bounds is refused", () => {
  const also = ["also/a.xml", "also/b.xml"].map((path) => ({ path, text: "<a/>" }));
  const once = Buffer.from(madeDocx({ body: p(r("Be kind.")), also }));
  expect(reasonOf(once)).toBe("read");
  expect(reasonOf(Buffer.from(once.toString("latin1").replaceAll("also/b", "also/a"), "latin1"))).toBe("damaged");
  const sealed = good();
  const list = Buffer.from(sealed.buffer).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  sealed[list + 8] = 1;
  expect(reasonOf(sealed)).toBe("sealed");
  const beyond = good();
  new DataView(beyond.buffer).setUint32(list + 42, 0xfffffff0, true);
  expect(reasonOf(beyond)).toBe("damaged");
});

test("D8 no bytes make reading throw, whatever was changed in a good file", () => {
  const bytes = writeDocx({ title: "Keys", blocks: [{ type: "paragraph", runs: [] }] }, { lines: [], why: "Why:" });
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(40), (changes, cut) => {
      const changed = bytes.slice(0, bytes.length - (cut > 20 ? 0 : cut));
      for (const [at, byte] of changes) changed[at] = byte;
      expect(typeof readDocx(changed).ok).toBe("boolean");
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 1000) },
  );
});

const everything: Block[] = [
  { type: "heading", level: 2, runs: [run("Asking")] },
  { type: "ordered-list-item", indent: 0, runs: [run("Ask"), { ...run("14"), value: "minimum-days" }] },
  { type: "why", runs: [{ ...run("So"), strong: true }] },
  { type: "unordered-list-item", indent: 1, runs: [{ ...run("here"), link: { href: "https://a.org/", title: "A" } }] },
  { type: "blockquote", runs: [run(" two  blanks\nand a line")] },
];
const facts = parseAgreementFacts({ summary: "What it comes to", language: "en" });

test.each([
  ["a Word document", writeDocx],
  ["an OpenDocument text", writeOdt],
])("D8 no part of %s makes reading throw, however its elements are torn out, doubled and put elsewhere", (_, write) => {
  const parts = Object.entries(
    unzipSync(write({ title: "Keys", blocks: everything, facts }, { lines: ["x"], why: "Why:" })),
  );
  const torn = fc.record({
    part: fc.nat(parts.length - 1),
    from: fc.nat(),
    length: fc.nat(6),
    to: fc.nat(),
    kept: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(torn, { minLength: 1, maxLength: 4 }), (changes) => {
      const files = parts.map(([path, bytes]) => ({ path, tags: strFromU8(bytes).split(/(?=<)/) }));
      for (const { part, from, length, to, kept } of changes) {
        const { tags } = files[part]!;
        const at = from % tags.length;
        const piece = kept ? tags.slice(at, at + length) : tags.splice(at, length);
        tags.splice(to % (tags.length + 1), 0, ...piece);
      }
      const done = fromOffice(writeZip(files.map(({ path, tags }) => ({ path, text: tags.join("") }))));
      // Whatever was read can be read again and says nothing that an agreement cannot hold.
      if (done.ok) expect(parseReadable({ title: "", blocks: done.value.blocks })?.blocks).toEqual(done.value.blocks);
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 400) },
  );
});
