// What was said on a device that somebody had: theirs as before, and nobody else's to take back.
import * as A from "@automerge/automerge";
import { commentsOf, type DocumentId, kinds } from "@fogata/domain";
import { expect, test } from "vitest";
import { whoseDevices } from "./whose-devices.ts";

const idOf = (n: number) => n.toString(16).padStart(32, "0");
const [phone, laptop, eves, evesOther] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const { comment, withdrawWords } = kinds.agreement.changes;
type Doc = A.Doc<Record<string, unknown>>;
/** On this device, in somebody's name. */
const on = (device: string, doc: Doc, say: (draft: object, act: never) => unknown, by: string): Doc =>
  A.change(A.clone(doc, { actor: device + "0".repeat(16) }), (draft) => {
    const id = idOf(100 + A.getAllChanges(doc).length);
    say(draft, { id, by, at: 1, today: "2026-11-21" } as never);
  });
const begun = () => A.from<Record<string, unknown>>({ comments: {} });
const says = (doc: Doc) =>
  on(phone, doc, (d, act) => comment(d, { words: "I am ill.", quote: "", anchor: null }, act), "alice");
const takesBack = (device: string, doc: Doc, by = "alice") => {
  const id = commentsOf(doc, () => null)[0]!.id as DocumentId;
  return on(device, doc, (draft, act) => withdrawWords(draft, { id }, act), by);
};
const holds = (member: string, devices: string[], former: string[] = []) => ({
  ...{ member: member as never, former },
  devices: devices.map((id) => ({ id, since: 0, recovery: false, pausedUntil: null, name: "", here: false })),
});
const left = (member: string, former: string[]) => ({
  member: member as never,
  name: member,
  how: "left" as const,
  former,
});
const wordsBy = (doc: Doc, ...[people, gone]: Parameters<typeof whoseDevices>) => {
  const whose = whoseDevices(people, gone);
  return commentsOf(doc, (device) => whose.get(device) ?? null).map(({ words }) => words);
};

test("D39 words that Alice took back on her laptop stay so when her phone is lost, or her laptop, and when she leaves", () => {
  const doc = takesBack(laptop, says(begun()));
  expect(wordsBy(doc, [holds("alice", [phone, laptop])], [])).toEqual([null]);
  expect(wordsBy(doc, [holds("alice", [laptop], [phone])], [])).toEqual([null]);
  expect(wordsBy(doc, [holds("alice", [phone], [laptop])], [])).toEqual([null]);
  expect(wordsBy(doc, [], [left("alice", [phone, laptop])])).toEqual([null]);
});

test("D39 Eve takes Alice's words back as Alice, on a device that she gives up: not even once Alice has lost hers", () => {
  const doc = takesBack(evesOther, says(begun()));
  const people = [holds("alice", [laptop], [phone]), holds("eve", [eves], [evesOther])];
  expect(wordsBy(doc, people, [])).toEqual(["I am ill."]);
  expect(wordsBy(doc, [], [left("alice", [laptop, phone]), left("eve", [eves, evesOther])])).toEqual(["I am ill."]);
});
