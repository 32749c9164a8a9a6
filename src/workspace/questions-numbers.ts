// I1 Numbers on which keys depend stand in an agreement and are signed besides: whoever has said yes to a text that says
// them signs them with it, once that text is in force. Whoever closed it asks for the signatures; the others add theirs.
import type { AgreementView, DecisionView } from "@fogata/domain";
import type { Act, GroupId, GroupView } from "@fogata/sync";
import type { Agreed } from "./questions.types.ts";
import { tellAfterMs } from "./questions-telling.ts";

export interface NumbersDeps {
  group: GroupId;
  view: GroupView;
  views: readonly DecisionView[];
  now: number;
  comesTo(agreement: string): AgreementView;
  /** What the agreements in force say, where they do not contradict each other. */
  agreed(): Promise<Agreed | null>;
  act(act: Act): Promise<unknown>;
}

/** When there will be something to ask for if nobody has by then; null: never. */
export async function signNumbers(o: NumbersDeps): Promise<number | null> {
  const { me, people, standing, asks } = o.view;
  if (people.find(({ member }) => member === me.member)?.full !== true) return null;
  const mine = o.views.filter((one) => saysNumbers(one) && isMine(one, me.member) && isInForce(one, o));
  const agreed = mine.length > 0 ? await o.agreed() : null;
  if (agreed === null) return null;
  /** What I have not said yes to, and what no text says, stays as it is signed. */
  const number = (label: "removal-needs" | "welcome-needs", said: number | null, signed: number | null) =>
    mine.some(({ decided }) => decided!.says![label] === said) ? said : signed;
  const wanted = {
    removal: number("removal-needs", agreed.numbers.removal, standing.chosen.removal),
    welcomes: number("welcome-needs", agreed.numbers.welcomes, standing.chosen.welcomes),
  };
  const same = (one: { removal: number | null; welcomes: number | null }) =>
    one.removal === wanted.removal && one.welcomes === wanted.welcomes;
  if (same(standing.chosen)) return null;

  const asked = asks.filter(({ what }) => what.kind === "numbers" && same(what));
  for (const ask of asked) if (ask.open && ask.mine === "may-sign") await o.act({ type: "sign", ask: ask.id });
  const since = Math.max(...mine.map(({ decided }) => decided!.since));
  // One that was taken back is not asked for again by itself.
  if (asked.some(({ open, at }) => open || at >= since)) return null;
  const closedByMe = mine.some(
    ({ closings, decided }) => closings.find((one) => one.statement === decided!.closing)?.by === me.member,
  );
  const from = closedByMe ? since : since + tellAfterMs;
  if (o.now < from) return from;
  await o.act({ type: "ask", what: { kind: "numbers", ...wanted } });
  return null;
}

function saysNumbers({ decided }: DecisionView): boolean {
  return decided?.says?.["removal-needs"] !== undefined || decided?.says?.["welcome-needs"] !== undefined;
}
/** My own yes, by a device of mine, to the very text that was decided. */
function isMine({ people, decided }: DecisionView, me: string): boolean {
  const answer = people.find(({ person }) => person === me)?.answer;
  return answer?.given === null && ["agree", "concern"].includes(answer.kind) && answer.text === decided?.text;
}
function isInForce({ circle, doc, proposal, asked: { about } }: DecisionView, o: NumbersDeps): boolean {
  if (circle !== o.group || (about.kind !== "draft" && about.kind !== "amendment")) return false;
  return o.comesTo(about.kind === "amendment" ? about.of : doc).force?.proposal === proposal;
}
