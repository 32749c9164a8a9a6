// Founding together, its first step: what the group and I are called, and how it goes.
import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { foundingWords } from "../../text/en-founding.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { useWorkspace } from "../../workspace/context.tsx";

const words = foundingWords.begin;

export default function BeginPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [myName, setMyName] = createSignal("");
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
    const begun = await workspace.beginFounding({ name: name().trim(), myName: myName().trim() });
    setBusy(false);
    if (begun.ok) navigate(`/founding/${begun.value.id}`, { replace: true });
    else setFault(words.fault[begun.reason]);
  }

  return (
    <PlainPage home="/">
      <PageHead title={words.title} lead={words.lead} />
      <section class="section" aria-labelledby="how">
        <h2 id="how">{words.how}</h2>
        <ol class="stack">
          <For each={words.steps}>{(step) => <li>{step}</li>}</For>
        </ol>
      </section>
      <form class="sheet stack loose" onSubmit={begin} noValidate>
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
            {words.button}
          </Button>
        </div>
      </form>
      <p class="faint">{words.not}</p>
      <p>
        <a class="btn btn-quiet" href="/start">
          {foundingWords.alone}
        </a>
      </p>
    </PlainPage>
  );
}
