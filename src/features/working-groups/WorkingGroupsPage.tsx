// Every working group of the group by name, with its mandate; and a new one, begun in two steps.
import { useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { EmptyState, Opening, State, ThatIsAll } from "../../ui/States.tsx";
import { createSearch, SearchField } from "../../ui/search.tsx";
import { useGroup } from "../group/context.tsx";
import { BeginDialog } from "./BeginDialog.tsx";
import { Notices } from "./Notices.tsx";
import { makePlaces, PlacesProvider, usePlaces, type WorkingGroup } from "./places.tsx";

import "./working-groups.css";

export { default as WorkingGroupPage } from "./WorkingGroupPage.tsx";
export { WorkingGroupsHome } from "./WorkingGroupsHome.tsx";

export default function WorkingGroupsPage() {
  const group = useGroup();
  const navigate = useNavigate();
  const places = makePlaces(group);
  const [beginning, setBeginning] = createSignal(false);
  const view = places.open.view;
  return (
    <PlacesProvider value={places}>
      <PageHead title={words.title} group={group.name()} soft={words.lead}>
        <Show when={view() && !places.open.newer() && places.writes()}>
          <div class="row">
            <Button kind="main" icon="plus" onPress={() => setBeginning(true)}>
              {words.begin}
            </Button>
          </div>
        </Show>
        <Notices />
      </PageHead>
      <Show
        when={view()}
        fallback={
          <Show when={!places.open.fault()}>
            <Opening lines={6} label={words.opening} />
          </Show>
        }
      >
        {(shown) => <All groups={shown().groups} away={shown().away} />}
      </Show>
      <BeginDialog
        open={beginning()}
        onClose={() => setBeginning(false)}
        onOpen={(id) => navigate(`/g/${group.id}/working-groups/${id}`)}
      />
    </PlacesProvider>
  );
}

function All(props: { groups: readonly WorkingGroup[]; away: readonly WorkingGroup[] }) {
  const search = createSearch({
    all: () => props.groups,
    texts: ({ name, mandate }) => [`${name} ${mandate}`],
    found: words.found,
  });
  return (
    <>
      <SearchField search={search} label={words.find} hint={words.findHint} />
      <Show when={props.groups.length > 0} fallback={<EmptyState what={words.empty} more={words.emptyWhat} />}>
        <Show when={search.found().length > 0}>
          <ul class="list working-groups" classList={{ long: search.long() }}>
            <For each={search.rows()}>{(one) => <Row group={one} />}</For>
          </ul>
          <ThatIsAll />
        </Show>
      </Show>
      <Show when={props.away.length > 0}>
        <details class="fold">
          <summary>{words.away}</summary>
          <ul class="list working-groups">
            <For each={props.away}>{(one) => <Row group={one} />}</For>
          </ul>
        </details>
      </Show>
    </>
  );
}

function Row(props: { group: WorkingGroup }) {
  const group = useGroup();
  const places = usePlaces();
  return (
    <li class="item">
      <h2 class="item-title">
        <a href={`/g/${group.id}/working-groups/${props.group.id}`} dir="auto">
          {props.group.name || words.untitled}
        </a>
      </h2>
      <p class="soft brief" dir="auto">
        {props.group.mandate || words.noMandate}
      </p>
      <Show when={places.isSeated(props.group)}>
        <State icon="check">{words.place}</State>
      </Show>
      <span class="item-end">
        <Icon name="caret-right" flips />
      </span>
    </li>
  );
}
