// What else can be done with an agreement, below all that it says: a copy, kept in view, words to begin others with, another
// title.
import { createSignal, Show } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { registerWords } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import type { OpenAgreement } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { TitleForm } from "./TitleForm.tsx";

export function WithText(props: { agreement: OpenAgreement; title: string; nameable: boolean }) {
  const group = useGroup();
  const [said, setSaid] = createSignal<string | null>(null);
  const [naming, setNaming] = createSignal(false);
  let rename: HTMLSpanElement | undefined;
  /** In the group's own list: what is in a working group's is not everybody's to keep in view. */
  const row = () => group.agreements().find(({ id }) => id === props.agreement.id);

  function named() {
    setNaming(false);
    rename?.querySelector("button")?.focus();
  }
  async function pin(pinned: boolean) {
    const done = await group.pin(props.agreement.id, pinned);
    setSaid(done.ok ? null : registerWords.pinFault);
  }
  async function saveAsTemplate() {
    const saved = await group.madeFrom.begin({
      agreement: props.agreement.id,
      as: "template",
      name: props.title || text.agreements.untitled,
      readers: { kind: "everyone" },
    });
    setSaid(saved.ok ? registerWords.template.saved : registerWords.template.fault);
  }

  return (
    <section class="section narrow no-print" aria-labelledby="with-text">
      <h2 id="with-text">{agreementPage.withText}</h2>
      <div class="row">
        <span id="take-out">
          <ExportButton agreement={props.agreement.id} onSaid={setSaid} />
        </span>
        <Show when={row() && group.writes()}>
          <Button kind="quiet" onPress={() => pin(!row()!.pinned)}>
            {row()!.pinned ? registerWords.unpin : registerWords.pin}
          </Button>
          <Button kind="quiet" onPress={saveAsTemplate}>
            {registerWords.template.save}
          </Button>
        </Show>
        {/* What a newer app has written is left as it is, its name too; so is what I can only read. */}
        <Show when={props.nameable && !naming()}>
          <span ref={rename}>
            <Button kind="quiet" onPress={() => setNaming(true)}>
              {agreementPage.rename}
            </Button>
          </span>
        </Show>
      </div>
      <Show when={props.nameable && naming()}>
        <TitleForm id={props.agreement.id} title={props.title} onDone={named} />
      </Show>
      <div aria-live="polite">
        <Show when={said()}>
          <Banner icon="info" kind="look">
            <p>{said()}</p>
          </Banner>
        </Show>
      </div>
    </section>
  );
}
