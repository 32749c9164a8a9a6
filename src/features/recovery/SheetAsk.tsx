// Asked gently on Home: after the first week, put away with one press, and then not again for a month.
import { createResource, createSignal, Show } from "solid-js";
import { text } from "../../text/index.ts";
import { Button } from "../../ui/Button.tsx";
import { useGroup } from "../group/context.tsx";
import { mayAsk, useRecovery } from "./recovery.ts";

export function SheetAsk() {
  const group = useGroup();
  const recovery = useRecovery();
  const [away, setAway] = createSignal(false);
  // Read beside the page: what is not known yet is not asked.
  const [note] = createResource(async () => (recovery ? { kept: await recovery.note(group.id) } : null));
  const since = () => group.people().find(({ member }) => member === group.me().member)?.since ?? null;
  const asks = () => {
    const known = note.state === "ready" ? note() : null;
    const from = since();
    return !away() && recovery && known && from
      ? mayAsk({ since: from, note: known.kept, now: recovery.now() })
      : false;
  };
  function later() {
    setAway(true);
    void recovery?.keepNote(group.id, { madeAt: null, askedAt: recovery.now() });
    document.querySelector<HTMLElement>("main h1")?.focus();
  }
  return (
    <Show when={asks()}>
      <section class="section" aria-labelledby="sheet-ask">
        <h2 id="sheet-ask">{text.sheetAsk.title}</h2>
        <p>{text.sheetAsk.what}</p>
        <div class="actions">
          <a class="btn" href={`/g/${group.id}/sheet`}>
            {text.sheetAsk.make}
          </a>
          <Button kind="quiet" onPress={later}>
            {text.sheetAsk.later}
          </Button>
        </div>
      </section>
    </Show>
  );
}
