// A link for one device that is meant, and its four words as soon as it asks: for a further device of mine, and for
// somebody who comes back. Closed in between, the link waits on the page People, and so does who asks with it.
import type { InviteOptions } from "@fogata/sync";
import { createEffect, createSignal, type JSX, Match, on, Show, Switch } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Opening, State } from "../../ui/States.tsx";
import { useGroup } from "../group/context.tsx";
import { Asker } from "./Asker.tsx";
import { LinkToShare } from "./LinkToShare.tsx";

const words = invitationWords;

export interface LetInProps {
  open: boolean;
  title: string;
  options: Partial<InviteOptions> & Pick<InviteOptions, "purpose">;
  intro: JSX.Element;
  label: string;
  qr: string;
  until: (at: number) => string;
  waits: string;
  compare: string;
  done: string;
  onClose: () => void;
}

export function LetIn(props: LetInProps) {
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <Inside {...props} />
    </Dialog>
  );
}

function Inside(props: LetInProps) {
  const group = useGroup();
  const [id, setId] = createSignal<string | null>(waitingFor(props.options.purpose));
  const [fault, setFault] = createSignal<string | null>(null);
  const [answer, setAnswer] = createSignal<{ said: string; letIn: boolean } | null>(null);
  let answered!: HTMLDivElement;
  let comparing: HTMLParagraphElement | undefined;

  const invitation = () => group.invitations().find((one) => one.id === id());
  const asker = () => group.asking().find((one) => one.invitation === id());
  const link = () => {
    const one = invitation();
    return one?.state === "open" && one.link !== null ? { link: one.link, until: one.expiresAt } : null;
  };

  /** One that waits already is shown again: a second link beside it would only be one more to lose. */
  function waitingFor({ kind, ...of }: InviteOptions["purpose"]): string | null {
    const member = "member" in of ? of.member : null;
    const found = group
      .invitations()
      .find(
        ({ state, link, purpose }) =>
          state === "open" &&
          link !== null &&
          purpose.kind === kind &&
          (purpose.kind === "recovery" ? purpose.member : null) === member,
      );
    return found?.id ?? null;
  }
  async function make() {
    setFault(null);
    setAnswer(null);
    const made = await group
      .invite({ uses: 1, ...props.options })
      .catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    if (made.ok) setId(made.value.id);
    else setFault(words.invitation.fault[made.reason]);
  }
  if (id() === null) void make();

  // Whoever was looking at the code now has something else to look at.
  createEffect(on(asker, (one) => one && queueMicrotask(() => comparing?.focus()), { defer: true }));

  return (
    <div class="stack">
      <div ref={answered} tabindex="-1" aria-live="polite">
        <Show when={answer()}>
          {(one) => (
            <State sentence icon={one().letIn ? "check-circle" : "info"} is={one().letIn ? "yes" : undefined}>
              {one().said}
            </State>
          )}
        </Show>
        <Show when={fault()}>
          {(said) => (
            <Banner within icon="info" kind="look">
              <p>{said()}</p>
            </Banner>
          )}
        </Show>
      </div>
      <Switch fallback={<Show when={fault() === null && answer() === null}>{<Opening lines={3} />}</Show>}>
        <Match when={answer()}>
          {(one) => (
            <>
              <Show when={one().letIn}>
                <p>{props.done}</p>
              </Show>
              <div class="actions fill">
                <Button onPress={props.onClose}>{words.device.close}</Button>
              </div>
            </>
          )}
        </Match>
        <Match when={asker()} keyed>
          {(one) => (
            <>
              <p ref={comparing} tabindex="-1">
                {props.compare}
              </p>
              <Asker
                alone
                asker={one}
                onAnswered={(said, letIn) => {
                  setAnswer({ said, letIn });
                  answered.focus();
                }}
              />
            </>
          )}
        </Match>
        <Match when={link()}>
          {(open) => (
            <>
              {props.intro}
              <LinkToShare link={open().link} label={props.label} qr={props.qr} hint={props.until(open().until)} />
              <State sentence icon="clock">
                {props.waits}
              </State>
            </>
          )}
        </Match>
        <Match when={invitation()}>
          <p>{words.device.addEnded}</p>
          <div class="actions">
            <Button onPress={() => void make()}>{words.device.again}</Button>
          </div>
        </Match>
      </Switch>
    </div>
  );
}
