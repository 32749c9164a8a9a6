// What every new group is asked, and nothing else: what it is called, and what people should call me.
import { createSignal, type JSX, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";

export interface Names {
  name: string;
  myName: string;
}

/** `begin` goes on from there, or answers in words why not. `title`: the id of the heading that names the form. */
export function NamesForm(props: {
  button: string;
  begin: (names: Names) => Promise<string | null>;
  start?: Names;
  title?: string;
  /** Above the questions. */
  before?: JSX.Element;
  /** While it is being begun. */
  meanwhile?: JSX.Element;
}) {
  const [name, setName] = createSignal(props.start?.name ?? "");
  const [myName, setMyName] = createSignal(props.start?.myName ?? "");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const missing = (value: string, say: string) => (tried() && value.trim() === "" ? say : null);

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (busy()) return;
    if (name().trim() === "" || myName().trim() === "") return focusFirstWrong(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const why = await props.begin({ name: name().trim(), myName: myName().trim() });
    setBusy(false);
    setFault(why);
  }

  return (
    <form class="sheet stack loose" aria-labelledby={props.title} onSubmit={(event) => void begin(event)} noValidate>
      {props.before}
      <Field
        label={text.fields.groupName}
        hint={text.fields.groupNameHint}
        wrong={missing(name(), text.fields.groupNameMissing)}
        value={name()}
        onInput={setName}
      />
      <Field
        label={text.fields.myName}
        hint={text.fields.myNameHint}
        wrong={missing(myName(), text.fields.myNameMissing)}
        value={myName()}
        onInput={setMyName}
      />
      <div aria-live="polite">
        <Show when={fault()}>
          <Banner icon="info" kind="look">
            <p>{fault()}</p>
          </Banner>
        </Show>
        <Show when={busy()}>{props.meanwhile}</Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}
