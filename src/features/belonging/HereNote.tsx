// Above every page of a group that this device no longer belongs to, or not just now: what happened, why, what is kept, and
// that a copy can be taken. Plain and kind; nothing of what is here is hidden.
import { useLocation } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useGroup } from "../group/context.tsx";
import { TakeOffLink } from "../start-again/Ways.tsx";

import "./belonging.css";

export default function HereNote() {
  const group = useGroup();
  const now = createClock();
  const is = <Kind extends ReturnType<typeof group.here>["kind"]>(kind: Kind) => {
    const here = group.here();
    return here.kind === kind ? (here as Extract<typeof here, { kind: Kind }>) : null;
  };
  const at = useLocation();
  /** There the copy stands below anyway. */
  const isThere = () => at.pathname.endsWith("/leave");
  const title = () => {
    const { kind } = group.here();
    return kind === "here" ? "" : words.here.title[kind];
  };
  return (
    <Show when={title()}>
      <section class="here-note" aria-labelledby="here">
        <Icon name={is("paused") ? "clock" : "info"} />
        <div class="stack">
          <h2 id="here">{title()}</h2>
          <Switch>
            <Match when={is("paused")}>
              {(paused) => <p>{words.here.paused(text.words.untilMoment(paused().until, now()))}</p>}
            </Match>
            <Match when={is("left")}>
              <p>{words.here.left}</p>
            </Match>
            <Match when={is("device-dropped")}>
              <p>{words.here.dropped}</p>
            </Match>
            <Match when={is("removed")}>
              {(removed) => (
                <>
                  <Show when={removed().why} fallback={<p class="soft">{words.here.whyNone}</p>}>
                    {(why) => (
                      <blockquote class="why">
                        <p class="hint">{words.here.why}</p>
                        <p dir="auto">{why()}</p>
                      </blockquote>
                    )}
                  </Show>
                  <p>{words.here.removed}</p>
                </>
              )}
            </Match>
          </Switch>
          <p>{words.here.closed}</p>
          <Show when={!is("paused")}>
            <Show when={!isThere()}>
              <p>
                <a class="way" href={`/g/${group.id}/leave`}>
                  {words.here.copy}
                </a>
              </p>
            </Show>
            <p>
              <TakeOffLink />
            </p>
          </Show>
        </div>
      </section>
    </Show>
  );
}
