// Each rule of deciding, planted wrong in the most tempting way, must be noticed by a story.
import { expect, test } from "vitest";
import { dayMs, hashOf, idOf, startMs, story } from "../../testing/deciding.ts";
import { type Principles, principles } from "./principles.ts";
import type { Rule } from "./types.ts";

interface Planted {
  rule: string;
  wrong: Partial<Principles>;
  /** What happens, as seen by everybody; told twice, and not the same. */
  tells(by: Principles): unknown;
}

const allAgree: Rule = { kind: "all-agree" };
const consent: Rule = { kind: "consent" };
type Story = ReturnType<typeof story>;

function three(by: Principles, rule: Rule = allAgree, circle: "group" | "working group" = "group"): Story {
  const s = story({ full: ["Alice", "Bob", "Carol"], joiners: ["Eve"], principles: by, circle });
  s.asks("Alice", { rule });
  s.day(1);
  return s;
}
function closedWithoutCarol(by: Principles, before: (s: Story) => void): Story {
  const s = three(by);
  s.goOffline("Carol");
  s.answers("Alice", "agree");
  s.answers("Bob", "agree");
  before(s);
  s.day(8);
  s.closes("Alice");
  s.day(12);
  s.goOnline("Carol");
  return s;
}
/** Alice asks by the list on which there were only she and Bob, and the two of them decide. */
function behindCarol(by: Principles, spoke: boolean): Story {
  const s = story({ full: ["Alice", "Bob"], principles: by });
  const early = s.heads();
  for (const name of ["Carol", "Dan", "Eve"] as const) s.welcomed(name);
  if (spoke) s.asks("Alice");
  s.asks("Alice", { heads: early });
  for (const name of ["Alice", "Bob"] as const) s.answers(name, "agree");
  s.closesAnyway("Bob", { heads: early });
  return s;
}
const no = (s: Story) => ({
  ...{ doc: s.doc, text: hashOf("first text"), what: "proposal answer" },
  details: { proposal: s.proposal(), answer: "no", reason: "dated back", kept: true },
});

const planted: Planted[] = [
  {
    rule: "D17 a yes to an earlier wording",
    wrong: { isYes: ({ kind, own }) => kind === "agree" && own },
    tells(by) {
      const s = three(by);
      s.answers("Alice", "agree");
      s.answers("Bob", "agree");
      s.rewords("Bob", "what Bob would rather have");
      s.answers("Carol", "pass");
      s.day(30);
      return s.view().state.kind;
    },
  },
  {
    rule: "D17 a yes that somebody else gave",
    wrong: { isYes: ({ kind, exact }) => kind === "agree" && exact },
    tells(by) {
      const s = three(by);
      for (const name of ["Alice", "Carol"]) s.answers("Bob", "agree", { given: { to: idOf(name), how: "phone" } });
      s.day(30);
      return s.view().missing;
    },
  },
  {
    rule: "D18 a no gone with the next wording",
    wrong: { isNo: ({ kind, exact }) => kind === "no" && exact },
    tells(by) {
      const s = three(by);
      s.answers("Carol", "no");
      s.rewords("Alice", "a comma more");
      return s.view().state.kind;
    },
  },
  {
    rule: "D18 a no counted on another's word under a majority",
    wrong: { isNo: ({ kind }) => kind === "no" },
    tells(by) {
      const s = three(by, { kind: "majority", least: 1 });
      s.answers("Alice", "agree");
      s.answers("Eve", "no", { given: { to: idOf("Bob"), how: "phone" } });
      s.answers("Eve", "no", { given: { to: idOf("Carol"), how: "phone" } });
      s.day(30);
      return s.view().missing;
    },
  },
  {
    rule: "D19 answered, though not this text",
    wrong: { hasAnswered: () => true },
    tells(by) {
      const s = three(by);
      for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "pass");
      s.rewords("Bob", "another text");
      s.answers("Alice", "agree");
      s.answers("Bob", "agree");
      return s.view().state.kind;
    },
  },
  {
    rule: "D20 silence taken for consent",
    wrong: {
      ruleHolds: (rule, yes, noes) => (rule.kind === "consent" ? noes === 0 : principles.ruleHolds(rule, yes, noes)),
    },
    tells(by) {
      const s = three(by, consent);
      s.answers("Bob", "pass");
      s.day(30);
      return s.view().state.kind;
    },
  },
  {
    rule: "D20 one alone who agrees with herself",
    wrong: {
      ruleHolds: (rule, yes, noes) =>
        rule.kind === "all-agree" ? noes === 0 && yes >= 1 : principles.ruleHolds(rule, yes, noes),
    },
    tells(by) {
      const s = three(by);
      s.answers("Alice", "agree");
      s.answers("Bob", "pass");
      s.day(30);
      return s.view().state.kind;
    },
  },
  {
    rule: "D20 half taken for a majority",
    wrong: { ruleHolds: (_, yes, noes) => yes >= noes },
    tells(by) {
      const s = three(by, { kind: "majority", least: 1 });
      s.answers("Alice", "agree");
      s.answers("Bob", "no");
      s.day(30);
      return s.view().state.kind;
    },
  },
  {
    rule: "D21 new joiners counted",
    wrong: { isCounted: ({ gone }) => !gone },
    tells(by) {
      const s = three(by, { kind: "few", number: 1 });
      s.answers("Eve", "agree");
      s.day(30);
      return s.view().state.kind;
    },
  },
  {
    rule: "D21 somebody removed still counted",
    wrong: { isCounted: ({ full }) => full },
    tells(by) {
      const s = three(by);
      s.answers("Alice", "agree");
      s.answers("Bob", "agree");
      s.answers("Carol", "no");
      s.removed("Carol");
      return s.view().state.kind;
    },
  },
  {
    rule: "D22 closed before its date",
    wrong: { isPast: () => true },
    tells(by) {
      const s = three(by);
      s.answers("Alice", "agree");
      s.answers("Bob", "agree");
      return s.view().state.kind;
    },
  },
  {
    rule: "D23 a closing that comes and goes with what is said beside it",
    wrong: { judgedBy: "all that is here" },
    tells: (by) => closedWithoutCarol(by, (s) => s.answers("Carol", "no")).view().decided?.text,
  },
  {
    rule: "D24 an absent member's no lost",
    wrong: { inTime: () => false },
    tells: (by) => closedWithoutCarol(by, (s) => s.answers("Carol", "no")).view().state,
  },
  {
    rule: "D24 a no said after the date counted",
    wrong: { inTime: ({ afterClosing, publishedBetween }) => !afterClosing && !publishedBetween },
    tells(by) {
      const s = closedWithoutCarol(by, () => {});
      s.says("Carol", no(s));
      return s.view().state;
    },
  },
  {
    rule: "D24 a no said in sight of the closing counted",
    wrong: { inTime: ({ at, date, publishedBetween }) => at < date && !publishedBetween },
    tells(by) {
      const s = closedWithoutCarol(by, () => {});
      s.answers("Carol", "no", { at: startMs + 3 * dayMs });
      return s.view().state;
    },
  },
  {
    rule: "D25 a no dated back counted",
    wrong: { shows: () => false },
    tells(by) {
      const s = closedWithoutCarol(by, () => {});
      s.writes("Carol");
      s.says("Carol", no(s), { at: startMs + 3 * dayMs });
      return s.view().state;
    },
  },
  {
    rule: "D25 only the device that answers looked at",
    wrong: { shows: (o) => o.sameDevice && principles.shows(o) },
    tells(by) {
      const s = closedWithoutCarol(by, () => {});
      s.writes("Carol", { device: idOf("Carol's laptop") });
      s.says("Carol", no(s), { at: startMs + 3 * dayMs });
      return s.view().state;
    },
  },
  {
    rule: "D25 a no taken back by what its device does weeks later",
    wrong: { shows: ({ at, date }) => at >= date },
    tells(by) {
      const s = closedWithoutCarol(by, (s) => s.answers("Carol", "no"));
      s.writes("Carol");
      return s.view().state;
    },
  },
  {
    rule: "D26 more time without end",
    wrong: { mayAskForTime: () => true },
    tells(by) {
      const s = three(by);
      s.answers("Bob", "agree");
      for (let i = 0; i < 5; i++) s.asksForTime("Eve");
      return s.view().date;
    },
  },
  {
    rule: "D26 a meeting that shortens the time",
    wrong: { backAtLeast: ({ at }) => at },
    tells(by) {
      const s = three(by);
      s.answers("Bob", "agree");
      s.movesToMeeting("Eve");
      s.backFromMeeting("Eve", 1.01);
      return s.view().date;
    },
  },
  {
    rule: "D27 decided in passing",
    wrong: { minimum: ({ asked }) => asked },
    tells(by) {
      const s = story({ full: ["Alice", "Bob", "Carol"], principles: by });
      s.asks("Alice", { until: startMs + 1, minimumMs: 0 });
      s.answers("Bob", "agree");
      return s.view().date;
    },
  },
  {
    rule: "D28 the more convenient of two answers",
    wrong: { caution: principles.caution.toReversed() },
    tells(by) {
      const s = three(by);
      s.says("Carol", no(s));
      const agree = { ...no(s), details: { ...no(s).details, answer: "agree" } };
      s.says("Carol", agree, { device: idOf("Carol's laptop") });
      return s.view().state.kind;
    },
  },
  {
    rule: "D29 a group's own decision called back by one",
    wrong: { mayCallBack: () => true },
    tells(by) {
      const s = three(by);
      for (const name of ["Alice", "Bob", "Carol"] as const) s.answers(name, "agree");
      s.closes("Alice");
      s.callsBack("Eve", "I would rather not");
      return s.view().state;
    },
  },
  {
    rule: "D40 asked as of a day that its device knows to be over",
    wrong: { knewBetter: () => false },
    tells: (by) => behindCarol(by, true).view().state,
  },
  {
    rule: "D40 what a device said afterwards held against it",
    wrong: { knewBetter: ({ covered }) => !covered },
    tells(by) {
      const s = behindCarol(by, false);
      const asked = s.proposal();
      s.asks("Alice");
      s.about(asked);
      return s.view().state;
    },
  },
  {
    rule: "D41 decided by two whatever the others say",
    wrong: { askedTooFew: () => false },
    tells(by) {
      const s = behindCarol(by, false);
      for (const name of ["Carol", "Dan", "Eve"] as const) s.saysLeftOut(name);
      return s.view().state;
    },
  },
  {
    rule: "D41 undone by a single word",
    wrong: { askedTooFew: () => true },
    tells(by) {
      const s = behindCarol(by, false);
      s.saysLeftOut("Carol");
      return s.view().state;
    },
  },
];

test.each(planted)("$rule is noticed", ({ wrong, tells }) => {
  expect(tells({ ...principles, ...wrong })).not.toEqual(tells(principles));
});

test("every rule there is was planted wrong", () => {
  expect(new Set(planted.flatMap(({ wrong }) => Object.keys(wrong)))).toEqual(new Set(Object.keys(principles)));
});
