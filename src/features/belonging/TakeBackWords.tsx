// Taking back what I have said beside the texts, all of it, before leaving: asked once more, and what came of it said here.
import { createSignal, Show } from "solid-js";
import { peopleWords } from "../../text/en-people.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useGroup } from "../group/context.tsx";

const words = peopleWords.leave.words;

export function TakeBackWords() {
  const group = useGroup();
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [said, setSaid] = createSignal("");

  async function takeBack() {
    if (busy()) return;
    setBusy(true);
    setSaid("");
    const done = await group.takeBackWords().catch(() => ({ ok: false, reason: "app-incomplete" }) as const);
    setBusy(false);
    setAsking(false);
    const later = done.ok && done.value === "done" && group.status().kind === "offline" ? ` ${peopleWords.later}` : "";
    setSaid(done.ok ? words[done.value] + later : words.fault[done.reason]);
  }
  return (
    <section class="section" aria-labelledby="said-beside">
      <h2 id="said-beside">{words.title}</h2>
      <p class="soft">{words.what}</p>
      <Show when={group.writes()} fallback={<p class="soft">{words.fault["not-here"]}</p>}>
        <div class="actions">
          <Button onPress={() => setAsking(true)}>{words.takeBack}</Button>
        </div>
      </Show>
      <p aria-live="polite">{said()}</p>
      <Dialog open={asking()} title={words.sure} onClose={() => setAsking(false)}>
        <div class="stack">
          <p>{words.sureWhat}</p>
          <div class="actions fill">
            <Button kind="main" busy={busy()} onPress={() => void takeBack()}>
              {words.do}
            </Button>
            <Button kind="quiet" onPress={() => setAsking(false)}>
              {words.keep}
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  );
}
