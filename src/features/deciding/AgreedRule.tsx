// H1 Whoever asks may choose a rule for the question: where it is not the one that the group has agreed on, it is said beside it.
import type { DecisionView, Proposal } from "@fogata/domain";
import { createEffect, createSignal, on, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { questionWords } from "../../text/en-question.ts";
import type { Agreed } from "../../workspace/questions.types.ts";
import { useGroup } from "../group/context.tsx";
import { isOpen } from "./states.tsx";

export function AgreedRule(props: { view: DecisionView }) {
  const group = useGroup();
  const [agreed, setAgreed] = createSignal<Agreed | null>(null);
  createEffect(
    on(group.questions.all, () => {
      void group.questions.agreed().then((now) => now.ok && setAgreed(now.value));
    }),
  );
  /** Only while it is open: what was agreed since is not what it was decided by. */
  const other = () => {
    const now = agreed();
    return isOpen(props.view) && now !== null && differs(props.view.asked.rule, now) ? now : null;
  };
  return <Show when={other()}>{(now) => <p class="soft">{questionWords.ruleAgreed(nameOf(now()))}</p>}</Show>;
}

/** By how many a majority has to be is for whoever asks: no agreement says it. */
function differs(asked: Proposal["rule"], { rule, few }: Agreed): boolean {
  if (rule === null) return false;
  if (asked.kind !== rule.kind) return true;
  return asked.kind === "few" && few !== null && asked.number !== few;
}

function nameOf({ rule, few }: Agreed): string {
  const name = decidingWords.ask.rules[rule!.kind];
  return rule!.kind === "few" && few !== null ? `${name}: ${decidingWords.question.few(few)}` : name;
}
