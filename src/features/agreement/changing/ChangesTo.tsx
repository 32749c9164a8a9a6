// What somebody proposes to change in an agreement, and who can read each.
import { For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { createClock } from "../../../ui/clock.ts";
import { useGroup } from "../../group/context.tsx";
import { DocumentItem } from "../DocumentItem.tsx";

const words = agreementWords.changes;

export function ChangesTo(props: { agreement: string }) {
  const group = useGroup();
  const now = createClock();
  const rows = () => group.madeFrom.of(props.agreement, "amendment");
  return (
    <Show when={rows().length > 0}>
      <section class="section narrow no-print" aria-labelledby="changes-to">
        <h2 id="changes-to">{words.title}</h2>
        <ul class="list">
          <For each={rows()}>
            {(row) => (
              <DocumentItem id={row.id} title={row.title}>
                <p class="faint">
                  {text.agreements.begun(text.words.onDay(row.at, now()))} · {words.reads[row.readers.kind]}
                </p>
              </DocumentItem>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
