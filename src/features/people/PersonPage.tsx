// One person: how they stand, what is asked about them, their devices, and what can be done when something is wrong. On my
// own page: my name, and my lost devices.

import type { PersonView } from "@fogata/sync";
import { useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { State, ThatIsAll } from "../../ui/States.tsx";
import { Asks } from "../belonging/Asks.tsx";
import { ActsPlace, makeActs, makeNames, useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { HelpBackIn } from "../recovery/HelpBackIn.tsx";
import { NameDialog } from "./NameDialog.tsx";
import { PersonDevices } from "./PersonDevices.tsx";
import { mayWelcome, standingInWords, WelcomeLine } from "./PersonRow.tsx";
import { SomethingWrong } from "./SomethingWrong.tsx";
import { WelcomeDialog } from "./WelcomeDialog.tsx";

import "../belonging/belonging.css";

export default function PersonPage() {
  const group = useGroup();
  const params = useParams<{ member: string }>();
  const person = () => group.people().find((one) => one.member === params.member);
  return (
    <Show when={person()} fallback={<NotHere />}>
      {(one) => <OnePerson person={one()} />}
    </Show>
  );
}

function BackToPeople() {
  const group = useGroup();
  return (
    <a class="crumb" href={`/g/${group.id}/people`}>
      <Icon name="caret-left" flips /> {words.back}
    </a>
  );
}

function NotHere() {
  const group = useGroup();
  return (
    <PageHead
      title={words.person.notHere}
      group={group.name()}
      soft={words.person.notHereWhat}
      before={<BackToPeople />}
    />
  );
}

function OnePerson(props: { person: PersonView }) {
  const group = useGroup();
  const acts = makeActs(group);
  const { me } = makeNames(group);
  const now = createClock();
  const [naming, setNaming] = createSignal(false);
  const mine = () => props.person.member === me();
  const changeable = () => mine() && group.writes();
  return (
    <ActsPlace acts={acts}>
      <PageHead
        title={props.person.name}
        group={group.name()}
        soft={standingInWords(props.person, now())}
        before={<BackToPeople />}
      >
        <div class="person-look">
          <Avatar name={props.person.name} id={props.person.member} />
          <Show when={mine()}>
            <span class="faint">{words.person.thisIsYou}</span>
          </Show>
        </div>
        <Show when={props.person.pausedUntil}>
          {(until) => (
            <State icon="clock" sentence>
              {words.paused(text.words.untilMoment(until(), now()))}
            </State>
          )}
        </Show>
        <Show when={changeable()}>
          <div class="row">
            <Button icon="pencil-simple-line" onPress={() => setNaming(true)}>
              {words.person.changeName}
            </Button>
          </div>
        </Show>
      </PageHead>
      <Asks about={props.person.member} />
      <Show when={props.person.welcome}>
        <Becoming person={props.person} />
      </Show>
      <PersonDevices person={props.person} mine={mine()} />
      <Show when={!mine() && group.writes()}>
        <HelpBackIn member={props.person.member} name={props.person.name} />
        <SomethingWrong person={props.person} />
      </Show>
      <ThatIsAll />
      <Show when={changeable()}>
        <NameDialog open={naming()} name={props.person.name} onClose={() => setNaming(false)} />
      </Show>
    </ActsPlace>
  );
}

/** On the way to being counted: who has said that they know them, and what I can say. */
function Becoming(props: { person: PersonView }) {
  const group = useGroup();
  const acts = useActs();
  const { me, full } = makeNames(group);
  const [welcoming, setWelcoming] = createSignal(false);
  const objected = () => (props.person.welcome?.objections.length ?? 0) > 0;
  const asked = () =>
    group.asks().some(({ open, what }) => open && what.kind === "welcome" && what.member === props.person.member);
  const ask = () =>
    acts.act(
      { type: "ask", what: { kind: "welcome", member: props.person.member } },
      words.welcome.asked(props.person.name),
    );
  return (
    <section class="section" aria-labelledby="becoming">
      <h2 id="becoming">{words.person.standing}</h2>
      <WelcomeLine person={props.person} />
      <Show when={props.person.member !== me() && full()}>
        <div class="actions">
          <Show when={mayWelcome(props.person)}>
            <Button onPress={() => setWelcoming(true)}>{words.welcome.button}</Button>
          </Show>
          <Show when={objected() && !asked()}>
            <Button busy={acts.busy()} onPress={() => void ask()}>
              {words.welcome.ask}
            </Button>
          </Show>
        </div>
      </Show>
      <WelcomeDialog member={welcoming() ? props.person.member : null} onClose={() => setWelcoming(false)} />
    </section>
  );
}
