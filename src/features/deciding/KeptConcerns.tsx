// B9 The concerns that were kept with what is in force, shown again when it is looked at or a change to it is written.
import { createUniqueId, For, Show } from "solid-js";
import { agreementWords } from "../../text/en-agreements.ts";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { Said } from "./WhoSaidWhat.tsx";

export function KeptConcerns(props: { agreement: string; level: 2 | 3 }) {
  const group = useGroup();
  const names = makeNames(group);
  const heading = createUniqueId();
  const kept = () => {
    const { history } = group.madeFrom.comesTo(props.agreement);
    return group.questions
      .all()
      .filter(({ proposal }) => history.includes(proposal))
      .flatMap((view) => view.concerns.map((answer) => ({ view, answer })));
  };
  return (
    <Show when={kept().length > 0}>
      <section class="stack" aria-labelledby={heading}>
        <Show when={props.level === 2} fallback={<h3 id={heading}>{agreementWords.changes.concerns}</h3>}>
          <h2 id={heading}>{agreementWords.changes.concerns}</h2>
        </Show>
        <ul class="stack">
          <For each={kept()}>
            {({ view, answer }) => (
              <li>
                <Said view={view} answer={answer} name={names.name(answer.person)} you={names.isYou(answer.person)} />
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
