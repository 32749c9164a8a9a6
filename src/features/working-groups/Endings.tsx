// A place that others say should end: how it stands, for everybody there to read, and my own word on it.
import { For, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { Button } from "../../ui/Button.tsx";
import { usePlaces, type WorkingGroup } from "./places.tsx";

export function Endings(props: { group: WorkingGroup; writes: boolean }) {
  const places = usePlaces();
  const seats = () => places.mine(props.group)?.people ?? [];
  const others = () => seats().filter(({ member }) => member !== places.me());
  const mine = () => seats().find(({ member }) => member === places.me())?.ending;
  const named = (members: readonly string[]) =>
    members.map((member) => (member === places.me() ? words.you : places.name(member))).join(", ");
  return (
    <>
      <Show when={mine()}>{(ending) => <p>{words.ending.mine(named(ending().by), ending().needed)}</p>}</Show>
      <For each={others().filter(({ ending }) => ending !== null)}>
        {(seat) => <p>{words.ending.said(named(seat.ending!.by), places.name(seat.member), seat.ending!.needed)}</p>}
      </For>
      <Show when={props.writes && others().length > 1}>
        <details class="fold">
          <summary>{words.ending.fold}</summary>
          <div class="stack">
            <p class="soft">{words.ending.what}</p>
            <ul class="names">
              <For each={others()}>
                {(seat) => {
                  const saidIt = () => seat.ending?.by.includes(places.me()) === true;
                  return (
                    <li>
                      <Button
                        busy={places.busy()}
                        onPress={() => void places.endSeat(props.group, seat.member, !saidIt())}
                      >
                        {saidIt()
                          ? words.ending.takeBack(places.name(seat.member))
                          : words.ending.say(places.name(seat.member))}
                      </Button>
                    </li>
                  );
                }}
              </For>
            </ul>
          </div>
        </details>
      </Show>
    </>
  );
}
