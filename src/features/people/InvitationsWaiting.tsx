// The invitations that can still be used, with their end in words.
import type { InvitationView } from "@fogata/sync";
import { For, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { useGroup } from "../group/context.tsx";

export function InvitationsWaiting(props: { onShow: (id: string) => void }) {
  const group = useGroup();
  const now = createClock();
  const waiting = () => group.invitations().filter((one) => one.state === "open" || one.state === "held");
  return (
    <Show when={waiting().length > 0}>
      <aside class="panel" aria-labelledby="waiting">
        <h2 id="waiting">{text.people.waiting}</h2>
        <ul class="stack">
          <For each={waiting()}>
            {(one) => (
              <li>
                <p>
                  <b>{one.mine ? text.people.byYou : text.people.byAnother}</b>
                </p>
                <p class="soft">{text.people.oneUse(text.words.untilMoment(one.expiresAt, now()))}</p>
                <Foot invitation={one} onShow={() => props.onShow(one.id)} />
              </li>
            )}
          </For>
        </ul>
      </aside>
    </Show>
  );
}

function Foot(props: { invitation: InvitationView; onShow: () => void }) {
  return (
    <Show
      when={props.invitation.link !== null}
      fallback={
        <Show when={props.invitation.mine}>
          <p class="hint">{text.people.elsewhere}</p>
        </Show>
      }
    >
      <Show when={props.invitation.state === "held"}>
        <p class="hint">{text.people.held}</p>
      </Show>
      <div class="actions">
        <Button kind="quiet" onPress={props.onShow}>
          {text.people.show}
        </Button>
      </div>
    </Show>
  );
}
