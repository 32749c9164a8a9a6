// What an invitation is good for, where the usual one is not what is wanted: a note, for how many, until when, and the
// agreements to read first.
import { createSignal, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Check, Choice } from "../../ui/Choice.tsx";
import { Field } from "../../ui/Field.tsx";
import { useGroup } from "../group/context.tsx";
import { copiesOf } from "./agreement-copies.ts";
import { WhichAgreements } from "./WhichAgreements.tsx";

const words = invitationWords.invitation;
const labelLengthMax = 80;
type Uses = keyof typeof words.usesOptions;
type Hours = keyof typeof words.hoursOptions;

export function InvitationChoices(props: { onMade: (id: string) => void }) {
  const group = useGroup();
  const [label, setLabel] = createSignal("");
  const [uses, setUses] = createSignal<Uses>("1");
  const [hours, setHours] = createSignal<Hours>("72");
  const [shows, setShows] = createSignal(false);
  // All of them, until somebody chooses: a newcomer should know what there is.
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const chosen = () => (shows() ? group.agreements().filter(({ id }) => !left().has(id)) : []);

  async function make(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    setFault(null);
    setBusy(true);
    const said = await invite().catch(() => words.fault["app-incomplete"]);
    setBusy(false);
    setFault(said);
  }
  /** What stands in the way; null once it is made. */
  async function invite(): Promise<string | null> {
    const { copies, missing } = await copiesOf(group, chosen());
    // An invitation that shows less than was chosen would say something else about the group.
    if (missing.length > 0) return words.missing(missing);
    const made = await group.invite({
      label: label().trim().slice(0, labelLengthMax),
      uses: Number(uses()),
      hours: Number(hours()),
      agreements: copies.length > 0 ? copies : null,
    });
    if (!made.ok) return words.fault[made.reason];
    props.onMade(made.value.id);
    return null;
  }

  return (
    <details class="fold">
      <summary>{words.other}</summary>
      <form class="stack loose" onSubmit={make} noValidate>
        <p class="soft">{words.otherWhat}</p>
        <Field label={words.label} hint={words.labelHint} value={label()} onInput={setLabel} />
        <Choice label={words.uses} options={words.usesOptions} value={uses()} onChoose={setUses} />
        <Choice label={words.hours} options={words.hoursOptions} value={hours()} onChoose={setHours} />
        <Show when={group.agreements().length > 0}>
          <Check label={words.agreements} hint={words.agreementsHint} checked={shows()} onChange={setShows} />
          <Show when={shows()}>
            <WhichAgreements rows={group.agreements()} left={left()} onLeft={setLeft} />
          </Show>
        </Show>
        <div aria-live="polite">
          <Show when={fault()}>
            {(said) => (
              <Banner within icon="info" kind="look">
                <p>{said()}</p>
              </Banner>
            )}
          </Show>
        </div>
        <div class="actions">
          <Button submit busy={busy()}>
            {words.make}
          </Button>
        </div>
      </form>
    </details>
  );
}
