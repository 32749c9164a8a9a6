// How a question and an answer look: a word and a shape, never a colour alone.
import type { AnswerKind, DecisionView } from "@fogata/domain";
import { decidingWords as words } from "../../text/en-deciding.ts";
import type { IconName } from "../../ui/icons/names.ts";
import { State } from "../../ui/States.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { isOver } from "./again.ts";

export const answerIcons: Record<AnswerKind, IconName> = {
  agree: "check-circle",
  concern: "chat-circle-text",
  "stand-aside": "person-simple-walk",
  no: "hand-palm",
  pass: "minus-circle",
  background: "question",
};
const icons: Record<DecisionView["state"]["kind"], IconName> = {
  waiting: "clock",
  open: "chat-circle-dots",
  paused: "users-three",
  talking: "chat-circle-dots",
  "can-close": "check",
  decided: "check-circle",
  "talking-again": "clock-counter-clockwise",
  void: "minus-circle",
};

export function StateOfQuestion(props: { view: DecisionView }) {
  const kind = () => props.view.state.kind;
  const mark = () => {
    if (kind() === "decided") return { is: "yes" as const };
    return kind() === "talking-again" ? { is: "look" as const } : { is: "asked" as const };
  };
  return (
    <State icon={icons[kind()]} {...mark()}>
      {words.state[kind()]}
    </State>
  );
}

export const myself = (group: GroupWorkspace, view: DecisionView) =>
  view.people.find(({ person }) => person === group.me().member) ?? null;

/** I am entitled, it is open, and I have not answered the text as it is now. */
export function waitsForMe(group: GroupWorkspace, view: DecisionView): boolean {
  if (view.decided !== null || ["paused", "waiting", "void"].includes(view.state.kind)) return false;
  if (isOver(view, group.questions.all())) return false;
  const me = myself(group, view);
  return me?.counted === true && group.writes() && me.answer?.standing !== "stands";
}
/** Questions about an agreement that can still come to something. */
export function openAbout(group: GroupWorkspace, agreement: string): DecisionView[] {
  const { open } = group.madeFrom.comesTo(agreement);
  if (open.length === 0) return [];
  const all = group.questions.all();
  return all.filter((one) => open.includes(one.proposal) && !isOver(one, all));
}
export const isOpen = ({ state }: DecisionView) => !["decided", "talking-again", "void"].includes(state.kind);
/** What to call those it was asked of: everybody, or the working group. Call it inside a component. */
export function makeDecider(group: GroupWorkspace): (asked: { circle: string }) => string {
  const { view } = group.openDocument("working-groups");
  return ({ circle }) => {
    if (circle === group.id) return words.everyone;
    const all = [...(view()?.groups ?? []), ...(view()?.away ?? [])];
    return all.find((one) => one.circle === circle)?.name ?? words.workingGroup;
  };
}
