// What somebody proposes to change in an agreement, and who can read each; below it, what the group has taken in.
import { createMemo, For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { text } from "../../../text/index.ts";
import { createClock } from "../../../ui/clock.ts";
import type { MadeFromRow } from "../../../workspace/made-from.types.ts";
import { useGroup } from "../../group/context.tsx";
import { DocumentItem } from "../DocumentItem.tsx";

const words = agreementWords.changes;

export function ChangesTo(props: { agreement: string }) {
  const group = useGroup();
  const isTakenIn = ({ id }: MadeFromRow) => group.madeFrom.comesTo(id).state.kind === "taken-in";
  const rows = createMemo(() => group.madeFrom.of(props.agreement, "amendment"));
  return (
    <>
      <Changes id="changes-to" title={words.title} rows={rows().filter((row) => !isTakenIn(row))} />
      <Changes id="changes-taken-in" title={words.takenIn} rows={rows().filter(isTakenIn)} />
    </>
  );
}

function Changes(props: { id: string; title: string; rows: MadeFromRow[] }) {
  const now = createClock();
  return (
    <Show when={props.rows.length > 0}>
      <section class="section narrow no-print" aria-labelledby={props.id}>
        <h2 id={props.id}>{props.title}</h2>
        <ul class="list">
          <For each={props.rows}>
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
