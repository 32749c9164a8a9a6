// Around every page of a group: its name, where my words are, and the ways to its other pages.
import { type RouteSectionProps, useLocation, useParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, on, Show, Suspense } from "solid-js";
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
import { kindPages } from "../kinds.ts";
import { optionalPart } from "../part.ts";
import { GroupProvider } from "./context.tsx";

interface Place {
  path: string;
  name: string;
  icon: IconName;
  /** On a desk these stand at the foot of the column, what the group works on at its head. */
  lower?: true;
}
const places: readonly Place[] = [
  { path: "", name: text.nav.home, icon: "house" },
  { path: "/agreements", name: text.nav.agreements, icon: "scroll" },
  ...kindPages.filter(({ afterPeople }) => !afterPeople),
  { path: "/people", name: text.nav.people, icon: "users-three", lower: true },
  ...kindPages.filter(({ afterPeople }) => afterPeople),
  { path: "/relay", name: text.nav.relay, icon: "broadcast" },
  { path: "/device", name: text.nav.device, icon: "device-mobile" },
];
const HereNote = optionalPart(() => import("../../inner.ts").then((pages) => ({ default: pages.HereNote })));
const people = places.findIndex(({ lower }) => lower);
/** A phone has room for four beside *More*: of what kinds bring along, one; the people stand there however many there are. */
const inMore = (n: number) => n > 2 && n !== people;

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
              {/* This device belongs no more, or not just now: said on every page, above what it still has. */}
              <Show when={group.here().kind !== "here"}>
                <Suspense>
                  <HereNote />
                </Suspense>
              </Show>
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
    // What was decided stands among the agreements.
    if (path === "/agreements" && here.startsWith("/questions")) return "true";
    return path !== "" && here.startsWith(`${path}/`) ? "true" : undefined;
  };
  const [more, setMore] = createSignal(false);
  createEffect(
    on(
      () => location.pathname,
      () => setMore(false),
    ),
  );
  let button!: HTMLButtonElement;
  function closeByKey(event: KeyboardEvent) {
    if (event.key !== "Escape" || !more()) return;
    setMore(false);
    button.focus();
  }
  const Link = (props: { place: Place; after: boolean }) => (
    <li classList={{ lower: props.place.lower === true, after: props.after }}>
      <a class="nav-link" href={`${base()}${props.place.path}`} aria-current={current(props.place.path)}>
        <Icon name={props.place.icon} />
        <span>{props.place.name}</span>
      </a>
    </li>
  );
  return (
    <nav class="app-nav" aria-label={text.nav.label} classList={{ open: more() }} onKeyDown={closeByKey}>
      <ul>
        <For each={places.slice(0, people + 1)}>{(place, n) => <Link place={place} after={inMore(n())} />}</For>
        {/* On a desk there is room for all, and no button. */}
        <li class="more" classList={{ here: places.some(({ path }, n) => inMore(n) && current(path) !== undefined) }}>
          <button
            ref={button}
            type="button"
            class="nav-link"
            aria-expanded={more() ? "true" : "false"}
            onClick={() => setMore((open) => !open)}
          >
            <Icon name="dots-three" />
            <span>{text.nav.more}</span>
          </button>
        </li>
        <For each={places.slice(people + 1)}>{(place) => <Link place={place} after />}</For>
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
