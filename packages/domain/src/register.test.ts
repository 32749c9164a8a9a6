// The register: every device starts it from the same bytes, lists by id, and follows the documents' own titles.
import * as A from "@automerge/automerge/slim";
import { expect, test } from "vitest";
import type { DocumentId } from "./ids.ts";
import {
  type Listed,
  list,
  listed,
  makeRegisterStart,
  pin,
  type RegisterDraft,
  registerStart,
  relist,
} from "./register.ts";

const id = (n: number) => n.toString(16).padStart(32, "0") as DocumentId;
const row = (n: number, title: string): Listed => ({
  id: id(n),
  kind: "agreement",
  title,
  at: n,
  circle: null,
  from: null,
  pinned: false,
});
const start = () => A.load<RegisterDraft>(registerStart());

test("D3 the committed first bytes are the ones this code makes", () => {
  expect(Buffer.from(makeRegisterStart()).equals(registerStart())).toBe(true);
});

test("D3 Alice and Bob each open the register offline; both lists survive", () => {
  const alice = A.change(start(), (draft) => list(draft, row(16, "Children at our meetings")));
  const bob = A.change(start(), (draft) => list(draft, row(17, "Where we keep the keys")));
  expect(listed(A.merge(A.clone(alice), bob))).toEqual([
    row(16, "Children at our meetings"),
    row(17, "Where we keep the keys"),
  ]);
  expect(listed(A.merge(A.clone(bob), alice))).toEqual(listed(A.merge(A.clone(alice), bob)));
});

test("D10 a document of a working group's own circle is listed with where it is; the others need no word more", () => {
  const circle = "ab".repeat(32) as Listed["circle"];
  const doc = A.change(start(), (draft) => {
    list(draft, { ...row(16, "Keys"), circle });
    list(draft, row(17, "Relay"));
  });
  expect(listed(doc).map((entry) => entry.circle)).toEqual([circle, null]);
  expect(Object.keys(doc.documents[id(17)]!)).not.toContain("circle");
});

test("D36 a change to an agreement is listed with what it changes, and stands in no list of agreements by itself", () => {
  const from = { agreement: id(16), as: "amendment" as const };
  const doc = A.change(start(), (draft) => list(draft, { ...row(17, "Half an hour"), from }));
  expect(listed(doc)).toEqual([{ ...row(17, "Half an hour"), from }]);
  const eve = { documents: { [id(17)]: { kind: "agreement", title: "x", at: 1, from: "../x", as: "amendment" } } };
  expect(listed(eve)[0]?.from).toBeNull();
});

test("D37 what is kept in view is so for everybody, once, and what is not listed cannot be", () => {
  const both = A.change(start(), (draft) => {
    list(draft, row(16, "Keys"));
    list(draft, row(17, "Doors"));
  });
  const keep = (doc: A.Doc<RegisterDraft>) => A.change(doc, (draft) => pin(draft, { id: id(16), pinned: true }));
  const pinned = keep(both);
  expect(listed(pinned).map((one) => one.pinned)).toEqual([false, true]);
  expect(A.getHeads(keep(pinned))).toEqual(A.getHeads(pinned));
  const never = A.change(A.clone(pinned), (draft) => pin(draft, { id: id(18), pinned: true }));
  expect(A.getHeads(never)).toEqual(A.getHeads(pinned));
  const off = A.change(pinned, (draft) => pin(draft, { id: id(16), pinned: false }));
  expect(listed(off).some((one) => one.pinned)).toBe(false);
});

test("D4 a listing title follows the document, once, however many devices bring it back", () => {
  const both = A.change(start(), (draft) => list(draft, row(16, "Keys")));
  const repair = (doc: A.Doc<RegisterDraft>) =>
    A.change(doc, (draft) => relist(draft, { id: id(16), title: "Where we keep the keys" }));
  const merged = A.merge(repair(A.clone(both)), repair(A.clone(both)));
  expect(listed(merged).map((entry) => entry.title)).toEqual(["Where we keep the keys"]);
  expect(A.getHeads(repair(merged))).toEqual(A.getHeads(merged));
});

test("D4 listing what is already listed, with the same title, writes nothing", () => {
  const once = A.change(start(), (draft) => list(draft, row(16, "Keys")));
  expect(A.getHeads(A.change(once, (draft) => list(draft, row(16, "Keys"))))).toEqual(A.getHeads(once));
  const unlisted = A.change(once, (draft) => relist(draft, { id: id(99), title: "Nobody listed this" }));
  expect(A.getHeads(unlisted)).toEqual(A.getHeads(once));
});

test("D4 of two titles written at once one stands whole", () => {
  const both = A.change(start(), (draft) => list(draft, row(16, "Keys")));
  const merged = A.merge(
    A.change(A.clone(both), (draft) => relist(draft, { id: id(16), title: "Spare keys" })),
    A.change(A.clone(both), (draft) => relist(draft, { id: id(16), title: "House keys" })),
  );
  expect(["Spare keys", "House keys"]).toContain(listed(merged)[0]?.title);
});

test("D2 Eve's entries are left out and the others stay", () => {
  const hostile = {
    documents: {
      [id(16)]: { kind: "agreement", title: "Keys", at: "yesterday" },
      [id(17)]: { kind: "__proto__", title: "x", at: 1 },
      [id(18)]: { kind: "toString", title: "x", at: 1 },
      [id(19)]: null,
      "../x": { kind: "agreement", title: "x", at: 1 },
      [id(20)]: { kind: "agreement", title: { a: 1 }, at: Number.NaN },
      // Where nobody could look for it.
      [id(21)]: { kind: "agreement", title: "x", at: 1, circle: "../x" },
    },
  };
  expect(listed(hostile)).toEqual([
    { id: id(20), kind: "agreement", title: "", at: 0, circle: null, from: null, pinned: false },
    { id: id(16), kind: "agreement", title: "Keys", at: 0, circle: null, from: null, pinned: false },
  ]);
  for (const nothing of [null, undefined, 3, [], { documents: [] }, { documents: "x" }]) {
    expect(listed(nothing)).toEqual([]);
  }
});
