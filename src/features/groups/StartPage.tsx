// Starting a group asks two things and nothing else.
import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { useWorkspace } from "../../workspace/context.tsx";

export default function StartPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [myName, setMyName] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const missing = (value: string, say: string) => (tried() && value.trim() === "" ? say : null);

  async function start(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (busy()) return;
    if (name().trim() === "" || myName().trim() === "") return focusFirstWrong(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const started = await workspace.startGroup({ name: name().trim(), myName: myName().trim() });
    setBusy(false);
    if (started.ok) navigate(`/g/${started.value}`);
    else setFault(text.start.fault[started.reason]);
  }

  return (
    <PlainPage home="/">
      <PageHead title={text.start.title} lead={text.start.lead} />
      <form class="sheet stack loose" onSubmit={start} noValidate>
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
        </div>
        <div class="actions fill">
          <Button kind="main" submit busy={busy()}>
            {text.start.button}
          </Button>
        </div>
      </form>
      <p class="faint">{text.start.same}</p>
      <div class="stack">
        <p>
          <a class="btn btn-quiet" href="/start/together" aria-describedby="together">
            {foundingWords.way}
          </a>
        </p>
        <p class="hint" id="together">
          {foundingWords.wayWhat}
        </p>
      </div>
    </PlainPage>
  );
}
