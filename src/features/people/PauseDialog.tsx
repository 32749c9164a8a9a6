// Asks for a pause of somebody's access, or of one device of theirs: two full members, seven days at most. What it does and
// what it does not do is said before it is asked for.
import type { PersonView } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Choice.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { signaturesNeeded } from "./needed.ts";

const dayMs = 24 * 60 * 60 * 1000;
type Days = keyof typeof words.pause.daysOf;

export function PauseDialog(props: { person: PersonView; device: string | null; open: boolean; onClose: () => void }) {
  const title = () =>
    props.device === null ? words.pause.title(props.person.name) : words.pause.deviceTitle(props.person.name);
  return (
    <Dialog open={props.open} title={title()} onClose={props.onClose}>
      <PauseForm person={props.person} device={props.device} onDone={props.onClose} />
    </Dialog>
  );
}

function PauseForm(props: { person: PersonView; device: string | null; onDone: () => void }) {
  const acts = useActs();
  const group = useGroup();
  /** K36 Two, but for somebody who was paused a short while ago: then as many as the group's decision takes. */
  const needed = () => {
    const decision = signaturesNeeded(group, props.person.member);
    return props.person.pausedLately ? decision : Math.min(2, decision);
  };
  const [days, setDays] = createSignal<Days>(props.device === null ? "3" : "7");
  async function ask() {
    const until = Date.now() + Number(days()) * dayMs;
    const { member } = props.person;
    const done = acts.act(
      { type: "ask", what: { kind: "pause", member, device: props.device, until } },
      words.pause.asked(needed() - 1),
    );
    props.onDone();
    await done;
  }
  return (
    <div class="stack">
      <Show
        when={props.device === null}
        fallback={
          <>
            <p>{words.pause.deviceDoes(props.person.name, needed())}</p>
            <p class="soft">{words.pause.deviceDoesNot}</p>
          </>
        }
      >
        <Choice label={words.pause.days} options={words.pause.daysOf} value={days()} onChoose={setDays} />
        <p>{words.pause.does(props.person.name, needed())}</p>
        <p class="soft">{words.pause.doesNot(props.person.name)}</p>
      </Show>
      <Show when={props.person.pausedLately}>
        <p>{words.pause.again}</p>
      </Show>
      <div class="actions fill">
        <Button kind="main" busy={acts.busy()} onPress={() => void ask()}>
          {words.pause.do}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </div>
  );
}
