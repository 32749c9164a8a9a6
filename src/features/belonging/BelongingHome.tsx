// What belonging has to say to this person on Home: what they can sign or answer, and what is said about them.
import { createEffect, createMemo, For, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { State } from "../../ui/States.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";
import { lostAt } from "../people/lost-at.ts";
import { isNewlyFull, NowFull } from "../people/NowFull.tsx";
import { Along, createAlong } from "../start-again/Along.tsx";
import { waitsForMe } from "./AskCard.tsx";
import { makeNames } from "./acts.tsx";
import { askTitle } from "./ask-words.ts";
import { openRecoveries, recoveryWaitsForMe } from "./RecoveryCard.tsx";

/** How large the group has become since it chose its numbers, where I am asked and have not put that off. */
export function grownPast(group: GroupWorkspace): number | null {
  const size = makeNames(group).full() ? group.standing().chooseAgain : null;
  return size !== null && !group.putOff().has(grownId(size)) ? size : null;
}
const grownId = (size: number) => `grown-${size}`;

const arrivedId = "arrived";
const newDeviceId = (id: string) => `device-${id}`;

/** Devices that came in as me after this one: said once, since a sheet that was found brings in whoever found it. */
function newDevices(group: GroupWorkspace) {
  if (!group.writes()) return [];
  const mine = makeNames(group).myself()?.devices ?? [];
  const here = mine.find((device) => device.here)?.since;
  return mine.filter(
    ({ id, since, ...device }) =>
      !device.here && !device.recovery && since !== null && since > (here ?? 0) && !group.putOff().has(newDeviceId(id)),
  );
}

export function BelongingHome(props: HomePart) {
  const group = useGroup();
  const who = makeNames(group);
  const now = createClock();
  const all = createMemo((): { title: string; answer: boolean }[] => {
    const moment = (at: number) => text.words.untilMoment(at, now());
    const mine = group.asks().filter((ask) => waitsForMe(group, ask) || (ask.open && ask.mine === "about-me"));
    const recoveries = openRecoveries(group).filter(recoveryWaitsForMe);
    return [
      ...recoveries.map(({ mine, member }) => ({
        title: mine ? words.recovery.titleMe : words.recovery.title(who.called(member)),
        answer: true,
      })),
      ...mine.map((ask) => ({ title: askTitle(ask, who, moment), answer: ask.mine === "may-sign" })),
    ];
  });
  // Everybody is told while it waits: whoever knows that it is not them can say so in time.
  const comingBack = createMemo(() => openRecoveries(group).filter((one) => !recoveryWaitsForMe(one)));
  const grown = () => grownPast(group);
  const strangers = createMemo(() => newDevices(group));
  const arrived = () => who.myself()?.full === false && group.writes() && !group.putOff().has(arrivedId);
  const newlyFull = () => isNewlyFull(group);
  const along = createAlong();
  createEffect(() =>
    props.onSome(
      along().length > 0 ||
        all().length > 0 ||
        comingBack().length > 0 ||
        strangers().length > 0 ||
        arrived() ||
        newlyFull() ||
        grown() !== null,
    ),
  );
  // The button goes with what it put away.
  function putAway(id: string) {
    group.putOffAsk(id);
    document.querySelector<HTMLElement>("main h1")?.focus();
  }
  return (
    <>
      <For each={all()}>
        {({ title, answer }, at) => (
          <section class="section waits" aria-label={title}>
            <State icon="chat-circle-dots" is="asked">
              {answer ? text.home.waits : words.asks.aboutYou}
            </State>
            <h2 dir="auto">{title}</h2>
            <div class="actions">
              <a
                class="btn"
                classList={{ "btn-main": at() === 0 && group.asking().length === 0 }}
                href={`/g/${group.id}/people`}
              >
                {answer ? words.asks.look : words.asks.read}
              </a>
            </div>
          </section>
        )}
      </For>
      <For each={comingBack()}>
        {({ member }) => (
          <p dir="auto">
            {words.recovery.told(who.called(member))} <a href={`/g/${group.id}/people`}>{words.recovery.toldWhere}</a>
          </p>
        )}
      </For>
      <For each={along()}>{(one) => <Along along={one} onPutAway={putAway} />}</For>
      <For each={strangers()}>
        {({ id, since }) => (
          <section class="section" aria-label={words.newDevice.title}>
            <h2>{words.newDevice.title}</h2>
            <p>{words.newDevice.what(words.day(since ?? 0))}</p>
            <div class="actions">
              <a class="btn" href={`/g/${group.id}/people/${who.me()}#${lostAt({ id })}`}>
                {words.newDevice.look}
              </a>
              <Button kind="quiet" onPress={() => putAway(newDeviceId(id))}>
                {words.newDevice.mine}
              </Button>
            </div>
          </section>
        )}
      </For>
      <NowFull onRead={putAway} />
      <Show when={arrived()}>
        <section class="section" aria-labelledby="arrived">
          <h2 id="arrived">{words.arrived.title}</h2>
          <p>{words.arrived.what}</p>
          <div class="actions">
            <a class="btn" href={`/g/${group.id}/agreements`}>
              {words.arrived.read}
            </a>
            <a class="btn" href={`/g/${group.id}/people`}>
              {words.arrived.people}
            </a>
            <Button kind="quiet" onPress={() => putAway(arrivedId)}>
              {words.arrived.enough}
            </Button>
          </div>
        </section>
      </Show>
      <Show when={grown()}>
        {(size) => (
          <section class="section" aria-labelledby="grown">
            <h2 id="grown">{words.numbers.again(group.standing().full)}</h2>
            <p>{words.numbers.againWhat}</p>
            <div class="actions">
              <a class="btn" href={`/g/${group.id}/people/numbers`}>
                {words.numbers.look}
              </a>
              <Button kind="quiet" onPress={() => putAway(grownId(size()))}>
                {words.numbers.later}
              </Button>
            </div>
          </section>
        )}
      </Show>
    </>
  );
}
