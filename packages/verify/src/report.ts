// What the verifier found, in plain sentences: for the command and for the page.
import type { Counted } from "./closing.ts";
import type { Reason } from "./refused.ts";
import type { Note, Verdict } from "./verify.ts";

/** For people, line by line: first whether to believe it. */
export function report(verdict: Verdict): string[] {
  if (!verdict.ok)
    return ["REFUSED: this is not a record of what the group decided.", reasons[verdict.reason], verdict.detail];
  const { proposal, closing, people, date, notes, text, circle } = verdict.value;
  const { sentence, rule, number } = proposal.details;
  const nameOf = (member: string) => verdict.value.opening.members.get(member)?.name ?? member;
  return [
    "VERIFIED: signatures, text, who was entitled, the rule and the closing hold together.",
    "",
    `Decided: ${sentence}`,
    `Rule: ${rules[String(rule)] ?? rule}${number === undefined ? "" : ` (${number})`}`,
    `Asked by ${nameOf(proposal.member)} on ${day(proposal.time)}${date === null ? "" : `, open until ${day(date)}`}`,
    `Closed by ${nameOf(closing.member)} on ${day(closing.time)}`,
    "",
    ...people.map(line),
    "",
    ...textLines(text),
    "",
    `Hash of the text: ${closing.text}`,
    `Group: ${circle} (compare it with your app's: a record proves nothing about another group of the same name)`,
    ...notes.map((note) => `Note: ${noteWords[note]}`),
    "Not to be seen from a record: whether something was said that is not in it, and whether clocks were right.",
  ];
}

export const reasons: Record<Reason, string> = {
  "not-a-record": "This file is not a record of a decision, or not one this verifier can read.",
  "operation-malformed": "A piece of the log of who belongs cannot be read.",
  "operation-signature": "A signature in the log of who belongs is wrong.",
  "operations-incomplete": "The log of who belongs is not complete.",
  "other-circle": "Something in it belongs to another group.",
  "statement-malformed": "A statement is not in the one form statements have.",
  "statement-signature": "A statement was changed after it was signed, or never signed by that device.",
  "words-left-out": "The words of a reason are left out, and whoever gave it has not taken them back.",
  "words-not-theirs": "Somebody takes back words that are not theirs, or not of this question.",
  stranger: "A statement speaks for somebody by a device that was never theirs.",
  "statements-incomplete": "Something that was known when it was closed is missing.",
  "no-proposal": "The question is missing.",
  "no-closing": "The closing is missing, or by nobody who belonged.",
  "wrong-text": "The text is not the one that was decided on.",
  "answer-left-out": "The closing leaves out an answer it had seen.",
  "rule-does-not-hold": "The answers do not fulfil the rule.",
  "before-its-date": "It was closed before its date, and not everybody had answered.",
  "two-wordings": "There were two texts, and nobody had brought them together.",
  "older-list": "It was closed by a list of who belongs that does not know of the one it was asked by.",
  "not-all-asked": "People who belonged were not asked, and said so.",
  "other-roll": "The record says of other people that they were entitled than the log does.",
};

const noteWords: Record<Note, string> = {
  "log-not-simple":
    "people were removed, objected to or came back, or the group changed its numbers; who was entitled was worked out in a simpler way than the app does.",
  "later-words":
    "there are words that came after the closing or beside it. Whether a late no counts is seen from the counters of devices, which are not in a record.",
  "words-taken-back":
    "somebody took back the words of their reason. That they gave it, signed it and how it was counted is checked all the same.",
};
const rules: Record<string, string> = {
  "all-agree": "all agree",
  consent: "consent: no one objects with a reason",
  majority: "majority, at least",
  few: "a few are enough",
};
const answers: Record<string, string> = {
  agree: "agrees",
  concern: "agrees with a concern",
  "stand-aside": "stands aside",
  no: "no",
  pass: "pass",
  background: "needs more background",
};

function line({ name, answer, as }: Counted): string {
  if (answer === null) return `  ${name}: silence`;
  const { answer: kind, reason, for: to } = answer.details;
  const more = [
    to === undefined ? "" : "told by somebody else, not confirmed",
    as === "earlier-wording" ? "answered an earlier wording" : "",
    answer.takenBack ? "took back the words of their reason" : "",
    as === "gone" ? "had gone when it was closed: not counted" : "",
  ].filter((one) => one !== "");
  const why = typeof reason === "string" && !answer.takenBack ? `: “${reason}”` : "";
  return `  ${name}: ${answers[String(kind)]}${why}${more.length > 0 ? ` (${more.join("; ")})` : ""}`;
}

/** The words alone: how they were set is in the hash, not on this page. */
function textLines(text: string): string[] {
  const [, title, summary, , , blocks] = JSON.parse(text) as [string, string, string, unknown, unknown, unknown[]];
  const lines = blocks.map((block) => {
    const [type, , runs] = block as [string, number, [string][]];
    return `  ${type === "why" ? "Why: " : ""}${runs.map(([words]) => words).join("")}`;
  });
  return [`Text: ${title}`, ...(summary === "" ? [] : [`  ${summary}`]), ...lines];
}
function day(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "no day there is" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
