// What an agreement is by the decisions about it: draft, being decided, in force, due for review, let go, replaced.
// Derived, the same on every device, and never stored.
import type { Day } from "../days.ts";
import type { AgreementState, AgreementView, DecisionView, InForce } from "./types.ts";

type Decided = DecisionView & { decided: InForce };

/** `doc`: the agreement as the group knows it, or an amendment to one. `decisions`: all of the group's, in any order. */
export function agreementView(doc: string, decisions: readonly DecisionView[], today: Day): AgreementView {
  const about = [...new Map(decisions.map((one) => [one.proposal, one])).values()].filter((one) => isAbout(one, doc));
  about.sort(byOpening);
  const open = about
    .filter(({ decided, state }) => decided === null && state.kind !== "void")
    .map(({ proposal }) => proposal);
  const { force, ending, history, overtaken, reviewOn } = chain(doc, about.filter(isDecided), decisions);
  const last = ending ?? force;
  const chainViews = about.filter(({ proposal }) => history.includes(proposal));
  return {
    state: stateOf({ doc, force, ending, reviewOn, open: open.at(-1) ?? null, today }),
    force: ending !== null || force === null ? null : forceOf(force),
    marked: last?.state.kind === "talking-again" ? last.state.why : [],
    ...{ history, open, overtaken },
    concerns: chainViews.flatMap(({ concerns }) => concerns),
  };
}

interface Chain {
  force: Decided | null;
  /** What ended it: let go, replaced, taken in. */
  ending: Decided | null;
  history: string[];
  overtaken: string[];
  reviewOn: Day | null;
}

/** Each decision follows on the text it was about: of two about one text the earlier counts, the other is overtaken. */
function chain(doc: string, decided: readonly Decided[], all: readonly DecisionView[]): Chain {
  const left = [...decided].sort(byDecision);
  const now: Chain = { force: null, ending: null, history: [], overtaken: [], reviewOn: null };
  for (;;) {
    const at = left.findIndex((one) => fits(doc, now, one) && (!isOwnAmendment(doc, one) || isTakenIn(one, all)));
    if (at < 0) return { ...now, overtaken: left.map(({ proposal }) => proposal) };
    const [one] = left.splice(at, 1) as [Decided];
    now.history.push(one.proposal);
    now.reviewOn = one.asked.reviewOn ?? now.reviewOn;
    const { kind } = one.asked.about;
    if (endsIt(doc, one)) now.ending = one;
    else if (kind !== "keep") [now.force, now.ending] = [one, null];
  }
}

function fits(doc: string, { force, ending }: Chain, one: Decided): boolean {
  const { about } = one.asked;
  const inForce = ending === null ? (force?.decided.text ?? null) : null;
  switch (about.kind) {
    case "draft":
      // What was let go can be taken up again; what is in force is changed by amendments alone, and another agreement takes
      // its place only by those who decided it: a few in another circle would else end what is not theirs.
      return one.doc === doc ? inForce === null : inForce !== null && one.circle === force?.circle;
    case "amendment":
      return one.doc === doc ? force === null && ending === null : inForce !== null && one.decided.base === inForce;
    case "keep":
    case "let-go":
      return inForce === one.decided.text;
    case "question":
      return false;
  }
}

function endsIt(doc: string, { asked: { about }, doc: its }: Decided): boolean {
  return (
    about.kind === "let-go" || (about.kind === "draft" && its !== doc) || (about.kind === "amendment" && its === doc)
  );
}

function isOwnAmendment(doc: string, { asked: { about }, doc: its }: DecisionView): boolean {
  return about.kind === "amendment" && its === doc;
}
/** Whether the agreement it changes has its words now, or had them: decided it may be, and overtaken all the same. */
function isTakenIn({ asked: { about }, proposal }: Decided, all: readonly DecisionView[]): boolean {
  if (about.kind !== "amendment") return false;
  const others = all.filter((one) => isAbout(one, about.of) && !isOwnAmendment(about.of, one));
  return chain(about.of, others.filter(isDecided), []).history.includes(proposal);
}

function stateOf(o: {
  doc: string;
  force: Decided | null;
  ending: Decided | null;
  reviewOn: Day | null;
  open: string | null;
  today: Day;
}): AgreementState {
  const { force, ending, reviewOn } = o;
  if (ending !== null) {
    const { asked, proposal, doc, decided } = ending;
    const at = decided.since;
    if (asked.about.kind === "draft") return { kind: "replaced", by: doc, at, proposal };
    if (asked.about.kind === "amendment") return { kind: "taken-in", agreement: asked.about.of, at, proposal };
    return { kind: "let-go", at, proposal };
  }
  if (force === null) return o.open === null ? { kind: "draft" } : { kind: "being-decided", proposal: o.open };
  const { since } = force.decided;
  if (reviewOn !== null && reviewOn <= o.today) return { kind: "review-due", since, reviewOn };
  return { kind: "in-force", since, reviewOn };
}

function isAbout({ asked: { about }, doc: its }: DecisionView, doc: string): boolean {
  if (about.kind === "question") return false;
  if (its === doc) return true;
  return (about.kind === "amendment" && about.of === doc) || (about.kind === "draft" && about.replaces === doc);
}
function isDecided(one: DecisionView): one is Decided {
  return one.decided !== null;
}
function forceOf({ decided, doc, proposal }: Decided): AgreementView["force"] {
  return { text: decided.text, doc, proposal };
}
function byDecision(a: Decided, b: Decided): number {
  return a.decided.since - b.decided.since || (a.decided.closing < b.decided.closing ? -1 : 1);
}
function byOpening(a: DecisionView, b: DecisionView): number {
  return a.openedAt - b.openedAt || (a.proposal < b.proposal ? -1 : 1);
}
