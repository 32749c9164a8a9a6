// What people say about words: it stays on its words, two people at once both stand, and nobody speaks as another.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreement, draftAgreement } from "./agreement.ts";
import { comment, commentPassages, commentsOf, reply, settleComment, withdrawWords, wordsNow } from "./comments.ts";
import type { Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";

const id = "00112233445566778899aabbccddeeff" as DocumentId;
const devices: Record<string, string> = { alice: "a1".repeat(16), bob: "b0".repeat(16), eve: "ee".repeat(16) };
const memberOf = (device: string) => Object.keys(devices).find((who) => devices[who] === device) ?? null;
let made = 0;
const act = (by: string, at = 1): Act => ({
  id: (++made).toString(16).padStart(32, "0") as DocumentId,
  by,
  at,
  today: "2026-11-20" as Day,
});
type Doc = A.Doc<Record<string, unknown>>;
const blocks = [
  { type: "paragraph" as const, runs: [{ text: "We meet on Mondays.", strong: false, em: false, link: null }] },
  { type: "paragraph" as const, runs: [{ text: "Bring a cup.", strong: false, em: false, link: null }] },
];
const begun = () => A.load<Record<string, unknown>>(draftAgreement({ id, title: "Meetings", blocks }));
let phones = 0;
const at = (who: string, doc: Doc): Doc =>
  A.clone(doc, { actor: devices[who] + (++phones).toString(16).padStart(16, "0") });
const cup = (doc: Doc) => commentPassages(doc).find(({ words }) => words === "Bring a cup.")!;
const says = (doc: Doc, who: string, words: string, when = 1) =>
  A.change(doc, (draft) => {
    const { words: quote, from, to } = cup(doc);
    expect(comment(draft, { words, quote, anchor: { from, to } }, act(who, when))).toBeNull();
  });
const list = (doc: unknown) => commentsOf(doc, memberOf);

describe("D39 said about words", () => {
  test("it stays on its words while others write around them, and tells what stood there once they are gone", () => {
    const said = says(at("alice", begun()), "alice", "Why a cup?");
    const [one] = list(said);
    expect(one).toMatchObject({ words: "Why a cup?", quote: "Bring a cup.", by: { member: "alice", proven: true } });
    const around = A.change(at("bob", said), (draft) => {
      A.splice(draft, ["text"], 1, 0, "Every week: ");
      const cupAt = String(draft.text).indexOf("a cup");
      A.splice(draft, ["text"], cupAt, 1, "your own");
    });
    expect(wordsNow(around, one!.anchor!)).toBe("Bring your own cup.");
    const gone = A.change(around, (draft) => {
      const from = String(draft.text).indexOf("Bring");
      A.splice(draft, ["text"], from, "Bring your own cup.".length);
    });
    expect(wordsNow(gone, one!.anchor!)).toBeNull();
    expect(list(gone)[0]!.quote).toBe("Bring a cup.");
  });

  test("two people reply and settle at once: both stand, on every device the same", () => {
    const said = says(at("alice", begun()), "alice", "Why a cup?");
    const of = list(said)[0]!.id;
    const does = (who: string, when: number) =>
      A.change(at(who, said), (draft) => {
        reply(draft, { comment: of, words: `${who} knows` }, act(who, when));
        settleComment(draft, { comment: of, settled: who === "alice" }, act(who, when));
      });
    const [a, b] = [does("alice", 5), does("bob", 9)];
    const merged = list(A.merge(A.clone(a), b));
    expect(merged).toEqual(list(A.merge(A.clone(b), a)));
    expect(merged[0]!.replies.map(({ words }) => words)).toEqual(["alice knows", "bob knows"]);
    expect(merged[0]!.settled).toBeNull();
    expect(list(a)[0]!.settled).toMatchObject({ by: { member: "alice" }, at: 5 });
  });

  test("in an agreement from before comments, what two people begin to say apart both stands", () => {
    const old = A.change(A.init<Record<string, unknown>>(), (draft) => {
      Object.assign(draft, { version: 1, title: "Old", text: "" });
      A.splice(draft, ["text"], 0, 0, "Bring a cup.");
    });
    const [a, b] = [says(at("alice", old), "alice", "One"), says(at("bob", old), "bob", "Two", 2)];
    const merged = A.merge(a, b);
    expect(list(merged).map(({ words }) => words)).toEqual(["One", "Two"]);
    const more = says(at("alice", merged), "alice", "Three", 3);
    expect(list(A.load(A.save(more))).map(({ words }) => words)).toEqual(["One", "Two", "Three"]);
  });

  test("Eve cannot speak as Alice, nor take back her words", () => {
    const forged = says(at("eve", begun()), "alice", "I give up my place.");
    expect(list(forged)[0]!.by).toEqual({ member: "eve", proven: true });
    const said = says(at("alice", begun()), "alice", "Why a cup?");
    const { id: of } = list(said)[0]!;
    const taken = A.change(at("eve", said), (draft) => void withdrawWords(draft, { id: of }, act("alice", 4)));
    expect(list(taken)[0]!.words).toBe("Why a cup?");
    const mine = A.change(at("alice", taken), (draft) => void withdrawWords(draft, { id: of }, act("alice", 5)));
    expect(list(mine)[0]).toMatchObject({ words: null, quote: "Bring a cup." });
  });

  test("words of a device that nobody knows any more are shown by their word, and said to be so", () => {
    expect(commentsOf(says(at("bob", begun()), "bob", "Hm"), () => null)[0]!.by).toEqual({
      member: "bob",
      proven: false,
    });
  });

  test("nothing is said with no words, and nothing without end", () => {
    A.change(begun(), (draft) => {
      expect(comment(draft, { words: "  ", quote: "", anchor: null }, act("alice"))).toBe("no-words");
      expect(reply(draft, { comment: id, words: "x".repeat(4_001) }, act("alice"))).toBe("too-long");
    });
  });

  test("nothing of what is said is in the text, what stands on top, or the kind's version", () => {
    const before = at("alice", begun());
    const after = says(before, "alice", "Why?");
    expect(agreement.parse(after)).toEqual(agreement.parse(before));
    expect(after.version).toBe(1);
  });
});

test("D2 whatever Eve writes among the comments, nothing throws and what others say stands", () => {
  const key = fc.oneof(
    fc.constant(id as string),
    fc.constantFrom("reply", "settled", "withdrawn").map((verb) => `${id} ${verb} ${id}`),
    fc.string(),
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((one) => new A.ImmutableString(JSON.stringify(one))),
  );
  fc.assert(
    fc.property(fc.dictionary(key, value), fc.boolean(), (values, away) => {
      const doc = A.change(at("eve", begun()), (draft) => {
        const held = draft.comments as Record<string, unknown>;
        for (const [one, what] of Object.entries(values))
          if (!`${one}${JSON.stringify(what)}`.includes("__proto__")) held[one] = what;
        if (away) draft.comments = "none of it";
      });
      list(doc);
      list(values);
      expect(list(says(doc, "alice", "Still here")).map(({ words }) => words)).toContain("Still here");
    }),
    { numRuns: 200 },
  );
});
