// What came of a press, and what stands in the way of reading or writing the working groups.
import { Show } from "solid-js";
import { workingGroupsWords as words } from "../../text/en-working-groups.ts";
import { text } from "../../text/index.ts";
import { Announcer } from "../../ui/Announcer.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { usePlaces } from "./places.tsx";

export function Notices() {
  const places = usePlaces();
  return (
    <>
      <Announcer words={places.said} />
      <Show when={places.refused()}>
        {(why) => (
          <Banner icon="info" kind="look">
            <p>{why()}</p>
          </Banner>
        )}
      </Show>
      <Show when={places.open.newer()}>
        <Banner icon="info" kind="look" title={words.newer.title}>
          <p>{words.newer.what}</p>
        </Banner>
      </Show>
      <Show when={places.open.fault()}>
        {(fault) => (
          <Banner icon="info" kind={fault() === "corrupt" ? "grave" : "plain"} title={words.fault[fault()].title}>
            <p>{words.fault[fault()].what}</p>
            <Show when={fault() === "app-incomplete"}>
              <div class="actions">
                <Button onPress={() => location.reload()}>{text.tryAgain}</Button>
              </div>
            </Show>
          </Banner>
        )}
      </Show>
    </>
  );
}
