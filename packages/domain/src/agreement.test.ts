// Agreements: words that merge, a title that stands whole, and something to read whatever happened.
import * as A from "@automerge/automerge/slim";
import { expect, test } from "vitest";
import { type AgreementDraft, agreement, draftAgreement, renameAgreement } from "./agreement.ts";
import type { Block } from "./blocks.ts";
import { type MadeFrom, parseAgreementFacts } from "./facts.ts";
import type { DocumentId } from "./ids.ts";
import { asItStood, headsOf, readBlocks, whole, writeBlocks } from "./prose.ts";
import { theValue, valuesIn } from "./values.ts";

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
  { type: "why", runs: [run("One can fall ill.")] },
  { type: "blockquote", runs: [run("Ask first 🙂."), { ...run("14"), value: "minimum-days" }] },
];
const start = () => A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks }));

test("D6 what is written as blocks is read as the same blocks", () => {
  expect(agreement.parse(start())).toMatchObject({ title: "Keys", blocks });
});

test("D6 writing the blocks that are already there changes nothing", () => {
  const same = A.change(start(), (draft) => writeBlocks(draft, ["text"], blocks));
  expect(A.getHeads(same)).toEqual(A.getHeads(start()));
});

test("D6 a new agreement has one empty paragraph to write in", () => {
  expect(agreement.parse(A.load(agreement.blank({ id, title: "Keys" })))).toEqual({
    title: "Keys",
    blocks: [{ type: "paragraph", runs: [] }],
    facts: parseAgreementFacts({}),
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
    "why",
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

type Doc = A.Doc<AgreementDraft>;
const { summarise, sayWhoDecides, reviewBy, sayLanguage, sayMadeFrom, sayName } = agreement.changes;
const group = "ab".repeat(16) as DocumentId;

test("D31 what stands on top is given, given again without a trace, and read back", () => {
  const from: MadeFrom = { as: "amendment", agreement: id, base: { document: id, heads: ["cd".repeat(32)] } };
  const give = (doc: Doc) =>
    A.change(doc, (draft) => {
      expect(summarise(draft, { summary: " Two people\nhold each key. " })).toBeNull();
      expect(sayWhoDecides(draft, { kind: "working-group", group })).toBeNull();
      expect(reviewBy(draft, { on: "2027-03-01" })).toBeNull();
      expect(sayLanguage(draft, { language: "pt-br" })).toBeNull();
      expect(sayMadeFrom(draft, from)).toBeNull();
      expect(sayName(draft, { name: " Half an hour " })).toBeNull();
    });
  const once = give(start());
  const facts = {
    summary: "Two people hold each key.",
    otherSummaries: [],
    decides: { kind: "working-group", group },
    reviewOn: "2027-03-01",
    language: "pt-BR",
    from,
    name: "Half an hour",
  };
  expect(agreement.parse(A.load<AgreementDraft>(A.save(once))).facts).toEqual(facts);
  expect(A.getHeads(give(once))).toEqual(A.getHeads(once));
  const copy = draftAgreement({ id, title: "Keys", blocks, facts: agreement.parse(once).facts });
  expect(agreement.parse(A.load(copy)).facts).toEqual(facts);
});

test("D31 what no calendar, no reason and no language holds is refused, and nothing is written", () => {
  const before = start();
  const after = A.change(before, (draft) => {
    expect(reviewBy(draft, { on: "2027-02-30" })).toBe("no-such-day");
    expect(sayWhoDecides(draft, { kind: "law", why: "  " })).toBe("needs-a-reason");
    expect(sayWhoDecides(draft, { kind: "law", why: "x".repeat(1_001) })).toBe("too-long");
    expect(sayLanguage(draft, { language: "not a language" })).toBe("no-such-language");
    expect(summarise(draft, { summary: "x".repeat(300) })).toBeNull();
    expect(summarise(draft, { summary: "x".repeat(301) })).toBe("too-long");
    expect(sayName(draft, { name: " \n" })).toBe("bad-title");
  });
  expect(agreement.parse(after).facts).toEqual({ ...parseAgreementFacts({}), summary: "x".repeat(300) });
});

test("D31 of two summaries written apart one stands and the other is shown, until somebody settles it", () => {
  const say = (summary: string) => A.change(A.clone(start()), (draft) => void summarise(draft, { summary }));
  const merged = A.merge(say("Two hold each key."), say("Nobody holds a key alone."));
  const { summary, otherSummaries } = agreement.parse(merged).facts;
  expect([summary, ...otherSummaries].sort()).toEqual(["Nobody holds a key alone.", "Two hold each key."]);
  const settled = A.change(merged, (draft) => void summarise(draft, { summary }));
  expect(agreement.parse(settled).facts).toMatchObject({ summary, otherSummaries: [] });
});

test("D31 a reason given apart from another choice is never put to it", () => {
  const law = A.change(A.clone(start()), (draft) => void sayWhoDecides(draft, { kind: "law", why: "Fire safety." }));
  const ours = A.change(A.clone(start()), (draft) => void sayWhoDecides(draft, { kind: "working-group", group }));
  const { decides } = agreement.parse(A.merge(law, ours)).facts;
  expect([
    { kind: "law", why: "Fire safety." },
    { kind: "working-group", group },
  ]).toContainEqual(decides);
});

test("D31 an agreement from before there was anything on top opens with nothing on it, and stays as it is", () => {
  const old = A.from<Record<string, unknown>>({ version: 1, title: whole("Keys"), text: "" }, { actor: id });
  expect(agreement.parse(old).facts).toEqual(parseAgreementFacts({}));
});

test("D36 a change that was brought up to a newer text says so, and an agreement made from nothing cannot be", () => {
  const base = { document: id, heads: ["ef".repeat(32)] };
  const to = { title: "Locks", summary: "One each.", decides: { kind: "everyone" } as const, blocks: [], base };
  A.change(start(), (draft) => {
    expect(agreement.changes.bringUp(draft, to)).toBe("made-from-nothing");
  });
  const from: MadeFrom = { as: "amendment", agreement: group, base: { document: id, heads: ["cd".repeat(32)] } };
  const change = A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks, facts: { from } }));
  const brought = A.change(change, (draft) => {
    expect(agreement.changes.bringUp(draft, { ...to, blocks: blocks.slice(1) })).toBeNull();
  });
  expect(agreement.parse(brought)).toMatchObject({
    title: "Locks",
    blocks: blocks.slice(1),
    facts: { summary: "One each.", from: { ...from, base } },
  });
});

test("D32 a value is read out of the words, whatever is bold in it, and means nothing where the text contradicts itself", () => {
  const value = (text: string, strong = false) => ({ ...run(text), strong, value: "minimum-days" as const });
  const say = (...runs: Block["runs"]): Block => ({ type: "paragraph", runs });
  expect(valuesIn([say(run("For "), value("1"), value("4", true), value(" days"), run("."))])).toEqual([
    { label: "minimum-days", words: "14 days", number: 14 },
  ]);
  expect(theValue([say(value("14")), say(value("14"))], "minimum-days")?.number).toBe(14);
  expect(theValue([say(value("14")), say(value("7"))], "minimum-days")).toBeNull();
  expect(theValue([say(value("two or 3, or 4"))], "minimum-days")?.number).toBeNull();
  expect(theValue([], "rule")).toBeNull();
});

test("D33 a text can be read as it stood at any point it has been at, and nowhere else", () => {
  const before = start();
  const after = A.change(A.clone(before), (draft) => writeBlocks(draft, ["text"], []));
  expect(agreement.parse(asItStood(after, headsOf(before))).blocks).toEqual(blocks);
  expect(asItStood(before, headsOf(after))).toBeNull();
  expect(asItStood(before, [])).toBeNull();
  expect(asItStood({}, ["ab".repeat(32)])).toBeNull();
});
