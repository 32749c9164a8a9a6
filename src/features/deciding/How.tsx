// *How we decided this*: who closed it and when, the concerns kept with it, and a record that anybody can check.
import type { DecisionView } from "@fogata/domain";
import { createSignal, For, Show } from "solid-js";
import { decidingWords } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { saveFile } from "../agreement/save-file.ts";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { AgreedNumbers } from "./AgreedNumbers.tsx";
import { Said } from "./WhoSaidWhat.tsx";

const words = decidingWords.how;

export function How(props: { view: DecisionView }) {
  const group = useGroup();
  const names = makeNames(group);
  const [fault, setFault] = createSignal(false);
  const closing = () => props.view.closings.find(({ statement }) => statement === props.view.decided?.closing);
  /** The one whose words it changed, as the group knows it. */
  const agreement = () => {
    const { about } = props.view.asked;
    return about.kind === "amendment" ? about.of : about.kind === "draft" ? props.view.doc : null;
  };
  async function save() {
    const made = await group.questions.record(props.view.proposal);
    setFault(!made.ok);
    if (!made.ok) return;
    const fileName = words.fileName(props.view.asked.sentence);
    saveFile({ fileName, text: JSON.stringify(made.value, null, 1), type: "application/json" });
  }
  return (
    <section class="section" aria-labelledby="how">
      <h2 id="how">{words.title}</h2>
      <p>{words.decided(names.name(closing()?.by ?? ""), props.view.decided!.since)}</p>
      <Show when={agreement()}>{(one) => <AgreedNumbers agreement={one()} />}</Show>
      <h3>{words.concerns}</h3>
      <Show when={props.view.concerns.length > 0} fallback={<p class="soft">{words.noConcerns}</p>}>
        <ul class="stack">
          <For each={props.view.concerns}>
            {(one) => (
              <li>
                <Said view={props.view} answer={one} name={names.name(one.person)} you={names.isYou(one.person)} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p class="soft no-print">{words.saveWhat}</p>
      <div class="actions no-print">
        <Button icon="download-simple" onPress={() => void save()}>
          {words.save}
        </Button>
        <Button kind="quiet" icon="printer" onPress={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <p class="soft no-print">
        <a href="/check-a-decision.html" download={words.checkerFile}>
          {words.checker}
        </a>
        . {words.checkerWhat}
      </p>
      <div aria-live="polite">
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{words.saveFault}</p>
          </Banner>
        </Show>
      </div>
    </section>
  );
}
