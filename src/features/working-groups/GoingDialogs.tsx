// Two ways to go: my place offered to somebody, or simply left.
import { createSignal, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { DayField, SelectField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { type Refused, usePlaces, type WorkingGroup } from "./places.tsx";

interface GoingProps {
  open: boolean;
  group: WorkingGroup;
  onClose: () => void;
}

export function HandOnDialog(props: GoingProps) {
  return (
    <Dialog open={props.open} title={words.handOn} onClose={props.onClose}>
      <HandOn group={props.group} onDone={props.onClose} />
    </Dialog>
  );
}

function HandOn(props: { group: WorkingGroup; onDone: () => void }) {
  const places = usePlaces();
  const seated = new Set(places.mine(props.group)?.people.map(({ member }) => member));
  const others = () => places.others().filter(({ member }) => !seated.has(member));
  const [to, setTo] = createSignal(others()[0]?.member ?? "");
  const [until, setUntil] = createSignal("");
  const [fault, setFault] = createSignal<Refused | null>(null);
  const aboutDay = () => fault() === "no-end" || fault() === "is-over";
  function send(event: SubmitEvent) {
    event.preventDefault();
    const about = { group: props.group.id, to: to(), until: until() || null };
    const made = places.open.change("offer", about);
    if (made.ok) {
      places.tell(made, words.done.offered(places.name(to())));
      return props.onDone();
    }
    setFault(made.reason);
    focusFirstWrong(event.currentTarget as HTMLFormElement);
  }
  return (
    <Show when={others().length > 0} fallback={<p>{words.alone}</p>}>
      <form onSubmit={send} noValidate>
        <p>{words.handOnWhat}</p>
        <SelectField
          label={words.handOnTo}
          wrong={fault() !== null && !aboutDay() ? words.refused[fault()!] : null}
          value={to()}
          options={others().map(({ member, name }) => ({ value: member, name }))}
          onChoose={setTo}
        />
        <DayField
          label={words.giveUntil}
          hint={words.giveUntilHint}
          wrong={aboutDay() ? words.refused[fault()!] : null}
          value={until()}
          onInput={setUntil}
        />
        <div class="actions fill">
          <Button kind="main" submit>
            {words.handOnSend}
          </Button>
          <Button kind="quiet" onPress={props.onDone}>
            {text.leaveIt}
          </Button>
        </div>
      </form>
    </Show>
  );
}

export function LeaveDialog(props: GoingProps) {
  const places = usePlaces();
  const alone = () => (places.mine(props.group)?.people.length ?? 0) < 2;
  return (
    <Dialog open={props.open} title={words.leaveTitle(props.group.name)} onClose={props.onClose}>
      <p>{words.leaveWhat}</p>
      <Show when={alone()}>
        <p>{words.leaveLast}</p>
      </Show>
      <div class="actions fill">
        <Button
          kind="main"
          onPress={() => {
            void places.leave(props.group);
            props.onClose();
          }}
        >
          {words.leaveYes}
        </Button>
        <Button kind="quiet" onPress={props.onClose}>
          {words.stay}
        </Button>
      </div>
    </Dialog>
  );
}
