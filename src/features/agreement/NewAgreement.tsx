// A new agreement needs a title and nothing else. It can begin with words that others wrote: ours, or the group's own.
import type { Readable } from "@fogata/domain";
import { createSignal, onMount, Show } from "solid-js";
import { registerWords } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { SelectField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";

const words = registerWords.begin;
/** Late: nobody needs them who begins with an empty page. */
const ours = () => import("@fogata/domain/templates");
type Words = NonNullable<Parameters<GroupWorkspace["newAgreement"]>[1]>;

export function NewAgreement(props: { open: boolean; onClose: () => void; onOpen: (id: string) => void }) {
  return (
    <Dialog open={props.open} title={text.agreements.new} onClose={props.onClose}>
      <TitleForm onOpen={props.onOpen} />
    </Dialog>
  );
}

function TitleForm(props: { onOpen: (id: string) => void }) {
  const group = useGroup();
  // No resource: the dialog is there at once, and they join it.
  const [templates, setTemplates] = createSignal<readonly (Readable & { id: string })[]>([]);
  const [origin, setOrigin] = createSignal<string | null>(null);
  onMount(() => {
    ours().then(
      ({ origin, readTemplate, templates }) => {
        setTemplates(templates.map((one) => ({ id: one.id, ...readTemplate(one) })));
        setOrigin(words.origin(origin));
      },
      () => {}, // one begins with an empty page
    );
  });
  const [title, setTitle] = createSignal("");
  const [chosen, setChosen] = createSignal("empty");
  const [fault, setFault] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const own = () => group.madeFrom.all("template");
  const options = () => [
    { value: "empty", name: words.empty },
    ...own().map(({ id, title }) => ({ value: `own ${id}`, name: words.groups(title) })),
    ...templates().map(({ id, title }) => ({ value: `ours ${id}`, name: words.ours(title) })),
  ];
  const nameOf = (value: string) =>
    templates().find(({ id }) => value === `ours ${id}`)?.title ??
    own().find(({ id }) => value === `own ${id}`)?.title ??
    "";

  function choose(value: string) {
    // A title that somebody wrote stays; one that came with other words goes with them.
    if (title() === "" || title() === nameOf(chosen())) setTitle(nameOf(value));
    setChosen(value);
  }

  /** Null if they cannot be had. */
  async function wordsToBegin(): Promise<Words | null | undefined> {
    const [whose, id] = chosen().split(" ") as [string, string?];
    if (whose === "ours") return templates().find((one) => one.id === id) ?? null;
    if (whose !== "own") return undefined;
    const found = await group.madeFrom.words(id!);
    if (!found.ok) return null;
    const { blocks, facts } = found.value;
    return { blocks, facts: { ...facts, from: null, name: "" } };
  }

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    const form = event.currentTarget as HTMLFormElement;
    const first = await wordsToBegin();
    const begun = first === null ? null : await group.newAgreement(title().trim(), first);
    setBusy(false);
    if (begun?.ok) return props.onOpen(begun.value);
    setFault(begun === null ? words.fault : text.agreements.fault[begun.reason]);
    focusFirstWrong(form);
  }

  return (
    <form onSubmit={begin} noValidate>
      <Field
        first
        label={text.agreements.field}
        hint={text.agreements.fieldHint}
        wrong={fault()}
        value={title()}
        onInput={(value) => {
          setTitle(value);
          setFault(null);
        }}
      />
      <SelectField label={words.with} value={chosen()} options={options()} onChoose={choose} />
      {/* Before anybody chooses, too: whose words they are, and what may be done with them. */}
      <Show when={chosen().startsWith("own") ? words.groupOrigin : origin()}>
        {(whose) => <p class="hint">{whose()}</p>}
      </Show>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {text.agreements.begin}
        </Button>
      </div>
    </form>
  );
}
