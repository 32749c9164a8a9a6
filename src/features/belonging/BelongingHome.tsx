// What belonging has to say to this person on Home: what they can sign or answer, and what is said about them.
import { createEffect, createMemo, For } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { State } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";
import { waitsForMe } from "./AskCard.tsx";
import { makeNames } from "./acts.tsx";
import { askTitle } from "./ask-words.ts";
import { openRecoveries, recoveryWaitsForMe } from "./RecoveryCard.tsx";

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
  createEffect(() => props.onSome(all().length > 0));
  return (
    <For each={all()}>
      {({ title, answer }) => (
        <section class="section waits" aria-label={title}>
          <State icon="chat-circle-dots" is="asked">
            {answer ? text.home.waits : words.asks.aboutYou}
          </State>
          <h2 dir="auto">{title}</h2>
          <div class="actions">
            <a class="btn btn-main" href={`/g/${group.id}/people`}>
              {answer ? words.asks.look : words.asks.read}
            </a>
          </div>
        </section>
      )}
    </For>
  );
}
