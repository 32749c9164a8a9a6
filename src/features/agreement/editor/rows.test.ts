// U6 However long what is taken out or put in, a step of undo keeps it as a few rows and asks Automerge about few letters.
import { Fragment, Slice } from "prosemirror-model";
import { expect, test } from "vitest";
import { CursorSet, createForwarding, longRow, partOf, rangeBetween, spelledRow } from "./rows.ts";
import { schema } from "./schema.ts";
import { shareText, type TextDraft } from "./shared-text.ts";
import { blank, everyoneMeets, type Person, threePeople } from "./testing/people.ts";
import { newEntry, scribeOf } from "./undo-entry.ts";

const pages = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    schema.node("paragraph", null, [
      schema.text(`Point ${i}: nobody 🦊 decides alone about what all of us live with.`),
    ]),
  );
const paste = (p: Person, count: number) =>
  p.editor.dispatch(p.state.tr.replaceSelection(new Slice(Fragment.from(pages(count)), 1, 1)));
const eraseAll = (p: Person) => {
  p.select(1, p.state.doc.content.size - 1);
  p.editor.dispatch(p.state.tr.deleteSelection());
};

test("U6 letters typed one by one and letters pasted are kept as one range each", () => {
  const set = new CursorSet();
  for (let i = 5; i < 5000; i++) set.add(rangeBetween(`${i}@aa`, `${i}@aa`, 1)!);
  expect(set.size).toBe(1);
  set.add(rangeBetween("9@bb", "11@bb", 3)!);
  expect(set.delete("10@bb")).toBe(true);
  expect(set.delete("10@bb")).toBe(false);
  expect([...set].slice(-3)).toEqual(["4999@aa", "9@bb", "11@bb"]);
  expect(set.has("4@aa")).toBe(false);
});

test("U6 a long row asks for its letters only when one between its ends is wanted", () => {
  let asked = 0;
  const row = longRow({ first: "1@aa", last: "4@aa", count: 4 }, () => {
    asked++;
    return ["1@aa", "2@aa", "7@bb", "4@aa"];
  });
  const letters = createForwarding();
  letters.forward(row, [{ first: 20, count: 4, actor: "aa" }]);
  expect([letters.now("21@aa"), row.cursor(0), row.cursor(3)]).toEqual(["21@aa", "1@aa", "4@aa"]);
  expect(asked).toBe(0);
  expect(letters.now("7@bb")).toBe("22@aa");
  expect(partOf(row, 1, 3).cursor(1)).toBe("7@bb");
  expect(asked).toBe(1);
});

test("U6 a letter that went away and came back twice is found by its first name", () => {
  const letters = createForwarding();
  letters.forward(spelledRow(["1@aa"]), [{ first: 8, count: 1, actor: "aa" }]);
  letters.forward(spelledRow(["8@aa"]), [{ first: 12, count: 1, actor: "aa" }]);
  expect(letters.now("1@aa")).toBe("12@aa");
});

test("U3 U6 Alice deletes everything while Bob and Eve write inside; it all comes back around their words", () => {
  const [alice, bob, eve] = threePeople(blank());
  alice.select(1);
  paste(alice, 60);
  everyoneMeets([alice, bob, eve]);
  const places = [40, 700, 701, 1500, 2900];
  for (const [i, at] of places.entries()) {
    const p = i % 2 ? eve : bob;
    p.select(at);
    p.type(`<${i}>`);
  }
  everyoneMeets([bob, eve]);
  const all = bob.words;
  const theirs = all.match(/<\d>/g)!.join("");
  expect(theirs).toHaveLength(3 * places.length);
  alice.clock += 10_000;
  eraseAll(alice);
  everyoneMeets([alice, bob, eve]);
  expect(bob.words.replaceAll("\n", "")).toBe(theirs);
  alice.editor.undo();
  expect(alice.words).toBe(all);
  alice.editor.redo();
  expect(alice.words.replaceAll("\n", "")).toBe(theirs);
  alice.editor.undo();
  alice.editor.undo();
  everyoneMeets([alice, bob, eve]);
  expect(alice.words.replaceAll("\n", "")).toBe(theirs);
  alice.editor.redo();
  expect(alice.words).toBe(all);
  expect(alice.editor.rereads()).toBe(0);
  expect(alice.state.doc.eq(alice.truth)).toBe(true);
});

test("U6 deleting a long text and putting it back asks for no more cursors than it has paragraphs", () => {
  const asked = [10, 100].map((paragraphs) => {
    const [alice] = threePeople(blank());
    alice.select(1);
    paste(alice, paragraphs);
    const text = shareText(alice.handle, ["text"]);
    const letters = createForwarding();
    const all = [{ text: text.string()!.slice(1).replaceAll("\ufffc", " "), marks: {} }];
    let asks = 0;
    const counting = (draft: TextDraft): TextDraft => ({
      ...draft,
      cursor(at) {
        asks++;
        return draft.cursor(at);
      },
      position(cursor) {
        asks++;
        return draft.position(cursor);
      },
    });
    const gone = newEntry();
    text.change((draft) => scribeOf(counting(draft), gone, letters).remove(1, all));
    expect(gone.removed).toHaveLength(1);
    text.change((draft) => void scribeOf(counting(draft), newEntry(), letters).restore(gone.removed));
    expect(text.string()!.slice(1)).toBe(all[0]!.text);
    return asks;
  });
  expect(asked[1]).toBe(asked[0]);
  expect(asked[1]).toBeLessThan(40);
});
