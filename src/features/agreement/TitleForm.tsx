// The title, changed in place.

import { createSignal } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { useGroup } from "../group/context.tsx";

export function TitleForm(props: { id: string; title: string; onDone: () => void }) {
  const group = useGroup();
  // Only the title it had when this was opened: others may change it meanwhile, and my words stay mine.
  const [title, setTitle] = createSignal(props.title);
  const [wrong, setWrong] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);

  async function keep(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    const kept = await group.rename(props.id, title().trim());
    setBusy(false);
    if (kept.ok) props.onDone();
    else if (kept.reason === "bad-title") setWrong(text.agreements.fault["bad-title"]);
    else setWrong((kept.reason === "newer" ? agreementPage.newer : agreementPage.fault[kept.reason]).title);
  }

  return (
    <form
      class="stack"
      onSubmit={keep}
      noValidate
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onDone();
      }}
    >
      <Field
        first
        label={text.agreements.field}
        wrong={wrong()}
        value={title()}
        onInput={(value) => {
          setTitle(value);
          setWrong(null);
        }}
      />
      <div class="actions">
        <Button kind="main" submit busy={busy()}>
          {agreementPage.keepTitle}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
