// Begins a change to an agreement: its name, and who can read it for now.
import { useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";
import { SelectField } from "../../../ui/fields.tsx";
import { focusFirstWrong } from "../../../ui/form.ts";
import type { MakingFault, Readers } from "../../../workspace/made-from.types.ts";
import { useGroup } from "../../group/context.tsx";

const words = agreementWords.changes;

/** What it begins with: the text in force, the draft as it is now, or what I went on writing past what was decided. */
export type ProposeFrom = "force" | "draft" | "edits";
const stays = { force: words.stays, draft: words.staysDraft, edits: words.begun.stays };

export function Propose(props: { agreement: string; open: boolean; from: ProposeFrom; onClose: () => void }) {
  return (
    <Dialog open={props.open} title={props.from === "edits" ? words.begun.turn : words.propose} onClose={props.onClose}>
      <ProposeForm agreement={props.agreement} from={props.from} />
    </Dialog>
  );
}

function ProposeForm(props: { agreement: string; from: ProposeFrom }) {
  const group = useGroup();
  const navigate = useNavigate();
  const working = group.openDocument("working-groups");
  const [name, setName] = createSignal("");
  const [readers, setReaders] = createSignal("everyone");
  const [fault, setFault] = createSignal<MakingFault | null>(null);
  const [busy, setBusy] = createSignal(false);
  /** Working groups in which I have a place. */
  const places = () =>
    (working.view()?.groups ?? []).filter(({ circle }) =>
      group.circles.all().some((one) => one.id === circle && one.mine === "seated"),
    );
  const chosen = (): Readers => {
    const kind = readers();
    return kind === "everyone" || kind === "me" ? { kind } : { kind: "circle", circle: kind };
  };

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setBusy(true);
    const form = event.currentTarget as HTMLFormElement;
    const begun = await group.madeFrom.begin({
      agreement: props.agreement,
      as: "amendment",
      name: name().trim(),
      readers: chosen(),
      ...(props.from === "edits" ? { edits: true } : {}),
    });
    setBusy(false);
    if (begun.ok) return navigate(`/g/${group.id}/agreements/${begun.value}`);
    setFault(begun.reason);
    focusFirstWrong(form);
  }

  return (
    <form onSubmit={begin} noValidate>
      <p class="soft">{stays[props.from]}</p>
      <Field
        first
        label={words.name}
        hint={words.nameHint}
        wrong={fault() === null ? null : words.fault[fault()!]}
        value={name()}
        onInput={(value) => {
          setName(value);
          setFault(null);
        }}
      />
      <SelectField
        label={words.readers}
        hint={readers() === "me" ? words.meHint : undefined}
        value={readers()}
        options={[
          { value: "everyone", name: words.everyone },
          ...places().map(({ circle, name }) => ({ value: circle as string, name })),
          { value: "me", name: words.me },
        ]}
        onChoose={setReaders}
      />
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {words.begin}
        </Button>
      </div>
    </form>
  );
}
