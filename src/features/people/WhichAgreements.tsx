// Which agreements a newcomer may read first: all of them, unless some are left out. A long list can be searched.
import { createMemo, createSignal, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import type { AgreementRow } from "../../workspace/types.ts";

const words = invitationWords.invitation;
const longFrom = 12;

export interface WhichAgreementsProps {
  rows: readonly AgreementRow[];
  /** Ids of those left out. */
  left: ReadonlySet<string>;
  onLeft: (left: ReadonlySet<string>) => void;
}

export function WhichAgreements(props: WhichAgreementsProps) {
  const [wanted, setWanted] = createSignal("");
  const found = createMemo(() => {
    const word = wanted().trim().toLowerCase();
    return word === "" ? props.rows : props.rows.filter(({ title }) => title.toLowerCase().includes(word));
  });
  const rows = createGradual(found);
  function take(id: string, taken: boolean) {
    const left = new Set(props.left);
    if (taken) left.delete(id);
    else left.add(id);
    props.onLeft(left);
  }
  return (
    <fieldset>
      <legend class="legend">{words.which}</legend>
      <Show when={props.rows.length >= longFrom}>
        <Field type="search" label={words.whichFind} value={wanted()} onInput={setWanted} />
        <div class="actions">
          <Button kind="quiet" onPress={() => props.onLeft(new Set())}>
            {words.all}
          </Button>
          <Button kind="quiet" onPress={() => props.onLeft(new Set(props.rows.map(({ id }) => id)))}>
            {words.none}
          </Button>
        </div>
      </Show>
      <For each={rows()}>
        {(row) => (
          <Check
            label={row.title || text.agreements.untitled}
            checked={!props.left.has(row.id)}
            onChange={(taken) => take(row.id, taken)}
          />
        )}
      </For>
    </fieldset>
  );
}
