// What else can be done with an agreement, below all that it says: a copy, kept in view, words to begin others with.
import { createSignal, Show } from "solid-js";
import { agreementPage } from "../../text/en-agreement-page.ts";
import { registerWords } from "../../text/en-register.ts";
import { text } from "../../text/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import type { OpenAgreement } from "../../workspace/types.ts";
import { useGroup } from "../group/context.tsx";
import { ExportButton } from "./ExportButton.tsx";

export function WithText(props: { agreement: OpenAgreement }) {
  const group = useGroup();
  const [said, setSaid] = createSignal<string | null>(null);
  /** In the group's own list: what is in a working group's is not everybody's to keep in view. */
  const row = () => group.agreements().find(({ id }) => id === props.agreement.id);

  async function pin(pinned: boolean) {
    const done = await group.pin(props.agreement.id, pinned);
    setSaid(done.ok ? null : registerWords.pinFault);
  }
  async function saveAsTemplate() {
    const saved = await group.madeFrom.begin({
      agreement: props.agreement.id,
      as: "template",
      name: props.agreement.title() || text.agreements.untitled,
      readers: { kind: "everyone" },
    });
    setSaid(saved.ok ? registerWords.template.saved : registerWords.template.fault);
  }

  return (
    <section class="section narrow no-print" aria-labelledby="with-text">
      <h2 id="with-text">{agreementPage.withText}</h2>
      <div class="row">
        <ExportButton agreement={props.agreement.id} onSaid={setSaid} />
        <Show when={row() && group.writes()}>
          <Button kind="quiet" onPress={() => pin(!row()!.pinned)}>
            {row()!.pinned ? registerWords.unpin : registerWords.pin}
          </Button>
          <Button kind="quiet" onPress={saveAsTemplate}>
            {registerWords.template.save}
          </Button>
        </Show>
      </div>
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
