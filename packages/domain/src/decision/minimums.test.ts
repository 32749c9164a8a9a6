// How long a question stays open: as the group has agreed, and not as whoever asks would like.
import { describe, expect, test } from "vitest";
import { dayMs, hashOf, idOf, type Story, startMs, story } from "../../testing/deciding.ts";
import { minimumDaysMax, withMinimums } from "./minimums.ts";
import type { Facts, Says } from "./types.ts";

const people = ["Alice", "Bob"] as const;
const howWeDecide = idOf("how we decide");
const days = (n: number): Says => ({ "minimum-days": n });

/** Both agree to what is asked, and Bob closes it. */
function decided(s: Story): void {
  for (const name of people) s.answers(name, "agree");
  s.closes("Bob");
  expect(s.view().state).toEqual({ kind: "decided" });
}
/** The group has agreed that a question stays open for so many days. */
function agreed(n: number): Story {
  const s = story({ full: [...people] });
  s.asks("Alice", { doc: howWeDecide, says: days(n) });
  decided(s);
  s.day(1);
  return s;
}
/** In passing: open for a day, by what it says itself. */
function askInPassing(s: Story, o: { at?: number } = {}) {
  return s.asks("Alice", { rule: { kind: "consent" }, minimumMs: dayMs, until: s.now() + dayMs, ...o });
}
const minimumOf = (s: Story, hash: string) => s.facts().minimums.get(hash) ?? null;

describe("D42 a question is open as long as the group has agreed", () => {
  test("whatever it says itself; and nobody closes it before, whatever their app is", () => {
    const s = agreed(30);
    askInPassing(s);
    s.answers("Bob", "agree");
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 31 * dayMs });
    s.day(3);
    expect(s.mayClose("Bob")).toEqual({ ok: false, reason: { missing: ["not-all-answered"] } });
    s.closesAnyway("Bob");
    expect(s.view().decided).toBe(null);
    s.day(32);
    s.closes("Bob");
    expect(s.view().state).toEqual({ kind: "decided" });
  });
  test("a longer time that it asks for itself holds, and what was asked before is as it was", () => {
    const s = story({ full: [...people] });
    const before = askInPassing(s);
    s.asks("Alice", { doc: howWeDecide, says: days(30) });
    decided(s);
    s.day(1);
    const longer = s.asks("Alice", { minimumMs: 40 * dayMs, until: s.now() });
    expect([minimumOf(s, before), minimumOf(s, longer)]).toEqual([0, 30 * dayMs]);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 41 * dayMs });
  });
  test("by the text that is in force: changed by an amendment, not by one that nobody decided, and not once it was let go", () => {
    const s = agreed(30);
    const [text] = [hashOf("first text")];
    s.asks("Alice", { doc: idOf("not decided"), says: days(90), at: s.now() });
    expect(minimumOf(s, askInPassing(s))).toBe(30 * dayMs);
    const about = { kind: "amendment", of: howWeDecide, base: text } as const;
    s.asks("Bob", { doc: idOf("shorter"), about, text: hashOf("shorter"), says: days(10) });
    decided(s);
    s.day(2);
    expect(minimumOf(s, askInPassing(s))).toBe(10 * dayMs);
    s.asks("Alice", { doc: howWeDecide, about: { kind: "let-go" }, text: hashOf("shorter") });
    decided(s);
    s.day(3);
    expect(minimumOf(s, askInPassing(s))).toBe(0);
  });
  test("the longest that some agreement gives, and no longer than anybody lives to see", () => {
    const s = agreed(9);
    s.asks("Bob", { doc: idOf("another"), says: days(12) });
    decided(s);
    s.day(2);
    expect(minimumOf(s, askInPassing(s))).toBe(12 * dayMs);
    s.asks("Bob", { doc: idOf("a slip"), says: days(2 ** 40) });
    decided(s);
    s.day(3);
    expect(minimumOf(s, askInPassing(s))).toBe(minimumDaysMax * dayMs);
  });
  test("as the wording says that was decided, not the one it was asked about at first", () => {
    const s = story({ full: [...people] });
    s.asks("Alice", { doc: howWeDecide, says: days(5) });
    const seen = s.view().wordings[0];
    expect(seen).toMatchObject({ says: days(5) });
    const details = { proposal: s.proposal(), previous: s.proposal(), "says minimum-days": 8 };
    s.says("Bob", { doc: howWeDecide, text: hashOf("eight"), what: "proposal wording", details });
    decided(s);
    s.day(1);
    expect(minimumOf(s, askInPassing(s))).toBe(8 * dayMs);
  });
  test("everybody has agreed to a text that says five: Eve brings another, then the same again, signed as one, and it says five", () => {
    const s = story({ full: ["Alice", "Bob", "Eve"] });
    s.asks("Alice", { doc: howWeDecide, says: days(5) });
    for (const name of ["Alice", "Bob", "Eve"] as const) s.answers(name, "agree");
    s.rewords("Eve", "another");
    s.rewords("Eve", "first text", { says: days(1) });
    s.day(20);
    s.closes("Eve");
    expect(s.view().decided).toMatchObject({ says: days(5) });
    s.day(21);
    expect(minimumOf(s, askInPassing(s))).toBe(5 * dayMs);
  });
  test("Eve brings the same text beside Alice, and signs that it says another number: neither was agreed", () => {
    const s = story({ full: ["Alice", "Bob", "Eve"] });
    s.asks("Alice", { doc: howWeDecide });
    s.goOffline("Eve");
    s.rewords("Alice", "five", { says: { ...days(5), "welcome-needs": 3 } });
    s.rewords("Eve", "five", { says: { ...days(1), "welcome-needs": 3 } });
    for (const name of ["Alice", "Bob"] as const) s.answers(name, "agree", { text: hashOf("five") });
    s.goOnline("Eve");
    s.answers("Eve", "agree", { text: hashOf("five") });
    s.closes("Bob");
    expect(s.view().decided?.says).toEqual({ "welcome-needs": 3 });
  });
  test("what does not read as a number of days is not said", () => {
    const s = story({ full: [...people] });
    const { what, details } = { what: "proposal", details: { "says minimum-days": "many" } };
    s.asks("Alice", { doc: howWeDecide });
    const opening = s.everything[0]!;
    const hash = s.says("Alice", { ...opening, what, details: { ...opening.details, ...details } });
    s.about(hash);
    decided(s);
    s.day(1);
    expect(minimumOf(s, askInPassing(s)) ?? 0).toBe(0);
  });
  test("in a circle inside it as well, by what the group has agreed", () => {
    const [group, garden] = [agreed(30), story({ full: [...people], circle: "working group" })];
    garden.day(1);
    const asked = askInPassing(garden);
    const facts: Facts = withMinimums(garden.facts(), group.facts());
    expect(facts.minimums.get(asked)).toBe(30 * dayMs);
  });
  test("in whatever order it came, everybody comes to the same", () => {
    const s = agreed(30);
    askInPassing(s);
    const facts = s.facts();
    const turned = withMinimums({ ...facts, minimums: new Map(), statements: [...facts.statements].reverse() });
    expect(new Map([...turned.minimums].sort())).toEqual(new Map([...facts.minimums].sort()));
  });
});
