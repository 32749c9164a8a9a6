// The same agreement in other languages, each marked where the original has moved on since.
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";
import { focusFirstWrong } from "../../../ui/form.ts";
import { State } from "../../../ui/States.tsx";
import type { MadeFromRow } from "../../../workspace/made-from.types.ts";
import { useGroup } from "../../group/context.tsx";
import { createPointNow, sameText } from "./current.ts";

const words = agreementWords.languages;

export function Languages(props: { agreement: string; language: string | null }) {
  const group = useGroup();
  const [adding, setAdding] = createSignal(false);
  const rows = () => group.madeFrom.of(props.agreement, "translation");
  return (
    <section class="section narrow no-print" aria-label={words.title}>
      <Show when={rows().length > 0}>
        <h2 id="languages">{words.title}</h2>
        <Show when={props.language}>
          {(tag) => <p class="soft">{words.original(agreementWords.top.languageName(tag()))}</p>}
        </Show>
        <ul class="list">
          <For each={rows()}>{(row) => <Language row={row} />}</For>
        </ul>
      </Show>
      <Show when={group.writes()}>
        <p>
          <Button kind="quiet" icon="plus" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        </p>
      </Show>
      <Dialog open={adding()} title={words.add} onClose={() => setAdding(false)}>
        <AddForm agreement={props.agreement} />
      </Dialog>
    </section>
  );
}

function Language(props: { row: MadeFromRow }) {
  const group = useGroup();
  const { view } = group.openDocument("agreement", props.row.id);
  const tag = () => view()?.facts.language ?? undefined;
  // Taken out of the view, which changes in place: brought up to date, it is made from another point.
  const from = createMemo(
    () => {
      const made = view()?.facts.from;
      const { document, heads } = made?.base ?? {};
      return made && document && heads ? { agreement: made.agreement, base: { document, heads: [...heads] } } : null;
    },
    null,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  return (
    <li class="item">
      <h3 class="item-title">
        <a href={`/g/${group.id}/agreements/${props.row.id}`} lang={tag()} dir="auto">
          {props.row.title}
        </a>
      </h3>
      <Show when={from()} keyed>
        {(made) => {
          const base = group.madeFrom.textAt(made.base);
          const point = createPointNow(group, () => made.agreement);
          return (
            <Show when={point()} keyed>
              {(at) => {
                const now = group.madeFrom.textAt(at);
                const behind = () => {
                  const [was, is] = [base.found(), now.found()];
                  return was !== null && is !== null && !sameText(was.written, is.written);
                };
                return (
                  <Show when={behind()}>
                    <State icon="clock" is="look">
                      {words.behind}
                    </State>
                  </Show>
                );
              }}
            </Show>
          );
        }}
      </Show>
    </li>
  );
}

function AddForm(props: { agreement: string }) {
  const group = useGroup();
  const navigate = useNavigate();
  const [tag, setTag] = createSignal("");
  const [wrong, setWrong] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  async function add(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    const form = event.currentTarget as HTMLFormElement;
    const name = words.nameOf(tag().trim());
    if (name === null) {
      setWrong(agreementWords.top.fault["no-such-language"]);
      return focusFirstWrong(form);
    }
    setBusy(true);
    const language = tag().trim();
    const readers = { kind: "everyone" } as const;
    const begun = await group.madeFrom.begin({
      agreement: props.agreement,
      as: "translation",
      name,
      language,
      readers,
    });
    setBusy(false);
    if (begun.ok) return navigate(`/g/${group.id}/agreements/${begun.value}`);
    setWrong(agreementWords.changes.fault[begun.reason]);
    focusFirstWrong(form);
  }
  return (
    <form onSubmit={add} noValidate>
      <p class="soft">{words.addWhat}</p>
      <Field
        first
        label={agreementWords.top.language}
        hint={agreementWords.top.languageHint}
        wrong={wrong()}
        value={tag()}
        onInput={(value) => {
          setTag(value);
          setWrong(null);
        }}
      />
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {agreementWords.changes.begin}
        </Button>
      </div>
    </form>
  );
}
