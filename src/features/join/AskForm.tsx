// One question and one offer, then the request goes out. A further device and somebody who comes back have a name already:
// of them nothing is asked.
import type { InvitationFault, Purpose } from "@fogata/sync";
import { createSignal, createUniqueId, Show } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useWorkspace } from "../../workspace/context.tsx";

const words = invitationWords.join;
const asks: Record<Purpose, string> = {
  founding: foundingWords.join.ask,
  person: words.ask,
  device: words.deviceAsk,
  recovery: words.recoveryAsk,
};

export interface AskFormProps {
  link: string;
  purpose: Purpose;
  expiresAt: number;
  onAsked: (id: string) => void;
  /** The invitation turned out to be no good after all. */
  onFault: (reason: InvitationFault) => void;
}

export function AskForm(props: AskFormProps) {
  const workspace = useWorkspace();
  const now = createClock();
  const what = createUniqueId();
  const [name, setName] = createSignal(workspace.invitedAs());
  const [company, setCompany] = createSignal(false);
  const [help, setHelp] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [full, setFull] = createSignal(false);
  const [badName, setBadName] = createSignal(false);
  const person = () => props.purpose === "person";
  const comesBack = () => props.purpose === "recovery";
  /** Whoever is new says what to be called. */
  const isNew = () => person() || props.purpose === "founding";
  const wrong = () => {
    if (badName()) return text.fields.nameTooLong;
    return tried() && name().trim() === "" ? text.fields.myNameMissing : null;
  };

  async function ask(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (busy()) return;
    const form = event.currentTarget as HTMLFormElement;
    if (isNew() && name().trim() === "") return focusFirstWrong(form);
    setBusy(true);
    const asked = await workspace.askToJoin({
      link: props.link,
      name: name().trim(),
      companion: person() && company() ? help().trim() : null,
    });
    setBusy(false);
    if (asked.ok) props.onAsked(asked.value.id);
    else if (asked.reason === "device-full") setFull(true);
    else if (asked.reason === "bad-name") {
      setBadName(true);
      focusFirstWrong(form);
    } else props.onFault(asked.reason);
  }

  return (
    <form class="sheet stack" aria-labelledby={isNew() ? "ask" : undefined} onSubmit={ask} noValidate>
      <Show when={isNew()}>
        <h2 id="ask">{person() ? words.askTitle : foundingWords.join.askTitle}</h2>
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
        <Show when={person()}>
          <Check label={words.companion} hint={words.companionHint} checked={company()} onChange={setCompany} />
        </Show>
        <Show when={company()}>
          <Field label={words.companionWords} hint={words.companionWordsHint} value={help()} onInput={setHelp} />
        </Show>
      </Show>
      <div aria-live="polite">
        <Show when={full()}>
          <Banner icon="info" kind="look">
            <p>{words.fault["device-full"]}</p>
          </Banner>
        </Show>
      </div>
      <Show when={comesBack()}>
        <p id={what}>{words.recoveryAskWhat}</p>
      </Show>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()} {...(comesBack() ? { describedBy: what } : {})}>
          {asks[props.purpose]}
        </Button>
      </div>
      <p class="hint">{words.goodUntil(text.words.untilMoment(props.expiresAt, now()))}</p>
    </form>
  );
}
