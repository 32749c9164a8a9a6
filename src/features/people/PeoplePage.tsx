// Everyone by the name they chose, who asks to join, and the invitations that wait.
import type { PersonView } from "@fogata/sync";
import { createSignal, For, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { createGradual } from "../../ui/gradual.ts";
import { PageHead } from "../../ui/Page.tsx";
import { useGroup } from "../group/context.tsx";
import { AskingToJoin } from "./AskingToJoin.tsx";
import { InvitationDialog } from "./InvitationDialog.tsx";
import { InvitationsWaiting } from "./InvitationsWaiting.tsx";

const longFrom = 40;

export default function PeoplePage() {
  const group = useGroup();
  const now = createClock();
  const people = createGradual(group.people);
  const [shown, setShown] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal(false);

  async function invite() {
    setBusy(true);
    const made = await group.invite();
    setBusy(false);
    setFault(!made.ok);
    if (made.ok) setShown(made.value.id);
  }

  return (
    <>
      <PageHead title={text.nav.people} group={group.name()} soft={text.people.howMany(group.people().length)}>
        <div class="row">
          <Button icon="user-plus" busy={busy()} onPress={invite}>
            {text.people.invite}
          </Button>
        </div>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{text.people.inviteFault}</p>
            </Banner>
          </Show>
        </div>
      </PageHead>
      <div class="two">
        <div class="stack loosest">
          <AskingToJoin />
          <section class="section" aria-labelledby="members">
            <h2 id="members">{text.people.members}</h2>
            <ul class="list" classList={{ long: group.people().length >= longFrom }}>
              <For each={people()}>
                {(person) => <Person person={person} mine={person.member === group.me().member} now={now()} />}
              </For>
            </ul>
          </section>
        </div>
        <InvitationsWaiting onShow={setShown} />
      </div>
      <InvitationDialog id={shown()} onClose={() => setShown(null)} />
    </>
  );
}

function Person(props: { person: PersonView; mine: boolean; now: number }) {
  return (
    <li class="person">
      <Avatar name={props.person.name} id={props.person.member} />
      <div>
        <p class="person-name">
          <bdi>{props.person.name}</bdi> <Show when={props.mine}>{<span class="faint">{text.people.you}</span>}</Show>
        </p>
        {/* The log of a group's first day names no time. */}
        <Show when={props.person.since > 0}>
          <p class="soft">{text.people.since(text.words.month(props.person.since, props.now))}</p>
        </Show>
      </div>
    </li>
  );
}
