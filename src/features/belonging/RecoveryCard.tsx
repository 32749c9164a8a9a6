// Somebody's new device, signed in by the group, while it waits: any device of theirs says no, somebody else completes.
import type { RecoveryView } from "@fogata/sync";
import { createUniqueId, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { makeNames, useActs } from "./acts.tsx";

const waitMs = 72 * 60 * 60 * 1000;

/** What is still to come about; and whether it is something for me to answer. */
export function openRecoveries(group: GroupWorkspace): RecoveryView[] {
  return group.recoveries().filter(({ state }) => state === "waiting" || state === "may-complete");
}
export function recoveryWaitsForMe(recovery: RecoveryView): boolean {
  return recovery.mine || recovery.state === "may-complete";
}

export function RecoveryCard(props: { recovery: RecoveryView; main: boolean }) {
  const group = useGroup();
  const acts = useActs();
  const { called } = makeNames(group);
  const now = createClock();
  const title = createUniqueId();
  const until = () => text.words.untilMoment(props.recovery.from + waitMs, now());
  const ripe = () => props.recovery.state === "may-complete";
  const claim = () => props.recovery.claim;
  const solid = () => (props.main ? { kind: "main" as const } : {});
  return (
    <article class="ask stack" aria-labelledby={title}>
      <h3 class="item-title" id={title} dir="auto">
        {props.recovery.mine ? words.recovery.titleMe : words.recovery.title(called(props.recovery.member))}
      </h3>
      <Show
        when={props.recovery.mine}
        fallback={
          <>
            <p>{ripe() ? words.recovery.ripe : words.recovery.waiting(until())}</p>
            <Show when={ripe() && group.writes()}>
              <div class="actions">
                <Button
                  {...solid()}
                  busy={acts.busy()}
                  describedBy={title}
                  onPress={() => void acts.act({ type: "complete", claim: claim() }, words.recovery.completed)}
                >
                  {words.recovery.complete}
                </Button>
              </div>
            </Show>
          </>
        }
      >
        <p>{ripe() ? words.recovery.meRipe : words.recovery.me(until())}</p>
        {/* Also while paused: whoever took somebody's name may have paused their devices first. */}
        <div class="actions">
          <Button
            {...solid()}
            busy={acts.busy()}
            describedBy={title}
            onPress={() => void acts.act({ type: "say-no", claim: claim() }, words.recovery.saidNo)}
          >
            {words.recovery.sayNo}
          </Button>
        </div>
      </Show>
    </article>
  );
}
