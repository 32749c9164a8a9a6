// What was said, read from the device, and what it comes to by the rules of deciding. Loads with the engine, once something
// was asked: a group that asks nothing loads nothing of it.
import {
  type AgreementView,
  agreementView,
  type Day,
  type DecisionView,
  decideAll,
  type Facts,
  nextChange,
  type ToldDecision,
  toldDecisions,
  viewOfTold,
  withMinimums,
} from "@fogata/domain";
import type { Act, GroupId, GroupView } from "@fogata/sync";
import type { WorkspaceDeps } from "./deps.ts";
import type { Agreed } from "./questions.types.ts";
import { readFacts } from "./questions-facts.ts";
import { signNumbers } from "./questions-numbers.ts";
import { tellOf } from "./questions-telling.ts";

export interface WorkingOut {
  deps: WorkspaceDeps;
  group: GroupId;
  circles: readonly string[];
  view(): GroupView;
  comesTo(agreement: string): AgreementView;
  agreed(): Promise<Agreed | null>;
  show(found: { facts: ReadonlyMap<string, Facts>; views: DecisionView[]; told: ToldDecision[] }): void;
}

/** When time alone will change something. */
export async function workOut(o: WorkingOut): Promise<number> {
  const { deps, group } = o;
  const device = await deps.device;
  const now = deps.clock.now();
  const read = await readFacts(device, { group, circles: o.circles, now });
  const here = read.get(group);
  const facts = new Map([...read].map(([id, one]) => [id, withMinimums(one, here)]));
  const views = [...facts.values()].flatMap((one) => decideAll(one));
  views.sort((a, b) => a.openedAt - b.openedAt || (a.proposal < b.proposal ? -1 : 1));
  const told = toldDecisions(here?.statements ?? []);
  o.show({ facts, views, told });
  const act = (what: Act) => device.act(group, what);
  const times = [
    nextChange(views, now),
    await tellOf({ deps, group, me: o.view().me.device, facts, views, told }),
    await signNumbers({ group, view: o.view(), views, now, act, comesTo: o.comesTo, agreed: o.agreed }),
  ];
  return Math.min(...times.filter((at) => at !== null), Number.POSITIVE_INFINITY);
}

export interface ComingTo {
  decisions: readonly DecisionView[];
  told: readonly ToldDecision[];
  /** The circle that the agreement stands in; null: the group's own. */
  circle: string | null;
  group: string;
  /** The group, and where I have a place. */
  mine: readonly string[];
  day: Day;
}
/**
 * D27 What everybody was asked about, nobody decides in a smaller circle: a few with a place in a working group would else
 * change or let go what is the group's. A working group's own papers are its own, and so is a draft that only it decided;
 * B6 that one is in force for those as well who have no place there, by what they were told.
 */
export function comingTo(agreement: string, o: ComingTo): AgreementView {
  const isPutToAll = ({ circle, doc, asked }: DecisionView) =>
    circle === o.group && doc === agreement && asked.about.kind === "draft";
  const only = o.circle ?? (o.decisions.some(isPutToAll) ? o.group : null);
  const others = o.told.filter(({ circle }) => !o.mine.includes(circle)).map(viewOfTold);
  const decisions = [...o.decisions, ...others].filter(({ circle }) => only === null || circle === only);
  return agreementView(agreement, decisions, o.day);
}
