// U1 Undo takes back one's own edits only. U2 What others wrote inside stays. U3 What was deleted comes back where it
// stood. U4 Redo brings one's own back. U5 A pause or a finished word ends a step.
import fc from "fast-check";
import { toggleMark } from "prosemirror-commands";
import { expect, test } from "vitest";
import { setKind } from "./commands.ts";
import { schema } from "./schema.ts";
import { blank, does, everyoneMeets, type Person, threePeople } from "./testing/people.ts";

const end = (p: Person) => p.select(p.state.doc.content.size);
const meet = (...people: Person[]) => everyoneMeets(people);

test("U2 Alice takes back her sentence; the word Bob wrote inside it stays", () => {
  const [alice, bob] = threePeople();
  end(alice);
  alice.type(" before the meeting");
  meet(alice, bob);
  bob.select(bob.state.doc.content.size - 1 - " meeting".length);
  bob.type(" EVERY");
  meet(alice, bob);
  expect(alice.words).toContain("first thing before the EVERY meeting");
  alice.editor.undo();
  meet(alice, bob);
  expect(alice.words).toContain("first thing EVERY");
  expect(bob.words).toBe(alice.words);
  alice.editor.redo();
  meet(alice, bob);
  expect(bob.words).toContain("first thing before the EVERY meeting");
});

test("U3 Alice deletes a sentence into which Bob was writing, and takes the deletion back: every word at its place", () => {
  const [alice, bob] = threePeople();
  bob.select(12 + "We agree".length);
  bob.type(" NOW");
  alice.select(12, 12 + "We agree on these things.".length);
  alice.editor.dispatch(alice.state.tr.deleteSelection());
  meet(alice, bob);
  expect(alice.words).toBe("Agreement\n NOW\nfirst thing");
  alice.editor.undo();
  expect(alice.words).toBe("Agreement\nWe agree NOW on these things.\nfirst thing");
});

test("U3 letters erased one by one, backwards or forwards, come back in their order with their style", () => {
  for (const backwards of [true, false]) {
    const [alice] = threePeople();
    alice.select(12, 20);
    alice.run(toggleMark(schema.marks.strong!));
    alice.clock += 10_000;
    for (let i = 0; i < 6; i++) {
      const from = backwards ? 18 - i : 12;
      alice.editor.dispatch(alice.state.tr.delete(from, from + 1));
    }
    const before = alice.words;
    alice.editor.undo();
    expect(before).not.toBe(alice.words);
    expect(alice.words).toContain("We agree on");
    expect(alice.state.doc.rangeHasMark(12, 20, schema.marks.strong!)).toBe(true);
    expect(alice.state.doc.eq(alice.truth)).toBe(true);
  }
});

test("U1 Bob's edits are not Alice's to take back", () => {
  const [alice, bob] = threePeople();
  end(bob);
  bob.type(" from Bob");
  meet(alice, bob);
  expect(alice.editor.undo()).toBe(false);
  expect(alice.words).toContain("from Bob");
});

test("U1 a style or a heading that somebody changed since stays as they made it", () => {
  const [alice, bob] = threePeople();
  alice.select(14);
  alice.run(setKind("heading-1"));
  meet(alice, bob);
  bob.select(14);
  bob.run(setKind("quote"));
  meet(alice, bob);
  alice.editor.undo();
  expect(alice.state.doc.child(1).type.name).toBe("quote");
});

test("U4 headings, lists and styles go back and forth", () => {
  const [alice] = threePeople();
  const start = alice.state.doc;
  alice.select(14);
  alice.run(setKind("heading-2"));
  alice.clock += 10_000;
  alice.select(12, 20);
  alice.run(toggleMark(schema.marks.em!));
  const finish = alice.state.doc;
  while (alice.editor.undo());
  expect(alice.state.doc.eq(start)).toBe(true);
  while (alice.editor.redo());
  expect(alice.state.doc.eq(finish)).toBe(true);
});

test("U5 a word, a pause or another place begins a new step", () => {
  const [alice] = threePeople(blank());
  for (const letter of "one two") {
    alice.type(letter);
    alice.clock += 100;
  }
  alice.clock += 1000;
  for (const letter of "xy") alice.type(letter);
  const seen: string[] = [];
  for (let i = 0; i < 3; i++) {
    alice.editor.undo();
    seen.push(alice.words);
  }
  expect(seen).toEqual(["one two", "one ", ""]);
});

// Each person writes in letters of their own, so that whose they are can be told from the text.
const alphabets = ["ABCDEFGHIJ", "klmnopqrst", "0123456789"];
const lettersOf = (who: number, words: string) =>
  [...words]
    .filter((c) => alphabets[who]!.includes(c))
    .sort()
    .join("");
const deed = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom(
    "text",
    "text",
    "text",
    "del",
    "enter",
    "backspace",
    "style",
    "head",
    "list",
    "paste",
    "markup",
    "meet",
    "meet",
  ),
  at: fc.nat(60),
  len: fc.nat(14),
});
const runs = Number(process.env.FOGATA_RUNS ?? 100);

test("U1 U2 U4 three people: all of mine goes, nothing of theirs is lost, and redo brings mine back", () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 30, maxLength: 45 }), (steps) => {
      const people = threePeople(blank());
      const me = people[0];
      const kept: string[] = ["", "", ""];
      let n = 0;
      for (const { who, kind, at, len } of steps) {
        const p = people[who]!;
        if (kind === "meet") everyoneMeets(people);
        else does(p, { kind: kind as never, at, len }, alphabets[who]![n++ % 10]);
      }
      everyoneMeets(people);
      const before = me.words;
      for (const who of [1, 2]) kept[who] = lettersOf(who, before);
      let taken = 0;
      while (me.editor.undo()) {
        if (++taken > 500) throw new Error("undo never ends");
        if (!me.state.doc.eq(me.truth)) throw new Error(`undo: ${me.state.doc} is not ${me.truth}`);
      }
      expect(lettersOf(0, me.words), "my letters are gone").toBe("");
      for (const who of [1, 2])
        for (const c of kept[who]!) {
          const count = (words: string) => [...words].filter((x) => x === c).length;
          expect(count(me.words), `a letter of somebody else's (${c}) is lost`).toBeGreaterThanOrEqual(count(before));
        }
      while (me.editor.redo());
      expect(lettersOf(0, me.words), "my letters are back").toBe(lettersOf(0, before));
      expect(me.words).toBe(before);
      expect(me.state.doc.eq(me.truth)).toBe(true);
      everyoneMeets(people);
      for (const p of people) expect(p.state.doc.toJSON()).toEqual(me.truth.toJSON());
    }),
    { numRuns: runs },
  );
}, 600_000);
