// A short way to what stands far below a text: what is said about it, what it was, who wrote what, and how it is taken out.
// Only what is on the page when it is opened, in its order there.
import { createSignal, For, Show } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { agreementWords } from "../../text/en-agreements.ts";
import { commentWords } from "../../text/en-comments.ts";
import { decidingWords } from "../../text/en-deciding.ts";
import { suggestionWords } from "../../text/en-suggestions.ts";

/** By the id of a heading, or of what is around something to press. */
const places: Readonly<Record<string, string>> = {
  "at-review": decidingWords.about.title,
  "suggested-for-it": suggestionWords.title,
  "comments-on-it": commentWords.title,
  "changes-to": agreementWords.changes.title,
  languages: agreementWords.languages.title,
  history: agreementWords.history.title,
  "who-wrote-what": agreementWords.history.who,
  "take-out": agreementPage.export,
};

export function OnThisPage() {
  const [here, setHere] = createSignal<readonly string[]>([]);
  let fold!: HTMLDetailsElement;
  function look() {
    const all = Object.keys(places).flatMap((id) => document.getElementById(id) ?? []);
    all.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    setHere(all.map(({ id }) => id));
  }
  /** There, with the keyboard as well: the next Tab goes on from it. */
  function goTo(event: MouseEvent, id: string) {
    const place = document.getElementById(id);
    if (place === null) return;
    event.preventDefault();
    fold.open = false;
    const to = place.querySelector<HTMLElement>("button") ?? place;
    if (to === place) to.tabIndex = -1;
    to.scrollIntoView({ block: to === place ? "start" : "center" });
    to.focus({ preventScroll: true });
  }
  return (
    // No landmark of its own: the ways of the group stay the one navigation there is.
    <details class="fold no-print" ref={fold} onToggle={look}>
      <summary>{agreementPage.onThisPage}</summary>
      <ul>
        <For each={here()}>
          {(id) => (
            <li>
              {/* Not one of the app's pages: the address stays as it is. */}
              <a class="crumb" href={`#${id}`} rel="external" onClick={(event) => goTo(event, id)}>
                {places[id]}
              </a>
            </li>
          )}
        </For>
      </ul>
      <Show when={here().length === 0}>
        <p class="faint">{agreementPage.nothingBelow}</p>
      </Show>
    </details>
  );
}
