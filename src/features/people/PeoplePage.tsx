// Everyone by the name they chose, in order of joining: who asks to join, what waits for signatures, new joiners and full
// members, and the invitations that wait.
import type { MemberId, PersonView } from "@fogata/sync";
import { createMemo, createSignal, For, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { createGradual } from "../../ui/gradual.ts";
import { PageHead } from "../../ui/Page.tsx";
import { createQuiet } from "../../ui/quiet.ts";
import { ThatIsAll } from "../../ui/States.tsx";
import { Asks } from "../belonging/Asks.tsx";
import { ActsPlace, makeActs, makeNames } from "../belonging/acts.tsx";
import { PastAsks } from "../belonging/PastAsks.tsx";
import { useGroup } from "../group/context.tsx";
import { BeforeNote, FrozenWay } from "../start-again/Ways.tsx";
import { AskingToJoin } from "./AskingToJoin.tsx";
import { InvitationDialog } from "./InvitationDialog.tsx";
import { InvitationsWaiting } from "./InvitationsWaiting.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { WelcomeDialog } from "./WelcomeDialog.tsx";

import "../belonging/belonging.css";

/** From here on the list is long: it can be searched, and rows off the screen are not laid out. */
const longFrom = 20;
/** As many of each are shown until all are asked for: what stands below three hundred would be out of reach on a phone. */
const shownFirst = 40;

export default function PeoplePage() {
  const group = useGroup();
  const acts = makeActs(group);
  const [shown, setShown] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal(false);

  const howMany = () => {
    const all = group.people();
    const amIn = all.some((one) => one.member === group.me().member);
    return amIn ? words.howMany(all.length, all.filter((one) => one.full).length) : words.lastKnown(all.length);
  };

  const { full: mayInvite } = makeNames(group);
  /** A few who can: the ones longest here, as the lists go. */
  const askable = () =>
    group
      .people()
      .filter((one) => one.full && one.pausedUntil === null)
      .slice(0, 3)
      .map(({ name }) => name);

  async function invite() {
    setBusy(true);
    const made = await group.invite();
    setBusy(false);
    setFault(!made.ok);
    if (made.ok) setShown(made.value.id);
  }

  return (
    <>
      <PageHead title={text.nav.people} group={group.name()} soft={howMany()}>
        <Show when={group.writes() && !mayInvite()}>
          <p class="soft">{words.inviteAsk(askable())}</p>
        </Show>
        <Show when={group.writes() && mayInvite()}>
          <div class="row">
            <Button icon="user-plus" busy={busy()} onPress={invite}>
              {text.people.invite}
            </Button>
          </div>
        </Show>
        <div aria-live="polite">
          <Show when={fault()}>
            <Banner icon="info" kind="look">
              <p>{text.people.inviteFault}</p>
            </Banner>
          </Show>
        </div>
      </PageHead>
      <ActsPlace acts={acts}>
        <div class="two">
          <div class="stack loosest">
            <AskingToJoin />
            <Asks />
            <Grown />
            <Everyone />
            <Foot />
          </div>
          <InvitationsWaiting />
        </div>
      </ActsPlace>
      <InvitationDialog id={shown()} onClose={() => setShown(null)} />
    </>
  );
}

function Everyone() {
  const group = useGroup();
  const [wanted, setWanted] = createSignal("");
  const [welcoming, setWelcoming] = createSignal<MemberId | null>(null);
  const { full, myself } = makeNames(group);
  const found = createMemo(() => {
    const word = plain(wanted().trim());
    return word === "" ? group.people() : group.people().filter((one) => plain(one.name).includes(word));
  });
  const outcome = createQuiet(() => (wanted().trim() === "" ? "" : words.found(found().length)));
  const long = () => group.people().length >= longFrom;
  return (
    <>
      <Show when={long()}>
        <div class="stack">
          <Field type="search" label={words.find} value={wanted()} onInput={setWanted} />
          <p class="soft" aria-live="polite">
            {outcome()}
          </p>
        </div>
      </Show>
      <People
        id="joiners"
        title={words.joiners}
        what={myself()?.full ? words.joinersWhat : `${words.joinersWhat} ${words.welcome.notFull}`}
        people={found().filter((one) => !one.full)}
        long={long()}
        onWelcome={full() ? setWelcoming : undefined}
      />
      <People id="fulls" title={words.fulls} people={found().filter((one) => one.full)} long={long()} />
      <WelcomeDialog member={welcoming()} onClose={() => setWelcoming(null)} />
    </>
  );
}

/** Nobody stands above another: within a heading it is the order of joining, and a heading only says who is counted. */
function People(props: {
  id: string;
  title: string;
  what?: string;
  people: readonly PersonView[];
  long: boolean;
  onWelcome?: ((member: MemberId) => void) | undefined;
}) {
  const now = createClock();
  const [all, setAll] = createSignal(false);
  const people = createMemo(() => (all() ? props.people : props.people.slice(0, shownFirst)));
  const rows = createGradual(people);
  let list!: HTMLUListElement;
  /** The button goes, so the focus moves to the first it has brought. */
  function showAll() {
    setAll(true);
    list.children[shownFirst]?.querySelector("a")?.focus();
  }
  return (
    <Show when={people().length > 0}>
      <section class="section" aria-labelledby={props.id}>
        <h2 id={props.id}>{props.title}</h2>
        <Show when={props.what}>
          <p class="soft">{props.what}</p>
        </Show>
        <ul ref={list} class="list people" classList={{ long: props.long }}>
          <For each={rows()}>
            {(person) => (
              <PersonRow person={person} now={now()} {...(props.onWelcome ? { onWelcome: props.onWelcome } : {})} />
            )}
          </For>
        </ul>
        <Show when={people().length < props.people.length}>
          <div class="actions">
            <Button kind="quiet" onPress={showAll}>
              {words.showAll(props.people.length)}
            </Button>
          </div>
        </Show>
      </section>
    </Show>
  );
}

/** Gently, above the lists, once the group has outgrown what it chose. */
function Grown() {
  const group = useGroup();
  const { full } = makeNames(group);
  return (
    <Show when={full() && group.standing().chooseAgain !== null}>
      <Banner icon="users-three" title={words.numbers.again(group.standing().full)}>
        <p>{words.numbers.againWhat}</p>
        <p>
          <a class="way" href={`/g/${group.id}/people/numbers`}>
            {words.numbers.look}
          </a>
        </p>
      </Banner>
    </Show>
  );
}

/** What only sometimes matters: the group's numbers, and the way out. */
function Foot() {
  const group = useGroup();
  const belongs = () => group.here().kind === "here" || group.here().kind === "paused";
  return (
    <div class="stack">
      <Show when={belongs() && group.people().length < 2}>
        <p class="soft">{words.alone}</p>
      </Show>
      <Show when={belongs() && !group.standing().canRemove}>
        <p class="soft">{group.standing().frozen ? words.frozen : words.tooFew}</p>
        <FrozenWay />
      </Show>
      <BeforeNote />
      <div class="ways">
        <a class="way" href={`/g/${group.id}/people/numbers`}>
          {words.howWeCount}
        </a>
        <Show when={belongs()}>
          <a class="way" href={`/g/${group.id}/leave`}>
            {words.leave.link}
          </a>
        </Show>
      </div>
      <PastAsks />
      <ThatIsAll />
    </div>
  );
}

/** So that "reunion" finds "Réunion". */
function plain(said: string): string {
  return said.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
