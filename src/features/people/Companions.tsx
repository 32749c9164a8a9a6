// Who would like somebody to go along with them at first. Anybody may offer; nothing is assigned, and nobody is counted.
import type { Companionship } from "@fogata/sync";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { useGroup } from "../group/context.tsx";

const words = invitationWords.companions;
/** A companion is for a time: after it nobody stands here as somebody to be accompanied. */
const firstWeeksMs = 8 * 7 * 24 * 60 * 60 * 1000;

export function Companions(props: { onDone: (said: string) => void }) {
  const group = useGroup();
  const now = createClock();
  const shown = () => {
    const since = new Map(group.people().map((person) => [person.member, person.since]));
    return group.companions().filter(({ member }) => now() - (since.get(member) ?? 0) < firstWeeksMs);
  };
  return (
    <Show when={shown().length > 0}>
      <section class="section" aria-labelledby="companions">
        <h2 id="companions">{words.title}</h2>
        <For each={shown()}>{(one) => <One companionship={one} onDone={props.onDone} />}</For>
      </section>
    </Show>
  );
}

function One(props: { companionship: Companionship; onDone: (said: string) => void }) {
  const group = useGroup();
  const [busy, setBusy] = createSignal(false);
  const id = createUniqueId();
  const me = () => group.me().member;
  const mine = () => props.companionship.member === me();
  const name = () => group.nameOf(props.companionship.member) ?? "";
  const offered = () =>
    props.companionship.offered.map((member) => (member === me() ? "You" : (group.nameOf(member) ?? "")));
  async function go() {
    setBusy(true);
    const done = await group.accompany(props.companionship.member);
    setBusy(false);
    props.onDone(done.ok ? words.done(name()) : words.fault[done.reason]);
  }
  return (
    <Show
      when={!mine()}
      fallback={<p dir="auto">{offered().length === 0 ? words.mine : words.mineOffered(offered())}</p>}
    >
      <div class="stack">
        <p id={id} dir="auto">
          {words.what(name())}
        </p>
        <Show when={props.companionship.words}>
          {(said) => (
            <p class="soft" dir="auto">
              {words.says(said())}
            </p>
          )}
        </Show>
        <Show when={offered().length > 0}>
          <p class="soft" dir="auto">
            {words.offered(offered())}
          </p>
        </Show>
        <Show when={!props.companionship.offered.includes(me()) && group.writes()}>
          <div class="actions">
            <Button name={`${words.go}${words.of(name())}`} busy={busy()} describedBy={id} onPress={() => void go()}>
              {words.go}
            </Button>
          </div>
        </Show>
      </div>
    </Show>
  );
}
