// What came of a press, and what stands in the way of reading or writing the one document that a page shows.
import { Show } from "solid-js";
import { text } from "../text/index.ts";
import { Announcer } from "../ui/Announcer.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import type { OpenFault } from "../workspace/types.ts";

interface Told {
  title: string;
  what: string;
}

export function DocumentNotices(props: {
  /** Said once, to those who do not see the page. */
  said: () => string;
  refused: string | null;
  newer: boolean;
  fault: OpenFault | null;
  words: { newer: Told; fault: Record<OpenFault, Told> };
}) {
  return (
    <>
      <Announcer words={props.said} />
      <Show when={props.refused}>
        {(why) => (
          <Banner icon="info" kind="look">
            <p>{why()}</p>
          </Banner>
        )}
      </Show>
      <Show when={props.newer}>
        <Banner icon="info" kind="look" title={props.words.newer.title}>
          <p>{props.words.newer.what}</p>
        </Banner>
      </Show>
      <Show when={props.fault}>
        {(fault) => (
          <Banner icon="info" kind={fault() === "corrupt" ? "grave" : "plain"} title={props.words.fault[fault()].title}>
            <p>{props.words.fault[fault()].what}</p>
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
