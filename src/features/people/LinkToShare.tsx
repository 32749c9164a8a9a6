// A link that lets in: its code to scan, the link itself, and one press to copy it.
import { createSignal } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { QrCode } from "../../ui/QrCode.tsx";

const words = invitationWords.invitation;

export interface LinkToShareProps {
  link: string;
  label: string;
  qr: string;
  hint: string;
  /** Another press is the solid one on this screen. */
  beside?: boolean;
  onCopied?: () => void;
}

export function LinkToShare(props: LinkToShareProps) {
  const [said, setSaid] = createSignal("");
  let holder!: HTMLDivElement;

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.link);
      setSaid(words.copied);
    } catch {
      // Not allowed, or no clipboard at all: mark the link, so that one key copies it.
      holder.querySelector("input")?.select();
      setSaid(words.copyFault);
    }
    props.onCopied?.();
  }

  return (
    <>
      <QrCode value={props.link} label={props.qr} />
      <div ref={holder}>
        <Field label={props.label} value={props.link} readOnly />
      </div>
      <div class="actions fill">
        <Button {...(props.beside ? {} : { kind: "main" })} icon="copy" onPress={copy}>
          {words.copy}
        </Button>
      </div>
      <p class="hint" aria-live="polite">
        {said() || props.hint}
      </p>
    </>
  );
}
