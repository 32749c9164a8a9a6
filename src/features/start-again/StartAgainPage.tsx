// Starting again from this device's copies: what comes along, what does not, and what stays, said before it is done; then
// the others can be asked to come along. Works without a connection.
import type { StartAgainFault } from "@fogata/sync";
import { createMemo, createSignal, For, Show } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { createClock } from "../../ui/clock.ts";
import { Field } from "../../ui/Field.tsx";
import { focusFirstWrong } from "../../ui/form.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { ThatIsAll } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { CallAlong } from "./CallAlong.tsx";
import { Told } from "./Told.tsx";

import "../belonging/belonging.css";

export default function StartAgainPage() {
  const group = useGroup();
  const workspace = useWorkspace();
  /** Those begun from this one, on this device, the latest first. */
  const begun = createMemo(() => {
    const all = workspace.groups().flatMap(({ id }) => workspace.group(id) ?? []);
    const from = all.filter((one) => one.before()?.group === group.id);
    return from.sort((a, b) => (b.before()?.at ?? 0) - (a.before()?.at ?? 0));
  });
  let place!: HTMLDivElement;
  const gone = () => group.here().kind !== "here" && group.here().kind !== "paused";
  return (
    <>
      <PageHead
        title={words.startAgain}
        group={group.name()}
        soft={group.standing().frozen && !gone() ? `${words.lead} ${words.frozen}` : words.lead}
        before={
          <a class="crumb" href={`/g/${group.id}/people`}>
            <Icon name="caret-left" flips /> {peopleWords.back}
          </a>
        }
      />
      <div ref={place} class="stack looser" tabindex="-1" aria-live="polite">
        <For each={begun()}>{(one) => <Begun group={one} />}</For>
      </div>
      <Show when={begun().length > 0}>
        <CallAlong into={begun()} />
      </Show>
      <Told id="along" title={words.alongTitle} say={words.along} />
      <Told id="not" title={words.notTitle} say={words.not} />
      <Told id="stays" title={words.staysTitle} say={gone() ? words.staysGone : words.stays} />
      <Show when={begun().length > 0} fallback={<Begin onDone={() => place.focus()} />}>
        <details class="fold">
          <summary>{words.once}</summary>
          <Begin onDone={() => place.focus()} />
        </details>
      </Show>
      <ThatIsAll />
    </>
  );
}

function Begun(props: { group: GroupWorkspace }) {
  const now = createClock();
  const day = () => text.words.onDay(props.group.before()?.at ?? 0, now());
  return (
    <Banner icon="check-circle" kind="settled" title={words.done.title}>
      <p dir="auto">{words.done.what(props.group.name(), day())}</p>
      <Show when={props.group.before()?.left}>{(left) => <p>{words.done.left(left())}</p>}</Show>
      <div class="actions">
        <a class="btn" href={`/g/${props.group.id}`}>
          <bdi>{words.done.open(props.group.name())}</bdi>
        </a>
      </div>
    </Banner>
  );
}

type Fault = StartAgainFault | "app-incomplete";

function Begin(props: { onDone: () => void }) {
  const group = useGroup();
  const workspace = useWorkspace();
  const [name, setName] = createSignal(group.name());
  const [myName, setMyName] = createSignal(group.me().name);
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  const missing = (value: string, say: string) => (tried() && value.trim() === "" ? say : null);
  const behind = () =>
    group.status().kind !== "shared" && (group.here().kind === "here" || group.here().kind === "paused");

  async function begin(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setFault(null);
    if (busy()) return;
    if (name().trim() === "" || myName().trim() === "") return focusFirstWrong(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const begun = await group
      .startAgain({ name: name().trim(), myName: myName().trim() })
      .catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    setBusy(false);
    if (begun.ok) props.onDone();
    else setFault(begun.reason);
  }
  return (
    <form class="sheet stack loose" aria-labelledby="form" onSubmit={(event) => void begin(event)} noValidate>
      <h2 id="form">{words.formTitle}</h2>
      <Show when={group.agreements().length === 0}>
        <p class="soft">{words.empty}</p>
      </Show>
      <Show when={behind()}>
        <p class="soft">{words.behind}</p>
      </Show>
      <Field
        label={text.fields.groupName}
        hint={text.fields.groupNameHint}
        wrong={missing(name(), text.fields.groupNameMissing)}
        value={name()}
        onInput={setName}
      />
      <Field
        label={text.fields.myName}
        hint={text.fields.myNameHint}
        wrong={missing(myName(), text.fields.myNameMissing)}
        value={myName()}
        onInput={setMyName}
      />
      <div aria-live="polite">
        <Show when={fault()}>
          {(reason) => (
            <Banner icon="info" kind="look">
              <p>{words.fault[reason()]}</p>
            </Banner>
          )}
        </Show>
        <Show when={busy() ? workspace.copying() : null}>
          {(copying) => <p class="soft">{words.copying(copying().done, copying().of)}</p>}
        </Show>
      </div>
      <div class="actions fill">
        <Button kind="main" submit busy={busy()}>
          {words.startAgain}
        </Button>
      </div>
    </form>
  );
}
