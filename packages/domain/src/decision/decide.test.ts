import { describe, expect, test } from "vitest";
import { dayMs, hashOf, idOf, type Name, type StoryOptions, startMs, story } from "../../testing/deciding.ts";
import { nextChange } from "./decide.ts";
import type { Rule } from "./types.ts";

const allAgree: Rule = { kind: "all-agree" };
const consent: Rule = { kind: "consent" };

function asked(rule: Rule, o: StoryOptions = {}) {
  const s = story(o);
  s.asks("Alice", { rule });
  s.day(1);
  return s;
}
const three: StoryOptions = { full: ["Alice", "Bob", "Carol"] };

describe("D17 a yes is one's own, over the exact text", () => {
  test("of all who agree, once all have answered, any member can close, before the date", () => {
    const s = asked(allAgree, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "concern");
    expect(s.view().state).toEqual({ kind: "open" });
    expect(s.view().missing).toEqual(["not-all-answered"]);
    s.answers("Carol", "stand-aside");
    expect(s.view().state).toEqual({ kind: "can-close" });
    const closing = s.closes("Carol");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().decided).toEqual({ closing, text: hashOf("first text"), base: null, since: s.now() });
    expect(s.view().concerns.map(({ reason }) => reason)).toEqual(["Bob says why"]);
  });

  test("nothing is in force without a closing, however many agree and however long ago the date was", () => {
    const s = asked(allAgree, three);
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.day(400);
    expect(s.view().decided).toBe(null);
    expect(s.view().state).toEqual({ kind: "can-close" });
  });

  test("a yes to an earlier wording is shown as that and counts no more; one tap confirms it", () => {
    const s = asked(allAgree, three);
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.rewords("Bob", "second text");
    expect(s.view().people.map(({ answer }) => answer?.standing)).toEqual(Array(3).fill("earlier-wording"));
    expect(s.mayClose("Alice")).toEqual({ ok: false, reason: { missing: ["too-few-agree", "not-all-answered"] } });
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.closes("Alice");
    expect(s.view().decided?.text).toBe(hashOf("second text"));
    expect(s.person("Carol").trail.map(({ standing }) => standing)).toEqual(["changed", "stands"]);
  });

  test("an answer over some other text is a yes to nothing", () => {
    const s = asked(allAgree, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.answers("Carol", "agree", { text: hashOf("what Eve showed her") });
    expect(s.person("Carol").answer?.standing).toBe("earlier-wording");
    expect(s.view().missing).toEqual(["not-all-answered"]);
  });

  test("given for Carol, who told it by phone, it is shown and no yes; her own word confirms or takes its place", () => {
    const s = asked({ kind: "few", number: 3 }, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    const given = s.answers("Bob", "agree", { given: { to: idOf("Carol"), how: "phone" } });
    expect(s.person("Carol").answer).toMatchObject({ standing: "unconfirmed", by: idOf("Bob"), kind: "agree" });
    s.day(8);
    expect(s.view().missing).toEqual(["too-few-agree"]);
    s.answers("Carol", "agree", { confirms: given });
    expect(s.person("Carol").answer).toMatchObject({ standing: "stands", by: idOf("Carol"), confirms: given });
    expect(s.view().missing).toEqual([]);
  });

  test("whatever is given for her afterwards, her own word stands", () => {
    const s = asked(allAgree, three);
    s.answers("Carol", "no");
    s.answers("Bob", "agree", { given: { to: idOf("Carol"), how: "scribe" } });
    expect(s.person("Carol").answer).toMatchObject({ kind: "no", by: idOf("Carol") });
    expect(s.view().state).toEqual({ kind: "talking" });
  });

  test("nobody gives an answer for themselves as if it were another's", () => {
    const s = asked(allAgree, three);
    const mine = s.answers("Bob", "agree", { given: { to: idOf("Bob"), how: "phone" } });
    expect(s.view().leftOut).toEqual([{ statement: mine, why: "for-themselves" }]);
  });
});

describe("D18 a no stands until whoever said it says otherwise", () => {
  test.each<Rule>([allAgree, consent, { kind: "few", number: 2 }])(
    "under $kind one no puts it back to talking, and nobody can close over it, not even after the date",
    (rule) => {
      const s = asked(rule, three);
      s.answers("Alice", "agree");
      s.answers("Bob", "agree");
      s.answers("Carol", "no");
      expect(s.view().state).toEqual({ kind: "talking" });
      s.day(60);
      expect(s.mayClose("Alice")).toEqual({ ok: false, reason: { missing: ["no-stands"] } });
      const forced = s.closesAnyway("Alice");
      expect(s.view().closings).toMatchObject([{ statement: forced, valid: "no", faults: ["no-stands"] }]);
      expect(s.view().decided).toBe(null);
    },
  );

  test("a comma changed in the text does not get rid of it", () => {
    const s = asked(allAgree, three);
    s.answers("Carol", "no");
    s.rewords("Alice", "first text,");
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.day(30);
    expect(s.person("Carol").answer).toMatchObject({ kind: "no", standing: "earlier-wording" });
    expect(s.view().state).toEqual({ kind: "talking" });
    s.answers("Carol", "agree");
    s.closes("Bob");
    expect(s.view().state).toEqual({ kind: "decided" });
  });

  test("a no needs a reason, and so does a concern", () => {
    const s = asked(consent, three);
    expect(() => s.answers("Carol", "no", { reason: " " })).toThrow("no-reason");
    const bare = { proposal: s.proposal(), answer: "no", kept: true };
    const statement = s.says("Carol", {
      doc: s.doc,
      text: hashOf("first text"),
      what: "proposal answer",
      details: bare,
    });
    expect(s.view().leftOut).toEqual([{ statement, why: "no-reason" }]);
    expect(s.person("Carol").answer).toBe(null);
  });

  test("D28 of two answers one person gave at once on two devices, the more careful stands until they say more", () => {
    const s = asked(allAgree, three);
    s.goOffline("Carol");
    s.answers("Carol", "agree");
    s.says("Carol", answerWords(s, "no"), { device: idOf("Carol's laptop") });
    s.goOnline("Carol");
    expect(s.person("Carol").answer?.kind).toBe("no");
    s.answers("Carol", "agree");
    expect(s.person("Carol").answer?.kind).toBe("agree");
    expect(s.person("Carol").trail).toHaveLength(3);
  });
});

function answerWords(s: ReturnType<typeof story>, kind: string) {
  const details = { proposal: s.proposal(), answer: kind, reason: "said elsewhere", kept: true };
  return { doc: s.doc, text: hashOf("first text"), what: "proposal answer", details };
}

describe("D19 pass, silence and needing more background are never a yes, and are shown as themselves", () => {
  test("with only these, nothing is decided", () => {
    const s = asked(consent, three);
    s.answers("Bob", "pass");
    s.answers("Carol", "background");
    s.day(30);
    expect(s.view().missing).toEqual(["too-few-agree"]);
    expect(s.view().people.map(({ answer }) => answer?.kind ?? null)).toEqual([null, "pass", "background"]);
  });

  test("S1: A, B and C agree, E passes, D was not asked yet: it cannot be closed; D's no puts it back to talking", () => {
    const s = asked(allAgree);
    s.goOffline("Dan");
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.answers("Eve", "pass");
    expect(s.mayClose("Bob")).toEqual({ ok: false, reason: { missing: ["not-all-answered"] } });
    s.answers("Dan", "no", { reason: "two children at most" });
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "talking" });
    expect(s.person("Dan").answer?.reason).toBe("two children at most");
    s.rewords("Alice", "two children at most");
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.answers("Eve", "agree");
    s.answers("Dan", "concern", { reason: "and who is with them?" });
    s.closes("Dan");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().concerns.map(({ reason }) => reason)).toEqual(["and who is with them?"]);
  });
});

describe("D20 each rule", () => {
  const cases: [Rule, Partial<Record<Name, "agree" | "concern" | "no" | "pass" | "stand-aside">>, string[]][] = [
    [allAgree, { Alice: "agree", Bob: "agree" }, []],
    [allAgree, { Alice: "agree", Bob: "stand-aside" }, ["too-few-agree"]],
    [allAgree, { Alice: "agree", Bob: "agree", Carol: "no" }, ["no-stands"]],
    [consent, { Alice: "agree", Bob: "stand-aside" }, []],
    [consent, { Alice: "concern", Bob: "no" }, ["no-stands"]],
    [{ kind: "majority", least: 2 }, { Alice: "agree", Bob: "concern", Carol: "no" }, []],
    [{ kind: "majority", least: 3 }, { Alice: "agree", Bob: "agree", Carol: "no" }, ["too-few-agree"]],
    [{ kind: "majority", least: 1 }, { Alice: "agree", Bob: "no", Carol: "pass" }, ["not-a-majority"]],
    [{ kind: "majority", least: 0 }, { Alice: "pass", Bob: "pass" }, ["not-a-majority"]],
    [{ kind: "few", number: 2 }, { Alice: "agree", Bob: "agree" }, []],
    [{ kind: "few", number: 3 }, { Alice: "agree", Bob: "agree" }, ["too-few-agree"]],
    [{ kind: "few", number: 1 }, { Alice: "agree", Bob: "no" }, ["no-stands"]],
  ];
  test.each(cases)("%j with %j, after the date: %j", (rule, answers, missing) => {
    const s = asked(rule);
    for (const [name, kind] of Object.entries(answers)) s.answers(name as Name, kind);
    s.day(7);
    expect(s.view().missing).toEqual(missing);
    s.closesAnyway("Eve");
    expect(s.view().state.kind === "decided").toBe(missing.length === 0);
  });

  test("under a majority a no given for somebody else is not counted until they confirm it", () => {
    const s = asked({ kind: "majority", least: 2 });
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    for (const name of ["Carol", "Dan"]) s.answers("Eve", "no", { given: { to: idOf(name), how: "phone" } });
    s.day(7);
    expect(s.view().missing).toEqual([]);
  });
});

describe("D21 who is entitled is fixed at the opening", () => {
  test("new joiners, and whoever comes later, speak and are not counted", () => {
    const s = asked(allAgree, { full: ["Alice", "Bob"], joiners: ["Carol"] });
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.answers("Carol", "no");
    s.answers("Dan", "no");
    expect(s.view().people.map(({ as, counted }) => [as, counted])).toEqual([
      ["full", true],
      ["full", true],
      ["new-joiner", false],
      ["came-later", false],
    ]);
    s.closes("Alice");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().concerns).toHaveLength(2);
  });

  test("the answer of somebody removed before the closing is shown, not counted", () => {
    const s = asked(allAgree, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.answers("Carol", "no");
    s.removed("Carol");
    expect(s.person("Carol")).toMatchObject({ counted: false, gone: true, answer: { kind: "no" } });
    s.closes("Alice");
    expect(s.view().state).toEqual({ kind: "decided" });
  });

  test("who closes with a look at the log from before Carol was there does not lose her", () => {
    const s = asked(allAgree, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.answers("Carol", "no");
    const before = [hashOf("before Carol")];
    s.rolls.set(before.join(" "), {
      circle: "group",
      members: [{ person: idOf("Alice"), full: true }],
      gone: [],
      covers: new Set(),
    });
    s.day(30);
    s.closesAnyway("Alice", { heads: before });
    expect(s.view().closings[0]?.faults).toEqual(["no-stands", "older-list"]);
  });

  test("while it is not known who was there, it is said so, and nothing is decided", () => {
    const s = asked(allAgree, three);
    s.rolls.clear();
    expect(s.view()).toMatchObject({ state: { kind: "waiting" }, decided: null, people: [] });
  });
});

describe("D22 open until its date", () => {
  test("the very instant of the date is past, and the one before is not", () => {
    const s = asked(allAgree);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    const date = startMs + 7 * dayMs;
    s.day(9);
    s.closesAnyway("Alice", { at: date - 1 });
    expect(s.view().closings[0]).toMatchObject({ valid: "no", faults: ["not-all-answered"] });
    s.closesAnyway("Alice", { at: date });
    expect(s.view().closings[1]).toMatchObject({ valid: "yes" });
  });

  test("a closing dated ahead closes nothing until then", () => {
    const s = asked(allAgree);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.day(6.5);
    s.closesAnyway("Alice", { at: startMs + 7.1 * dayMs });
    expect(s.view().closings[0]).toMatchObject({ valid: "waiting", faults: ["dated-ahead"] });
    expect(nextChange([s.view()], s.now())).toBe(startMs + 7 * dayMs);
    s.day(7);
    expect(nextChange([s.view()], s.now())).toBe(startMs + 7.1 * dayMs);
    s.day(8);
    expect(nextChange([s.view()], s.now())).toBe(null);
    expect(s.view().closings[0]).toMatchObject({ valid: "yes" });
  });

  test("D27 no date is nearer than the group's minimum, whatever the proposal says", () => {
    const s = story(three);
    s.asks("Alice", { until: startMs + 1, minimumMs: 0 });
    s.day(0.5);
    s.answers("Bob", "agree");
    expect(s.view().date).toEqual({ kind: "until", at: startMs + dayMs });
    const facts = { ...s.facts(), minimums: new Map([[s.proposal(), 14 * dayMs]]) };
    expect(s.viewOf(facts).date).toEqual({ kind: "until", at: startMs + 14 * dayMs });
  });

  test("a question that was dated back is open a minimum longer from when somebody else first says something", () => {
    const s = story();
    s.day(30);
    s.asks("Eve", { rule: consent, at: startMs, until: startMs + 7 * dayMs });
    s.answers("Eve", "agree");
    expect(s.view().missing).toEqual(["nobody-else"]);
    expect(s.view().date).toEqual({ kind: "past", at: startMs + 7 * dayMs });
    s.closesAnyway("Eve");
    s.answers("Bob", "agree");
    s.closesAnyway("Eve");
    expect(s.view().closings.map(({ faults }) => faults)).toEqual([["nobody-else"], ["not-all-answered"]]);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 37 * dayMs });
  });
});

describe("D26 more time, and meetings", () => {
  test("any member can ask once for more time, new joiners too", () => {
    const s = asked(allAgree, { full: ["Alice", "Bob", "Carol"], joiners: ["Dan"] });
    s.answers("Bob", "agree");
    s.asksForTime("Dan");
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 14 * dayMs });
    const again = s.asksForTime("Dan");
    expect(s.view().leftOut).toEqual([{ statement: again, why: "asked-already" }]);
    s.asksForTime("Carol");
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 21 * dayMs });
  });

  test("two who ask at once ask for the same time; after the date nobody can", () => {
    const s = asked(allAgree);
    s.answers("Bob", "agree");
    for (const name of ["Carol", "Dan"] as const) s.goOffline(name);
    s.asksForTime("Carol");
    s.asksForTime("Dan");
    for (const name of ["Carol", "Dan"] as const) s.goOnline(name);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 14 * dayMs });
    s.day(14);
    const late = s.asksForTime("Eve");
    expect(s.view().leftOut).toEqual([{ statement: late, why: "date-is-past" }]);
  });

  test("moved to a meeting its date rests; it comes back with all the time it had", () => {
    const s = asked(allAgree, three);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.day(5);
    s.movesToMeeting("Carol");
    expect(s.view().date).toEqual({ kind: "paused", since: s.now(), by: idOf("Carol") });
    s.day(20);
    expect(s.view().state).toEqual({ kind: "paused" });
    expect(s.mayClose("Alice")).toEqual({ ok: false, reason: { missing: ["paused"] } });
    const soon = s.backFromMeeting("Alice", 21);
    expect(s.view().leftOut).toEqual([{ statement: soon, why: "date-too-soon" }]);
    s.backFromMeeting("Alice", 22);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 22 * dayMs });
    s.day(22);
    s.closes("Alice");
    expect(s.view().state).toEqual({ kind: "decided" });
  });

  test("at the meeting all can answer, and then it need not wait for a date", () => {
    const s = asked(allAgree, three);
    s.movesToMeeting("Carol");
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.closes("Carol");
    expect(s.view().state).toEqual({ kind: "decided" });
  });

  test("of two who moved it to a meeting at once, coming back from one leaves the other", () => {
    const s = asked(allAgree);
    s.answers("Bob", "agree");
    s.goOffline("Dan");
    s.movesToMeeting("Dan");
    s.movesToMeeting("Carol");
    s.backFromMeeting("Carol", 10);
    s.goOnline("Dan");
    expect(s.view().date).toMatchObject({ kind: "paused", by: idOf("Dan") });
    s.backFromMeeting("Eve", 12);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 12 * dayMs });
  });

  test("a new wording begins the minimum anew, so that nobody slips in a text at the last minute", () => {
    const s = asked(consent);
    s.answers("Bob", "agree");
    s.day(6.9);
    s.rewords("Eve", "Eve decides");
    s.answers("Eve", "agree");
    s.day(7);
    s.closesAnyway("Eve");
    expect(s.view().closings[0]?.faults).toEqual(["not-all-answered"]);
    expect(s.view().date).toEqual({ kind: "until", at: startMs + 13.9 * dayMs });
  });

  test("two wordings at once are closed over by nobody until somebody brings them together", () => {
    const s = asked(allAgree, three);
    s.goOffline("Bob");
    s.rewords("Bob", "Bob's words");
    s.rewords("Carol", "Carol's words");
    s.goOnline("Bob");
    expect(
      s
        .view()
        .wordings.map(({ by }) => by)
        .sort(),
    ).toEqual([idOf("Bob"), idOf("Carol")].sort());
    expect(s.view().missing).toEqual(["two-wordings"]);
    s.rewords("Alice", "both their words");
    expect(s.view().wordings.map(({ text }) => text)).toEqual([hashOf("both their words")]);
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.closes("Bob");
    expect(s.view().decided?.text).toBe(hashOf("both their words"));
  });
});

describe("D23 a closing is judged by what it knew", () => {
  function ready() {
    const s = asked(allAgree);
    s.goOffline("Dan");
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.day(8);
    return s;
  }

  test("two who close at once close it once: in force since the earlier, on every device", () => {
    const s = ready();
    s.goOffline("Bob");
    const bobs = s.closes("Bob");
    s.day(9);
    s.closes("Alice");
    s.goOnline("Bob");
    expect(s.view().decided).toMatchObject({ closing: bobs, since: startMs + 8 * dayMs });
    expect(s.view().closings.map(({ valid }) => valid)).toEqual(["yes", "yes"]);
  });

  test("one that leaves out an answer which somebody it names had seen is not valid", () => {
    const s = ready();
    s.goOnline("Dan");
    const no = s.answers("Dan", "no");
    s.answers("Eve", "pass");
    const agreed = (["Alice", "Bob", "Carol", "Eve"] as const).map((name) => s.person(name).answer!.statement);
    s.closesAnyway("Bob", { answers: agreed });
    expect(s.view().closings[0]).toMatchObject({ valid: "no", faults: ["left-out", "no-stands"] });
    expect(s.person("Dan").answer?.statement).toBe(no);
  });

  test("one that names what is not here waits, and is what it is once it comes", () => {
    const s = ready();
    const closing = s.closes("Alice");
    const facts = s.facts();
    const without = { ...facts, statements: facts.statements.filter(({ person }) => person !== idOf("Carol")) };
    expect(s.viewOf(without).closings).toMatchObject([{ statement: closing, valid: "waiting" }]);
    expect(s.viewOf(without).decided).toBe(null);
    expect(s.viewOf(facts).closings).toMatchObject([{ valid: "yes" }]);
  });

  test("by somebody who is no member it closes nothing; over another text neither", () => {
    const s = asked(allAgree, { full: ["Alice", "Bob"] });
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.closesAnyway("Eve");
    s.closesAnyway("Bob", { text: hashOf("what Bob would rather have") });
    expect(s.view().closings.map(({ faults }) => faults)).toEqual([["not-entitled"], ["other-text"]]);
  });
});

describe("D24 answers given before the date count whenever they arrive", () => {
  function closedWithout(o: { reply?: "no" | "concern" | "agree"; rule?: Rule } = {}) {
    const s = asked(o.rule ?? allAgree);
    s.goOffline("Dan");
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.answers("Eve", "pass");
    s.day(3);
    if (o.reply) s.answers("Dan", o.reply);
    s.day(8);
    s.closes("Alice");
    s.day(12);
    return s;
  }

  test("Dan's no, given offline in time, puts it back to talking; the text stays in force, marked", () => {
    const s = closedWithout({ reply: "no" });
    expect(s.view().state).toEqual({ kind: "decided" });
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
    expect(s.view().decided?.text).toBe(hashOf("first text"));
    expect(s.person("Dan").answer).toMatchObject({ kind: "no", standing: "late-counts" });
    expect(s.view().missing).toEqual(["no-stands"]);
  });

  test("until the group answers again", () => {
    const s = closedWithout({ reply: "no" });
    s.goOnline("Dan");
    s.rewords("Dan", "two children at most");
    expect(s.view().decided?.text).toBe(hashOf("first text"));
    for (const name of ["Alice", "Bob", "Carol", "Dan", "Eve"] as const) s.answers(name, "agree");
    s.closes("Eve");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().decided?.text).toBe(hashOf("two children at most"));
    expect(s.view().closings.map(({ valid }) => valid)).toEqual(["yes", "yes"]);
  });

  test("a late yes or concern changes nothing, and the concern is kept", () => {
    const s = closedWithout({ reply: "concern" });
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().concerns).toMatchObject([{ person: idOf("Dan"), standing: "late-counts" }]);
  });

  test("under a majority that holds with it, a late no is kept and reopens nothing", () => {
    const s = closedWithout({ reply: "no", rule: { kind: "majority", least: 2 } });
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().concerns).toMatchObject([{ person: idOf("Dan"), kind: "no" }]);
  });

  test("a no said after the date, or in sight of the closing, is kept as a concern", () => {
    const s = closedWithout();
    s.answers("Dan", "no");
    s.goOnline("Dan");
    s.answers("Carol", "no", { at: startMs + 5 * dayMs });
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().concerns).toMatchObject([
      { person: idOf("Carol"), standing: "late-kept", late: "after-closing" },
      { person: idOf("Dan"), standing: "late-kept", late: "after-the-date" },
    ]);
  });

  test("a closing that pretends not to know of a no that was there decides, and marks itself", () => {
    const s = asked(allAgree);
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    const agreed = (["Alice", "Bob"] as const).map((name) => s.person(name).answer!.statement);
    s.answers("Dan", "no");
    s.day(8);
    s.closesAnyway("Bob", { answers: agreed });
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
    expect(s.mayClose("Bob")).toEqual({ ok: false, reason: { missing: ["no-stands"] } });
  });

  test("D25 nobody dates a no back past what their own device has published since", () => {
    const s = closedWithout();
    s.goOnline("Dan");
    s.writes("Dan");
    const back = s.says("Dan", answerWords(s, "no"), { at: startMs + 6 * dayMs });
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.person("Dan").trail).toMatchObject([
      { statement: back, standing: "late-kept", late: "published-between" },
    ]);
  });

  test("D25 nor past what another of their devices has published", () => {
    const s = closedWithout();
    s.goOnline("Dan");
    s.writes("Dan", { device: idOf("Dan's laptop") });
    s.says("Dan", answerWords(s, "no"), { at: startMs + 6 * dayMs });
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.person("Dan").trail[0]?.late).toBe("published-between");
  });

  test("D25 but what Dan's laptop does once somebody has answered his no takes nothing back", () => {
    const s = closedWithout({ reply: "no" });
    s.goOnline("Dan");
    s.answers("Bob", "background");
    s.day(20);
    s.writes("Dan", { device: idOf("Dan's laptop") });
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
  });

  test("D25 nor what the laptop does once it has itself spoken in sight of the no", () => {
    const s = closedWithout({ reply: "no" });
    s.goOnline("Dan");
    const laptop = idOf("Dan's laptop");
    s.answers("Dan", "no", { device: laptop });
    s.day(20);
    s.writes("Dan", { device: laptop });
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
  });

  test("D25 what he published before the date, or after his no, says nothing against it", () => {
    const s = asked(allAgree);
    s.writes("Dan");
    s.goOffline("Dan");
    for (const name of ["Alice", "Bob"] as const) s.answers(name, "agree");
    s.answers("Dan", "no");
    s.day(8);
    s.writes("Dan");
    s.closes("Alice");
    s.goOnline("Dan");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
  });

  test("an answer can be changed until the closing, with its trail; given at the same time elsewhere it counts", () => {
    const s = asked(allAgree, three);
    for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
    s.goOffline("Carol");
    s.answers("Carol", "no");
    s.closes("Alice");
    s.goOnline("Carol");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["late-no"] });
    expect(s.person("Carol").trail.map(({ kind }) => kind)).toEqual(["agree", "no"]);
  });
});

test("D16 however many answer at once, and at whatever length, what is said fits into a statement", () => {
  const s = story();
  s.asks("Alice");
  s.day(1);
  for (let i = 0; i < 600; i++) s.says("Eve", answerWords(s, "pass"), { device: idOf(`Eve's ${i}th phone`) });
  const reason = "Ж".repeat(4_000);
  const said = s.answers("Bob", "no", { reason });
  const { after } = s.everything.find(({ hash }) => hash === said)!.details;
  expect(String(after).split(" ").length).toBeGreaterThan(100);
  expect(s.person("Bob").answer).toMatchObject({ reason, standing: "stands" });
  const pin = { words: "あ".repeat(4_000), block: 0 };
  expect(() => s.answers("Bob", "no", { reason, pin })).toThrow("too-long");
  s.answers("Bob", "agree");
  s.answers("Alice", "agree");
  s.day(9);
  s.closes("Alice");
  expect(s.view().state).toEqual({ kind: "decided" });
});

describe("D29 a working group's decision can be called back by any member", () => {
  function decided(circle: "group" | "working group") {
    const s = asked({ kind: "few", number: 2 }, { full: ["Alice", "Bob"], circle });
    s.answers("Alice", "agree");
    s.answers("Bob", "agree");
    s.closes("Alice");
    return s;
  }
  test("it stays in force, marked, until it is answered again", () => {
    const s = decided("working group");
    s.callsBack("Eve", "this concerns all of us");
    expect(s.view().state).toEqual({ kind: "talking-again", why: ["called-back"] });
    expect(s.view().callBacks).toMatchObject([{ by: idOf("Eve"), reason: "this concerns all of us" }]);
    s.answers("Bob", "agree");
    s.closes("Bob");
    expect(s.view().state).toEqual({ kind: "decided" });
  });
  test("what the whole group decided is not", () => {
    const s = decided("group");
    s.callsBack("Eve", "I was not there");
    expect(s.view().state).toEqual({ kind: "decided" });
    expect(s.view().leftOut).toMatchObject([{ why: "not-entitled" }]);
  });
});

describe("D16 forged and replayed words", () => {
  test("an answer to one question is none to another, nor the same twice, nor from another circle", () => {
    const s = asked(allAgree, three);
    const first = s.proposal();
    s.answers("Bob", "agree");
    s.asks("Eve", { sentence: "Eve keeps the tin for ever." });
    const bobs = s.everything.find(({ person }) => person === idOf("Bob"))!;
    s.everything.push(bobs, bobs);
    expect(s.person("Bob").answer).toBe(null);
    const details = { ...bobs.details, proposal: s.proposal() };
    s.everything.push({ ...bobs, details, circle: hashOf("another circle"), hash: hashOf("replayed") });
    expect(s.person("Bob").answer).toBe(null);
    expect(s.decide(first).people.find(({ person }) => person === idOf("Bob"))?.trail).toHaveLength(1);
  });
});
