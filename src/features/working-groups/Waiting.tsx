// What waits for my answer in a working group, the same on its page and on Home: who asks for a place, who offers me
// theirs, and who takes mine.
import { createSignal, For, type JSX, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { GiveDialog } from "./GiveDialog.tsx";
import { type Request, usePlaces, type WorkingGroup } from "./places.tsx";

/** Whether anything here waits for this person. */
export function waits(places: ReturnType<typeof usePlaces>, group: WorkingGroup): boolean {
  const me = places.me();
  const seated = places.isSeated(group);
  return (
    (seated && group.requests.some(({ by }) => by !== me)) ||
    group.offers.some(({ to }) => to === me) ||
    (seated && group.taken.some(({ by }) => by === me))
  );
}

/** `named`: the working group is named too, where it is not the title of the page. */
export function Waiting(props: { group: WorkingGroup; named?: boolean }) {
  const places = usePlaces();
  const [giving, setGiving] = createSignal<Request | null>(null);
  const seated = () => places.isSeated(props.group);
  const told = (about: { group: string; offer: string }) => about;
  const of = (id: string) => told({ group: props.group.id, offer: id });
  return (
    <>
      <For each={seated() ? props.group.requests.filter(({ by }) => by !== places.me()) : []}>
        {(request) => {
          const name = () => places.name(request.by);
          return (
            <Asked
              title={props.named ? words.asksIn(name(), props.group.name) : words.asks(name())}
              what={words.asksWhat}
            >
              <Button
                name={`${words.give}${words.of(name())}`}
                kind="main"
                busy={places.busy()}
                onPress={() => setGiving(request)}
              >
                {words.give}
              </Button>
              <Button
                name={`${words.notNow}${words.of(name())}`}
                onPress={() => {
                  const done = places.open.change("answer", { group: props.group.id, request: request.id });
                  places.tell(done, words.done.answered);
                }}
              >
                {words.notNow}
              </Button>
            </Asked>
          );
        }}
      </For>
      <For each={props.group.offers.filter(({ to }) => to === places.me())}>
        {(offer) => {
          const name = () => places.name(offer.by);
          return (
            <Asked
              title={props.named ? words.offersYouIn(name(), props.group.name) : words.offersYou(name())}
              what={offer.until ? words.offeredUntil(offer.until) : ""}
            >
              <Button
                kind="main"
                onPress={() => places.tell(places.open.change("take", of(offer.id)), words.done.taken)}
              >
                {words.take}
              </Button>
              <Button onPress={() => places.tell(places.open.change("decline", of(offer.id)), words.done.declined)}>
                {words.decline}
              </Button>
            </Asked>
          );
        }}
      </For>
      <For each={seated() ? props.group.taken.filter(({ by }) => by === places.me()) : []}>
        {(offer) => {
          const name = () => places.name(offer.to);
          return (
            <Asked
              title={props.named ? words.tookItIn(name(), props.group.name) : words.tookIt(name())}
              what={words.tookItWhat}
            >
              <Button kind="main" busy={places.busy()} onPress={() => void places.handOn(props.group, offer)}>
                {words.give1(name())}
              </Button>
            </Asked>
          );
        }}
      </For>
      <GiveDialog group={props.group} request={giving()} onClose={() => setGiving(null)} />
    </>
  );
}

function Asked(props: { title: string; what: string; children: JSX.Element }) {
  const places = usePlaces();
  return (
    <section class="section waits" aria-label={props.title}>
      <State icon="chat-circle-dots" is="asked">
        {text.home.waits}
      </State>
      <h2 dir="auto">{props.title}</h2>
      <Show when={props.what}>
        <p>{props.what}</p>
      </Show>
      <Show when={places.writes()}>
        <div class="actions">{props.children}</div>
      </Show>
    </section>
  );
}
