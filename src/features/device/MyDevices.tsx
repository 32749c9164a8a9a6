// My devices in this group, and the way to another one. What happens to a lost one stands on my own page.
import { createSignal, For, Show } from "solid-js";
import { deviceWords as words } from "../../text/en-devices.ts";
import { invitationWords } from "../../text/en-invitations.ts";
import { Button } from "../../ui/Button.tsx";
import { useGroup } from "../group/context.tsx";
import { DeviceRow, deviceName } from "../people/DeviceRow.tsx";
import { lostAt } from "../people/lost-at.ts";
import { NameDevice } from "../people/NameDevice.tsx";
import { AddDevice } from "./AddDevice.tsx";
import "../belonging/belonging.css";

export function MyDevices() {
  const group = useGroup();
  const [adding, setAdding] = createSignal(false);
  const devices = () => group.people().find(({ member }) => member === group.me().member)?.devices ?? [];
  return (
    <section class="section" aria-labelledby="my-devices">
      <h2 id="my-devices">{words.title}</h2>
      <p>{words.what}</p>
      <ul class="list devices">
        <For each={devices()}>
          {(device) => (
            <DeviceRow device={device} {...(device.here && devices().length > 1 ? { hint: words.hereHow } : {})}>
              <Show when={group.writes()}>
                <NameDevice device={device} />
              </Show>
              <Show when={!device.here}>
                <a
                  aria-label={`${device.recovery ? words.lostPaper : words.lostMine}${words.lostOf(deviceName(device))}`}
                  class="btn btn-quiet"
                  href={`/g/${group.id}/people/${group.me().member}#${lostAt(device)}`}
                >
                  {device.recovery ? words.lostPaper : words.lostMine}
                </a>
              </Show>
            </DeviceRow>
          )}
        </For>
      </ul>
      <Show when={group.writes()}>
        <div class="actions">
          <Button icon="plus" onPress={() => setAdding(true)}>
            {invitationWords.device.add}
          </Button>
        </div>
      </Show>
      <AddDevice open={adding()} onClose={() => setAdding(false)} />
    </section>
  );
}
