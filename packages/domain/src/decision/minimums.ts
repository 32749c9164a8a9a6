// D27, D42 How long the group has agreed that a question stays open: by the agreements that were in force when it was
// asked, as those who asked about them signed what their texts say. The same on every device, whatever texts it has.
import { agreementView } from "./agreement-state.ts";
import { decide } from "./decide.ts";
import { parseProposal, saysIn } from "./details.ts";
import { namedIn } from "./lists.ts";
import { principles as ours, type Principles } from "./principles.ts";
import { type DecisionView, type Facts, type Hash, type Said, whats } from "./types.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** A number of days that nobody lives to see is a slip of the hand. */
export const minimumDaysMax = 366;

/** `group`: what was said in the group, where `facts` are those of a circle inside it. */
export function withMinimums(facts: Facts, group: Facts = facts, by: Principles = ours): Facts {
  const agreed = agreedTimes(group, by);
  if (agreed.length === 0) return facts;
  const minimums = new Map<Hash, number>();
  for (const { hash, what, time } of facts.statements)
    if (what === whats.proposal) minimums.set(hash, agreed.findLast(({ since }) => since < time)?.minimumMs ?? 0);
  return { ...facts, minimums };
}

interface AgreedTime {
  since: number;
  minimumMs: number;
}

/** From when on which minimum was agreed, the earliest first. Each decision is judged by what was agreed before it. */
function agreedTimes(facts: Facts, by: Principles): AgreedTime[] {
  const all = new Map(facts.statements.map((said) => [said.hash, said] as const));
  const agreements = new Set([...all.values()].filter(saysDays).flatMap((said) => agreementOf(said, all) ?? []));
  if (agreements.size === 0) return [];
  const questions = [...all.values()].filter((said) => {
    const agreement = said.what === whats.proposal ? agreementOf(said, all) : null;
    return agreement !== null && (agreements.has(agreement) || replaces(said, agreements));
  });
  questions.sort((a, b) => a.time - b.time || (a.hash < b.hash ? -1 : 1));
  const named = namedIn(facts);
  const minimums = new Map<Hash, number>();
  const views: DecisionView[] = [];
  let times: AgreedTime[] = [];
  for (const { hash, time } of questions) {
    minimums.set(hash, times.findLast(({ since }) => since < time)?.minimumMs ?? 0);
    const view = decide(hash, { ...facts, minimums }, by, named);
    if (view?.decided == null) continue;
    views.push(view);
    times = timesOf(agreements, views);
  }
  return times;
}

function timesOf(agreements: ReadonlySet<string>, views: readonly DecisionView[]): AgreedTime[] {
  const sinces = [...new Set(views.map(({ decided }) => decided!.since))].sort((a, b) => a - b);
  return sinces.map((since) => {
    const then = views.filter(({ decided }) => decided!.since <= since);
    // The longest of several: nobody has less time than some agreement gives them.
    const days = [...agreements].map((agreement) => daysOf(agreement, then));
    return { since, minimumMs: Math.min(Math.max(...days), minimumDaysMax) * dayMs };
  });
}
function daysOf(agreement: string, views: readonly DecisionView[]): number {
  const { force } = agreementView(agreement, views, "0000-01-01" as never);
  const view = views.find(({ proposal }) => proposal === force?.proposal);
  return view?.decided?.says?.["minimum-days"] ?? 0;
}

function saysDays({ what, details }: Said): boolean {
  return (what === whats.proposal || what === whats.wording) && saysIn(details)["minimum-days"] !== undefined;
}
/** The agreement that a question, or another wording of one, is about. */
function agreementOf(said: Said, all: ReadonlyMap<Hash, Said>): string | null {
  const opening = said.what === whats.proposal ? said : all.get(String(said.details.proposal));
  const about = opening && parseProposal(opening.details)?.about;
  if (!opening || !about || about.kind === "question") return null;
  return about.kind === "amendment" ? about.of : opening.doc;
}
function replaces(said: Said, agreements: ReadonlySet<string>): boolean {
  const about = parseProposal(said.details)?.about;
  return about?.kind === "draft" && about.replaces !== null && agreements.has(about.replaces);
}
