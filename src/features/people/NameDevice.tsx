// Names a device of mine: for me, and for the others, who may have to say which one is lost.
import type { PersonDeviceView } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { deviceWords as words } from "../../text/en-devices.ts";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { useGroup } from "../group/context.tsx";
import { deviceName } from "./DeviceRow.tsx";

/** The press, and what it opens. Words on paper have no use for a name. */
export function NameDevice(props: { device: PersonDeviceView }) {
  const [open, setOpen] = createSignal(false);
  return (
    <Show when={!props.device.recovery}>
      <Button
        name={`${props.device.name ? words.changeName : words.giveName}${words.nameOf(deviceName(props.device))}`}
        kind="quiet"
        onPress={() => setOpen(true)}
      >
        {props.device.name ? words.changeName : words.giveName}
      </Button>
      <Dialog open={open()} title={words.nameTitle} onClose={() => setOpen(false)}>
        <NameForm device={props.device} onDone={() => setOpen(false)} />
      </Dialog>
    </Show>
  );
}

function NameForm(props: { device: PersonDeviceView; onDone: () => void }) {
  const group = useGroup();
  const [name, setName] = createSignal(props.device.name);
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string | null>(null);
  async function keep(event: SubmitEvent) {
    event.preventDefault();
    if (busy()) return;
    const form = event.currentTarget as HTMLFormElement;
    setBusy(true);
    const done = await group.act({ type: "name-device", device: props.device.id, name: name().trim() });
    setBusy(false);
    if (done.ok) return props.onDone();
    setWrong(done.reason === "bad-name" ? words.nameWrong : words.nameFault);
    focusFirstWrong(form);
  }
  return (
    <form class="stack" onSubmit={(event) => void keep(event)} noValidate>
      <Field label={words.name} hint={words.nameHint} wrong={wrong()} value={name()} onInput={setName} first />
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {words.keepName}
        </Button>
        <Button kind="quiet" onPress={props.onDone}>
          {text.leaveIt}
        </Button>
      </div>
    </form>
  );
}
