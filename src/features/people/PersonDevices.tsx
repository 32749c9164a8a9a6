// A person's devices: since when, which one this is, and which is only paper. A lost one of mine I drop at once; somebody
// else's can be paused for a while, by two.
import type { PersonDeviceView, PersonView } from "@fogata/sync";
import { useLocation } from "@solidjs/router";
import { createSignal, For, type JSX, onMount, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { makeNames, useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { lostAt } from "./lost-at.ts";
import { PauseDialog } from "./PauseDialog.tsx";

export function PersonDevices(props: { person: PersonView; mine: boolean }) {
  const group = useGroup();
  const { full } = makeNames(group);
  const [lost, setLost] = createSignal<PersonDeviceView | null>(null);
  const [pausing, setPausing] = createSignal<PersonDeviceView | null>(null);
  const location = useLocation();
  const hash = () => location.hash;
  const alone = () => props.person.devices.length === 1;
  // Paused or not, a lost device of mine is mine to drop; a device that has gone itself can do nothing.
  const drops = () => props.mine && (group.writes() || group.here().kind === "paused");
  return (
    <section class="section" aria-labelledby="devices">
      <h2 id="devices">{props.mine ? words.person.devicesMine : words.person.devices}</h2>
      <ul class="list devices">
        <For each={props.person.devices}>
          {(device) => (
            <DeviceRow device={device} asked={drops() && hash() === `#${lostAt(device)}`}>
              <Show when={drops() && !device.here}>
                <Button onPress={() => setLost(device)}>
                  {words.person.lost}
                  <span class="hide">{words.person.lostOf(deviceName(device))}</span>
                </Button>
              </Show>
              <Show when={!props.mine && full() && !device.recovery && device.pausedUntil === null}>
                <Button kind="quiet" onPress={() => setPausing(device)}>
                  {words.person.pauseDevice}
                  <span class="hide">{words.person.lostOf(deviceName(device))}</span>
                </Button>
              </Show>
            </DeviceRow>
          )}
        </For>
      </ul>
      <Show when={props.mine}>
        <p class="hint">{alone() ? words.person.onlyOne : words.person.hereHow}</p>
      </Show>
      <DropDialog device={lost()} onClose={() => setLost(null)} />
      <PauseDialog
        person={props.person}
        device={pausing()?.id ?? null}
        open={pausing() !== null}
        onClose={() => setPausing(null)}
      />
    </section>
  );
}

/** `asked`: somebody came here because of this one. */
function DeviceRow(props: { device: PersonDeviceView; asked: boolean; children: JSX.Element }) {
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
        <p class="person-name">{deviceName(props.device)}</p>
        <p class="soft">
          {props.device.recovery ? `${words.person.paperWhat}. ` : ""}
          {props.device.since ? words.person.since(words.day(props.device.since)) : words.person.first}
        </p>
        <Show when={props.device.pausedUntil}>
          {(until) => <p class="soft">{words.paused(text.words.untilMoment(until(), now()))}</p>}
        </Show>
      </div>
      <div class="actions">{props.children}</div>
    </li>
  );
}

/** Devices have no names of their own: the first letters of their id tell two of them apart. */
function deviceName(device: PersonDeviceView): string {
  if (device.here) return words.person.here;
  const kind = device.recovery ? words.person.paper : words.person.device;
  return `${kind} ${words.person.mark(device.id.slice(0, 4))}`;
}

function DropDialog(props: { device: PersonDeviceView | null; onClose: () => void }) {
  const acts = useActs();
  async function drop(device: string) {
    const done = acts.act({ type: "drop-device", device }, words.person.dropped);
    props.onClose();
    await done;
  }
  return (
    <Dialog
      open={props.device !== null}
      title={props.device?.recovery ? words.person.paperLostTitle : words.person.lostTitle}
      onClose={props.onClose}
    >
      <Show when={props.device}>
        {(device) => (
          <div class="stack">
            <Show
              when={device().recovery}
              fallback={
                <>
                  <p>{words.person.lostWhat(deviceName(device()))}</p>
                  <p>{words.person.lostKept}</p>
                  <p class="soft">{words.person.lostBack}</p>
                </>
              }
            >
              <p>{words.person.paperLostWhat(deviceName(device()))}</p>
              <p>{words.person.paperLostKept}</p>
              <p class="soft">{words.person.paperLostBack}</p>
            </Show>
            <div class="actions fill">
              <Button kind="main" busy={acts.busy()} onPress={() => void drop(device().id)}>
                {device().recovery ? words.person.paperLostDo : words.person.lostDo}
              </Button>
              <Button kind="quiet" onPress={props.onClose}>
                {text.leaveIt}
              </Button>
            </div>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
