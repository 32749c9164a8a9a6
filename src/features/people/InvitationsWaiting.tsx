// The invitations that can still be used, with what is left of each; those with which more came than it was made for.
import type { InvitationView } from "@fogata/sync";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGroup } from "../group/context.tsx";
import { InvitationDialog } from "./InvitationDialog.tsx";

const words = invitationWords.waiting;

export function InvitationsWaiting() {
  const group = useGroup();
  const now = createClock();
  const [shown, setShown] = createSignal<string | null>(null);
  const [withdrawing, setWithdrawing] = createSignal<InvitationView | null>(null);
  const [said, setSaid] = createSignal("");
  const waiting = () =>
    group.invitations().filter((one) => one.state === "held" || (one.state === "open" && one.expiresAt > now()));
  let place!: HTMLParagraphElement;

  /** What was pressed goes with what it did, and so may the whole list. */
  function tell(saying: string) {
    setSaid(saying);
    place.focus();
  }
  async function withdraw(invitation: string) {
    const done = await group.act({ type: "withdraw-invitation", invitation });
    setWithdrawing(null);
    tell(done.ok ? words.withdrawn : peopleWords.fault[done.reason]);
  }
  async function settle(invitation: string, held: string | null, saying: string) {
    const done = await group.act({ type: "settle", invitation, held });
    tell(done.ok ? saying : peopleWords.fault[done.reason]);
  }

  return (
    <div>
      <p ref={place} class="soft" tabindex="-1" hidden={said() === ""}>
        {said()}
      </p>
      <Show when={waiting().length > 0}>
        <aside class="panel" aria-labelledby="waiting">
          <h2 id="waiting">{words.title}</h2>
          <ul class="stack loose">
            <For each={waiting()}>
              {(one) => (
                <One
                  invitation={one}
                  now={now()}
                  onShow={() => setShown(one.id)}
                  onWithdraw={() => setWithdrawing(one)}
                  onSettle={(held, saying) => settle(one.id, held, saying)}
                />
              )}
            </For>
          </ul>
        </aside>
      </Show>
      <InvitationDialog again id={shown()} onClose={() => setShown(null)} />
      <Dialog open={withdrawing() !== null} title={words.withdrawTitle} onClose={() => setWithdrawing(null)}>
        <p>{words.withdrawWhat}</p>
        <Show when={withdrawing()?.agreements}>
          <p>{words.withdrawAgreements}</p>
        </Show>
        <div class="actions fill">
          <Button kind="main" onPress={() => void withdraw(withdrawing()?.id ?? "")}>
            {words.withdrawDo}
          </Button>
          <Button onPress={() => setWithdrawing(null)}>{text.leaveIt}</Button>
        </div>
      </Dialog>
    </div>
  );
}

interface OneProps {
  invitation: InvitationView;
  now: number;
  onShow: () => void;
  onWithdraw: () => void;
  onSettle: (held: string | null, saying: string) => void;
}

function One(props: OneProps) {
  const group = useGroup();
  const id = createUniqueId();
  const title = () => {
    const { label, purpose, mine } = props.invitation;
    if (label !== "") return label;
    if (purpose.kind === "device") return mine ? words.device : words.deviceOf;
    if (purpose.kind === "recovery")
      return words.recovery(group.nameOf(purpose.member) ?? peopleWords.somebody.toLowerCase());
    return mine ? words.byYou : words.byAnother;
  };
  const until = () => text.words.untilMoment(props.invitation.expiresAt, props.now);
  /** It is for whoever made it, or for any full member. */
  const decides = () =>
    group.writes() &&
    (props.invitation.mine || group.people().some(({ member, full }) => full && member === group.me().member));
  return (
    <li class="stack">
      <p id={id}>
        <b>
          <bdi>{title()}</bdi>
        </b>
      </p>
      <Show when={props.invitation.left > 0}>
        <p class="soft">{words.left(props.invitation.left, props.invitation.uses, until())}</p>
      </Show>
      <Show when={props.invitation.agreements}>
        <p class="soft">{words.agreements}</p>
      </Show>
      <Show when={props.invitation.held.length > 0}>
        <Held invitation={props.invitation} decides={decides()} onSettle={props.onSettle} />
      </Show>
      <Show when={props.invitation.link === null && props.invitation.mine}>
        <p class="hint">{words.elsewhere}</p>
      </Show>
      <Show when={group.writes()}>
        <div class="actions">
          <Show when={props.invitation.link !== null && props.invitation.left > 0}>
            <Button kind="quiet" describedBy={id} onPress={props.onShow}>
              {words.show}
            </Button>
          </Show>
          <Show when={props.invitation.state === "open" && decides()}>
            <Button kind="quiet" describedBy={id} onPress={props.onWithdraw}>
              {words.withdraw}
            </Button>
          </Show>
        </div>
      </Show>
    </li>
  );
}

/** The devices could not know of each other; people can. */
function Held(props: Pick<OneProps, "invitation" | "onSettle"> & { decides: boolean }) {
  return (
    <Banner within icon="warning-circle" kind="look" title={words.heldTitle(props.invitation.held.length)}>
      <p>{words.heldWhat}</p>
      <Show when={props.decides}>
        <div class="actions">
          <For each={props.invitation.held}>
            {(held) => (
              <Button onPress={() => props.onSettle(held.id, words.settled(held.name))}>
                <bdi>{words.meant(held.name)}</bdi>
              </Button>
            )}
          </For>
          <Button kind="quiet" onPress={() => props.onSettle(null, words.settledNone)}>
            {words.none}
          </Button>
        </div>
      </Show>
    </Banner>
  );
}
