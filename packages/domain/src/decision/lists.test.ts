// Whom a question asks: nobody decides by a list of who belongs from before the others came.
import { describe, expect, test } from "vitest";
import { dayMs, hashOf, idOf, startMs, story } from "../../testing/deciding.ts";
import { agreementView } from "./agreement-state.ts";
import type { Rule } from "./types.ts";

const consent: Rule = { kind: "consent" };

/** Alice and Bob began; Carol and Dan came. `early`: the list from when the two were alone. */
function grown() {
  const s = story({ full: ["Alice", "Bob"] });
  const early = s.heads();
  s.welcomed("Carol");
  s.welcomed("Dan");
  return { s, early };
}
/** The two ask as of then, agree and close, all of it dated back to when they were alone. */
function behindTheirBacks(spoke: boolean) {
  const { s, early } = grown();
  if (spoke) {
    s.asks("Alice", { rule: consent });
    s.day(1);
  }
  const asked = s.asks("Alice", { rule: consent, heads: early, at: startMs - 20 * dayMs, until: startMs - 10 * dayMs });
  // What their app would have said names the list that it knows.
  const details = { proposal: asked, answer: "agree", kept: true };
  const agree = { doc: s.doc, text: hashOf("first text"), what: "proposal answer", details };
  for (const name of ["Alice", "Bob"] as const) s.says(name, agree, { at: startMs - 15 * dayMs });
  s.closesAnyway("Bob", { heads: early, at: startMs - 9 * dayMs });
  s.day(2);
  return { s, asked };
}

describe("D40 a device that has named a newer list does not ask by an older one", () => {
  test("two who were there first decide nothing behind the others' backs", () => {
    const { s } = behindTheirBacks(true);
    expect(s.view().state).toEqual({ kind: "void", why: "older-list" });
    expect(s.view().decided).toBe(null);
    expect(s.view().missing).toContain("older-list");
    expect(agreementView(s.doc, [s.view()], "2027-01-10" as never).state).toEqual({ kind: "draft" });
  });
  test("an answer shows it as well as a question: it names the list that its device knows", () => {
    const s = story({ full: ["Alice", "Bob"] });
    const early = s.heads();
    s.asks("Bob");
    s.welcomed("Carol");
    s.answers("Alice", "agree");
    s.asks("Alice", { heads: early });
    expect(s.view().state).toEqual({ kind: "void", why: "older-list" });
  });
  test("what her device says afterwards of a newer list takes nothing back, and another's device shows nothing", () => {
    const { s, early } = grown();
    s.asks("Bob", { rule: consent });
    const asked = s.asks("Alice", { rule: consent, heads: early });
    s.asks("Alice", { rule: consent });
    s.about(asked);
    expect(s.view().state).toEqual({ kind: "open" });
  });
  test("nor does anybody close by an older one, or by one that does not know of the question's own", () => {
    const { s, early } = grown();
    s.asks("Alice", { rule: consent });
    for (const name of ["Alice", "Bob", "Carol", "Dan"] as const) s.answers(name, "agree");
    s.closesAnyway("Bob", { heads: early });
    expect(s.view().closings[0]).toMatchObject({ valid: "no", faults: ["older-list"] });
    s.closes("Bob");
    expect(s.view().state).toEqual({ kind: "decided" });
  });
  test("whether what she said before has come yet or not, everybody comes to the same", () => {
    const { s } = behindTheirBacks(true);
    const facts = s.facts();
    const late = { ...facts, statements: [...facts.statements].reverse(), published: [...facts.published].reverse() };
    expect(s.viewOf(late)).toEqual(s.view());
  });
  test("a list whose operations are not all here shows nothing yet", () => {
    const { s } = behindTheirBacks(true);
    const facts = s.facts();
    const rolls = new Map([...facts.rolls].filter(([key]) => key !== s.heads().join(" ")));
    expect(s.viewOf({ ...facts, rolls }).state).not.toMatchObject({ kind: "void" });
  });
});

describe("D41 whoever was left out says so", () => {
  test("one: it stays in force, marked, and is talked about again", () => {
    const { s } = behindTheirBacks(false);
    expect(s.view().state).toEqual({ kind: "decided" });
    s.saysLeftOut("Carol");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["left-out"] });
    expect(s.view().notAsked.map(({ by }) => by)).toEqual([idOf("Carol")]);
  });
  test("more than half of those who belong: it was never asked of the group, and nothing is in force", () => {
    const { s } = behindTheirBacks(false);
    s.welcomed("Eve");
    for (const name of ["Carol", "Dan"] as const) s.saysLeftOut(name);
    expect(s.view().state.kind).toBe("talking-again");
    s.saysLeftOut("Eve");
    expect(s.view().state).toEqual({ kind: "void", why: "left-out" });
    expect(s.view()).toMatchObject({ decided: null, closings: [{ valid: "no", faults: ["not-all-asked"] }] });
  });
  test("once it is so it stays so, whoever comes afterwards", () => {
    const { s } = behindTheirBacks(false);
    s.removed("Bob");
    for (const name of ["Carol", "Dan"] as const) s.saysLeftOut(name);
    s.welcomed("Eve");
    s.welcomed("Bob");
    expect(s.view().state).toEqual({ kind: "void", why: "left-out" });
  });
  test("while it is open nobody closes over it", () => {
    const { s, early } = grown();
    s.asks("Alice", { rule: consent, heads: early });
    for (const name of ["Alice", "Bob"] as const) s.answers(name, "agree");
    expect(s.view().missing).toEqual([]);
    const said = s.saysLeftOut("Carol");
    expect(s.mayClose("Alice")).toEqual({ ok: false, reason: { missing: ["not-all-asked"] } });
    s.closesAnyway("Alice", { after: [said] });
    expect(s.view().decided).toBe(null);
    // Who closes as if nobody had said it closes, and nothing is settled by it.
    s.closesAnyway("Alice");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["left-out"] });
  });
  test("whoever is asked, is a new joiner or has said it already cannot say it, nor by a list that is not newer", () => {
    const s = story({ full: ["Alice", "Bob"], joiners: ["Eve"] });
    const early = s.heads();
    s.welcomed("Carol");
    s.asks("Alice", { rule: consent, heads: early });
    for (const name of ["Bob", "Eve"] as const) expect(() => s.saysLeftOut(name)).toThrow("not-left-out");
    const words = (heads: readonly string[]) => ({
      ...{ doc: s.doc, text: hashOf("first text"), what: "proposal left out" },
      details: { proposal: s.proposal(), heads: heads.join(" ") },
    });
    for (const name of ["Alice", "Eve"] as const) s.says(name, words(s.heads()));
    s.says("Carol", words(early));
    s.says("Carol", words([hashOf("nothing")]));
    s.says("Carol", { ...words([]) });
    expect(s.view().notAsked).toEqual([]);
    expect(
      s
        .view()
        .leftOut.map(({ why }) => why)
        .sort(),
    ).toEqual([...["malformed", "not-entitled", "not-entitled", "not-entitled", "waiting"]]);
    s.saysLeftOut("Carol");
    expect(() => s.saysLeftOut("Carol")).toThrow("not-left-out");
  });
});
