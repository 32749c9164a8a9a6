// The agreements of one working group, listed in its own circle; a new one among them, or one brought in from a file.
import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { createGradual } from "../../ui/gradual.ts";
import { DocumentItem } from "../agreement/DocumentItem.tsx";
import { ImportButton } from "../agreement/ImportButton.tsx";
import { useGroup } from "../group/context.tsx";
import type { Refused } from "./places.tsx";

export function Documents(props: { circle: string; writes: boolean }) {
  const group = useGroup();
  const navigate = useNavigate();
  const [asking, setAsking] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const rows = createGradual(() => group.circles.documents(props.circle, "agreement"));
  return (
    <section class="section" aria-labelledby="its-agreements">
      <h2 id="its-agreements">{words.documents}</h2>
      <Show when={props.writes}>
        <div class="actions">
          <Button icon="plus" onPress={() => setAsking(true)}>
            {words.newDocument}
          </Button>
          <ImportButton
            circle={props.circle}
            onOpen={(id) => navigate(`/g/${group.id}/agreements/${id}`)}
            onFault={setFault}
          />
        </div>
      </Show>
      <div aria-live="polite">
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{fault()}</p>
          </Banner>
        </Show>
      </div>
      <Show when={rows().length > 0} fallback={<p class="soft">{words.noDocuments}</p>}>
        <ul class="list">
          <For each={rows()}>{(row) => <DocumentItem id={row.id} title={row.title} />}</For>
        </ul>
      </Show>
      <Dialog open={asking()} title={words.newDocument} onClose={() => setAsking(false)}>
        <Begin circle={props.circle} />
      </Dialog>
    </section>
  );
}

function Begin(props: { circle: string }) {
  const group = useGroup();
  const navigate = useNavigate();
  const [title, setTitle] = createSignal("");
  const [fault, setFault] = createSignal<Refused | null>(null);
  const [busy, setBusy] = createSignal(false);
  async function begin(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    const form = event.currentTarget as HTMLFormElement;
    const begun = await group.circles.begin(props.circle, "agreement", title());
    setBusy(false);
    if (begun.ok) return navigate(`/g/${group.id}/agreements/${begun.value}`);
    setFault(begun.reason);
    focusFirstWrong(form);
  }
  return (
    <form onSubmit={begin} noValidate>
      <Field
        first
        label={words.documentTitle}
        hint={words.documentHint}
        wrong={fault() === null ? null : words.refused[fault()!]}
        value={title()}
        onInput={(value) => {
          setTitle(value);
          setFault(null);
        }}
      />
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {words.beginDocument}
        </Button>
      </div>
    </form>
  );
}
