// The text in force, exactly as it was decided: read out of the document by its hash, whatever was written there since.
// It cannot be written in; a change to it is proposed.

import { onCleanup, onMount, Show } from "solid-js";
import { agreementPage } from "../../../text/en-agreement-page.ts";
import { agreementWords } from "../../../text/en-agreements.ts";
import { Banner } from "../../../ui/Banner.tsx";
import { Opening } from "../../../ui/States.tsx";
import type { TextAt } from "../../../workspace/made-from.types.ts";
import { ReadText } from "../ReadText.tsx";

const words = agreementWords.inForce;

export function InForce(props: {
  at: TextAt;
  /** What holds its blocks, while they are on the page. */
  onRead?: (text: HTMLElement | null) => void;
}) {
  onCleanup(() => props.onRead?.(null));
  return (
    <Show
      when={props.at.found()}
      fallback={
        <Show when={props.at.fault()} fallback={<Opening lines={6} label={agreementPage.opening} />}>
          {(why) => (
            <Banner icon="info" kind="look" title={words.notFound.title}>
              <p>{why() === "no-text" ? words.notFound.otherText : words.notFound.notHere}</p>
            </Banner>
          )}
        </Show>
      }
    >
      {(at) => (
        <section
          aria-label={agreementPage.text}
          ref={(section) => onMount(() => props.onRead?.(section.querySelector<HTMLElement>(".doc.read")))}
        >
          <ReadText blocks={at().written.blocks} />
        </section>
      )}
    </Show>
  );
}
