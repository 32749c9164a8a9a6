// Changes what I am called here. A name is its bearer's alone to change.
import { createSignal } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";

export function NameDialog(props: { open: boolean; name: string; onClose: () => void }) {
  return (
    <Dialog open={props.open} title={words.person.changeName} onClose={props.onClose}>
      <NameForm name={props.name} onDone={props.onClose} />
    </Dialog>
  );
}

function NameForm(props: { name: string; onDone: () => void }) {
  const group = useGroup();
  const acts = useActs();
  const [name, setName] = createSignal(props.name);
  const [wrong, setWrong] = createSignal<string | null>(null);
  async function keep(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const wanted = name().trim();
    if (wanted === "") {
      setWrong(words.person.nameMissing);
      return focusFirstWrong(form);
    }
    // Asked here first, so that what is wrong with it is said where it was typed.
    const done = await group.act({ type: "rename", name: wanted });
    if (!done.ok && done.reason === "bad-name") {
      setWrong(words.person.nameWrong);
      return focusFirstWrong(form);
    }
    props.onDone();
    acts.answer(done, words.person.renamed(wanted));
  }
  return (
    <form class="stack" onSubmit={(event) => void keep(event)} noValidate>
      <Field
        label={words.person.name}
        hint={words.person.nameHint}
        wrong={wrong()}
        value={name()}
        onInput={setName}
        first
      />
      <div class="actions fill">
        <Button kind="main" submit>
          {words.person.keepName}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
