// Around every page of a group: its name, where my words are, and the ways to its other pages.
import { type RouteSectionProps, useLocation, useParams } from "@solidjs/router";
import { createMemo, For, Show, Suspense } from "solid-js";
import { text } from "../../text/index.ts";
import { Announcer } from "../../ui/Announcer.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { IconName } from "../../ui/icons/names.ts";
import { Mark } from "../../ui/Mark.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";
import { Opening } from "../../ui/States.tsx";
import { StatusLine } from "../../ui/StatusLine.tsx";
import { useWorkspace } from "../../workspace/context.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";
import { GroupProvider } from "./context.tsx";

/** `lower`: on a desk these stand at the foot of the column, what the group works on at its head. */
const places: readonly { path: string; label: string; icon: IconName; lower?: true }[] = [
  { path: "", label: text.nav.home, icon: "house" },
  { path: "/agreements", label: text.nav.agreements, icon: "scroll" },
  { path: "/people", label: text.nav.people, icon: "users-three", lower: true },
  { path: "/relay", label: text.nav.relay, icon: "broadcast" },
  { path: "/device", label: text.nav.device, icon: "device-mobile" },
];

export default function GroupFrame(props: RouteSectionProps) {
  const workspace = useWorkspace();
  const params = useParams<{ group: string }>();
  return (
    <Show when={workspace.group(params.group)} keyed fallback={<NoGroup ready={workspace.ready()} />}>
      {(group) => (
        <GroupProvider group={group}>
          <a class="skip" href="#main" rel="external">
            {text.skip}
          </a>
          <div class="app">
            <div class="app-side">
              <Head group={group} />
              <Nav group={group.id} />
              <SomebodyAsks group={group} />
            </div>
            <main class="app-main" id="main" tabindex="-1">
              <Suspense fallback={<Opening />}>{props.children}</Suspense>
            </main>
          </div>
        </GroupProvider>
      )}
    </Show>
  );
}

function Head(props: { group: GroupWorkspace }) {
  return (
    <header class="app-head">
      <a class="app-group" href="/" aria-label={`${props.group.name()}: ${text.nav.backToGroups}`}>
        <Mark />
        <h2 class="app-name">
          <bdi>{props.group.name()}</bdi>
        </h2>
      </a>
      <StatusLine status={props.group.status()} />
    </header>
  );
}

function Nav(props: { group: string }) {
  const location = useLocation();
  const base = () => `/g/${props.group}`;
  const current = (path: string) => {
    const here = location.pathname.slice(base().length).replace(/\/$/, "");
    if (here === path) return "page";
    return path !== "" && here.startsWith(`${path}/`) ? "true" : undefined;
  };
  return (
    <nav class="app-nav" aria-label={text.nav.label}>
      <ul>
        <For each={places}>
          {(place) => (
            <li classList={{ lower: place.lower === true }}>
              <a class="nav-link" href={`${base()}${place.path}`} aria-current={current(place.path)}>
                <Icon name={place.icon} />
                <span>{place.label}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

/** Somebody may ask while this person is on any page; who it is stands on Home and People. */
function SomebodyAsks(props: { group: GroupWorkspace }) {
  const words = createMemo<{ known: ReadonlySet<string>; say: string }>(
    (before) => {
      const asking = props.group.asking().map((asker) => asker.id);
      const news = asking.some((id) => !before.known.has(id));
      // The same words again are silent to a screen reader, unless a blank makes them others.
      const again = before.say === text.people.somebodyAsks ? `${before.say}\u00a0` : text.people.somebodyAsks;
      const say = asking.length === 0 ? "" : news ? again : before.say;
      return { known: new Set(asking), say };
    },
    { known: new Set(props.group.asking().map((asker) => asker.id)), say: "" },
  );
  return <Announcer words={() => words().say} />;
}

function NoGroup(props: { ready: boolean }) {
  return (
    <PlainPage home="/">
      <Show when={props.ready} fallback={<Opening />}>
        <PageHead title={text.notFound.group} lead={text.notFound.groupWhat} />
        <p>
          <a href="/">{text.notFound.back}</a>
        </p>
      </Show>
    </PlainPage>
  );
}
