// Coming back with a recovery sheet: the words, and what is wrong with them, word by word. Where the relay is, is asked
// only if it is not where this page came from.
import { useNavigate } from "@solidjs/router";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { enRecovery } from "../../text/en-recovery.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { type Recovery, useRecovery } from "./recovery.ts";

const words = enRecovery.recover;
type Fault = Exclude<Awaited<ReturnType<Recovery["recover"]>>, { ok: true }>;

export default function RecoverPage() {
  const recovery = useRecovery();
  const navigate = useNavigate();
  const id = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const [relay, setRelay] = createSignal(recovery?.place ?? "");
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<readonly string[]>([]);
  const [elsewhere, setElsewhere] = createSignal(false);
  let area!: HTMLTextAreaElement;

  async function go(event: SubmitEvent) {
    event.preventDefault();
    if (busy() || !recovery) return;
    setWrong([]);
    setBusy(true);
    const back = await recovery.recover({ words: typed(), relay: relay().trim() });
    setBusy(false);
    if (back.ok) return navigate(`/g/${back.value}`);
    setWrong(said(back));
    // With the right words it may be the wrong place.
    if (back.reason === "nothing-there" || back.reason === "relay-unreachable") setElsewhere(true);
    area.focus();
  }
  return (
    <PlainPage home="/">
      <PageHead title={words.title} lead={words.lead} />
      <form class="sheet stack loose" onSubmit={go} noValidate>
        <div class="field" data-state={wrong().length > 0 ? "wrong" : undefined}>
          <label for={id}>{words.words}</label>
          <p class="hint" id={`${id}-hint`}>
            {words.wordsHint}
          </p>
          <textarea
            ref={area}
            id={id}
            class="input"
            rows="6"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            lang="en"
            aria-describedby={`${id}-hint ${id}-wrong`}
            aria-invalid={wrong().length > 0 ? "true" : undefined}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <div aria-live="polite" id={`${id}-wrong`}>
          <Show when={wrong().length > 0}>
            <Banner icon="info" kind="look">
              <For each={wrong()}>{(one) => <p>{one}</p>}</For>
            </Banner>
          </Show>
          <Show when={busy()}>
            <p>{words.going}</p>
          </Show>
        </div>
        <Show when={elsewhere()}>
          <Field label={words.relay} hint={words.relayHint} value={relay()} onInput={setRelay} />
        </Show>
        <div class="actions fill">
          <Button kind="main" submit busy={busy()}>
            {words.go}
          </Button>
        </div>
      </form>
      <p class="faint">{words.after}</p>
      <details class="fold">
        <summary>{words.noSheet}</summary>
        <p>{words.noSheetWhat}</p>
      </details>
    </PlainPage>
  );
}

function said(back: Fault): string[] {
  if (back.reason !== "words") return [words.fault[back.reason]];
  if (back.fault.reason === "count") return [words.count(back.fault.found)];
  if (back.fault.reason === "checksum") return [words.checksum];
  return back.fault.words.map(({ place, word, perhaps }) => words.unknown(place, word, perhaps));
}
