// Writes a thing down, or changes its words. The secrets stay out of it, and the field says so before anything is typed.
import { createSignal, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { WordsField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { type Asked, type Thing, useKeys } from "./register.tsx";

export function ThingDialog(props: { asked: Asked | null; onClose: () => void }) {
  const thing = () => (props.asked?.what === "describe" ? props.asked.thing : null);
  return (
    <Dialog
      open={props.asked?.what === "add" || props.asked?.what === "describe"}
      title={thing() ? words.thing.change : words.thing.add}
      onClose={props.onClose}
    >
      <ThingForm thing={thing()} onDone={props.onClose} />
    </Dialog>
  );
}

function ThingForm(props: { thing: Thing | null; onDone: () => void }) {
  const keys = useKeys();
  // The words as they were when this was opened: what others write meanwhile is merged with mine, not under my hands.
  const [what, setWhat] = createSignal(props.thing?.what ?? "");
  const [about, setAbout] = createSignal(props.thing?.about ?? "");
  const [wrong, setWrong] = createSignal<"no-name" | "too-long" | null>(null);
  const [fault, setFault] = createSignal<string | null>(null);

  function keep(event: SubmitEvent) {
    event.preventDefault();
    const told = { what: what(), about: about() };
    const { change } = keys.open;
    const done = props.thing ? change("describe", { ...told, thing: props.thing.id }) : change("add", told);
    if (done.ok) return props.onDone();
    const { reason } = done;
    setWrong(reason === "no-name" || reason === "too-long" ? reason : null);
    setFault(wrong() ? null : words.refused[reason]);
    focusFirstWrong(event.currentTarget as HTMLFormElement);
  }

  return (
    <form onSubmit={keep} noValidate>
      <Field
        first
        label={words.thing.what}
        hint={words.thing.whatHint}
        wrong={wrong() === "no-name" ? words.refused["no-name"] : null}
        value={what()}
        onInput={(value) => {
          setWhat(value);
          setWrong(null);
        }}
      />
      <WordsField
        label={words.thing.about}
        hint={words.thing.aboutHint}
        wrong={wrong() === "too-long" ? words.refused["too-long"] : null}
        rows={4}
        value={about()}
        onInput={setAbout}
      />
      <div aria-live="polite">
        <Show when={fault()}>
          <p class="wrong">{fault()}</p>
        </Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit>
          {words.thing.keep}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
