// What the register has to say to this person on Home: what is offered to them, and which of their turns end soon.
import { createEffect, createMemo, For, Show } from "solid-js";
import { keysWords as words } from "../../text/en-keys.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { State } from "../../ui/States.tsx";
import { dayOf } from "../../workspace/today.ts";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";

export function KeysHome(props: HomePart) {
  const group = useGroup();
  const now = createClock();
  const register = group.openDocument("keys-register");
  const me = () => group.me().member;
  const things = () => register.view()?.things ?? [];
  const today = () => dayOf(now());
  const offers = createMemo(() =>
    things().flatMap((thing) => thing.offers.filter((offer) => offer.to === me()).map((offer) => ({ thing, offer }))),
  );
  const ending = createMemo(() =>
    things().flatMap((thing) =>
      thing.holders.filter((turn) => turn.to === me() && turn.endsSoon).map((turn) => ({ thing, turn })),
    ),
  );
  createEffect(() => {
    if (register.view() || register.fault()) props.onSome(offers().length + ending().length > 0);
  });
  const called = (member: string) => group.people().find((person) => person.member === member)?.name ?? words.somebody;
  return (
    <>
      <For each={offers()}>
        {({ thing, offer }) => (
          <section class="section waits" aria-label={words.home.offer(called(offer.by), thing.what)}>
            <State icon="chat-circle-dots" is="asked">
              {text.home.waits}
            </State>
            <h2 dir="auto">{words.home.offer(called(offer.by), thing.what)}</h2>
            <p>{words.home.until(offer.from, offer.until, today())}</p>
            <div class="actions">
              <a class="btn btn-main" href={`/g/${group.id}/keys`}>
                {words.home.look}
              </a>
            </div>
          </section>
        )}
      </For>
      <Show when={ending().length > 0}>
        <section class="section" aria-labelledby="keys-soon">
          <h2 id="keys-soon">{words.home.soon}</h2>
          <ul class="list">
            <For each={ending()}>
              {({ thing, turn }) => (
                <li class="item">
                  <h3 class="item-title">
                    <a href={`/g/${group.id}/keys`} dir="auto">
                      {words.home.ends(thing.what, turn.lastDay, today())}
                    </a>
                  </h3>
                  <p class="soft">{words.home.endsWhat}</p>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  );
}
