// I1 Before anybody says yes to a text that says other numbers than those that keys go by: which, and that a yes signs them.
import type { DecisionView } from "@fogata/domain";
import { Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { useGroup } from "../group/context.tsx";

const words = decidingWords.numbers;

export function NumbersAsked(props: { view: DecisionView }) {
  const group = useGroup();
  const says = () => (props.view.circle === group.id ? props.view.wordings.at(-1)?.says : undefined) ?? {};
  const removal = () => other(says()["removal-needs"], group.standing().chosen.removal);
  const welcomes = () => other(says()["welcome-needs"], group.standing().chosen.welcomes);
  return (
    <Show when={removal() !== null || welcomes() !== null}>
      <Banner icon="info" kind="look" title={words.asked} within>
        <Show when={removal()}>{(n) => <p>{words.removal(n(), group.standing().removalNeeds)}</p>}</Show>
        <Show when={welcomes()}>{(n) => <p>{words.welcomes(n(), group.standing().welcomeNeeds)}</p>}</Show>
        <p>{words.askedWhat}</p>
      </Banner>
    </Show>
  );
}

/** What the text says, if that is not what is signed. */
function other(said: number | undefined, signed: number | null): number | null {
  return said === undefined || said === signed ? null : said;
}
