// One thing of the register: who has it, who is next, what waits for an answer, and what I can do about it.
import { For, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { Button } from "../../ui/Button.tsx";
import { State } from "../../ui/States.tsx";
import { focusThing, headingOf, type Offer, type Thing, type Turn, useKeys } from "./register.tsx";

export function ThingRow(props: { thing: Thing }) {
  const keys = useKeys();
  const mine = () => props.thing.holders.find((turn) => turn.to === keys.me());
  return (
    <li class="item">
      <div class="stack">
        <h2 class="item-title" id={headingOf(props.thing.id)} dir="auto" tabindex="-1">
          {props.thing.what}
        </h2>
        <Show when={props.thing.about}>
          <p class="about" dir="auto">
            {props.thing.about}
          </p>
        </Show>
        <Standing thing={props.thing} />
        <For each={props.thing.offers}>{(offer) => <Waiting thing={props.thing} offer={offer} />}</For>
        <Show when={keys.writes()}>
          <div class="actions">
            <Show when={!mine() && props.thing.holders.length === 0}>
              <Button
                name={`${words.takeOn}${words.of(props.thing.what)}`}
                onPress={() => keys.ask({ what: "take-on", thing: props.thing })}
              >
                {words.takeOn}
              </Button>
            </Show>
            <Button
              name={`${words.offer}${words.of(props.thing.what)}`}
              onPress={() => keys.ask({ what: "offer", thing: props.thing })}
            >
              {words.offer}
            </Button>
          </div>
        </Show>
        <details class="fold">
          <summary aria-label={`${words.more}${words.of(props.thing.what)}`}>{words.more}</summary>
          <div class="stack">
            <h3 class="record">{words.record}</h3>
            <Show when={props.thing.record.length > 0} fallback={<p class="soft">{words.noRecord}</p>}>
              <ul class="stack">
                <For each={props.thing.record}>{(turn) => <Recorded turn={turn} />}</For>
              </ul>
            </Show>
            <Show when={keys.writes()}>
              <Changes thing={props.thing} mine={mine()} />
            </Show>
          </div>
        </details>
      </div>
    </li>
  );
}

function Standing(props: { thing: Thing }) {
  const keys = useKeys();
  return (
    <>
      <For each={props.thing.holders}>
        {(turn) => (
          <>
            <p dir="auto">{words.holds(keys.name(turn.to), turn.from, turn.lastDay, keys.today())}</p>
            <Show when={turn.endsSoon}>
              <State icon="clock" sentence>
                {words.nobodyNext}
              </State>
            </Show>
          </>
        )}
      </For>
      <Show when={props.thing.holders.length === 0}>
        <p class="soft" dir="auto">
          <Show when={props.thing.last} fallback={words.nobody}>
            {(turn) => words.over(keys.name(turn().to), turn().lastDay, keys.today())}
          </Show>
        </p>
      </Show>
      <For each={props.thing.next}>
        {(turn) => <p dir="auto">{words.next(keys.name(turn.to), turn.from, turn.lastDay, keys.today())}</p>}
      </For>
    </>
  );
}

function Waiting(props: { thing: Thing; offer: Offer }) {
  const keys = useKeys();
  const { change } = keys.open;
  const what = () => ({ thing: props.thing.id, offer: props.offer.id });
  const forMe = () => props.offer.to === keys.me();
  const from = () => [props.offer.from, keys.today()].sort()[1] ?? keys.today();
  function answer(verb: "take" | "decline" | "withdraw", saying: string) {
    if (keys.tell(change(verb, what()), saying)) focusThing(props.thing.id);
  }
  return (
    <Show
      when={forMe()}
      fallback={
        <div class="stack">
          <State icon="chat-circle-dots" sentence>
            {words.offered(keys.name(props.offer.by), keys.name(props.offer.to), props.offer.until, keys.today())}
          </State>
          <Show when={props.offer.by === keys.me() && keys.writes()}>
            <div class="actions">
              <Button
                name={`${words.withdraw}${words.of(props.thing.what)}`}
                kind="quiet"
                onPress={() => answer("withdraw", words.done.withdrawn)}
              >
                {words.withdraw}
              </Button>
            </div>
          </Show>
        </div>
      }
    >
      <div class="waits stack">
        <State icon="chat-circle-dots" is="asked" sentence>
          {words.offeredMe(keys.called(props.offer.by), from(), props.offer.until, keys.today())}
        </State>
        <Show when={keys.writes()}>
          <div class="actions">
            <Button
              name={`${words.take}${words.of(props.thing.what)}`}
              kind="main"
              onPress={() => answer("take", words.done.taken(props.thing.what))}
            >
              {words.take}
            </Button>
            <Button
              name={`${words.decline}${words.of(props.thing.what)}`}
              onPress={() => answer("decline", words.done.declined)}
            >
              {words.decline}
            </Button>
          </div>
        </Show>
      </div>
    </Show>
  );
}

function Recorded(props: { turn: Turn }) {
  const keys = useKeys();
  return (
    <li class="soft" dir="auto">
      {words.recorded(
        keys.called(props.turn.to),
        keys.called(props.turn.by),
        props.turn.from,
        props.turn.lastDay,
        keys.today(),
      )}
    </li>
  );
}

function Changes(props: { thing: Thing; mine: Turn | undefined }) {
  const keys = useKeys();
  const { change } = keys.open;
  function did(done: Parameters<typeof keys.tell>[0], saying: string) {
    if (keys.tell(done, saying)) focusThing(props.thing.id);
  }
  return (
    <div class="actions">
      <Button
        name={`${words.describe}${words.of(props.thing.what)}`}
        kind="quiet"
        icon="pencil-simple-line"
        onPress={() => keys.ask({ what: "describe", thing: props.thing })}
      >
        {words.describe}
      </Button>
      <Show when={props.mine}>
        {(turn) => (
          <Button
            name={`${words.giveBack}${words.of(props.thing.what)}`}
            kind="quiet"
            onPress={() => did(change("giveBack", { thing: props.thing.id, offer: turn().id }), words.done.given)}
          >
            {words.giveBack}
          </Button>
        )}
      </Show>
      <Button
        name={`${words.putAway}${words.of(props.thing.what)}`}
        kind="quiet"
        onPress={() => did(change("putAway", { thing: props.thing.id }), words.done.away)}
      >
        {words.putAway}
      </Button>
    </div>
  );
}

/** What the group no longer has, with the way back. */
export function AwayRow(props: { thing: Thing }) {
  const keys = useKeys();
  return (
    <li class="item">
      <div class="stack">
        <h2 class="item-title" dir="auto">
          {props.thing.what}
        </h2>
        <Show when={keys.writes()}>
          <Button
            name={`${words.bringBack}${words.of(props.thing.what)}`}
            kind="quiet"
            onPress={() => {
              if (keys.tell(keys.open.change("bringBack", { thing: props.thing.id }), words.done.back))
                focusThing(props.thing.id);
            }}
          >
            {words.bringBack}
          </Button>
        </Show>
      </div>
    </li>
  );
}
