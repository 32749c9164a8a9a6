// What working groups decided, for everybody: told in the group by whoever has a place in there, and called back by any
// member. The group cannot see in there, so this is somebody's signed word; the proof stays with the working group.
import { callBackDetails, parseCallBack, parseTold, toldDetails } from "./details.ts";
import type { Words } from "./saying.ts";
import { reasonsApart, takenBackIn } from "./taken-back.ts";
import { type About, type DecisionView, type Said, type ToldDecision, whats } from "./types.ts";

/** To be said in the group; null for what is not decided. */
export function tell(view: DecisionView): Words | null {
  const { decided, circle, proposal, doc, asked } = view;
  if (decided === null) return null;
  const { closing, since, text } = decided;
  const { sentence, rule, reviewOn } = asked;
  const details = toldDetails({ circle, proposal, closing, sentence, rule, since, reviewOn, about: aboutOf(view) });
  return { doc, text, what: whats.told, details };
}

/** Whether somebody has told it as it is: whoever was first to tell it otherwise keeps nobody from telling it. */
export function isTold(view: DecisionView, told: readonly ToldDecision[]): boolean {
  const { decided, circle, proposal, doc, asked } = view;
  if (decided === null) return false;
  const key = (one: Omit<ToldDecision, "by" | "callBacks" | "since" | "closing">) =>
    JSON.stringify([one.circle, one.proposal, one.doc, one.text, one.sentence, one.rule, one.about, one.reviewOn]);
  const here = { circle, proposal, doc, ...asked, ...decided, about: aboutOf(view) };
  return told.some((one) => one.closing === decided.closing && key(one) === key(here));
}
/** A change that was brought up to date changes the text it was decided against. */
function aboutOf({ asked: { about }, decided }: DecisionView): About {
  return about.kind === "amendment" ? { ...about, base: decided?.base ?? about.base } : about;
}

/**
 * B6 What is told as those see it who have no place there: in force by somebody's signed word, and marked once it was
 * called back. Who said what stays in there.
 */
export function viewOfTold(told: ToldDecision): DecisionView {
  const { circle, proposal, closing, sentence, rule, text, doc, since, about, reviewOn, by, callBacks } = told;
  const base = about.kind === "amendment" ? about.base : null;
  return {
    ...{ proposal, by: by[0]!, openedAt: since, circle, doc },
    asked: {
      ...{ about, rule, sentence, words: {}, until: since, minimumMs: 0, language: "und", heads: [], reviewOn },
    },
    state: callBacks.length > 0 ? { kind: "talking-again", why: ["called-back"] } : { kind: "decided" },
    date: { kind: "past", at: since },
    wordings: [{ statement: proposal, by: by[0]!, at: since, text, base }],
    closings: [{ statement: closing, by: by[0]!, at: since, text, valid: "yes", faults: [] }],
    decided: { closing, text, base, since },
    ...{ earlier: [], people: [], missing: [], concerns: [], moreTime: [], callBacks, notAsked: [], leftOut: [] },
  };
}

/** To be said in the group, where those in the working group read it as well. Null for a reason that says nothing. */
export function callBackTold(told: ToldDecision, reason: string): Words | null {
  if (reason.trim() === "") return null;
  const { proposal, closing, doc, text } = told;
  const details = callBackDetails({ proposal, after: [] }, { closing, reason });
  return { doc, text, what: whats.callBack, details, apart: reasonsApart };
}

/** By what was said in the group: the newest decision first. */
export function toldDecisions(statements: readonly Said[]): ToldDecision[] {
  const inOrder = [...new Map(statements.map((one) => [one.hash, one])).values()].sort(bySaying);
  const all = new Map<string, ToldDecision>();
  for (const said of inOrder) {
    const told = said.what === whats.told ? parseTold(said.details) : null;
    if (told === null) continue;
    // Whoever tells it otherwise tells another decision: both are shown, each with who said so.
    const key = JSON.stringify([told, said.text, said.doc]);
    const known = all.get(key);
    if (known === undefined)
      all.set(key, { ...told, text: said.text, doc: said.doc, by: [said.person], callBacks: [] });
    else if (!known.by.includes(said.person)) known.by.push(said.person);
  }
  const takenBack = takenBackIn(inOrder);
  for (const said of inOrder) {
    const callBack = said.what === whats.callBack ? parseCallBack(said.details) : null;
    if (callBack === null) continue;
    const { hash: statement, person: by, time: at } = said;
    for (const told of all.values())
      if (told.closing === callBack.closing)
        told.callBacks.push({ statement, by, at, reason: takenBack.has(statement) ? "" : callBack.reason });
  }
  return [...all.values()].sort((a, b) => b.since - a.since || (a.closing < b.closing ? -1 : 1));
}

function bySaying(a: Said, b: Said): number {
  return a.time - b.time || (a.hash < b.hash ? -1 : 1);
}
