// What was asked of the group and waits no more, folded away: who asked what, when, and who had signed, also those who
// have left since. The words why are not said again.
import type { AskView } from "@fogata/sync";
import { createMemo, For, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { useGroup } from "../group/context.tsx";
import { makeNames } from "./acts.tsx";
import { askTitle } from "./ask-words.ts";

export function PastAsks() {
  const group = useGroup();
  const who = makeNames(group);
  const now = createClock();
  const past = createMemo(() =>
    group
      .asks()
      .filter(({ open }) => !open)
      .sort((a, b) => b.at - a.at),
  );
  const title = (ask: AskView) => askTitle(ask, who, (at) => text.words.untilMoment(at, now()));
  return (
    <Show when={past().length > 0}>
      <details class="fold">
        <summary>{words.asks.past}</summary>
        <ul class="list">
          <For each={past()}>
            {(ask) => (
              <li class="item">
                <p dir="auto">{title(ask)}</p>
                <p class="soft" dir="auto">
                  {words.asks.pastOn(words.day(ask.at))} {words.asks.pastSigned(who.names(ask.signed))}
                </p>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}
