// Each word is told under whoever wrote it, whatever was written around it and whichever way it came.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { paragraph } from "../../testing/texts.ts";
import { type AgreementDraft, draftAgreement } from "../agreement.ts";
import type { DocumentId } from "../ids.ts";
import { placesOfWords, whoWrote } from "./who-wrote.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const devices = ["a1".repeat(16), "b0".repeat(16), "c2".repeat(16)];
const [alice, bob] = devices as [string, string];
type Doc = A.Doc<AgreementDraft>;
const start = () =>
  A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks: [paragraph("Two of us close.")] }));
const put = (doc: Doc, device: string, at: number, off: number, words: string): Doc =>
  A.change(A.clone(doc, { actor: `${device}01020304` }), (draft) => A.splice(draft, ["text"], at, off, words));
const told = (doc: Doc) => placesOfWords(doc).flatMap((place) => whoWrote(doc, place));

test("D38 what was there from the beginning is nobody's, and what each wrote since is theirs, after a merge too", () => {
  const begun = start();
  const end = begun.text.length;
  const merged = A.merge(put(begun, alice, end, 0, " And one counts."), put(begun, bob, 1, 3, "Three"));
  expect(told(merged)).toEqual([
    { device: bob, words: "Three " },
    { device: null, words: "of us close. " },
    { device: alice, words: "And one counts." },
  ]);
  expect(placesOfWords({}).concat(placesOfWords(null))).toEqual([]);
});

test("D38 a word that another has mended is told letter by letter, one as long in its place as a whole", () => {
  const begun = put(start(), alice, 1, 3, "Six");
  expect(told(put(begun, bob, 1, 1, "s"))).toEqual([
    { device: bob, words: "s" },
    { device: alice, words: "ix" },
    { device: null, words: " of us close." },
  ]);
  expect(told(put(begun, bob, 1, 3, "Ten"))[0]).toEqual({ device: bob, words: "Ten " });
});

test("D38 whoever writes whole words, wherever and in whatever order, each is told as theirs, and all of it is told", () => {
  const word = fc.record({ by: fc.nat(2), at: fc.nat(400), n: fc.nat(999) });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (all) => {
      let doc = start();
      for (const { by, at, n } of all) {
        // Between words, so that nobody cuts into another's.
        const gaps = [...doc.text.matchAll(/ /g)].map(({ index }) => index);
        doc = put(doc, devices[by]!, gaps[at % gaps.length]!, 0, ` ${by}by${n}by${by}`);
      }
      const stretches = told(doc);
      expect(stretches.map(({ words }) => words).join("")).toBe(doc.text.replaceAll("\uFFFC", ""));
      for (const { device, words } of stretches)
        for (const [, by] of words.matchAll(/(\d)by\d+by\d/g)) expect(device).toBe(devices[Number(by)]);
    }),
  );
});
