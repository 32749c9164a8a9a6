// Somebody who opened a link I made, with four words to compare. Yes lets in, or begins to; no shares nothing.
import type { AskerView } from "@fogata/sync";
import { createSignal, createUniqueId, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { FourWords } from "../../ui/FourWords.tsx";
import { useGroup } from "../group/context.tsx";
import { signaturesNeeded } from "./needed.ts";

const words = invitationWords.asking;

export interface AskerProps {
  asker: AskerView;
  /** It stands where it is plain already what it is about, such as in a dialog. */
  alone?: boolean;
  /** Another asker stands above: one solid button a screen. */
  below?: boolean;
  onAnswered: (said: string, letIn: boolean) => void;
}

export function Asker(props: AskerProps) {
  const group = useGroup();
  const [busy, setBusy] = createSignal(false);
  const nameId = createUniqueId();
  // The asker leaves the list while the answer is on its way back.
  const { id, name, purpose, invitation } = props.asker;
  const { kind } = purpose;

  async function yes() {
    setBusy(true);
    const letIn = await group.admit(id);
    setBusy(false);
    props.onAnswered(letIn.ok ? admitted(kind, name) : words.admitFault[letIn.reason], letIn.ok);
  }
  async function no() {
    setBusy(true);
    const refused = await group.refuse(id);
    setBusy(false);
    const said = kind === "device" ? words.refusedDevice : words.refused(name);
    props.onAnswered(refused.ok ? said : words.admitFault[refused.reason], false);
  }
  /** Who has a look here already keeps it. */
  const looks = () => (kind === "device" ? group.me().member : purpose.kind === "recovery" ? purpose.member : id);
  const how = () => {
    if (kind === "device") return words.deviceWhat;
    if (purpose.kind === "recovery") return words.recoveryWhat(signaturesNeeded(group, purpose.member));
    const label = group.invitations().find((one) => one.id === invitation)?.label;
    return label ? words.withLabel(label) : words.with;
  };
  const title = () => (kind === "device" ? words.device : kind === "recovery" ? words.recovery(name) : name);
  const question = () =>
    kind === "device" ? words.whatDevice : kind === "recovery" ? words.whatRecovery(name) : words.what(name);

  return (
    <div class="stack">
      <Show when={!props.alone}>
        <div class="person">
          <Avatar name={name} id={looks()} />
          <div>
            <h3 class="person-name" id={nameId} tabindex="-1">
              <bdi>{title()}</bdi>
            </h3>
            <p class="soft" dir="auto">
              {how()}
            </p>
          </div>
        </div>
        <p dir="auto">{question()}</p>
      </Show>
      <FourWords small words={props.asker.words} label={kind === "device" ? words.wordsDevice : words.words(name)} />
      <Show when={props.asker.companion !== null}>
        <p class="soft" dir="auto">
          {props.asker.companion ? words.companionSays(props.asker.companion) : words.companion}
        </p>
      </Show>
      <div class="actions fill">
        <Button
          {...(props.below ? {} : { kind: "main" })}
          busy={busy()}
          {...(props.alone ? {} : { describedBy: nameId })}
          onPress={yes}
        >
          {kind === "device" ? words.yesDevice : words.yes}
        </Button>
        <Button busy={busy()} {...(props.alone ? {} : { describedBy: nameId })} onPress={no}>
          {kind === "device" ? words.noDevice : words.no}
        </Button>
      </div>
    </div>
  );
}

function admitted(kind: AskerView["purpose"]["kind"], name: string): string {
  if (kind === "device") return words.admittedDevice;
  return kind === "recovery" ? words.admittedRecovery(name) : words.admitted(name);
}
