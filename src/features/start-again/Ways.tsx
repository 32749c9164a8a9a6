// Where starting again and taking a group off this device are found: offered plainly where the group can decide nothing any
// more, and quietly beside leaving for everybody else.
import { Show } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { useGroup } from "../group/context.tsx";
import "../belonging/belonging.css";

/** Only while there are too few full members for what a removal needs. */
export function FrozenWay() {
  const group = useGroup();
  return (
    <Show when={group.standing().frozen}>
      <p class="soft">{words.frozen}</p>
      <p>
        <a class="btn" href={`/g/${group.id}/start-again`}>
          {words.startAgain}
        </a>
      </p>
    </Show>
  );
}

/** For everybody, at any time. */
export function QuietWays() {
  const group = useGroup();
  return (
    <section class="section" aria-label={words.startAgain}>
      <p class="soft">{words.quiet}</p>
      <p>
        <a class="way" href={`/g/${group.id}/start-again`}>
          {words.startAgain}
        </a>
      </p>
      <p class="soft">{words.takeOff.what}</p>
      <p>
        <TakeOffLink />
      </p>
    </section>
  );
}

export function TakeOffLink() {
  const group = useGroup();
  return (
    <a class="way" href={`/g/${group.id}/take-off`}>
      {words.takeOff.name}
    </a>
  );
}

/** In a group that was started again: from which, by whom and when. */
export function BeforeNote() {
  const group = useGroup();
  const now = createClock();
  return (
    <Show when={group.before()}>
      {(before) => (
        <p class="soft" dir="auto">
          {words.before(
            before().name,
            before().by === group.me().member ? words.you : (group.nameOf(before().by) ?? words.somebody),
            text.words.onDay(before().at, now()),
          )}
        </p>
      )}
    </Show>
  );
}
