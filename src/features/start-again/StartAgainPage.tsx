// Starting again from this device's copies: what comes along, what does not, and what stays, said before it is done; then
// the others can be asked to come along. Works without a connection.
import { createMemo, For, Show } from "solid-js";
import { againWords as words } from "../../text/en-again.ts";
import { peopleWords } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { createClock } from "../../ui/clock.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { ThatIsAll } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { type Names, NamesForm } from "../groups/NamesForm.tsx";
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

function Begin(props: { onDone: () => void }) {
  const group = useGroup();
  const workspace = useWorkspace();
  const behind = () =>
    group.status().kind !== "shared" && (group.here().kind === "here" || group.here().kind === "paused");

  async function begin(names: Names): Promise<string | null> {
    const begun = await group.startAgain(names).catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    if (!begun.ok) return words.fault[begun.reason];
    props.onDone();
    return null;
  }
  return (
    <NamesForm
      title="form"
      button={words.startAgain}
      begin={begin}
      start={{ name: group.name(), myName: group.me().name }}
      before={
        <>
          <h2 id="form">{words.formTitle}</h2>
          <Show when={group.agreements().length === 0}>
            <p class="soft">{words.empty}</p>
          </Show>
          <Show when={behind()}>
            <p class="soft">{words.behind}</p>
          </Show>
        </>
      }
      meanwhile={
        <Show when={workspace.copying()}>
          {(copying) => <p class="soft">{words.copying(copying().done, copying().of)}</p>}
        </Show>
      }
    />
  );
}
