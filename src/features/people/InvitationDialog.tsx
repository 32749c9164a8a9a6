// One invitation: its link, its code to scan, what it gives and when it ends.
import type { InvitationView } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { useGroup } from "../group/context.tsx";

export function InvitationDialog(props: { id: string | null; onClose: () => void }) {
  const group = useGroup();
  const invitation = () => group.invitations().find((one) => one.id === props.id);
  const link = () => {
    const one = invitation();
    return one && (one.state === "open" || one.state === "held") ? one.link : null;
  };
  return (
    <Dialog open={props.id !== null} title={text.invitation.title} onClose={props.onClose}>
      <Show when={link()} fallback={<p>{text.invitation.gone}</p>}>
        {(address) => <Open invitation={invitation() as InvitationView} link={address()} />}
      </Show>
    </Dialog>
  );
}

function Open(props: { invitation: InvitationView; link: string }) {
  const now = createClock();
  const [said, setSaid] = createSignal("");
  let holder!: HTMLDivElement;

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.link);
      setSaid(text.invitation.copied);
    } catch {
      // Not allowed, or no clipboard at all: mark the link, so that one key copies it.
      holder.querySelector("input")?.select();
      setSaid(text.invitation.copyFault);
    }
  }

  return (
    <div class="stack">
      <p>{text.invitation.what(text.words.untilMoment(props.invitation.expiresAt, now()))}</p>
      <p class="soft">{text.invitation.gives}</p>
      <QrCode value={props.link} label={text.invitation.qr} />
      <div ref={holder}>
        <Field label={text.invitation.link} value={props.link} readOnly />
      </div>
      <div class="actions fill">
        <Button kind="main" icon="copy" onPress={copy}>
          {text.invitation.copy}
        </Button>
      </div>
      <p class="hint" aria-live="polite">
        {said() || text.invitation.hint}
      </p>
    </div>
  );
}
