// B6 What a working group decided, as told to everybody: one plain sentence, and how any member calls it back.
import type { ToldDecision } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { which } from "../../text/en-parts.ts";
import { Button } from "../../ui/Button.tsx";
import { WordsField } from "../../ui/fields.tsx";
import { State } from "../../ui/States.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import type { Saying } from "./saying.tsx";

const words = decidingWords.told;

export function ToldLine(props: { told: ToldDecision; by: string; saying: Saying }) {
  const group = useGroup();
  const names = makeNames(group);
  const [why, setWhy] = createSignal("");
  async function callBack() {
    const { closing } = props.told;
    const said = await props.saying.say(() => group.questions.callBackTold(closing, why().trim()), words.again);
    if (said) setWhy("");
  }
  return (
    <li>
      <p class="said-large" dir="auto">
        {props.told.sentence}
      </p>
      <Show when={props.told.callBacks.length > 0}>
        <State icon="clock-counter-clockwise" is="look">
          {decidingWords.state["talking-again"]}
        </State>
      </Show>
      <p class="faint">{props.by}</p>
      <p class="faint">{words.by(names.names(props.told.by))}</p>
      <For each={props.told.callBacks}>
        {({ by, reason }) => (
          <p class="soft" dir="auto">
            {words.calledBack(names.name(by), reason)}
          </p>
        )}
      </For>
      <Show when={group.writes()}>
        <details class="fold no-print">
          <summary aria-label={`${words.callBack}: ${props.told.sentence}`}>{words.callBack}</summary>
          <WordsField label={decidingWords.acts.callBackWhy} rows={3} value={why()} onInput={setWhy} />
          <div class="actions">
            <Button
              name={which(decidingWords.acts.callBackSend, props.told.sentence)}
              busy={props.saying.busy()}
              onPress={() => void callBack()}
            >
              {decidingWords.acts.callBackSend}
            </Button>
          </div>
        </details>
      </Show>
    </li>
  );
}
