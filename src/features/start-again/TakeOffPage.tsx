// Taking a group off this device: a copy is offered first, what it means is said plainly, and it takes two steps.
import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, Show, Suspense } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { ThatIsAll } from "../../ui/States.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";
import { part } from "../part.ts";
import { Told } from "./Told.tsx";

import "../belonging/belonging.css";

const ReadableCopy = part(() => import("../readable-copy/ReadableCopy.tsx"));

export default function TakeOffPage() {
  const group = useGroup();
  const navigate = useNavigate();
  const { myself } = makeNames(group);
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<keyof typeof words.takeOff.fault | null>(null);
  const belongs = () => group.here().kind === "here" || group.here().kind === "paused";
  const others = createMemo(() => (myself()?.devices ?? []).filter(({ here }) => !here));
  const machines = () => others().filter(({ recovery }) => !recovery);
  const alone = () => belongs() && machines().length === 0;
  const unsent = () => belongs() && group.status().kind !== "shared";
  const invited = () => belongs() && group.invitations().some(({ here, state }) => here && state === "open");
  const means = () => [
    ...(belongs() ? [] : [words.takeOff.gone]),
    ...(belongs() && machines().length > 0 ? [words.takeOff.others, words.takeOff.otherBack] : []),
    ...(invited() ? [words.takeOff.invitations] : []),
    words.takeOff.copies,
  ];

  async function takeOff() {
    if (busy()) return;
    setBusy(true);
    const done = await group.takeOff().catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    setBusy(false);
    if (done.ok) return navigate("/", { replace: true });
    setAsking(false);
    setFault(done.reason);
  }
  return (
    <>
      <PageHead
        title={words.takeOff.name}
        group={group.name()}
        soft={words.takeOff.lead}
        before={
          <a class="crumb" href={`/g/${group.id}/device`}>
            <Icon name="caret-left" flips /> {text.nav.device}
          </a>
        }
      />
      <Suspense>
        <ReadableCopy />
      </Suspense>
      <Told id="means" title={words.takeOff.meansTitle} say={means()} />
      <Show when={alone()}>
        <Banner icon="info" kind="look">
          <p>{words.takeOff.only}</p>
          <p>{others().length > 0 ? words.takeOff.onlySheet : words.takeOff.onlyAsk}</p>
          <p>{words.takeOff.onlyLeave}</p>
          <p>
            <a class="way" href={`/g/${group.id}/leave`}>
              {peopleWords.leave.link}
            </a>
          </p>
        </Banner>
      </Show>
      <Show when={unsent()}>
        <Banner icon="cloud-slash" kind="look">
          <p>{words.takeOff.unsent}</p>
        </Banner>
      </Show>
      <div aria-live="polite">
        <Show when={fault()}>
          {(reason) => (
            <Banner icon="info" kind="look">
              <p>{words.takeOff.fault[reason()]}</p>
            </Banner>
          )}
        </Show>
      </div>
      <div class="actions">
        <Button onPress={() => setAsking(true)}>{words.takeOff.name}</Button>
        <a class="btn btn-quiet" href={`/g/${group.id}/device`}>
          {text.leaveIt}
        </a>
      </div>
      <Dialog open={asking()} title={words.takeOff.sure(group.name())} onClose={() => setAsking(false)}>
        <div class="stack">
          <p>{words.takeOff.sureWhat}</p>
          <div class="actions fill">
            <Button kind="main" busy={busy()} onPress={() => void takeOff()}>
              {words.takeOff.name}
            </Button>
            <Button kind="quiet" onPress={() => setAsking(false)}>
              {text.leaveIt}
            </Button>
          </div>
        </div>
      </Dialog>
      <ThatIsAll />
    </>
  );
}
