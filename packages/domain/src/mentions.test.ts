// Members named in what people say: who is meant, by today's name, and told where they are asked for until they answered.
import * as A from "@automerge/automerge/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftAgreement } from "./agreement.ts";
import { answerThere, askedFor, askFor, askNoMore } from "./asked-for.ts";
import { comment, commentsOf, reply } from "./comments.ts";
import type { Day } from "./days.ts";
import type { DocumentId } from "./ids.ts";
import type { Act } from "./kind.ts";
import { mentionsIn, nameBegun, readMentions, saidParts } from "./mentions.ts";
import { listed, registerStart } from "./register.ts";

const document = "00112233445566778899aabbccddeeff" as DocumentId;
const devices: Record<string, string> = { alice: "a1".repeat(16), bob: "b0".repeat(16), eve: "ee".repeat(16) };
const memberOf = (device: string) => Object.keys(devices).find((who) => devices[who] === device) ?? null;
let made = 0;
const act = (by: string): Act => {
  made++;
  return { id: made.toString(16).padStart(32, "0") as DocumentId, by, at: made, today: "2026-11-20" as Day };
};
const people = ["Ann", "Ann Marie", "Bob", "Zoë"].map((name) => ({ member: `m-${name}`, name }));
type Doc = A.Doc<Record<string, unknown>>;
let phones = 0;
const at = (who: string, doc: Doc): Doc =>
  A.clone(doc, { actor: devices[who] + (++phones).toString(16).padStart(16, "0") });

describe("D45 who is meant", () => {
  test("the longest name behind an @ that stands by itself; a name nobody has is only words", () => {
    const words = "@Ann Marie and @Ann, ask @Zoë. Not ann@Bob, @Bobby or @Carol.";
    expect(mentionsIn(words, people).map(({ member }) => member)).toEqual(["m-Ann Marie", "m-Ann", "m-Zoë"]);
  });

  test("of two who are called the same, the one that was chosen, or nobody", () => {
    const two = [...people, { member: "m-other-Bob", name: "Bob" }];
    expect(mentionsIn("@Bob?", two)).toEqual([]);
    expect(mentionsIn("@Bob?", two, [two[4]!])).toEqual([{ at: 0, length: 4, member: "m-other-Bob" }]);
  });

  test("a name is begun behind an @, up to the end of the line, and nowhere else", () => {
    expect(nameBegun("Ask @An", 7)).toEqual({ at: 4, begun: "An" });
    expect(nameBegun("@", 1)).toEqual({ at: 0, begun: "" });
    expect(nameBegun("a@b", 3)).toBeNull();
    expect(nameBegun("@Ann\nand", 8)).toBeNull();
  });

  test("said and read again: each name by itself, whatever spaces stood around the words", () => {
    const doc = A.load<Record<string, unknown>>(draftAgreement({ id: document, title: "Cups", blocks: [] }));
    const words = "  Does @Bob know? ";
    const mentions = mentionsIn(words, people);
    const said = A.change(at("alice", doc), (draft) => {
      const first = act("alice");
      comment(draft, { words, quote: "", anchor: null, mentions }, first);
      reply(draft, { comment: first.id, words: "@Zoë does", mentions: mentionsIn("@Zoë does", people) }, act("alice"));
    });
    const [one] = commentsOf(said, memberOf);
    expect(saidParts(one!.words!, one!.mentions)).toEqual([
      { kind: "words", text: "Does " },
      { kind: "name", member: "m-Bob", text: "Bob" },
      { kind: "words", text: " know?" },
    ]);
    expect(one!.replies[0]!.mentions).toEqual([{ at: 0, length: 4, member: "m-Zoë" }]);
  });

  test("D2 whatever a stranger says is named, the words are all there, once and in order", () => {
    const claimed = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ at: fc.oneof(fc.integer(), fc.double()), length: fc.integer(), member: fc.string() })),
    );
    fc.assert(
      fc.property(fc.string(), claimed, (said, value) => {
        const words = `${said}@${said}`;
        const parts = saidParts(words, readMentions(value, words));
        expect(parts.map((one) => (one.kind === "name" ? `@${one.text}` : one.text)).join("")).toBe(words);
      }),
    );
  });
});

describe("D45 asked for", () => {
  const begun = () => A.load<Record<string, unknown>>(registerStart());
  const cups = { document, comment: "c".repeat(32), words: "d".repeat(32) };
  const asks = (doc: Doc, who: string, members: string[]) =>
    A.change(at(who, doc), (draft) => askFor(draft, { ...cups, members }, act(who)));
  const of = (doc: unknown, me: string) => askedFor(doc, { memberOf, me });

  test("Bob is told where Alice asks for him, and no more once he has answered there, on any device of his", () => {
    const asked = asks(begun(), "alice", ["bob", "alice"]);
    expect(of(asked, "bob")).toMatchObject([{ document, by: { member: "alice", proven: true } }]);
    expect([of(asked, "alice"), of(asked, "eve")]).toEqual([[], []]);
    const elsewhere = A.change(at("bob", asked), (draft) => {
      answerThere(draft, { document, comment: "f".repeat(32) }, act("bob"));
    });
    expect(of(elsewhere, "bob")).toHaveLength(1);
    const answered = A.change(at("bob", elsewhere), (draft) => answerThere(draft, cups, act("bob")));
    expect(of(answered, "bob")).toEqual([]);
    expect(of(asks(answered, "alice", ["bob"]), "bob")).toHaveLength(1);
    expect(listed(answered)).toEqual(listed(begun()));
  });

  test("Eve cannot answer for Bob, nor take back what Alice asked; Alice can", () => {
    const asked = asks(begun(), "alice", ["bob"]);
    const forged = A.change(at("eve", asked), (draft) => {
      answerThere(draft, cups, act("bob"));
      askNoMore(draft, cups, act("alice"));
    });
    expect(of(forged, "bob")).toHaveLength(1);
    const back = A.change(at("alice", forged), (draft) => askNoMore(draft, cups, act("alice")));
    expect(of(back, "bob")).toEqual([]);
  });

  test("two who ask apart, in lists that have never been asked in, are both told", () => {
    const [a, b] = [asks(begun(), "alice", ["bob"]), asks(begun(), "eve", ["bob"])];
    expect(of(A.merge(A.clone(a), b), "bob")).toHaveLength(2);
    expect(of(A.merge(A.clone(a), b), "bob")).toEqual(of(A.merge(A.clone(b), a), "bob"));
  });
});
