import { expect, test } from "vitest";
import { createLedger, type Note, readNote } from "./ledger.ts";
import { packPlain } from "./record.ts";

let count = 0;
function note(more: Partial<Note>): Note {
  const id = String(++count).padStart(4, "0");
  const blank: Note = {
    id,
    hash: `hash-${id}`,
    kid: "k",
    size: 10,
    state: "applied",
    device: "bob",
    n: 1,
    skippedFrom: 1,
    type: "changes",
    doc: "d",
    slot: "",
    comp: "",
    carries: [],
    at: {},
  };
  return { ...blank, ...more };
}

test("S14 two entries with one number are an alarm; the same entry twice is none", () => {
  const first = note({ n: 3 });
  const ledger = createLedger([first]);
  ledger.put({ ...first, at: { relay: [1, 7] } });
  expect(ledger.cloned()).toBe(0);
  ledger.put(note({ n: 3 }));
  expect(ledger.cloned()).toBe(1);
});

test("S4 a range that its author skipped is a gap, and so is nothing else", () => {
  const ledger = createLedger([note({ n: 1 }), note({ n: 2, skippedFrom: 2 }), note({ n: 70, skippedFrom: 3 })]);
  expect(ledger.gaps()).toEqual([]);
  ledger.put(note({ n: 80, skippedFrom: 75 }));
  expect(ledger.gaps()).toEqual([{ device: "bob", from: 71, to: 74 }]);
});

test("S80 a number is spent once it was written under or said to be skipped; an entry does not spend its own", () => {
  const [first, later] = [note({ n: 1 }), note({ n: 70, skippedFrom: 3 })];
  const ledger = createLedger([first, later]);
  const asked = (n: number) => ledger.isSpent({ ...note({ n }) });
  expect([1, 2, 3, 69, 70, 71].map(asked)).toEqual([true, false, true, true, true, false]);
  expect([first, later].map(ledger.isSpent)).toEqual([false, false]);
  expect(ledger.isSpent(note({ n: 1, device: "carol" }))).toBe(false);
});

test("S8 what is held for a document comes in its author's order, and counts no more once it is applied", () => {
  const [late, early] = [note({ n: 9, state: "held" }), note({ n: 4, state: "held" })];
  const ledger = createLedger([late, early]);
  expect(ledger.held("d")).toEqual([early, late]);
  expect(ledger.heldDocs()).toEqual(["d"]);
  for (const one of [late, early]) ledger.put({ ...one, state: "applied", carries: [`change-${one.n}`] });
  expect(ledger.heldDocs()).toEqual([]);
  expect(ledger.known("d").has("change-9")).toBe(true);
  expect(ledger.ofDoc("d").map(({ n }) => n)).toEqual([4, 9]);
});

test("S14 an entry of an unknown author waits until its author is named, and is then found by its number", () => {
  const unknown = note({ state: "waiting", device: "", n: 0, type: "", doc: "" });
  const ledger = createLedger([unknown]);
  expect(ledger.waiting()).toEqual([unknown]);
  ledger.put({ ...unknown, state: "held", device: "carol", n: 1, type: "changes", doc: "d" });
  expect(ledger.waiting()).toEqual([]);
  expect(ledger.latest("bob")).toBe(`carol 1 ${unknown.hash}`);
  expect(ledger.latest("carol")).toBe("");
});

test("S25 what is not a note is none, and one that was kept reads as it was", () => {
  const kept = note({ carries: ["a"] });
  expect(readNote(packPlain(kept))).toEqual(kept);
  for (const text of ["", "{}", "[]", "null", '{"id":1}']) expect(readNote(new TextEncoder().encode(text))).toBe(null);
});
