// A person's devices: since when, which one this is, and which is only paper. A lost one of mine I drop at once; somebody
// else's can be paused for a while, by two.
import type { PersonDeviceView, PersonView } from "@fogata/sync";
import { useLocation } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { deviceWords as words } from "../../text/en-devices.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { makeNames, useActs } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { DeviceRow, deviceName } from "./DeviceRow.tsx";
import { lostAt } from "./lost-at.ts";
import { NameDevice } from "./NameDevice.tsx";
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
      <h2 id="devices">{props.mine ? words.devicesMine : words.devices}</h2>
      <ul class="list devices">
        <For each={props.person.devices}>
          {(device) => (
            <DeviceRow device={device} asked={drops() && hash() === `#${lostAt(device)}`}>
              <Show when={props.mine && group.writes()}>
                <NameDevice device={device} />
              </Show>
              <Show when={drops() && !device.here}>
                <Button name={`${words.lost}${words.lostOf(deviceName(device))}`} onPress={() => setLost(device)}>
                  {words.lost}
                </Button>
              </Show>
              <Show when={!props.mine && full() && !device.recovery && device.pausedUntil === null}>
                <Button
                  name={`${words.pauseDevice}${words.lostOf(deviceName(device))}`}
                  kind="quiet"
                  onPress={() => setPausing(device)}
                >
                  {words.pauseDevice}
                </Button>
              </Show>
            </DeviceRow>
          )}
        </For>
      </ul>
      <Show when={props.mine}>
        <p class="hint">{alone() ? words.onlyOne : words.hereHow}</p>
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

function DropDialog(props: { device: PersonDeviceView | null; onClose: () => void }) {
  const acts = useActs();
  async function drop(device: string) {
    const done = acts.act({ type: "drop-device", device }, words.dropped);
    props.onClose();
    await done;
  }
  return (
    <Dialog
      open={props.device !== null}
      title={props.device?.recovery ? words.paperLostTitle : words.lostTitle}
      onClose={props.onClose}
    >
      <Show when={props.device}>
        {(device) => (
          <div class="stack">
            <Show
              when={device().recovery}
              fallback={
                <>
                  <p>{words.lostWhat(deviceName(device()))}</p>
                  <p>{words.lostKept}</p>
                  <p class="soft">{words.lostBack}</p>
                </>
              }
            >
              <p>{words.paperLostWhat(deviceName(device()))}</p>
              <p>{words.paperLostKept}</p>
              <p class="soft">{words.paperLostBack}</p>
            </Show>
            <div class="actions fill">
              <Button kind="main" busy={acts.busy()} onPress={() => void drop(device().id)}>
                {device().recovery ? words.paperLostDo : words.lostDo}
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
