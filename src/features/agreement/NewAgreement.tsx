// A new agreement needs a title and nothing else.
import { createSignal } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useGroup } from "../group/context.tsx";

export function NewAgreement(props: { open: boolean; onClose: () => void; onOpen: (id: string) => void }) {
  return (
    <Dialog open={props.open} title={text.agreements.new} onClose={props.onClose}>
      <TitleForm onOpen={props.onOpen} />
    </Dialog>
  );
}

function TitleForm(props: { onOpen: (id: string) => void }) {
  const group = useGroup();
  const [title, setTitle] = createSignal("");
  const [fault, setFault] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    const form = event.currentTarget as HTMLFormElement;
    const begun = await group.newAgreement(title().trim());
    setBusy(false);
    if (begun.ok) props.onOpen(begun.value);
    else {
      setFault(text.agreements.fault[begun.reason]);
      focusFirstWrong(form);
    }
  }

  return (
    <form onSubmit={begin} noValidate>
      <Field
        first
        label={text.agreements.field}
        hint={text.agreements.fieldHint}
        wrong={fault()}
        value={title()}
        onInput={(value) => {
          setTitle(value);
          setFault(null);
        }}
      />
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {text.agreements.begin}
        </Button>
      </div>
    </form>
  );
}
