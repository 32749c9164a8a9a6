// Bob writes without a connection while the others go on: the text they had is found on his device too.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { paragraph } from "../../testing/texts.ts";
import { type AgreementDraft, agreement, draftAgreement } from "../agreement.ts";
import type { DocumentId } from "../ids.ts";
import { asItStood, changesOf, headsOf } from "../prose.ts";
import { devicesSince, pointsApart } from "./apart.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const [alice, bob, carol] = ["a1".repeat(16), "b0".repeat(16), "c4".repeat(16)] as const;
type Doc = A.Doc<AgreementDraft>;
const start = () => A.load<AgreementDraft>(draftAgreement({ id, title: "Keys", blocks: [paragraph("Begun.")] }));
const write = (doc: Doc, device: string, words: string): Doc =>
  A.change(A.clone(doc, { actor: `${device}01020304` }), (draft) => {
    const text = draft as unknown as { text: string };
    A.splice(text as never, ["text"], text.text.length, 0, words);
  });
const words = (doc: unknown) => agreement.parse(doc).blocks[0]?.runs[0]?.text;

test("D33 what the others had while Bob wrote apart is a point of his document, and the words past it are his", () => {
  const before = write(start(), bob, " Together.");
  const theirs = write(write(before, alice, " Alice."), carol, " Carol.");
  // Bob's own come first on his device: he has never had the others' without them.
  const his = A.merge(write(write(before, bob, " Bob"), bob, " apart."), theirs);
  const points = [...pointsApart(changesOf(his))];
  expect(points).toContainEqual([...headsOf(theirs)].sort());
  expect([...devicesSince(changesOf(his), headsOf(theirs))]).toEqual([bob]);
  expect([...devicesSince(changesOf(his), headsOf(his))]).toEqual([]);
});

test("D33 also when the others had two ends, and whatever was said after it", () => {
  const before = start();
  const theirs = A.merge(write(before, alice, " Alice."), write(before, carol, " Carol."));
  const his = A.merge(A.merge(write(before, bob, " Bob."), theirs), write(theirs, alice, " Later."));
  const texts = [...pointsApart(changesOf(his))].map((heads) => words(asItStood(his, heads)));
  expect(texts).toContain(words(write(theirs, alice, " Later.")));
});

test("D33 whoever wrote apart, and however often: the others' text is found, each point has been, and nothing throws", () => {
  const device = fc.constantFrom(alice, bob, carol);
  fc.assert(
    fc.property(fc.array(device, { maxLength: 8 }), fc.nat(4), (together, apart) => {
      let doc = start();
      for (const [n, one] of together.entries()) doc = write(doc, one, ` ${n}.`);
      let his = doc;
      for (let n = 0; n <= apart; n++) his = write(his, bob, ` b${n}`);
      const theirs = write(write(doc, alice, " x."), carol, " y.");
      his = A.merge(his, theirs);
      const points = [...pointsApart(changesOf(his))];
      expect(points.map((heads) => words(asItStood(his, heads)))).toContain(words(theirs));
      for (const heads of points) expect(asItStood(his, heads)).not.toBeNull();
    }),
    { numRuns: 40 },
  );
  expect([...pointsApart(changesOf("no document"))]).toEqual([]);
});
