// "I know this person": one signature for one or several new joiners; or a concern, which makes it the group's decision.
import type { MemberId, PersonView } from "@fogata/sync";
import { createSignal, For, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Check } from "../../ui/Choice.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { makeNames, useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { mayWelcome, WelcomeLine } from "./PersonRow.tsx";

export function WelcomeDialog(props: { member: MemberId | null; onClose: () => void }) {
  const group = useGroup();
  const [concerned, setConcerned] = createSignal(false);
  const person = () => group.people().find((one) => one.member === props.member) ?? null;
  function close() {
    setConcerned(false);
    props.onClose();
  }
  const title = () => (concerned() ? words.welcome.concernTitle : words.welcome.title(person()?.name ?? ""));
  return (
    <Dialog open={person() !== null} title={title()} onClose={close}>
      <Show when={person()}>
        {(one) => (
          <Show
            when={concerned()}
            fallback={<Welcome person={one()} onConcern={() => setConcerned(true)} onDone={close} />}
          >
            <Concern person={one()} onDone={close} />
          </Show>
        )}
      </Show>
    </Dialog>
  );
}

function Welcome(props: { person: PersonView; onConcern: () => void; onDone: () => void }) {
  const group = useGroup();
  const acts = useActs();
  const { called } = makeNames(group);
  const [also, setAlso] = createSignal<readonly MemberId[]>([]);
  const others = () => group.people().filter((one) => one.member !== props.person.member && mayWelcome(one));
  const all = () => [props.person.member, ...also()];
  function choose(member: MemberId, chosen: boolean) {
    setAlso((before) => (chosen ? [...before, member] : before.filter((one) => one !== member)));
  }
  async function welcome() {
    const members = all();
    const done = acts.act({ type: "welcome", members }, words.welcome.done(members.map(called)));
    props.onDone();
    await done;
  }
  return (
    <div class="stack">
      <WelcomeLine person={props.person} />
      <p>{words.welcome.say}</p>
      <Show when={others().length > 0}>
        <details class="fold">
          <summary>{words.welcome.others}</summary>
          <p class="hint">{words.welcome.othersHint}</p>
          <For each={others()}>
            {(one) => (
              <Check
                label={one.name}
                checked={also().includes(one.member)}
                onChange={(chosen) => choose(one.member, chosen)}
              />
            )}
          </For>
        </details>
      </Show>
      <div class="actions fill">
        <Button kind="main" busy={acts.busy()} onPress={() => void welcome()}>
          {all().length > 1 ? words.welcome.knowMany : words.welcome.know}
        </Button>
        <Button kind="quiet" onPress={props.onConcern}>
          {words.welcome.concern}
        </Button>
      </div>
    </div>
  );
}

function Concern(props: { person: PersonView; onDone: () => void }) {
  const acts = useActs();
  async function raise() {
    const { member, name } = props.person;
    const done = acts.act({ type: "object", member }, words.welcome.concernDone(name));
    props.onDone();
    await done;
  }
  return (
    <div class="stack">
      <p>{words.welcome.concernWhat(props.person.name)}</p>
      <p class="soft">{words.welcome.concernTalk}</p>
      <div class="actions fill">
        <Button kind="main" busy={acts.busy()} onPress={() => void raise()}>
          {words.welcome.concernDo}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </div>
  );
}
