// My devices in this group, and the way to another one. What happens to a lost one stands on my own page.
import type { PersonDeviceView } from "@fogata/sync";
import { createSignal, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useGroup } from "../group/context.tsx";
import { lostAt } from "../people/lost-at.ts";
import { AddDevice } from "./AddDevice.tsx";
import "../belonging/belonging.css";

const words = invitationWords.device;

export function MyDevices() {
  const group = useGroup();
  const [adding, setAdding] = createSignal(false);
  const devices = () => group.people().find(({ member }) => member === group.me().member)?.devices ?? [];
  return (
    <section class="section" aria-labelledby="my-devices">
      <h2 id="my-devices">{words.title}</h2>
      <p>{words.what}</p>
      <ul class="list devices">
        <For each={devices()}>{(device) => <Row device={device} alone={devices().length === 1} />}</For>
      </ul>
      <Show when={group.writes()}>
        <div class="actions">
          <Button icon="plus" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        </div>
      </Show>
      <AddDevice open={adding()} onClose={() => setAdding(false)} />
    </section>
  );
}

function Row(props: { device: PersonDeviceView; alone: boolean }) {
  const group = useGroup();
  const now = createClock();
  // Devices have no names of their own: the first letters of their id tell two of them apart.
  const name = () => {
    if (props.device.here) return words.here;
    return `${props.device.recovery ? words.paper : words.other} ${words.mark(props.device.id.slice(0, 4))}`;
  };
  return (
    <li class="device-row">
      <Icon name={props.device.recovery ? "scroll" : "device-mobile"} />
      <div>
        <p class="person-name">{name()}</p>
        <p class="soft">
          {props.device.recovery ? `${words.paperWhat}. ` : ""}
          {props.device.since ? words.since(peopleWords.day(props.device.since)) : words.first}
        </p>
        <Show when={props.device.pausedUntil}>
          {(until) => <p class="soft">{words.paused(text.words.untilMoment(until(), now()))}</p>}
        </Show>
        <Show when={props.device.here && !props.alone}>
          <p class="hint">{words.hereHow}</p>
        </Show>
      </div>
      <Show when={!props.device.here}>
        <div class="actions">
          <a class="btn btn-quiet" href={`/g/${group.id}/people/${group.me().member}#${lostAt(props.device)}`}>
            {props.device.recovery ? words.lostPaper : words.lost}
            <span class="hide">{words.of(name())}</span>
          </a>
        </div>
      </Show>
    </li>
  );
}
