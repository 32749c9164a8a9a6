// A place for somebody who asked: without an end, or until a day.
import { parseDay } from "@fogata/domain";
import { createSignal, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { DayField } from "../../ui/fields.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { dayOf } from "../../workspace/today.ts";
import { type Request, usePlaces, type WorkingGroup } from "./places.tsx";

export function GiveDialog(props: { group: WorkingGroup; request: Request | null; onClose: () => void }) {
  const places = usePlaces();
  return (
    <Dialog
      open={props.request !== null}
      title={props.request ? words.givingTo(places.name(props.request.by)) : ""}
      onClose={props.onClose}
    >
      <Show when={props.request}>
        {(request) => <Form group={props.group} request={request()} onDone={props.onClose} />}
      </Show>
    </Dialog>
  );
}

function Form(props: { group: WorkingGroup; request: Request; onDone: () => void }) {
  const places = usePlaces();
  const [until, setUntil] = createSignal("");
  const [wrong, setWrong] = createSignal<"no-end" | "is-over" | null>(null);
  function give(event: SubmitEvent) {
    event.preventDefault();
    const last = until() === "" ? null : parseDay(until());
    if (until() !== "" && last === null) setWrong("no-end");
    else if (last !== null && last < dayOf(Date.now())) setWrong("is-over");
    else {
      void places.give(props.group, props.request, last);
      return props.onDone();
    }
    focusFirstWrong(event.currentTarget as HTMLFormElement);
  }
  return (
    <form onSubmit={give} noValidate>
      <p>{words.asksWhat}</p>
      <DayField
        label={words.giveUntil}
        hint={words.giveUntilHint}
        value={until()}
        wrong={wrong() === null ? null : words.refused[wrong()!]}
        onInput={(day) => {
          setUntil(day);
          setWrong(null);
        }}
      />
      <div class="actions fill">
        <Button kind="main" submit>
          {words.give}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
