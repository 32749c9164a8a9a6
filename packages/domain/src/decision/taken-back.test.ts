// Words that somebody takes back: who can, what is seen afterwards, and what does not change by it.
import { describe, expect, test } from "vitest";
import { hashOf, idOf, story } from "../../testing/deciding.ts";
import { agreementView } from "./agreement-state.ts";
import { decideAll } from "./decide.ts";
import { toldDecisions } from "./told.ts";
import type { DecisionView } from "./types.ts";

const why = "The stairs are steep.";
const pin = { words: "Children may go up the stairs.", block: 0 };
const wordsOf = (view: DecisionView) => JSON.stringify(view);

/** Dan has a concern, and it is decided. */
function decided() {
  const s = story({ full: ["Alice", "Bob", "Dan"] });
  s.asks("Alice");
  const concern = s.answers("Dan", "concern", { reason: why, pin });
  s.answers("Alice", "agree");
  s.answers("Bob", "agree");
  s.closes("Bob");
  return { s, concern };
}

describe("D48", () => {
  test("Dan takes back the words of his concern, and nobody reads them any more: nor at its review", () => {
    const { s } = decided();
    expect(wordsOf(s.view())).toContain(why);
    s.takesBack("Dan");
    const view = s.view();
    expect(wordsOf(view)).not.toContain("stairs");
    expect(view.concerns).toMatchObject([
      { person: idOf("Dan"), kind: "concern", takenBack: true, reason: "", pin: null },
    ]);
    const today = "2027-02-01" as Parameters<typeof agreementView>[2];
    expect(agreementView(s.doc, [view], today).concerns).toEqual(view.concerns);
  });

  test("what he said before and changed goes with it; what he says afterwards stands", () => {
    const s = story();
    s.asks("Alice");
    s.answers("Dan", "no", { reason: why });
    s.answers("Dan", "concern", { reason: "Less so by the stairs on the left." });
    expect(s.takesBack("Dan")).toHaveLength(2);
    expect(wordsOf(s.view())).not.toContain("stairs");
    expect(s.takesBack("Dan")).toEqual([]);
    s.answers("Dan", "concern", { reason: "It is loud." });
    expect(s.person("Dan").answer).toMatchObject({ reason: "It is loud.", takenBack: false });
  });

  test("it holds whichever comes first, and from whichever of his devices", () => {
    const s = story();
    s.asks("Alice");
    s.goOffline("Dan");
    const no = s.answers("Dan", "no", { reason: why });
    // His phone has the answer, and this device of his gets through before it.
    const words = { of: s.proposal(), words: no };
    s.says("Bob", { doc: s.doc, text: hashOf("first text"), what: "proposal words taken back", details: words });
    const laptop = {
      ...s.facts().statements.at(-1)!,
      person: idOf("Dan"),
      device: idOf("Dan's laptop"),
      hash: hashOf("l"),
    };
    const early = { ...s.facts(), statements: [laptop, ...s.facts().statements] };
    expect(s.viewOf(early).people.find(({ person }) => person === idOf("Dan"))!.trail).toEqual([]);
    s.goOnline("Dan");
    for (const statements of [
      [laptop, ...s.everything],
      [...s.everything, laptop],
    ]) {
      const view = s.viewOf({ ...s.facts(), statements });
      expect(wordsOf(view)).not.toContain("stairs");
      expect(view.state.kind).toBe("talking");
    }
  });

  test.each(["Alice", "Eve"] as const)("%s cannot take back Dan's words", (name) => {
    const { s, concern } = decided();
    s.takesBackAnyway(name, concern);
    expect(s.person("Dan").answer).toMatchObject({ reason: why, pin, takenBack: false });
  });

  test("said of another question, another document or another circle it counts for nothing here", () => {
    const { s, concern } = decided();
    s.takesBackAnyway("Dan", concern, { of: hashOf("another question") });
    s.takesBackAnyway("Dan", concern, { doc: idOf("another") });
    const own = s.facts().statements.at(-1)!;
    const elsewhere = { ...own, doc: s.doc, circle: hashOf("another circle"), hash: hashOf("elsewhere") };
    const statements = [...s.everything, elsewhere];
    expect(s.viewOf({ ...s.facts(), statements }).concerns[0]).toMatchObject({ reason: why, takenBack: false });
    expect(
      s.viewOf({ ...s.facts(), statements: [...statements, { ...elsewhere, circle: s.circle }] }).concerns[0],
    ).toMatchObject({ takenBack: true });
  });

  test("what Bob wrote down for Dan is Dan's to take back, and Bob's; it is not Bob's own", () => {
    const s = story();
    s.asks("Alice");
    const told = s.answers("Bob", "concern", { reason: why, given: { to: idOf("Dan"), how: "scribe" } });
    expect(s.takesBack("Bob")).toEqual([]);
    expect(s.takesBack("Dan")).toHaveLength(1);
    expect(s.person("Dan").answer).toMatchObject({ statement: told, takenBack: true, reason: "" });
    const again = s.answers("Bob", "no", { reason: why, given: { to: idOf("Dan"), how: "scribe" } });
    s.takesBackAnyway("Bob", again);
    expect(wordsOf(s.view())).not.toContain("stairs");
  });

  test("why somebody called a decision back can be taken back as well; it stays called back", () => {
    const s = story({ full: ["Alice", "Bob", "Dan"], circle: "working group" });
    s.asks("Alice");
    for (const name of ["Alice", "Bob", "Dan"] as const) s.answers(name, "agree");
    s.closes("Alice");
    s.callsBack("Dan", why);
    s.takesBack("Dan");
    expect(s.view()).toMatchObject({ state: { kind: "talking-again" }, callBacks: [{ reason: "" }] });
    const told = { ...s.everything[0]!, hash: hashOf("told"), what: "decision told" };
    const { closing, since } = s.view().decided!;
    const { sentence } = s.view().asked;
    const details = {
      circle: s.circle,
      proposal: s.proposal(),
      closing,
      sentence,
      rule: "all-agree",
      since,
      about: "question",
    };
    expect(toldDecisions([{ ...told, details }, ...s.everything])[0]!.callBacks).toMatchObject([{ reason: "" }]);
  });
});

describe("D49", () => {
  test("a taking back signed so that it names a question as answers do is none: the list and the page show the same words", () => {
    const { s, concern } = decided();
    const taking = { of: s.proposal(), words: concern };
    for (const proposal of [s.proposal(), hashOf("another question")])
      s.says("Dan", {
        doc: s.doc,
        text: hashOf("first text"),
        what: "proposal words taken back",
        details: { ...taking, proposal, after: "" },
      });
    const [listed] = decideAll(s.facts());
    expect(listed).toEqual(s.view());
    expect(s.view()).toMatchObject({ concerns: [{ reason: why }], leftOut: [] });
  });

  test("a no without its words is a no: nobody closes over it, and it is no yes when it was said for an earlier text", () => {
    const s = story();
    s.asks("Alice");
    s.answers("Dan", "no", { reason: why });
    s.takesBack("Dan");
    for (const name of ["Alice", "Bob", "Carol", "Eve"] as const) s.answers(name, "agree");
    s.day(20);
    expect(s.mayClose("Alice")).toEqual({ ok: false, reason: { missing: ["no-stands"] } });
    s.rewords("Bob", "other text");
    expect(s.view().missing).toContain("no-stands");
  });

  test("taken back after the closing, or dated before it, what is decided stays decided as it was", () => {
    const { s, concern } = decided();
    const { decided: before, state } = s.view();
    s.day(1);
    s.takesBack("Dan");
    s.says(
      "Dan",
      {
        doc: s.doc,
        text: hashOf("first text"),
        what: "proposal words taken back",
        details: { of: s.proposal(), words: concern },
      },
      { at: s.facts().now - 40 },
    );
    expect(s.view()).toMatchObject({ decided: before, state });
  });

  test("it is no word about the question: nobody is heard by it, and a closing knows nothing of it", () => {
    const s = story({ full: ["Alice", "Bob"] });
    s.asks("Alice");
    s.answers("Alice", "agree", { reason: why });
    s.takesBackAnyway("Bob", hashOf("nothing"));
    s.day(9);
    expect(s.mayClose("Alice")).toMatchObject({
      ok: false,
      reason: { missing: expect.arrayContaining(["nobody-else"]) },
    });
    s.answers("Bob", "agree");
    s.closes("Alice");
    const [closing] = s.everything.filter(({ what }) => what === "proposal closing");
    expect(s.view().decided!.closing).toBe(closing!.hash);
    expect(s.view().leftOut).toEqual([]);
  });

  test("Dan's late no counts as it did, though another device of his takes back its words", () => {
    const s = story({ full: ["Alice", "Bob", "Dan"] });
    s.asks("Alice", { rule: { kind: "consent" } });
    s.goOffline("Dan");
    s.day(3);
    s.answers("Dan", "no", { reason: why });
    s.answers("Bob", "agree");
    s.day(8);
    s.closes("Bob");
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
    s.takesBack("Dan", { device: idOf("Dan's laptop") });
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
    expect(wordsOf(s.view())).not.toContain("stairs");
  });
});
