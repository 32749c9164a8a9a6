// A change beside the text it would change: taking all of its marks gives the one, refusing all of them the other.
import { type Block, parseAgreementFacts } from "@fogata/domain";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { anyBlock, sayable } from "../../test/support/any-text.ts";
import { fromOffice, officeFile } from "./index.ts";
import { refusedAll } from "./testing/refused.ts";
import { base, facts, text } from "./testing/texts.ts";

const top = { lines: ["A change"], why: "Why:", change: "Half an hour" };
function read(bytes: Uint8Array) {
  const done = fromOffice(bytes);
  if (!done.ok) throw new Error(done.reason);
  return { title: done.value.title, blocks: done.value.blocks };
}
const numRuns = Number(process.env.FOGATA_RUNS ?? 100);
/** Two texts with much in common, as a change and what it would change. */
const twoTexts = fc
  .tuple(
    fc.array(anyBlock, { maxLength: 6 }),
    fc.array(anyBlock, { maxLength: 3 }),
    fc.array(fc.nat(9), { maxLength: 8 }),
  )
  .map(([blocks, others, order]) => {
    const both = [...blocks, ...others];
    const changed: Block[] = order.flatMap((at) => both[at] ?? []);
    return [sayable({ title: "Was", blocks }), sayable({ title: "Is now", blocks: changed })] as const;
  });

test("D7 a change taken out as a Word document: taking its marks gives the change, refusing them what it would change", () => {
  fc.assert(
    fc.property(twoTexts, ([was, is]) => {
      const { bytes } = officeFile("docx", is, top, was);
      expect(read(bytes)).toEqual({ title: is.title, blocks: is.blocks });
      expect(read(refusedAll(bytes))).toEqual({ title: was.title, blocks: was.blocks });
    }),
    { numRuns },
  );
});

test("D7 a change taken out as an OpenDocument text is read as the change, and holds all that went", () => {
  fc.assert(
    fc.property(twoTexts, ([was, is]) => {
      const { bytes } = officeFile("odt", is, top, was);
      const back = read(bytes);
      const emptied = is.blocks.length === 0 && was.blocks.length > 0;
      expect(back).toEqual({ title: is.title, blocks: emptied ? [{ type: "paragraph", runs: [] }] : is.blocks });
    }),
    { numRuns },
  );
});

test("D7 marks are under the change's own name, and name nobody and no time", () => {
  const change = { title: "How we all decide", blocks: text, facts };
  const was = { title: "How we decide", blocks: base, facts: parseAgreementFacts({ summary: "Together." }) };
  const xml = (kind: "docx" | "odt", path: string) =>
    strFromU8(unzipSync(officeFile(kind, change, top, was).bytes)[path]!);
  const word = xml("docx", "word/document.xml");
  expect(new Set([...word.matchAll(/w:author="([^"]*)"/g)].map(([, name]) => name))).toEqual(new Set(["Half an hour"]));
  expect(word).not.toContain("w:date");
  const open = xml("odt", "content.xml");
  expect(new Set([...open.matchAll(/<dc:creator>([^<]*)</g)].map(([, name]) => name))).toEqual(
    new Set(["Half an hour"]),
  );
  expect(new Set([...open.matchAll(/<dc:date>([^<]*)</g)].map(([, at]) => at))).toEqual(
    new Set(["1970-01-01T00:00:00"]),
  );
  for (const gone of ["Together", "A last line that goes."]) expect(open).toContain(gone);
});
