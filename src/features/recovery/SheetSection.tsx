// On the page of this device: what happens when every device is lost or the browser clears this one, and the sheet.
import { createResource, For, Show } from "solid-js";
import { enRecovery as words } from "../../text/en-recovery.ts";
import { text } from "../../text/index.ts";
import { useGroup } from "../group/context.tsx";
import { useRecovery } from "./recovery.ts";

export function SheetSection() {
  const group = useGroup();
  const recovery = useRecovery();
  const [note] = createResource(async () => (recovery ? await recovery.note(group.id) : null));
  const madeAt = () => (note.state === "ready" ? (note()?.madeAt ?? null) : null);
  return (
    <Show when={recovery}>
      <section class="section" aria-labelledby="lost">
        <h2 id="lost">{words.section.title}</h2>
        <p>{words.section.what}</p>
        <Show when={madeAt()}>
          {(at) => <p class="soft">{words.section.made(text.words.onDay(at(), Date.now()))}</p>}
        </Show>
        <div class="actions">
          <a class="btn" href={`/g/${group.id}/sheet`}>
            {words.section.make}
          </a>
        </div>
        <h3>{words.section.cleared}</h3>
        <ul class="stack">
          <For each={words.section.clearedWhat}>{(one) => <li>{one}</li>}</For>
        </ul>
      </section>
    </Show>
  );
}
