// One question, then the request goes out.
import type { InvitationFault } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useWorkspace } from "../../workspace/context.tsx";

export interface AskFormProps {
  link: string;
  expiresAt: number;
  onAsked: (id: string) => void;
  /** The invitation turned out to be no good after all. */
  onFault: (reason: InvitationFault) => void;
}

export function AskForm(props: AskFormProps) {
  const workspace = useWorkspace();
  const now = createClock();
  const [name, setName] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [full, setFull] = createSignal(false);
  const [badName, setBadName] = createSignal(false);
  const wrong = () => {
    if (badName()) return text.fields.nameTooLong;
    return tried() && name().trim() === "" ? text.fields.myNameMissing : null;
  };

  async function ask(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (busy()) return;
    const form = event.currentTarget as HTMLFormElement;
    if (name().trim() === "") return focusFirstWrong(form);
    setBusy(true);
    const asked = await workspace.askToJoin({ link: props.link, name: name().trim() });
    setBusy(false);
    if (asked.ok) props.onAsked(asked.value.id);
    else if (asked.reason === "device-full") setFull(true);
    else if (asked.reason === "bad-name") {
      setBadName(true);
      focusFirstWrong(form);
    } else props.onFault(asked.reason);
  }

  return (
    <form class="sheet stack" aria-labelledby="ask" onSubmit={ask} noValidate>
      <h2 id="ask">{text.join.askTitle}</h2>
      <Field
        label={text.fields.myName}
        hint={text.fields.myNameHint}
        wrong={wrong()}
        value={name()}
        onInput={(value) => {
          setName(value);
          setBadName(false);
        }}
      />
      <div aria-live="polite">
        <Show when={full()}>
          <Banner icon="info" kind="look">
            <p>{text.join.fault["device-full"]}</p>
          </Banner>
        </Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {text.join.ask}
        </Button>
      </div>
      <p class="hint">{text.join.goodUntil(text.words.untilMoment(props.expiresAt, now()))}</p>
    </form>
  );
}
