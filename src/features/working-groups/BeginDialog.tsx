// Begins a working group in two steps, a name and a mandate; or changes the words of one.
import { createSignal, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { SelectField, WordsField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useGroup } from "../group/context.tsx";
import { type Refused, usePlaces, type WorkingGroup } from "./places.tsx";

export function BeginDialog(props: { open: boolean; onClose: () => void; onOpen: (id: string) => void }) {
  return (
    <Dialog open={props.open} title={words.begin} onClose={props.onClose}>
      <Begin onOpen={props.onOpen} />
    </Dialog>
  );
}

function Begin(props: { onOpen: (id: string) => void }) {
  const group = useGroup();
  const places = usePlaces();
  const [step, setStep] = createSignal<"name" | "mandate">("name");
  const [name, setName] = createSignal("");
  const [mandate, setMandate] = createSignal("");
  const [agreement, setAgreement] = createSignal("");
  const [fault, setFault] = createSignal<Refused | null>(null);
  const [busy, setBusy] = createSignal(false);
  const aboutName = () => fault() === "no-name" || fault() === "bad-name";
  const tell = (why: Refused, form: HTMLFormElement) => {
    setFault(why);
    if (aboutName()) setStep("name");
    queueMicrotask(() => focusFirstWrong(form));
  };

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (step() === "name") {
      if (name().trim() === "") return tell("no-name", form);
      setStep("mandate");
      return form.querySelector("textarea")?.focus();
    }
    if (mandate().trim() === "" && agreement() === "") return tell("no-mandate", form);
    if (busy()) return;
    setBusy(true);
    // First its keys, then its name in everybody's list: a row there always leads somewhere.
    const opened = await group.circles.open(name().trim().slice(0, 80)).catch(() => {
      return { ok: false, reason: "app-incomplete" } as const;
    });
    setBusy(false);
    if (!opened.ok) return tell(opened.reason, form);
    const told = { name: name(), mandate: mandate().trim(), agreement: agreement() || null };
    const added = places.open.change("add", { circle: opened.value, ...told });
    if (!added.ok) return tell(added.reason, form);
    props.onOpen(added.value);
  }

  return (
    <form onSubmit={send} noValidate>
      <Show
        when={step() === "name"}
        fallback={
          <>
            <p dir="auto">
              <b>{name()}</b>
            </p>
            <MandateFields
              mandate={mandate()}
              agreement={agreement()}
              wrong={fault() !== null && !aboutName() ? words.refused[fault()!] : null}
              onMandate={(said) => {
                setMandate(said);
                setFault(null);
              }}
              onAgreement={setAgreement}
            />
            <p class="soft">{words.beginning.afterwards}</p>
          </>
        }
      >
        <Field
          first
          label={words.beginning.name}
          hint={words.beginning.nameHint}
          wrong={aboutName() ? words.refused[fault()!] : null}
          value={name()}
          onInput={(value) => {
            setName(value);
            setFault(null);
          }}
        />
      </Show>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {step() === "name" ? words.beginning.goOn : words.beginning.begin}
        </Button>
        <Show when={step() === "mandate"}>
          <Button kind="quiet" onPress={() => setStep("name")}>
            {words.beginning.back}
          </Button>
        </Show>
      </div>
    </form>
  );
}

function MandateFields(props: {
  mandate: string;
  agreement: string;
  wrong: string | null;
  onMandate: (said: string) => void;
  onAgreement: (id: string) => void;
}) {
  const group = useGroup();
  const options = () => [
    { value: "", name: words.beginning.noAgreement },
    ...group.agreements().map(({ id, title }) => ({ value: id, name: title || text.agreements.untitled })),
  ];
  return (
    <>
      <WordsField
        label={words.beginning.mandate}
        hint={words.beginning.mandateHint}
        wrong={props.wrong}
        value={props.mandate}
        onInput={props.onMandate}
      />
      <Show when={group.agreements().length > 0}>
        <SelectField
          label={words.beginning.agreement}
          value={props.agreement}
          options={options()}
          onChoose={props.onAgreement}
        />
      </Show>
    </>
  );
}

export function DescribeDialog(props: { open: boolean; group: WorkingGroup; onClose: () => void }) {
  return (
    <Dialog open={props.open} title={words.beginning.change} onClose={props.onClose}>
      <Describe group={props.group} onDone={props.onClose} />
    </Dialog>
  );
}

function Describe(props: { group: WorkingGroup; onDone: () => void }) {
  const places = usePlaces();
  // As they were when this was opened: what others write meanwhile is merged with mine, not under my hands.
  const [name, setName] = createSignal(props.group.name);
  const [mandate, setMandate] = createSignal(props.group.mandate);
  const [agreement, setAgreement] = createSignal<string>(props.group.agreement ?? "");
  const [fault, setFault] = createSignal<Refused | null>(null);
  function keep(event: SubmitEvent) {
    event.preventDefault();
    const told = { name: name(), mandate: mandate(), agreement: agreement() || null };
    const done = places.open.change("describe", { group: props.group.id, ...told });
    if (done.ok) return props.onDone();
    setFault(done.reason);
    focusFirstWrong(event.currentTarget as HTMLFormElement);
  }
  return (
    <form onSubmit={keep} noValidate>
      <Field
        first
        label={words.beginning.name}
        wrong={fault() === "no-name" ? words.refused["no-name"] : null}
        value={name()}
        onInput={setName}
      />
      <MandateFields
        mandate={mandate()}
        agreement={agreement()}
        wrong={fault() !== null && fault() !== "no-name" ? words.refused[fault()!] : null}
        onMandate={setMandate}
        onAgreement={setAgreement}
      />
      <div class="actions fill">
        <Button kind="main" submit>
          {words.beginning.keep}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
