// What the working groups have to say to this person on Home: who asks for a place where they have one, who offers them
// a place, and who takes theirs.
import { createEffect, createMemo, For, Show } from "solid-js";
import { Banner } from "../../ui/Banner.tsx";
import { useGroup } from "../group/context.tsx";
import type { HomePart } from "../kinds.ts";
import { makePlaces, PlacesProvider } from "./places.tsx";
import { Waiting, waits } from "./Waiting.tsx";

export function WorkingGroupsHome(props: HomePart) {
  const places = makePlaces(useGroup());
  const waiting = createMemo(() => (places.open.view()?.groups ?? []).filter((group) => waits(places, group)));
  createEffect(() => {
    if (places.open.view() || places.open.fault()) props.onSome(waiting().length > 0);
  });
  return (
    <PlacesProvider value={places}>
      <Show when={places.refused()}>
        {(why) => (
          <Banner icon="info" kind="look">
            <p>{why()}</p>
          </Banner>
        )}
      </Show>
      <For each={waiting()}>{(group) => <Waiting group={group} named />}</For>
    </PlacesProvider>
  );
}
