// The first screen: the groups that live on this device, and the two ways to have one.
import type { FoundingView, JoiningView } from "@fogata/sync";
import { useNavigate } from "@solidjs/router";
import { For, Show, Suspense } from "solid-js";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { EmptyState, Opening, State } from "../../ui/States.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { GroupRow } from "../../workspace/types.ts";
import { hasEnded, iconOf } from "../join/state.ts";
import { useLock } from "../lock/app-lock.ts";
import { optionalPart } from "../part.ts";

/** Comes only where something stays locked beside this device. */
const Aside = optionalPart(() => import("../lock/Aside.tsx").then((it) => ({ default: it.Aside })));

export function GroupsPage() {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const lock = useLock();
  // Once admitted, the group itself stands in the list.
  const joining = () => workspace.joining().filter((one) => one.group === null);
  const foundings = () => workspace.foundings().filter((one) => one.group === null);
  const nothing = () => workspace.groups().length + joining().length + foundings().length === 0;
  return (
    <PlainPage>
      <PageHead title={text.yourGroups} />
      <Show
        when={!nothing()}
        fallback={
          <Show when={workspace.ready()} fallback={<Opening lines={3} />}>
            <EmptyState what={text.groups.empty} more={text.groups.emptyMore} />
          </Show>
        }
      >
        <ul class="list">
          <For each={workspace.groups()}>{(group) => <GroupItem group={group} />}</For>
          <For each={foundings()}>{(one) => <FoundingItem founding={one} />}</For>
          <For each={joining()}>{(one) => <JoiningItem joining={one} />}</For>
        </ul>
      </Show>
      {/* Only below what is already as tall as it will be: nothing moves under a thumb. */}
      <Show when={workspace.ready() || !nothing()}>
        <div class="actions fill">
          <Button kind="main" icon="plus" onPress={() => navigate("/start")}>
            {text.groups.start}
          </Button>
          <Button icon="envelope-simple" onPress={() => navigate("/join")}>
            {text.groups.join}
          </Button>
        </div>
        <Banner icon="lock-simple" kind="plain" title={text.groups.apartTitle}>
          <p>{text.groups.apart}</p>
        </Banner>
        <p>
          <a class="btn btn-quiet" href="/recover">
            {text.groups.recover}
          </a>
        </p>
        <Show when={lock?.aside.length}>
          <Suspense>
            <Aside />
          </Suspense>
        </Show>
        <p class="faint">{text.groups.foot}</p>
      </Show>
    </PlainPage>
  );
}

function GroupItem(props: { group: GroupRow }) {
  return (
    <li class="item">
      <h2 class="item-title">
        <a href={`/g/${props.group.id}`} dir="auto">
          {props.group.name}
        </a>
      </h2>
      <p class="soft">{text.groups.calledHere(props.group.myName)}</p>
      <span class="item-end">
        <Icon name="caret-right" flips />
      </span>
    </li>
  );
}

function FoundingItem(props: { founding: FoundingView }) {
  return (
    <li class="item">
      <h2 class="item-title">
        <a href={`/founding/${props.founding.id}`} dir="auto">
          {props.founding.name}
        </a>
      </h2>
      <State sentence icon="clock">
        {text.joining.founding}
      </State>
      <span class="item-end">
        <Icon name="caret-right" flips />
      </span>
    </li>
  );
}

function JoiningItem(props: { joining: JoiningView }) {
  return (
    <li class="item">
      <h2 class="item-title">
        <a href={`/join/${props.joining.id}`}>{text.joining[props.joining.purpose]}</a>
      </h2>
      <Show when={props.joining.name}>{(name) => <p class="soft">{text.joining.as(name())}</p>}</Show>
      <State sentence icon={iconOf(props.joining.state)} is={hasEnded(props.joining.state) ? "look" : undefined}>
        {text.joining.state[props.joining.state]}
      </State>
      <span class="item-end">
        <Icon name="caret-right" flips />
      </span>
    </li>
  );
}
