// The past of a document: every point of it can be read, and is told as sittings of people.
import * as A from "@automerge/automerge/slim";
import { expect, test } from "vitest";
import { paragraph } from "../../testing/texts.ts";
import { type AgreementDraft, agreement, draftAgreement } from "../agreement.ts";
import { nameVersion, versionsMax, versionsOf } from "../agreement-versions.ts";
import type { Day } from "../days.ts";
import type { DocumentId } from "../ids.ts";
import { asItStood, headsOf, stepsOf, writeBlocks } from "../prose.ts";
import { sittingsOf } from "./history.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const [alice, bob] = ["a1".repeat(16), "b0".repeat(16)];
const minute = 60;
type Doc = A.Doc<AgreementDraft>;
const start = () => A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks: [paragraph("Begun.")] }));
/** `at`: seconds since 1970, as Automerge has them. */
const write = (doc: Doc, device: string, at: number, words: string): Doc =>
  A.change(A.clone(doc, { actor: `${device}01020304` }), { time: at }, (draft) =>
    writeBlocks(draft, ["text"], [paragraph(words)]),
  );
const words = (doc: unknown) => agreement.parse(doc).blocks[0]?.runs[0]?.text;

test("D38 what one person wrote without getting up is one sitting; each can be read before and after", () => {
  let doc = write(start(), alice!, 1000, "One.");
  doc = write(doc, alice!, 1000 + 29 * minute, "One, two.");
  doc = write(doc, bob!, 1000 + 30 * minute, "One, two, three.");
  doc = write(doc, alice!, 1000 + 31 * minute, "Four.");
  doc = write(doc, alice!, 1000 + 90 * minute, "Five.");
  const sittings = sittingsOf(stepsOf(doc));
  expect(sittings.map(({ device, edits }) => [device, edits])).toEqual([
    [null, 1],
    [alice, 2],
    [bob, 1],
    [alice, 1],
    [alice, 1],
  ]);
  expect(sittings.map(({ heads }) => words(asItStood(doc, heads)))).toEqual([
    "Begun.",
    "One, two.",
    "One, two, three.",
    "Four.",
    "Five.",
  ]);
  expect(words(asItStood(doc, sittings[2]!.before!))).toBe("One, two.");
  expect(sittings[0]!.before).toBeNull();
  expect(sittings.at(-1)?.heads).toEqual(headsOf(doc));
  expect(sittingsOf(stepsOf(doc), -1)).toHaveLength(6);
});

test("D38 what was written apart is told one after the other, and what is no document has no past", () => {
  const begun = start();
  const merged = A.merge(write(begun, alice!, 1000, "From Alice."), write(begun, bob!, 1010, "From Bob."));
  const sittings = sittingsOf(stepsOf(merged));
  expect(sittings).toHaveLength(3);
  expect(sittings.at(-1)?.heads).toEqual(headsOf(merged));
  for (const { heads } of sittings) expect(asItStood(merged, heads)).not.toBeNull();
  expect(stepsOf({})).toEqual([]);
  expect(sittingsOf([])).toEqual([]);
});

test("D38 a point in the past has the name somebody gave it; names given apart all stand; there is no room without end", () => {
  const begun = start();
  const heads = headsOf(begun);
  const act = (n: number) => ({
    id: n.toString(16).padStart(32, "0") as DocumentId,
    by: "Alice",
    at: n,
    today: "2026-11-20" as Day,
  });
  const name = (n: number, given: string) =>
    A.change(A.clone(begun), (draft) => {
      expect(nameVersion(draft, { name: given, heads }, act(n))).toBeNull();
    });
  const merged = A.merge(name(2, "After the assembly"), name(1, " For the\nlandlord "));
  expect(versionsOf(merged).map(({ name }) => name)).toEqual(["For the landlord", "After the assembly"]);
  expect(words(asItStood(merged, versionsOf(merged)[0]!.heads))).toBe("Begun.");
  const full = A.change(merged, (draft) => {
    expect(nameVersion(draft, { name: " ", heads }, act(3))).toBe("bad-title");
    for (let n = 3; n <= versionsMax; n++) expect(nameVersion(draft, { name: `${n}`, heads }, act(n))).toBeNull();
    expect(nameVersion(draft, { name: "x", heads }, act(versionsMax + 1))).toBe("too-many");
  });
  expect(versionsOf(full)).toHaveLength(versionsMax);
  expect(versionsOf({ "version x": { name: "x", heads: ["../x"] }, "version y": 3 })).toEqual([]);
});
