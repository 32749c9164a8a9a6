// A word in passing: a new version is here, and can wait. Its place is there from the beginning, so that a screen reader
// hears of it once, when it comes; laid aside, it gives the focus back to the page.
import { Show } from "solid-js";
import { text } from "../text/index.ts";
import { Button } from "./Button.tsx";

export function UpdateNotice(props: { noticed: boolean; onUse: () => void; onLater: () => void }) {
  let notice: HTMLElement | undefined;
  function later() {
    const here = notice?.contains(document.activeElement);
    props.onLater();
    if (here) document.getElementById("main")?.focus();
  }
  return (
    <div aria-live="polite">
      <Show when={props.noticed}>
        <section ref={notice} class="notice" aria-label={text.update.title}>
          <p>{text.update.ready}</p>
          <div class="actions">
            <Button onPress={props.onUse}>{text.update.use}</Button>
            <Button onPress={later}>{text.update.later}</Button>
          </div>
        </section>
      </Show>
    </div>
  );
}
