// Other words suggested: on their words, taken or left by anybody, put back, and once in the text however many took them.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftAgreement } from "./agreement.ts";
import { commentPassages } from "./comments.ts";
import type { Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";
import { readBlocks } from "./prose.ts";
import {
  keepOnce,
  leaveSuggestion,
  putBack,
  type Suggestion,
  suggest,
  suggestAgain,
  suggestedNow,
  suggestionsOf,
  takeSuggestion,
  type Weight,
  withdrawWhy,
} from "./suggestions.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const devices: Record<string, string> = { alice: "a1".repeat(16), bob: "b0".repeat(16), eve: "ee".repeat(16) };
const memberOf = (device: string) => Object.keys(devices).find((who) => devices[who] === device) ?? null;
let made = 0;
const act = (by: string, at = ++made): Act => ({
  id: (++made).toString(16).padStart(32, "0") as DocumentId,
  by,
  at,
  today: "2026-11-20" as Day,
});
type Doc = A.Doc<Record<string, unknown>>;
const plain = { strong: false, em: false, link: null };
const paragraph = (text: string) => ({ type: "paragraph" as const, runs: [{ text, ...plain }] });
const begun = (...texts: string[]) =>
  A.load<Record<string, unknown>>(
    draftAgreement({
      id,
      title: "Meetings",
      blocks: (texts.length ? texts : ["We meet on Mondays.", "Bring a cup."]).map(paragraph),
    }),
  );
let phones = 0;
const at = (who: string, doc: Doc): Doc =>
  A.clone(doc, { actor: devices[who] + (++phones).toString(16).padStart(16, "0") });
const list = (doc: unknown) => suggestionsOf(doc, memberOf);
const first = (doc: unknown) => list(doc)[0] as Suggestion;
const said = (doc: unknown) => readBlocks(doc, ["text"]).map(({ runs }) => runs.map(({ text }) => text).join(""));

/** To try one thing, and then another, from where the document stood. */
const again = (doc: Doc) => A.clone(doc, { actor: A.getActorId(doc) });

/** Does one thing, and says what came of it. */
function does<What>(
  doc: Doc,
  who: string,
  verb: (draft: object, what: What, by: Act) => string | null,
  what: What,
): [Doc, string | null] {
  let refused: string | null = null;
  const after = A.change(again(doc), (draft) => {
    refused = verb(draft, what, act(who));
  });
  return [after, refused];
}
const well = ([doc, refused]: [Doc, string | null]) => {
  expect(refused).toBeNull();
  return doc;
};
function anchorOf(doc: Doc, quote: string) {
  const text = String(doc.text);
  const from = text.indexOf(quote);
  const cursor = (n: number) => A.getCursor(doc, ["text"], n) as string;
  return { from: cursor(from), to: cursor(from + quote.length - 1) };
}
const suggests = (doc: Doc, who: string, quote: string, words: string, weight: Weight = "should", why = "") =>
  well(does(doc, who, suggest, { anchor: anchorOf(doc, quote), words, weight, why }));
const takes = (doc: Doc, who: string, one = first(doc)) =>
  well(does(doc, who, takeSuggestion, { suggestion: one.id, over: suggestedNow(doc, one) ?? "" }));
const writes = (doc: Doc, quote: string, words: string) =>
  A.change(again(doc), (draft) => A.splice(draft, ["text"], String(doc.text).indexOf(quote), quote.length, words));

describe("D43 other words suggested", () => {
  test("are by whoever's device wrote them, with their weight and why, and nothing of them is in the text", () => {
    const doc = suggests(at("alice", begun()), "bob", "cup", "mug", "typo", " It is cold. ");
    expect(first(doc)).toMatchObject({ quote: "cup", words: "mug", weight: "typo", why: "It is cold.", state: "open" });
    expect(first(doc).by).toEqual({ member: "alice", proven: true });
    expect(said(doc)).toEqual(["We meet on Mondays.", "Bring a cup."]);
  });

  test("stay on their words while others write around them; when those change, both can be read", () => {
    const doc = suggests(at("alice", begun()), "alice", "a cup", "a mug");
    const around = writes(at("bob", doc), "Bring", "Everybody brings");
    expect(suggestedNow(around, first(around))).toBe("a cup");
    const under = writes(around, "cup", "small cup");
    expect(suggestedNow(under, first(under))).toBe("a small cup");
    expect(first(under)).toMatchObject({ quote: "a cup", words: "a mug", state: "open" });
    const gone = writes(under, "a small cup", "");
    expect(suggestedNow(gone, first(gone))).toBeNull();
    expect(does(gone, "bob", takeSuggestion, { suggestion: first(gone).id, over: "" })[1]).toBe("gone");
    expect(first(gone)).toMatchObject({ quote: "a cup", words: "a mug", state: "open" });
  });

  test("are about words of one clause that are there, say something else, and have an end", () => {
    const doc = begun();
    const of = (quote: string) => anchorOf(doc, quote);
    const refused = (anchor: { from: string; to: string }, words: string, why = "") =>
      does(doc, "alice", suggest, { anchor, words, weight: "must" as const, why })[1];
    expect(refused({ from: of("Mondays").from, to: of("cup").to }, "x")).toBe("several-clauses");
    expect(refused(of("cup"), "cup")).toBe("no-change");
    expect(refused(of("cup"), "x".repeat(4_000))).toBeNull();
    expect(refused(of("cup"), "x".repeat(4_001))).toBe("too-long");
    expect(refused(of("cup"), "mug", "x".repeat(1_001))).toBe("too-long");
    expect(refused({ from: "nothing", to: "nothing" }, "x")).toBe("gone");
  });

  test("in an agreement from before them, what two people suggest apart both stands", () => {
    const old = A.change(A.init<Record<string, unknown>>(), (draft) => {
      Object.assign(draft, { version: 1, title: "Old", text: "" });
      A.splice(draft, ["text"], 0, 0, "Bring a cup.");
    });
    const [a, b] = [suggests(at("alice", old), "alice", "cup", "mug"), suggests(at("bob", old), "bob", "a", "your")];
    expect(list(A.merge(a, b)).map(({ words }) => words)).toEqual(["mug", "your"]);
  });

  test("Eve cannot suggest, take or leave in Alice's name", () => {
    const doc = suggests(at("eve", begun()), "alice", "cup", "bottle");
    const taken = takes(doc, "alice");
    expect(first(taken).record).toMatchObject([{ verdict: "taken", by: { member: "eve", proven: true } }]);
    expect(suggestionsOf(taken, () => null)[0]!.by).toEqual({ member: "alice", proven: false });
  });
});

describe("D44 taken or left", () => {
  test("Bob takes it: one change holds the words and who took them; it is put back in one change too", () => {
    const doc = suggests(at("alice", begun()), "alice", "Bring a cup.", "Bring a mug with you.");
    const before = A.getHeads(doc);
    const taken = takes(at("bob", doc), "bob");
    expect(A.getChangesMetaSince(taken, before)).toHaveLength(1);
    expect(said(taken)[1]).toBe("Bring a mug with you.");
    expect(first(taken)).toMatchObject({ state: "taken", record: [{ verdict: "taken", by: { member: "bob" } }] });
    const back = well(does(taken, "alice", putBack, { suggestion: first(taken).id }));
    expect(said(back)[1]).toBe("Bring a cup.");
    expect(first(back)).toMatchObject({ state: "open", record: [{ verdict: "taken" }, { verdict: "put-back" }] });
    expect(suggestedNow(back, first(back))).toBe("Bring a cup.");
    expect(said(takes(back, "alice"))[1]).toBe("Bring a mug with you.");
  });

  test("words put in, and words left out, come and go back as well; words around them are not touched", () => {
    for (const [quote, words] of [
      ["a cup", "a warm cup"],
      [" a cup", ""],
      ["We meet on Mondays.", ""],
      ["cup.", "cup. And a plate."],
    ] as const) {
      const doc = suggests(begun(), "alice", quote, words);
      const kept = anchorOf(doc, "Bring");
      const taken = takes(doc, "bob");
      expect(said(taken).join("|")).toBe("We meet on Mondays.|Bring a cup.".replace(quote, words));
      expect(A.getCursorPosition(taken, ["text"], kept.from as A.Cursor)).toBe(String(taken.text).indexOf("Bring"));
      expect(said(well(does(taken, "bob", putBack, { suggestion: first(taken).id })))).toEqual(said(doc));
    }
  });

  test("the new words are written as the old ones were: bold, and what the app goes by", () => {
    const days = { text: "14", ...plain, value: "minimum-days" as const };
    const bold = { text: "must", ...plain, strong: true };
    const runs = [
      { text: "It ", ...plain },
      bold,
      { text: " stay open ", ...plain },
      days,
      { text: " days", ...plain },
    ];
    const doc = A.load<Record<string, unknown>>(
      draftAgreement({ id, title: "Meetings", blocks: [{ type: "paragraph", runs }] }),
    );
    const [a, b] = [suggests(doc, "alice", "14", "21"), suggests(doc, "alice", "must stay", "has to stay")];
    expect(readBlocks(takes(a, "bob"), ["text"])[0]!.runs[3]).toEqual({ ...days, text: "21" });
    expect(readBlocks(takes(b, "bob"), ["text"])[0]!.runs[1]).toEqual({ ...bold, text: "has to" });
  });

  test("nobody writes over words that have just come, nor puts back over what was written since", () => {
    const doc = suggests(begun(), "alice", "a cup", "a mug");
    const under = writes(doc, "cup", "cup each");
    const of = first(under).id;
    expect(does(under, "bob", takeSuggestion, { suggestion: of, over: "a cup" })[1]).toBe("moved");
    const taken = well(does(under, "bob", takeSuggestion, { suggestion: of, over: "a cup each" }));
    expect(said(taken)[1]).toBe("Bring a mug.");
    expect(said(well(does(taken, "bob", putBack, { suggestion: of })))[1]).toBe("Bring a cup each.");
    const more = writes(taken, "mug", "big mug");
    expect(does(more, "bob", putBack, { suggestion: of })[1]).toBe("moved");
    expect(said(more)[1]).toBe("Bring a big mug.");
  });

  test("Eve writes other words into hers after Bob took it: Bob has taken none of them", () => {
    const doc = suggests(at("eve", begun()), "eve", "a cup", "a mug");
    const taken = takes(at("bob", doc), "bob");
    expect(first(taken)).toMatchObject({ words: "a mug", state: "taken", record: [{ verdict: "taken" }] });
    const rewritten = A.change(at("eve", taken), (draft) => {
      const held = draft.suggestions as Record<string, unknown>;
      const [key] = Object.keys(held).filter((one) => !one.includes(" ")) as [string];
      const other = { ...JSON.parse(String(held[key])), words: "all the money" };
      held[key] = new A.ImmutableString(JSON.stringify(other));
    });
    expect(first(rewritten)).toMatchObject({ words: "all the money", state: "open", record: [] });
    expect(does(rewritten, "bob", putBack, { suggestion: first(rewritten).id })[1]).toBe("not-taken");
    expect(said(rewritten)[1]).toBe("Bring a mug.");
  });

  test("D51 Alice takes back why she suggested it: it says so, and what she suggests and what became of it stay", () => {
    const doc = suggests(at("alice", begun()), "alice", "a cup", "a mug", "should", "Cups break.");
    const of = { suggestion: first(doc).id };
    const taken = takes(at("bob", doc), "bob");
    const back = well(does(at("alice", taken), "alice", withdrawWhy, of));
    expect(first(back)).toEqual({ ...first(taken), why: null });
    // From whichever of two devices it comes first.
    const early = well(does(at("alice", doc), "alice", withdrawWhy, of));
    expect(first(A.merge(again(taken), early)).why).toBeNull();
    expect(does(doc, "alice", withdrawWhy, { suggestion: id })[1]).toBe("no-suggestion");
  });

  test("D51 Bob cannot take back what Alice gave as a reason, nor say that he is Alice", () => {
    const doc = suggests(at("alice", begun()), "alice", "a cup", "a mug", "should", "Cups break.");
    const of = { suggestion: first(doc).id };
    for (const by of ["bob", "alice"])
      expect(first(well(does(at("bob", doc), by, withdrawWhy, of))).why).toBe("Cups break.");
  });

  test("left, it stays in the record with who and when, and can be suggested again", () => {
    const doc = suggests(begun(), "alice", "cup", "mug");
    const left = well(does(at("bob", doc), "bob", leaveSuggestion, { suggestion: first(doc).id }));
    expect(first(left)).toMatchObject({ state: "left", record: [{ verdict: "left", by: { member: "bob" } }] });
    const again = well(does(left, "alice", suggestAgain, { suggestion: first(doc).id }));
    expect(first(again)).toMatchObject({ state: "open", record: [{ verdict: "left" }, { verdict: "open-again" }] });
  });

  test("Alice leaves it while Bob takes it apart: the words are in the text, and both are in the record", () => {
    const doc = suggests(begun(), "alice", "cup", "mug");
    const a = well(does(at("alice", doc), "alice", leaveSuggestion, { suggestion: first(doc).id }));
    const b = takes(at("bob", doc), "bob");
    for (const both of [A.merge(A.clone(a), b), A.merge(A.clone(b), a)]) {
      expect(said(both)[1]).toBe("Bring a mug.");
      expect(first(both)).toMatchObject({ state: "taken", record: [{ verdict: "left" }, { verdict: "taken" }] });
    }
  });

  test("taken by two apart, its words stand once, whichever devices tidy up, and both are in the record", () => {
    const doc = suggests(begun(), "alice", "cup", "mug");
    const [a, b] = [takes(at("alice", doc), "alice"), takes(at("bob", doc), "bob")];
    const both = A.merge(A.clone(a), b);
    expect(said(both)[1]).toBe("Bring a mugmug.");
    expect(first(both).twice).toBe(true);
    const once = (who: string) => well(does(at(who, both), who, keepOnce, { suggestion: first(both).id }));
    const end = A.merge(once("alice"), once("bob"));
    expect(said(end)[1]).toBe("Bring a mug.");
    expect(first(end)).toMatchObject({ state: "taken", twice: false, record: [{ by: {} }, { by: {} }] });
    expect(does(end, "bob", keepOnce, { suggestion: first(end).id })[1]).toBe("nothing-twice");
    const back = well(does(end, "alice", putBack, { suggestion: first(end).id }));
    expect(said(back)[1]).toBe("Bring a cup.");
    expect(first(back).state).toBe("open");
  });

  test("Eve cannot have Alice's words taken out by claiming that they were put there twice", () => {
    const hers = writes(at("alice", begun("Bring a cup.", "x")), "x", "mug");
    const taken = takes(suggests(at("eve", hers), "eve", "cup", "mug"), "eve");
    const { from, to } = anchorOf(taken, "mug");
    const alices = commentPassages(taken)[1]!;
    const forged = A.change(taken, (draft) => {
      const put = { from: alices.from, to: alices.to, words: "mug" };
      const text = JSON.stringify({ by: "alice", at: 1e9, over: "cup", from, to, put });
      const key = `${first(taken).id} taken ${"f".repeat(32)}`;
      (draft.suggestions as Record<string, unknown>)[key] = new A.ImmutableString(text);
    });
    expect(first(forged).record).toHaveLength(2);
    expect(first(forged).twice).toBe(false);
    const [after] = does(at("alice", forged), "alice", keepOnce, { suggestion: first(forged).id });
    expect(said(after)).toEqual(["Bring a mug.", "mug"]);
  });
});

const step = fc.oneof(
  fc.record({ does: fc.constantFrom("writes" as const, "suggests" as const), who: fc.nat(2), n: fc.nat(50) }),
  fc.record({
    does: fc.constantFrom("takes" as const, "leaves" as const, "puts back" as const, "tidies" as const),
    who: fc.nat(2),
    n: fc.nat(50),
  }),
  fc.record({ does: fc.constant("hears" as const), who: fc.nat(2), n: fc.nat(2) }),
);
test("D43 D44 three people write, suggest, take, leave and put back, apart and together: all read the same, nothing suggested or said of it is missing, and no word is lost that nobody saw", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const start = begun("We meet on Mondays at noon.", "Bring a cup and a plate.");
      const who = ["alice", "bob", "eve"];
      const docs = who.map((one) => at(one, start));
      const written: string[] = [];
      let [suggested, verdicts] = [0, 0];
      for (const { does: what, who: n, n: pick } of steps) {
        const doc = docs[n]!;
        const chosen = list(doc)[pick % Math.max(1, list(doc).length)];
        const gaps = [...String(doc.text).matchAll(/ /g)].map(({ index }) => index);
        const gap = gaps[pick % Math.max(1, gaps.length)];
        if (what === "hears") docs[n] = n === pick ? doc : A.merge(doc, docs[pick]!);
        else if (what === "writes" && gap !== undefined) {
          written.push(`w${written.length}n`);
          docs[n] = A.change(doc, (draft) => A.splice(draft, ["text"], gap, 0, ` ${written.at(-1)}`));
        } else if (what === "suggests") {
          const all = [...String(doc.text).matchAll(/[a-z0-9]+/gi)];
          const word = all[pick % Math.max(1, all.length)];
          if (word === undefined) continue;
          const cursor = (i: number) => A.getCursor(doc, ["text"], i) as string;
          const anchor = { from: cursor(word.index), to: cursor(word.index + word[0].length - 1) };
          const words = pick % 5 === 0 ? "" : `s${++suggested}s`;
          if (pick % 5 === 0) suggested++;
          docs[n] = well(does(doc, who[n]!, suggest, { anchor, words, weight: "must" as const, why: "" }));
        } else if (chosen) {
          const suggestion = chosen.id;
          const over = suggestedNow(doc, chosen) ?? "";
          const [after, refused] =
            what === "takes"
              ? does(doc, who[n]!, takeSuggestion, { suggestion, over })
              : what === "leaves"
                ? does(doc, who[n]!, leaveSuggestion, { suggestion })
                : what === "puts back"
                  ? does(doc, who[n]!, putBack, { suggestion })
                  : does(doc, who[n]!, keepOnce, { suggestion });
          docs[n] = after;
          if (refused === null && what !== "tidies") verdicts++;
        }
      }
      const [a, b, c] = docs as [Doc, Doc, Doc];
      const end = A.merge(A.merge(A.clone(a), b), c);
      const other = A.merge(A.merge(A.clone(c), a), b);
      expect(said(end)).toEqual(said(other));
      expect(list(end)).toEqual(list(other));
      expect(list(end)).toHaveLength(suggested);
      expect(list(end).flatMap(({ record }) => record)).toHaveLength(verdicts);
      // A word is gone only where somebody took a suggestion over it and saw it there.
      const seen = JSON.stringify(A.toJS(end).suggestions);
      for (const word of written) expect(`${String(end.text)} ${seen}`).toContain(word);
    }),
    { numRuns: Number(process.env.FOGATA_RUNS ?? 150) },
  );
});

test("D2 whatever Eve writes among the suggestions, nothing throws and what others suggest stands", () => {
  const key = fc.oneof(
    fc.constant(id as string),
    fc.constantFrom("taken", "back", "left", "again").map((verb) => `${id} ${verb} ${id}`),
    fc.string(),
  );
  const fact = fc.record({
    from: fc.oneof(fc.string(), fc.constant("1@aa")),
    to: fc.string(),
    words: fc.jsonValue(),
    put: fc.oneof(fc.jsonValue(), fc.record({ from: fc.string(), to: fc.string(), words: fc.string() })),
    takes: fc.jsonValue(),
    over: fc.jsonValue(),
  });
  const value = fc.oneof(fc.jsonValue(), fact).map((one) => new A.ImmutableString(JSON.stringify(one)));
  fc.assert(
    fc.property(fc.dictionary(key, value), fc.boolean(), (values, away) => {
      const doc = A.change(at("eve", begun()), (draft) => {
        const held = draft.suggestions as Record<string, unknown>;
        for (const [one, what] of Object.entries(values)) if (!one.includes("__proto__")) held[one] = what;
        if (away) draft.suggestions = 7;
      });
      for (const one of list(doc)) {
        does(doc, "alice", takeSuggestion, { suggestion: one.id, over: suggestedNow(doc, one) ?? "" });
        does(doc, "alice", putBack, { suggestion: one.id });
        does(doc, "alice", keepOnce, { suggestion: one.id });
      }
      list(values);
      const mine = suggests(doc, "alice", "cup", "mug");
      expect(list(mine).map(({ words }) => words)).toContain("mug");
    }),
    { numRuns: 100 },
  );
});
