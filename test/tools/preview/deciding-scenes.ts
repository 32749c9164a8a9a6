// Questions and decisions to look at: none yet, on their way, a few, and as many as a large group has.
import type { AnswerKind, AnswerView, DecisionView, PersonView, ToldDecision } from "@fogata/domain";
import { emptyPicture, type GroupPicture, groupOf, type Picture } from "../../support/workspace-double.ts";

const dayMs = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 2, 2, 12);
const until = Date.UTC(2099, 2, 2, 12);
const names = ["Ines", "Amina", "Bea", "Cillian", "Dolores", "Ewa"];
export const member = (name: string) => `member-${name}`;
const hash = (n: number) => n.toString(16).padStart(64, "0");

function answerOf(person: string, kind: AnswerKind, n: number): AnswerView {
  return {
    ...{ kind, reason: kind === "no" || kind === "concern" ? "The stairs are steep." : "", pin: null },
    ...{ given: null, confirms: null, kept: true, statement: hash(1_000 + n), person, by: person },
    ...{ at: start + n, text: "cd", standing: "stands", takenBack: false, late: null },
  };
}
export function said(people: readonly string[], kinds: readonly (AnswerKind | null)[]): PersonView[] {
  return people.map((name, n) => {
    const kind = kinds[n % kinds.length] ?? null;
    const answer = kind && answerOf(member(name), kind, n);
    return {
      ...{ person: member(name), counted: true, as: "full", gone: false, answer },
      trail: answer ? [answer] : [],
    };
  });
}

/** A plain question, open until a day far off, about which so much was said. */
export function question(n: number, sentence: string, change: Partial<DecisionView> = {}): DecisionView {
  const wording = { statement: hash(n), by: member("Amina"), at: start, text: "cd", base: null };
  return {
    ...{ proposal: hash(n), by: member("Amina"), openedAt: start + n, circle: "c0ffee", doc: "" },
    asked: {
      ...{ about: { kind: "question" }, rule: { kind: "all-agree" }, sentence, words: {}, until },
      ...{ minimumMs: 14 * dayMs, language: "en", heads: ["f".repeat(64)], reviewOn: null },
    },
    ...{ state: { kind: "open" }, date: { kind: "until", at: until }, wordings: [wording], earlier: [] },
    ...{ people: said(names, [null, "agree", "concern"]), missing: ["not-all-answered"], closings: [], decided: null },
    ...{ concerns: [], moreTime: [], callBacks: [], notAsked: [], leftOut: [] },
    ...change,
  };
}
export function decision(n: number, sentence: string, change: Partial<DecisionView> = {}): DecisionView {
  const [closing, at] = [hash(9_000 + n), start + n * dayMs];
  return question(n, sentence, {
    ...{ state: { kind: "decided" }, date: { kind: "past", at }, missing: [] },
    closings: [{ statement: closing, by: member("Bea"), at, text: "cd", valid: "yes", faults: [] }],
    decided: { closing, text: "cd", base: null, since: at },
    ...change,
  });
}
export const told = (sentence: string, change: Partial<ToldDecision> = {}): ToldDecision => ({
  ...{ circle: "ab".repeat(32), proposal: hash(77), closing: hash(78), sentence, rule: { kind: "few", number: 2 } },
  ...{ text: "cd", doc: "", since: start + 3 * dayMs, by: [member("Cillian")], callBacks: [] },
  ...{ about: { kind: "question" }, reviewOn: null },
  ...change,
});
const kitchen = {
  ...{ id: "k1", circle: "ab".repeat(32) as never, name: "Kitchen", mandate: "Soup.", agreement: null },
  ...{ requests: [], offers: [], taken: [], behind: false },
};
export const views = { "working-groups": { title: "", groups: [kitchen], away: [] } };
const inGroup = (change: Partial<GroupPicture>, people: readonly string[] = names): Picture => ({
  ...emptyPicture(),
  groups: [groupOf([...people], { views, ...change })],
});

const few = [
  question(1, "Children are welcome at our meetings."),
  question(2, "We meet on Thursdays.", {
    ...{ state: { kind: "talking" }, people: said(names, ["agree", "no", "stand-aside"]), missing: ["no-stands"] },
  }),
  question(3, "We lend the van to the neighbours.", { state: { kind: "waiting" }, people: [], missing: [] }),
  decision(4, "We keep a tin for fares."),
  decision(5, "The door is open from six.", { state: { kind: "talking-again", why: ["late-no"] } }),
];
/** Asked while one alone was a full member, and asked again once there were more. */
const stuck = question(6, "We paint the door.", {
  ...{ by: member("Ines"), people: said(["Ines"], ["agree"]), missing: ["too-few-agree", "nobody-else"] },
});
const again = question(7, "We paint the door.");
const paused = question(8, "Do we meet on Thursdays?", {
  ...{ state: { kind: "paused" }, date: { kind: "paused", since: start, by: member("Bea") }, missing: ["paused"] },
});
const many = Array.from({ length: 300 }, (_, n) => `Neighbour ${n + 1}`);
const large = {
  questions: Array.from({ length: 200 }, (_, n) =>
    decision(n + 1, `Decision ${n + 1}: we do it by turns, and whoever is away says so.`, {
      people: said(many, ["agree", "concern", "pass", null]),
    }),
  ),
};
const offline = { status: { kind: "offline" } } as unknown as Partial<GroupPicture>;

export const decidingScenes: Record<string, { path: string; picture: Picture }> = {
  "decided-none": { path: "/g/c0ffee/questions", picture: inGroup({}) },
  decided: {
    path: "/g/c0ffee/questions",
    picture: inGroup({ questions: few, told: [told("Soup on Tuesdays."), told("No nuts.", { closing: hash(79) })] }),
  },
  "decided-large": { path: "/g/c0ffee/questions", picture: inGroup(large, many) },
  question: { path: `/g/c0ffee/questions/${hash(1)}`, picture: inGroup({ questions: few, ...offline }) },
  "question-talking": { path: `/g/c0ffee/questions/${hash(2)}`, picture: inGroup({ questions: few }) },
  "question-waiting": { path: `/g/c0ffee/questions/${hash(3)}`, picture: inGroup({ questions: few }) },
  "question-decided": { path: `/g/c0ffee/questions/${hash(5)}`, picture: inGroup({ questions: few }) },
  "question-stuck": { path: `/g/c0ffee/questions/${hash(6)}`, picture: inGroup({ questions: [stuck] }) },
  "question-asked-again": { path: `/g/c0ffee/questions/${hash(6)}`, picture: inGroup({ questions: [stuck, again] }) },
  "question-paused": { path: `/g/c0ffee/questions/${hash(8)}`, picture: inGroup({ questions: [paused] }) },
  "question-large": { path: `/g/c0ffee/questions/${hash(200)}`, picture: inGroup(large, many) },
  "question-unknown": { path: `/g/c0ffee/questions/${hash(404)}`, picture: inGroup({}) },
};
