// One device in a list of a person's devices: what it is called, since when, whether it is paused or only paper.
import type { PersonDeviceView } from "@fogata/sync";
import { type JSX, onMount, Show } from "solid-js";
import { deviceWords as words } from "../../text/en-devices.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { lostAt } from "./lost-at.ts";

/** `asked`: somebody came here because of this one. `hint`: what is worth saying below it. */
export function DeviceRow(props: { device: PersonDeviceView; asked?: boolean; hint?: string; children: JSX.Element }) {
  const now = createClock();
  let row!: HTMLLIElement;
  // After the page's heading has had the focus.
  onMount(() => {
    if (props.asked) queueMicrotask(() => row.querySelector("button")?.focus());
  });
  return (
    <li class="device-row" ref={row} id={lostAt(props.device)}>
      <Icon name={props.device.recovery ? "scroll" : "device-mobile"} />
      <div>
        <p class="person-name">
          <bdi>{deviceName(props.device)}</bdi>
        </p>
        <p class="soft">
          {props.device.recovery ? `${words.paperWhat}. ` : ""}
          {props.device.since ? words.since(peopleWords.day(props.device.since)) : words.first}
        </p>
        <Show when={props.device.pausedUntil}>
          {(until) => <p class="soft">{words.paused(text.words.untilMoment(until(), now()))}</p>}
        </Show>
        <Show when={props.hint}>{(hint) => <p class="hint">{hint()}</p>}</Show>
      </div>
      <div class="actions">{props.children}</div>
    </li>
  );
}

/** As its person calls it; else the first letters of its id tell two of them apart. */
export function deviceName({ name, here, recovery, id }: PersonDeviceView): string {
  if (name) return words.called(name, here);
  if (here) return words.here;
  return `${recovery ? words.paper : words.device} ${words.mark(id.slice(0, 4))}`;
}
