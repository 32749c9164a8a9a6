// Those who opened a link I made, each with four words to compare, and the new ones who would like company.
import { createMemo, createSignal, For, Show } from "solid-js";
import { invitationWords } from "../../text/en-invitations.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { useGroup } from "../group/context.tsx";
import { Asker } from "./Asker.tsx";
import { Companions } from "./Companions.tsx";

const words = invitationWords.asking;
/** More would stand between a person and everything else on the page; they are gone through one by one anyway. */
const shownFirst = 4;

export function AskingToJoin() {
  const group = useGroup();
  const [said, setSaid] = createSignal<string | null>(null);
  const [all, setAll] = createSignal(false);
  /** Those who ask for the same place are compared with each other: none of them is left out. */
  const shown = createMemo(() => group.asking().filter(({ contested }, at) => all() || contested || at < shownFirst));
  let answer!: HTMLParagraphElement;
  let names!: HTMLElement;

  /** The button goes, so the focus moves to the first who has come. */
  function showAll() {
    const before = new Set(names.querySelectorAll("h3"));
    setAll(true);
    [...names.querySelectorAll("h3")].find((one) => !before.has(one))?.focus();
  }
  /** The buttons go with the asker, so the focus moves to what came of it. */
  function tell(saying: string) {
    setSaid(saying);
    answer.focus();
  }

  return (
    <div class="asking stack looser">
      <p ref={answer} class="soft" tabindex="-1" hidden={said() === null}>
        {said()}
      </p>
      <Show when={group.asking().length > 0}>
        <section ref={names} class="section waits" aria-labelledby="asking">
          <h2 id="asking">{words.title}</h2>
          <Show when={group.asking().some((asker) => asker.contested)}>
            <Banner within icon="warning-circle" kind="look" title={words.contestedTitle}>
              <p>{words.contested}</p>
            </Banner>
          </Show>
          <For each={shown()}>{(asker, at) => <Asker asker={asker} below={at() > 0} onAnswered={tell} />}</For>
          <Show when={shown().length < group.asking().length}>
            <div class="actions">
              <Button kind="quiet" onPress={showAll}>
                {words.showAll(group.asking().length)}
              </Button>
            </div>
          </Show>
        </section>
      </Show>
      <Companions onDone={tell} />
    </div>
  );
}
