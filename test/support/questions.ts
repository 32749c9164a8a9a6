// Somebody's device, asked what was said about a question, and what it comes to by the rules of the domain.
import { createHash } from "node:crypto";
import {
  type AnswerKind,
  type DecisionView,
  decideAll,
  type Facts,
  hashOfText,
  questionText,
  type Rule,
  rollKey,
  saying,
  type Words,
} from "@fogata/domain";
import type { Person } from "./people.ts";

export const dayMs = 24 * 60 * 60 * 1000;
export const sha256 = async (data: Uint8Array) => new Uint8Array(createHash("sha256").update(data).digest());
const whats = ["proposal", "decision"];
const noDocument = "";

export async function factsOf(who: Person, circle: string, now: number): Promise<Facts> {
  const here = (await who.device.spoken(circle, whats))!;
  const named = here.statements.flatMap(({ details }) =>
    typeof details.heads === "string" ? [details.heads.split(" ")] : [],
  );
  const lists = [here.heads, ...named];
  const rolls = await who.device.rolls(circle, lists);
  return {
    ...here,
    rolls: new Map(
      rolls.flatMap((roll, i) => {
        const covers = new Set(roll?.covers.map((place) => rollKey(lists[place]!)));
        return roll ? [[rollKey(lists[i]!), { ...roll, covers }] as const] : [];
      }),
    ),
    minimums: new Map(),
    now,
  };
}
export async function questionsOf(who: Person, circle: string, now: number): Promise<DecisionView[]> {
  return decideAll(await factsOf(who, circle, now));
}

export async function say(
  who: Person,
  circle: string,
  words: { ok: true; value: Words } | { ok: false; reason: unknown },
  now: number,
): Promise<string> {
  if (!words.ok) throw new Error(JSON.stringify(words.reason));
  const said = await who.device.say(circle, { ...words.value, time: now });
  if (!said.ok) throw new Error(said.reason);
  return said.value.hash;
}
/** A plain question to all, open for a week, that everybody has to agree to where nothing else is said. */
export async function ask(
  who: Person,
  circle: string,
  sentence: string,
  now: number,
  rule: Rule = { kind: "all-agree" },
): Promise<string> {
  const { heads } = (await who.device.spoken(circle, whats))!;
  const text = await hashOfText(sha256, questionText(sentence));
  const week = 7 * dayMs;
  const proposal = {
    ...{
      about: { kind: "question" as const },
      rule,
      sentence,
      words: {},
      language: "en",
    },
    ...{ until: now + week, minimumMs: week, heads: [...heads].sort(), reviewOn: null },
  };
  return say(who, circle, saying.propose({ doc: noDocument, text, proposal }), now);
}
export async function answer(who: Person, circle: string, o: { proposal: string; kind: AnswerKind; now: number }) {
  const facts = await factsOf(who, circle, o.now);
  const text = facts.statements.find(({ hash }) => hash === o.proposal)!.text;
  const reason = o.kind === "no" ? "The stairs are steep." : "";
  const given = { kind: o.kind, reason, pin: null, given: null, confirms: null, kept: true };
  return say(who, circle, saying.answer(facts, o.proposal, text, given), o.now);
}
