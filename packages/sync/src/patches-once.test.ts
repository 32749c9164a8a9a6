import "../../../test/tools/wasm-node.ts";
import * as A from "@automerge/automerge/slim";
import { describe, expect, test, vi } from "vitest";
import { loadOnto } from "./patches-once.ts";

type Page = {
  text: string;
  names: Record<string, string>;
  list: string[];
};
const start = A.save(A.from<Page>({ text: "we meet on Tuesday", names: { a: "Alice" }, list: ["one", "two"] }));
const copy = (bytes = start) => A.load<Page>(bytes);

/** What somebody did who was away, as it arrives. */
function away(...edits: ((page: Page & A.Doc<Page>) => void)[]): Uint8Array {
  const base = copy();
  let doc = A.clone(base);
  for (const edit of edits) doc = A.change(doc, edit as A.ChangeFn<Page>);
  return A.saveSince(doc, A.getHeads(base));
}

const merges: [string, Uint8Array][] = [
  [
    "letters",
    away(...Array.from({ length: 40 }, (_, i) => (page: A.Doc<Page>) => A.splice(page, ["text"], 2 + i, 0, "x"))),
  ],
  [
    "words taken away",
    away(
      (page) => A.splice(page, ["text"], 0, 8),
      (page) => A.splice(page, ["text"], 3, 1, "TH"),
    ),
  ],
  ["bold words", away((page) => A.mark(page, ["text"], { start: 3, end: 7, expand: "both" }, "strong", true))],
  ["a block", away((page) => A.splitBlock(page, ["text"], 3, { type: "paragraph", parents: [], attrs: {} }))],
  [
    "names",
    away(
      (page) => Object.assign(page.names, { a: "Alma" }),
      (page) => Object.assign(page.names, { b: "Bob" }),
      (page) => void delete page.names.a,
    ),
  ],
  [
    "a list",
    away(
      (page) => void page.list.splice(1, 1, "three", "four"),
      (page) => void page.list.splice(0, 1, "none"),
    ),
  ],
];

describe("what a merge changed", () => {
  test.each(merges)("is worked out once, and as it would be anew: %s", (_, changes) => {
    // Alice has written meanwhile.
    const mine = A.save(
      A.change(copy(), (page) => {
        A.splice(page, ["text"], 5, 2, "ww");
        page.names.a = "Ally";
        page.list.push("mine");
      }),
    );
    const doc = copy(mine);
    const next = loadOnto(doc, changes);
    const anew = A.loadIncremental(copy(mine), changes);
    const [before, after] = [A.getHeads(copy(mine)), A.getHeads(next)];
    const expected = A.diff(anew, before, after);
    expect(expected.length).toBeGreaterThan(0);

    const asked = vi.spyOn(A.getBackend(next), "diff");
    expect(A.diff(next, A.getHeads(doc), after)).toEqual(expected);
    expect(asked).not.toHaveBeenCalled();
  });

  test("is nothing when nothing came that was new", () => {
    const once = loadOnto(copy(), merges[0]![1]);
    const twice = loadOnto(once, merges[0]![1]);
    expect(A.diff(twice, A.getHeads(once), A.getHeads(twice))).toEqual([]);
  });

  test("is asked for anew between any other two moments", () => {
    const doc = copy();
    const first = A.getHeads(doc);
    const next = loadOnto(loadOnto(doc, merges[0]![1]), merges[1]![1]);
    const all = A.diff(next, first, A.getHeads(next));
    expect(all).toEqual(A.diff(copy(A.save(next)), first, A.getHeads(next)));
    expect(all.length).toBeGreaterThan(1);
  });
});
