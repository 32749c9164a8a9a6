// What must hold once everything has healed: all come to the same, and to nothing that people did not say themselves. Asked of
// what they really said, in its own words and not by the rules of the app.
import {
  agreementView,
  type Day,
  type DecisionView,
  decideAll,
  type Facts,
  type Hash,
  type Rule,
  rollKey,
} from "@fogata/domain";
import { type DecidingStory, day, type Truth } from "./deciding-story.ts";

const today = "2024-01-01" as Day;

export async function checkDeciding(story: DecidingStory): Promise<string[]> {
  const broken: string[] = [];
  const seen: { name: string; facts: Facts; views: DecisionView[] }[] = [];
  for (const { device } of story.devices()) {
    const client = device.leader()?.client;
    if (!client?.membership().devices.has(device.start.device.id)) continue;
    const facts = await story.facts(client);
    seen.push({ name: device.name, facts, views: decideAll(facts, story.by) });
  }
  const [one, ...others] = seen;
  if (!one) return ["nobody is left"];
  for (const other of others) broken.push(...differences(one, other));
  for (const view of one.views) broken.push(...checkView(story, one.facts, view));
  for (const { asked, after } of story.older) {
    const view = one.views.find(({ proposal }) => proposal === asked);
    const isHere = one.facts.statements.some(({ hash }) => hash === after);
    if (view && isHere && view.state.kind !== "void") broken.push(`asked by an older list, and ${view.state.kind}`);
  }
  for (const { state } of one.views) story.world.count(`in the end ${state.kind}`);
  for (const { state } of one.views)
    if (state.kind === "talking-again") for (const why of state.why) story.world.count(`talked about again: ${why}`);
  return broken;
}

type Seen = { name: string; facts: Facts; views: DecisionView[] };
function differences(one: Seen, other: Seen): string[] {
  if (one.facts.heads.join() !== other.facts.heads.join()) return [`${one.name} and ${other.name} know different logs`];
  const texts = ({ views }: Seen) => views.map((view) => [view.proposal, JSON.stringify([view, comesTo(view, views)])]);
  const theirs = new Map(texts(other) as [Hash, string][]);
  return texts(one)
    .filter(([proposal, text]) => theirs.get(proposal!) !== text)
    .map(([proposal]) => `${one.name} and ${other.name} differ about ${proposal!.slice(0, 8)}`)
    .concat(one.views.length === other.views.length ? [] : [`${one.name} and ${other.name} know other questions`]);
}
const comesTo = ({ doc }: DecisionView, views: readonly DecisionView[]) => agreementView(doc, views, today);

function checkView(story: DecidingStory, facts: Facts, view: DecisionView): string[] {
  const { truth } = story;
  const broken: string[] = [];
  const wrong = (what: string) => broken.push(`${view.asked.sentence} ${view.proposal.slice(0, 8)}: ${what}`);

  for (const { counted, gone, person, answer } of view.people) {
    if (counted && gone) wrong("somebody who has gone is counted");
    if (!counted || !answer || answer.given !== null) continue;
    const said = truth.get(answer.statement);
    if (said?.person !== person) wrong("an answer is counted that its person did not give");
    else if (said.words.details.answer !== answer.kind) wrong("an answer is counted as another than was given");
  }
  for (const { statement, valid, faults } of view.closings) {
    const said = truth.get(statement);
    // What the group has agreed meanwhile elsewhere can be learned later; what was void was no question.
    const mayFail = said?.hostile || story.agrees || view.state.kind === "void";
    if (valid === "no" && !mayFail) wrong(`closed in good faith, and taken back: ${faults.join()}`);
  }
  for (const { hash, what, details } of facts.statements) {
    if (what !== "proposal left out" || details.proposal !== view.proposal || truth.get(hash)?.hostile) continue;
    if (view.notAsked.every(({ statement }) => statement !== hash)) wrong("somebody left out is not heard");
    if (["decided", "can-close"].includes(view.state.kind))
      wrong(`somebody was left out, and it is ${view.state.kind}`);
  }
  if (view.decided === null) return broken;

  const closing = facts.statements.find(({ hash }) => hash === view.decided!.closing)!;
  const opening = facts.rolls.get(rollKey(view.asked.heads))!;
  const ending = facts.rolls.get(rollKey(String(closing.details.heads).split(" ")))!;
  const entitled = opening.members.filter(({ person, full }) => full && !ending.gone.includes(person));
  const listed = new Set(String(closing.details.answers).split(" "));
  const said = [...truth].filter(([hash]) => listed.has(hash.slice(0, 32))).map(([, one]) => one);
  const last = entitled.map(({ person }) => lastOf(said, person));
  const own = last.filter((one) => one !== null);
  const yes = own.filter(
    ({ words: { details, text } }) => ["agree", "concern"].includes(String(details.answer)) && text === closing.text,
  ).length;
  const no = own.filter(({ words }) => words.details.answer === "no").length;
  if (!holds(view.asked.rule, yes, no)) wrong(`in force with ${yes} for it and ${no} against`);
  const answered = own.filter(({ words }) => words.text === closing.text).length;
  const date = Math.max(view.asked.until, view.openedAt + Math.max(day, facts.minimums.get(view.proposal) ?? 0));
  if (answered < entitled.length && closing.time < date) wrong("in force before its date");

  if (view.state.kind === "decided" && view.asked.rule.kind !== "majority") {
    const late = lateNo(story, facts, view, entitled);
    if (late) wrong(`a no that was given in time changes nothing: ${late}`);
  }
  return broken;
}

/** Each rule in its own words. */
function holds(rule: Rule, yes: number, no: number): boolean {
  if (rule.kind === "majority") return yes > no && yes >= rule.least;
  if (no > 0) return false;
  return yes >= (rule.kind === "few" ? rule.number : rule.kind === "all-agree" ? 2 : 1);
}
function lastOf(said: readonly Truth[], person: string): Truth | null {
  const own = said.filter((one) => one.person === person && one.words.details.for === undefined);
  return own.sort((a, b) => b.order - a.order)[0] ?? null;
}

/** An honest no, said before the date by somebody who knew of no closing, has come, and is the last word of theirs. */
function lateNo(
  { truth }: DecidingStory,
  facts: Facts,
  view: DecisionView,
  entitled: readonly { person: string }[],
): string | null {
  const here = new Set(facts.statements.map(({ hash }) => hash));
  const now = facts.heads.length > 0 ? (facts.rolls.get(rollKey(facts.heads))?.gone ?? []) : [];
  const date = Math.max(view.asked.until, view.openedAt + day);
  for (const { person } of entitled) {
    if (now.includes(person)) continue;
    const own = [...truth].filter(
      ([hash, { words, person: by }]) =>
        here.has(hash) && by === person && words.details.proposal === view.proposal && isOwnAnswer(words.details),
    );
    const [hash, last] = own.sort(([, a], [, b]) => b.order - a.order)[0] ?? [null, null];
    if (!last || last.hostile || last.words.details.answer !== "no" || last.at >= date) continue;
    const knew = view.closings.some(({ statement }) => last.closings.has(statement));
    if (!knew) return hash.slice(0, 8);
  }
  return null;
}
function isOwnAnswer(details: Readonly<Record<string, unknown>>): boolean {
  return details.answer !== undefined && details.for === undefined;
}
