// What others did about a question, as sentences: each once, the latest of it, and nothing of one's own.
import type { DecisionView, PersonView } from "@fogata/domain";
import { expect, test } from "vitest";
import { decision, member, question, said } from "../../../test/tools/preview/deciding-scenes.ts";
import { decidingWords } from "../../text/en-deciding.ts";
import { newsOf } from "./news.ts";

const hearing = { me: member("Ines"), name: (person: string) => person.replace("member-", ""), mine: false };
const one = (change: Partial<DecisionView> = {}) => question(1, "We paint the door.", change);
const heard = (before: DecisionView, now: DecisionView, o: Partial<typeof hearing> = {}) =>
  newsOf(before, now, { ...hearing, ...o });
let statements = 0;
function answered(name: string, change: Partial<NonNullable<PersonView["answer"]>> = {}): PersonView {
  const [one] = said([name], ["agree"]) as [PersonView];
  const answer = { ...one.answer!, statement: `s${++statements}`, ...change };
  return { ...one, answer, trail: [answer] };
}
const silent = (name: string): PersonView => ({ ...answered(name), answer: null, trail: [] });
const all = ["Ines", "Amina", "Bea", "Cillian", "Dolores"];

test("somebody who answers is named with their answer; whoever looks on hears nothing of their own", () => {
  const before = one({ people: all.map(silent) });
  const now = one({ people: [answered("Ines"), answered("Amina", { kind: "no" }), ...all.slice(2).map(silent)] });
  expect(heard(before, now)).toEqual(["Amina now says: No."]);
  expect(heard(now, now)).toEqual([]);
  expect(heard(one(), structuredClone(one()))).toEqual([]);
});

test("an answer in the group's own words, for somebody else, or too late says so; of many there is a number", () => {
  const before = one({ people: all.map(silent) });
  const asked = { ...one().asked, words: { agree: "¡Claro!" } };
  expect(heard(before, one({ asked, people: [answered("Bea")] }))).toEqual(["Bea now says: ¡Claro! (Agree)."]);
  const late = answered("Bea", { kind: "concern", standing: "late-kept" });
  expect(heard(before, one({ people: [late] }))).toEqual([
    "Bea now says: Agree with a concern, too late to be counted.",
  ]);
  const forMe = answered("Ines", { by: member("Bea"), standing: "unconfirmed" });
  expect(heard(before, one({ people: [forMe] }))).toEqual(["Bea answers for you."]);
  const many = all.slice(1).map((name) => answered(name));
  expect(heard(before, one({ people: many }))).toEqual(["Four people have said what they think."]);
});

test("a date that moved, more time, and a meeting are heard once each", () => {
  const [at, later] = [Date.UTC(2099, 2, 2, 12), Date.UTC(2099, 2, 16, 12)];
  const until = (on: number) => ({ date: { kind: "until" as const, at: on } });
  const day = decidingWords.question.day(later);
  const moreTime = [{ by: member("Bea"), at: 1, until: later }];
  expect(heard(one(until(at)), one(until(later)))).toEqual([`It is open until ${day} now.`]);
  expect(heard(one(until(at)), one({ ...until(later), moreTime }))).toEqual([
    `Bea asks for more time, so that it is open until ${day}.`,
  ]);
  const paused = one({ state: { kind: "paused" }, date: { kind: "paused", since: 1, by: member("Bea") } });
  expect(heard(one(), paused)).toEqual(["Bea takes it to a meeting."]);
  expect(heard(paused, one(until(later)))).toEqual([
    "It has come back from the meeting.",
    `It is open until ${day} now.`,
  ]);
  expect(heard(one(until(at)), one({ date: { kind: "past", at }, state: { kind: "can-close" } }))).toEqual([
    "Its date has come.",
    "Any member can close it now.",
  ]);
});

test("another wording, a closing and a late answer that reopens it are heard; what I moved is not", () => {
  const [wording] = one().wordings;
  const reworded = one({ wordings: [{ ...wording!, statement: "w2", by: member("Bea") }] });
  expect(heard(one(), reworded)).toEqual(["Bea asks about other words: the text as it is written now."]);
  expect(heard(one(), reworded, { me: member("Bea") })).toEqual([]);
  const closed = decision(1, "We paint the door.");
  expect(heard(one(), closed)).toEqual(["Decided: Bea has closed it."]);
  expect(heard(one(), closed, { mine: true })).toEqual([]);
  const reopened = decision(1, "We paint the door.", { state: { kind: "talking-again", why: ["late-no"] } });
  expect(heard(closed, reopened).join()).toMatch(/^A no from before its end has come only now/);
  expect(heard(one(), one({ state: { kind: "talking" } }))).toEqual(["It goes back to talking."]);
  expect(heard(one({ state: { kind: "talking" } }), one())).toEqual(["Nobody says no any more."]);
});

test("when all of it has come at last, that is one thing, not thirty", () => {
  const waiting = one({ state: { kind: "waiting" }, people: [] });
  expect(heard(waiting, one({ people: all.map((name) => answered(name)) }))).toEqual([
    "All of it has reached this device now.",
  ]);
});
