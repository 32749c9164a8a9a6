// One invitation: its link, its code to scan, what it gives and when it ends. One press has made it; whoever wants
// another kind chooses it below, and gets another link.
import type { InvitationView } from "@fogata/sync";
import { createEffect, createSignal, on, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { text } from "../../text/index.ts";
import { createClock } from "../../ui/clock.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGroup } from "../group/context.tsx";
import { InvitationChoices } from "./InvitationChoices.tsx";
import { LinkToShare } from "./LinkToShare.tsx";

const words = invitationWords.invitation;

/** `again`: it was made before, so nothing about it is chosen any more. */
export function InvitationDialog(props: { id: string | null; again?: boolean; onClose: () => void }) {
  const group = useGroup();
  const [other, setOther] = createSignal<string | null>(null);
  const [copied, setCopied] = createSignal(false);
  createEffect(
    on(
      () => props.id,
      () => {
        setOther(null);
        setCopied(false);
      },
    ),
  );
  const id = () => other() ?? props.id;
  const invitation = () => group.invitations().find((one) => one.id === id());
  const open = () => {
    const one = invitation();
    return one && one.link !== null && (one.state === "open" || one.state === "held") ? { one, link: one.link } : null;
  };
  const ended = () => {
    const state = invitation()?.state;
    return words.gone[state === "expired" || state === "withdrawn" ? state : "used"];
  };

  /** The one that nobody has been given goes; whoever has copied it may have sent it. */
  async function replaced(made: string) {
    const before = id();
    setOther(made);
    if (before !== null && !copied()) await group.act({ type: "withdraw-invitation", invitation: before });
    setCopied(false);
  }

  return (
    <Dialog open={props.id !== null} title={words.title} onClose={props.onClose}>
      <Show when={open()} fallback={<p>{ended()}</p>}>
        {(now) => (
          <div class="stack">
            <What invitation={now().one} fresh={other() !== null} />
            <LinkToShare
              link={now().link}
              label={words.link}
              qr={words.qr}
              hint={now().one.uses === 1 ? words.hint : words.hintMany}
              onCopied={() => setCopied(true)}
            />
            <Show when={!props.again && other() === null}>
              <InvitationChoices onMade={replaced} />
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  );
}

function What(props: { invitation: InvitationView; fresh: boolean }) {
  const group = useGroup();
  const now = createClock();
  const until = () => text.words.untilMoment(props.invitation.expiresAt, now());
  const what = () => (props.invitation.agreements ? words.whatWithAgreements : words.what);
  let said!: HTMLParagraphElement;
  // The form that made it is gone: what it made takes the focus.
  createEffect(
    on(
      () => props.fresh,
      (fresh) => fresh && said.focus(),
    ),
  );
  return (
    <>
      <p ref={said} tabindex="-1">
        {props.fresh && <b>{words.made} </b>}
        {what()(props.invitation.left, until())}
      </p>
      <p class="soft">{words.gives}</p>
      <Show when={props.invitation.label}>
        {(label) => (
          <p class="soft" dir="auto">
            {words.note(label())}
          </p>
        )}
      </Show>
      <Show when={group.status().kind === "offline"}>
        <p class="soft">{words.unshared}</p>
      </Show>
    </>
  );
}
