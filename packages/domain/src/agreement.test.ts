// Agreements: words that merge, a title that stands whole, and something to read whatever happened.
import * as A from "@automerge/automerge/slim";
import { expect, test } from "vitest";
import { type AgreementDraft, agreement, draftAgreement, renameAgreement } from "./agreement.ts";
import type { Block } from "./blocks.ts";
import type { DocumentId } from "./ids.ts";
import { readBlocks, whole, writeBlocks } from "./prose.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const run = (text: string) => ({ text, strong: false, em: false, link: null });
const blocks: Block[] = [
  { type: "heading", level: 3, runs: [run("Keys")] },
  { type: "paragraph", runs: [run("Two people "), { ...run("hold"), strong: true, em: true }, run(" each key.")] },
  {
    type: "ordered-list-item",
    indent: 2,
    runs: [{ ...run("us"), link: { href: "https://example.org/", title: null } }],
  },
  { type: "unordered-list-item", indent: 0, runs: [] },
  { type: "blockquote", runs: [run("Ask first 🙂.")] },
];
const start = () => A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks }));

test("D6 what is written as blocks is read as the same blocks", () => {
  expect(agreement.parse(start())).toEqual({ title: "Keys", blocks });
});

test("D6 writing the blocks that are already there changes nothing", () => {
  const same = A.change(start(), (draft) => writeBlocks(draft, ["text"], blocks));
  expect(A.getHeads(same)).toEqual(A.getHeads(start()));
});

test("D6 a new agreement has one empty paragraph to write in", () => {
  expect(agreement.parse(A.load(agreement.blank({ id, title: "Keys" })))).toEqual({
    title: "Keys",
    blocks: [{ type: "paragraph", runs: [] }],
  });
});

test("D1 Alice adds a heading while Bob, offline, makes a word bold and another splits a paragraph: all three stand", () => {
  const alice = A.change(A.clone(start()), (draft) => {
    writeBlocks(draft, ["text"], [{ type: "heading", level: 1, runs: [run("Now")] }, ...blocks]);
  });
  const bob = A.change(A.clone(start()), (draft) => {
    A.mark(draft, ["text"], { start: 6, end: 9, expand: "both" }, "strong", true);
  });
  const carol = A.change(A.clone(start()), (draft) => {
    const at = draft.text.indexOf("Ask") + 3;
    A.splitBlock(draft, ["text"], at, { type: whole("paragraph"), parents: [], attrs: {}, isEmbed: false });
  });
  const merged = agreement.parse(A.merge(A.merge(alice, bob), carol)).blocks;
  expect(merged.map((block) => block.type)).toEqual([
    "heading",
    "heading",
    "paragraph",
    "ordered-list-item",
    "unordered-list-item",
    "blockquote",
    "paragraph",
  ]);
  expect(merged[2]?.runs[0]).toEqual({ ...run("Two"), strong: true });
});

test("D4 of two new titles one stands whole; the same title again writes nothing", () => {
  const rename = (title: string) => (draft: AgreementDraft) => renameAgreement(draft, title);
  const merged = A.merge(
    A.change(A.clone(start()), rename("Spare keys")),
    A.change(A.clone(start()), rename("House keys")),
  );
  expect(["Spare keys", "House keys"]).toContain(agreement.title(merged));
  expect(A.getHeads(A.change(start(), rename("Keys")))).toEqual(A.getHeads(start()));
});

test("D2 text before the first marker, unknown blocks, unknown marks and unsafe links are still read", () => {
  const doc = A.change(A.from<{ text: string }>({ text: "bare" }), (draft) => {
    const block = (at: number, value: Record<string, unknown>) => A.splitBlock(draft, ["text"], at, value as never);
    A.mark(draft, ["text"], { start: 0, end: 4 }, "link", '{"href":"javascript:x"}');
    A.mark(draft, ["text"], { start: 0, end: 4 }, "glow", 7);
    block(4, { type: whole("heading"), parents: [], attrs: { level: 99 } });
    block(5, { type: whole("poll"), attrs: "?" });
    block(6, { type: 3 });
    block(7, { type: whole("image"), isEmbed: true });
  });
  expect(readBlocks(doc, ["text"])).toEqual([
    { type: "paragraph", runs: [run("bare")] },
    { type: "heading", level: 4, runs: [] },
    { type: "paragraph", runs: [] },
    { type: "paragraph", runs: [] },
  ]);
});
