// Asks the group to part with somebody: why, in words the person will read; who has to sign; and what happens then.
import type { PersonView } from "@fogata/sync";
import { createSignal } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { WordsField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { signaturesNeeded } from "./needed.ts";

export function RemovalDialog(props: { person: PersonView; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={props.open} title={words.removal.title(props.person.name)} onClose={props.onClose}>
      <RemovalForm person={props.person} onDone={props.onClose} />
    </Dialog>
  );
}

function RemovalForm(props: { person: PersonView; onDone: () => void }) {
  const group = useGroup();
  const acts = useActs();
  const [why, setWhy] = createSignal("");
  const [wrong, setWrong] = createSignal<string | null>(null);
  const name = () => props.person.name;
  const others = () => group.people().filter((one) => one.full && one.member !== props.person.member).length;
  async function ask(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const refuse = (words: string) => {
      setWrong(words);
      focusFirstWrong(form);
    };
    const said = why().trim();
    if (said === "") return refuse(words.removal.whyMissing);
    const { member } = props.person;
    const done = await group.act({ type: "ask", what: { kind: "removal", member, why: said } });
    // What was written stays where it can be shortened.
    if (!done.ok && done.reason === "too-long") return refuse(words.removal.whyLong);
    props.onDone();
    acts.answer(done, words.removal.asked);
  }
  return (
    <form class="stack" onSubmit={(event) => void ask(event)} noValidate>
      <p>{words.removal.who(signaturesNeeded(group, props.person.member), others())}</p>
      <p>{words.removal.happens(name())}</p>
      <WordsField
        label={words.removal.why}
        hint={words.removal.whyHint(name())}
        wrong={wrong()}
        rows={4}
        value={why()}
        onInput={setWhy}
      />
      <p class="soft">{words.removal.sees(name())}</p>
      <div class="actions fill">
        <Button kind="main" submit>
          {words.removal.do}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
