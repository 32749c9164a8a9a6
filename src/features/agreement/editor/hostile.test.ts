// H1 Whatever lies under the path, there is a valid editor document and nothing throws. H2 What this editor does not
// know is kept when somebody writes beside it.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bindText } from "./binding.ts";
import { docFromSpans } from "./blocks.ts";
import { indexAt, placeOf, posAt, totalUnits } from "./positions.ts";
import { does, Handle, Person } from "./testing/people.ts";

const open = (doc: A.Doc<never> | A.Doc<unknown>) => new Person(doc as never);
const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double(),
  fc.constant(new Uint8Array([1])),
);
const attrs = fc.dictionary(
  fc.constantFrom("level", "indent", "x", "__proto__", "constructor"),
  fc.oneof(value, fc.array(value), fc.dictionary(fc.string(), value)),
);
const marker = fc.record(
  {
    type: fc.oneof(
      fc
        .constantFrom(
          "paragraph",
          "heading",
          "blockquote",
          "why",
          "ordered-list-item",
          "unordered-list-item",
          "code",
          "toString",
          "",
        )
        .map((t) => new A.ImmutableString(t)),
      value,
    ),
    parents: fc.oneof(fc.array(fc.string()), value),
    attrs: fc.oneof(attrs, value),
    isEmbed: fc.oneof(fc.boolean(), value),
  },
  { requiredKeys: [] },
);
const edit = fc.record({
  kind: fc.constantFrom("words", "block", "mark", "del"),
  at: fc.nat(40),
  len: fc.integer({ min: 1, max: 12 }),
  words: fc.oneof(fc.string(), fc.constantFrom("\ufffc", "\n", "👨‍👩‍👧", "\ud800", "a\u0301")),
  marker,
  name: fc.constantFrom("strong", "em", "link", "value", "comment", "__proto__"),
  value: fc.oneof(value, fc.constantFrom("javascript:alert(1)", '{"href":"https://a.example"}', '{"href":1}', "[")),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(draft: A.Doc<unknown>, e: Edit) {
  const length = (draft as { text: string }).text.length;
  const at = e.at % (length + 1);
  const end = Math.min(length, at + e.len);
  try {
    if (e.kind === "words") A.splice(draft, ["text"], at, 0, e.words);
    else if (e.kind === "block") A.splitBlock(draft, ["text"], at, e.marker as never);
    else if (e.kind === "del") A.splice(draft, ["text"], at, end - at);
    else if (end > at) A.mark(draft, ["text"], { start: at, end, expand: "both" }, e.name, e.value as never);
  } catch {
    // Automerge itself refuses some of these.
  }
}

test("H1 hostile markers and marks, at the start and arriving later, with writing in between", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), fc.array(edit, { maxLength: 6 }), (before, later) => {
      let doc: A.Doc<unknown> = A.from({ text: "" }, { actor: "aa" });
      for (const e of before) doc = A.change(doc, (d) => apply(d as never, e));
      const p = open(A.clone(doc, { actor: "a1" }));
      const check = () => {
        p.state.doc.check();
        if (!p.state.doc.eq(p.truth)) throw new Error(`${p.state.doc}\nis not\n${p.truth}`);
      };
      check();
      for (const e of later) {
        doc = A.change(doc, (d) => apply(d as never, e));
        p.handle.merge(doc as never);
        check();
        does(p, { kind: "text", at: e.at, len: e.len });
        check();
        does(p, { kind: e.len % 2 ? "del" : "enter", at: e.at + 3, len: e.len });
        check();
        p.editor.undo();
        check();
      }
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 200) },
  );
}, 600_000);

test("H1 no text at all, or something else in its place", () => {
  for (const doc of [
    A.from({}),
    A.from({ text: 1 }),
    A.from({ text: { a: 1 } }),
    A.from({ text: ["x"] }),
    A.from({ text: new A.ImmutableString("x") }),
  ]) {
    const handle = new Handle(doc as never);
    const editor = bindText({ handle, path: ["text"], now: () => 0 });
    expect(editor.state().doc.childCount).toBe(1);
    editor.dispatch(editor.state().tr.insertText("words"));
    editor.state().doc.check();
    handle.change((d: { text: unknown }) => {
      d.text = "now a text";
    });
    expect(editor.state().doc.textContent).toBe("now a text");
    editor.close();
  }
});

test("H2 an unknown kind of block and an unknown mark survive writing in them, splitting and undoing", () => {
  const table = {
    type: new A.ImmutableString("table-row"),
    parents: [new A.ImmutableString("table")],
    attrs: { cells: [1, 2] },
    isEmbed: false,
  };
  let doc: A.Doc<{ text: string }> = A.from({ text: "" });
  doc = A.change(doc, (d) => {
    A.splitBlock(d, ["text"], 0, table as never);
    A.splice(d, ["text"], 1, 0, "some words");
    A.mark(d, ["text"], { start: 1, end: 5, expand: "none" }, "comment", "abc");
  });
  const p = open(doc);
  p.select(3);
  p.type("XX");
  p.select(0, p.state.doc.content.size);
  p.clock += 10_000;
  p.editor.dispatch(p.state.tr.deleteSelection());
  p.editor.undo();
  const [block, words] = A.spans(p.handle.doc(), ["text"]);
  expect(JSON.parse(JSON.stringify(block))).toEqual({
    type: "block",
    value: { type: "table-row", parents: ["table"], attrs: { cells: [1, 2] }, isEmbed: false },
  });
  expect(words).toEqual({ type: "text", value: "soXXme", marks: { comment: "abc" } });
});

test("positions and indexes are each other's inverse in every document", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 15 }), (edits) => {
      let doc: A.Doc<unknown> = A.from({ text: "" });
      for (const e of edits) doc = A.change(doc, (d) => apply(d as never, e));
      const shown = docFromSpans(A.spans(doc, ["text"]));
      const total = totalUnits(shown);
      expect(total).toBe((doc as { text: string }).text.length);
      for (let i = 0; i <= total; i++) {
        const pos = posAt(shown, i);
        expect(shown.resolve(pos).parent.isTextblock).toBe(true);
        if (placeOf(shown, i).offset >= 0) expect(indexAt(shown, pos)).toBe(i);
      }
    }),
    { numRuns: 100 },
  );
});
