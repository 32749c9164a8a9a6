// Suggested words drawn over a text: on their words while people write around them, and never part of what is written.
import * as A from "@automerge/automerge/slim";
import { draftAgreement } from "@fogata/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Binding, bindText } from "./binding.ts";
import { drawnIn, type Suggested, showSuggested, suggestedWords } from "./suggested.ts";
import { type Doc, Handle } from "./testing/people.ts";

const id = "00112233445566778899aabbccddeeff" as never;
const plain = { strong: false, em: false, link: null };

function opened(...texts: string[]) {
  const blocks = texts.map((text) => ({ type: "paragraph" as const, runs: [{ text, ...plain }] }));
  const handle = new Handle(A.load<Doc>(draftAgreement({ id, title: "Cups", blocks })));
  const binding: Binding = bindText({
    handle,
    path: ["text"],
    plugins: [suggestedWords(() => binding.text)],
    now: () => 0,
  });
  const text = () => String(handle.doc().text);
  const suggest = (quote: string, words: string, as = "a") => {
    const at = text().indexOf(quote);
    const [from, to] = [binding.text.cursor(at)!, binding.text.cursor(at + quote.length - 1)!];
    return { id: as, anchor: { from, to }, words, weight: "must" as const };
  };
  const show = (...all: Suggested[]) => binding.dispatch(showSuggested(binding.state(), all));
  const write = (quote: string, words: string) =>
    handle.change((draft: never) => {
      A.splice(draft, ["text"], text().indexOf(quote), quote.length, words);
    });
  /** What is struck through, and how many other things are drawn. */
  const drawn = () => {
    const { doc } = binding.state();
    const all = drawnIn(binding.state()).find();
    return {
      out: all.filter(({ from, to }) => from < to).map(({ from, to }) => doc.textBetween(from, to)),
      widgets: all.filter(({ from, to }) => from === to).length,
    };
  };
  return { handle, binding, suggest, show, write, drawn, text };
}

test("D43 only what would go is struck through, word by word, and stays so while others write around it", () => {
  const page = opened("We meet on Mondays.", "Bring a small cup.");
  page.show(page.suggest("Bring a small cup.", "Bring a mug."));
  expect(page.drawn().out).toEqual(["small cup"]);
  page.write("We", "All of us");
  page.write("Bring", "Everybody brings");
  expect(page.drawn().out).toEqual(["small cup"]);
  expect(page.text()).toBe("\ufffcAll of us meet on Mondays.\ufffcEverybody brings a small cup.");
});

test("D43 words that would only be added strike nothing through; words that are gone, or lie in two clauses, draw nothing", () => {
  const page = opened("Bring a cup.");
  const more = page.suggest("a cup", "a big cup");
  page.show(more);
  expect(page.drawn()).toEqual({ out: [], widgets: 2 });
  page.handle.change((draft: never) => {
    A.splitBlock(draft, ["text"], page.text().indexOf(" cup"), { type: "paragraph" });
  });
  page.show(more);
  expect(page.drawn()).toEqual({ out: [], widgets: 0 });
  page.write("a", "");
  page.write(" cup", "");
  page.show(more);
  expect(page.drawn()).toEqual({ out: [], widgets: 0 });
});

test("D43 when the words underneath have changed, what taking it would do now is drawn after a pause", () => {
  const page = opened("Bring a cup.");
  const mug = page.suggest("a cup", "a mug");
  page.show(mug);
  page.write("cup", "cup each");
  page.show(mug);
  expect(page.drawn().out.join("")).toContain("cup");
  expect(page.binding.rereads()).toBe(0);
});

test("D2 whatever is suggested, by whatever anchor, drawing throws nothing and changes not a letter", () => {
  const anchor = fc.oneof(fc.string(), fc.constantFrom("1@aa", "0@", "_head"), fc.nat(30));
  const one = fc.record({ from: anchor, to: anchor, words: fc.string({ unit: "binary" }) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), fc.string(), (all, typed) => {
      const page = opened("Bring a cup.", "", "🦔 and a plate");
      const cursor = (at: string | number) => (typeof at === "string" ? at : (page.binding.text.cursor(at) ?? ""));
      page.show(
        ...all.map(({ from, to, words }, n) => ({
          ...{ id: String(n), words, weight: "typo" as const },
          anchor: { from: cursor(from), to: cursor(to) },
        })),
      );
      const before = page.text();
      const { state } = page.binding;
      page.drawn();
      expect(page.text()).toBe(before);
      page.binding.dispatch(state().tr.insertText(typed.replaceAll("\ufffc", ""), 3));
      page.drawn();
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 150) },
  );
});
