// What one member who means harm can sign about a question, and what it must not come to.
import { describe, expect, test } from "vitest";
import { dayMs, hashOf, idOf, type StoryOptions, startMs, story } from "../../testing/deciding.ts";
import { agreementView } from "./agreement-state.ts";
import { rollKey } from "./index.ts";
import type { Rule } from "./types.ts";

const consent: Rule = { kind: "consent" };
const three: StoryOptions = { full: ["Alice", "Bob", "Eve"] };

describe("D27 a text that nobody else has spoken about in time is not in force", () => {
  /** Alice asks and Bob agrees; long after the date Eve signs another text, as of a day on which she said nothing. */
  function swapped(o: { bobSpeaks?: number } = {}) {
    const s = story(three);
    s.asks("Alice", { rule: consent });
    s.day(1);
    s.answers("Bob", "agree");
    s.day(20);
    const at = startMs + 2 * dayMs;
    const details = { proposal: s.proposal(), previous: s.proposal() };
    s.says("Eve", { doc: s.doc, text: hashOf("Eve decides"), what: "proposal wording", details }, { at });
    s.answers("Eve", "agree", { text: hashOf("Eve decides"), at: at + 1 });
    if (o.bobSpeaks !== undefined) {
      s.day(o.bobSpeaks);
      s.answers("Bob", "pass", { text: hashOf("Eve decides") });
    }
    return s;
  }
  test("another wording, dated back, is not past its date before somebody else could have read it", () => {
    const s = swapped();
    expect(s.view().missing).toEqual(["not-all-answered"]);
    s.closesAnyway("Eve");
    expect(s.view().decided).toBe(null);
  });
  test("it stays open a minimum from when the first of the others says something in sight of it", () => {
    const s = swapped({ bobSpeaks: 21 });
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 28 * dayMs });
    s.closesAnyway("Eve");
    expect(s.view().decided).toBe(null);
    s.day(28);
    s.closes("Eve");
    expect(s.view().decided?.text).toBe(hashOf("Eve decides"));
  });
  test("an answer of theirs that had not seen it shows nothing", () => {
    const s = swapped();
    s.goOffline("Alice");
    s.answers("Alice", "agree", { text: hashOf("first text") });
    s.goOnline("Alice");
    expect(s.view().decided).toBe(null);
  });
});

test("D16 words that name what nobody has are waited for, and keep nobody from closing", () => {
  const s = story(three);
  s.asks("Alice", { rule: { kind: "all-agree" } });
  s.day(1);
  const details = { proposal: s.proposal(), answer: "agree", kept: true, after: idOf("nothing there") };
  s.says("Eve", { doc: s.doc, text: hashOf("first text"), what: "proposal answer", details });
  s.answers("Alice", "agree");
  s.answers("Bob", "agree");
  s.day(8);
  s.closes("Bob");
  expect(s.view().state).toEqual({ kind: "decided" });
});

test("D16 a no that names what nobody has is heard all the same, and nobody closes over it", () => {
  const s = story(three);
  s.asks("Alice", { rule: consent });
  s.day(1);
  const after = idOf("nothing there");
  const details = { proposal: s.proposal(), answer: "no", reason: "mine", kept: true, after };
  s.says("Eve", { doc: s.doc, text: hashOf("first text"), what: "proposal answer", details });
  s.answers("Bob", "agree");
  s.day(8);
  expect(s.mayClose("Bob")).toEqual({ ok: false, reason: { missing: ["no-stands"] } });
});

describe("D21 whoever asks does not choose who is asked", () => {
  test("a founder who asks as of the day she was alone decides nothing", () => {
    const s = story(three);
    const alone = [hashOf("genesis")];
    s.rolls.set(rollKey(alone), {
      circle: "group",
      members: [{ person: idOf("Eve"), full: true }],
      gone: [],
      covers: new Set(),
    });
    s.asks("Eve", { rule: consent, heads: alone });
    s.answers("Eve", "agree");
    s.day(20);
    s.closesAnyway("Eve", { heads: alone });
    expect(s.view().decided).toBe(null);
  });
});

describe("D23 a closing is not dated back", () => {
  test("before the answers it knew, so that it does not come before a decision taken meanwhile", () => {
    const s = story(three);
    s.asks("Alice", { rule: consent });
    s.day(1);
    for (const name of ["Alice", "Bob", "Eve"] as const) s.answers(name, "agree");
    s.closesAnyway("Eve", { at: startMs - 400 * dayMs });
    expect(s.view().decided?.since).toBe(startMs + dayMs);
  });
  test("nor to a day that no calendar has", () => {
    const s = story(three);
    s.asks("Alice", { rule: consent });
    for (const name of ["Alice", "Bob", "Eve"] as const) s.answers(name, "agree");
    s.closesAnyway("Eve", { at: -9e15 });
    expect(s.view().closings).toEqual([]);
    s.closes("Bob");
    expect(s.view().decided?.since).toBe(startMs);
  });
});

describe("a flood", () => {
  test("of closings and late words does not take seconds", () => {
    const s = story(three);
    s.asks("Alice", { rule: consent });
    s.day(1);
    for (const name of ["Alice", "Bob", "Eve"] as const) s.answers(name, "agree");
    const closing = s.closes("Bob");
    const said = (i: number, what: string, details: object) =>
      s.says(
        "Eve",
        { doc: s.doc, text: hashOf("first text"), what, details: { proposal: s.proposal(), ...details } },
        { at: s.now() - i },
      );
    const first = s.everything.find(({ hash }) => hash === closing)!;
    for (let i = 0; i < 600; i++) {
      const { proposal: _, ...rest } = first.details;
      said(i, "proposal closing", rest);
      said(i, "proposal answer", { answer: "pass", kept: true });
    }
    const began = process.cpuUsage();
    expect(s.view().state.kind).toBe("decided");
    const { user } = process.cpuUsage(began);
    expect(user / 1000).toBeLessThan(1_500);
  });
  test("of wordings does not take seconds", () => {
    const s = story(three);
    s.asks("Alice", { rule: consent });
    for (let i = 0; i < 1_000; i++) {
      const details = { proposal: s.proposal(), previous: s.proposal() };
      s.says("Eve", { doc: s.doc, text: hashOf(`text ${i}`), what: "proposal wording", details });
    }
    const began = process.cpuUsage();
    s.view();
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1_500);
  });
});

describe("D42 a yes is to a change of the text that it was asked about", () => {
  test("Eve brings the same change again, upon what was decided since, to undo that: it is overtaken, as it was", () => {
    const s = story(three);
    const [doc, everybody] = [idOf("agreement"), three.full ?? []];
    const agreed = (text: string, o: object) => {
      const asked = s.asks("Alice", { text: hashOf(text), ...o });
      for (const name of everybody) s.answers(name, "agree", { text: hashOf(text) });
      return asked;
    };
    const about = { kind: "amendment", of: doc, base: hashOf("first") } as const;
    const first = agreed("first", { doc });
    s.closes("Bob");
    s.day(1);
    const shorter = agreed("shorter", { doc: idOf("shorter"), about });
    const kinder = agreed("kinder", { doc: idOf("kinder"), about });
    s.closes("Bob");
    s.day(2);
    s.about(shorter);
    s.rewords("Eve", "shorter", { base: hashOf("kinder") });
    s.closes("Eve");
    expect(s.view().decided).toMatchObject({ text: hashOf("shorter"), base: hashOf("first") });
    const { force, overtaken } = agreementView(doc, [first, shorter, kinder].map(s.decide), "2026-11-21" as never);
    expect([force?.text, overtaken]).toEqual([hashOf("kinder"), [shorter]]);
  });
});
