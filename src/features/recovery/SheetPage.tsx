// The sheet itself: nothing on the screen before it is asked for, one A4 on paper, and gone with the page. The words
// live in this page's memory and nowhere else.
import { useNavigate } from "@solidjs/router";
import { createSignal, For, onCleanup, Show } from "solid-js";
import { enRecovery as words } from "../../text/en-recovery.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { PageHead } from "../../ui/Page.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { useGroup } from "../group/context.tsx";
import { useRecovery } from "./recovery.ts";

export default function SheetPage() {
  const group = useGroup();
  const recovery = useRecovery();
  const navigate = useNavigate();
  const [sheet, setSheet] = createSignal<readonly string[] | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<keyof typeof words.fault | null>(null);
  onCleanup(() => setSheet(null));

  async function make() {
    if (busy() || !recovery) return;
    setBusy(true);
    const made = await recovery.makeSheet(group.id);
    setBusy(false);
    if (!made.ok) return setFault(made.reason);
    setSheet(made.value);
    await recovery.keepNote(group.id, { madeAt: recovery.now(), askedAt: recovery.now() });
  }

  return (
    <>
      <div class="no-print stack">
        <PageHead title={words.title} group={group.name()} lead={words.lead} />
        <Show when={sheet() === null}>
          <ul class="stack">
            <For each={words.how}>{(one) => <li>{one}</li>}</For>
          </ul>
          <div aria-live="polite">
            <Show when={fault()}>
              {(reason) => (
                <Banner icon="info" kind="look">
                  <p>{words.fault[reason()]}</p>
                </Banner>
              )}
            </Show>
          </div>
          <div class="actions">
            <Button kind="main" busy={busy()} onPress={() => void make()}>
              {busy() ? words.making : words.make}
            </Button>
          </div>
        </Show>
      </div>
      <Show when={sheet()}>
        {(made) => (
          <>
            <Paper words={made()} />
            <div class="no-print stack">
              <p role="note">{group.status().kind === "shared" ? words.works : words.wait}</p>
              <div class="actions">
                <Button kind="main" onPress={() => window.print()}>
                  {words.print}
                </Button>
                <Button onPress={() => navigate(`/g/${group.id}/device`)}>{words.done}</Button>
              </div>
              <p class="soft">{words.doneWhat}</p>
            </div>
          </>
        )}
      </Show>
    </>
  );
}

/** What comes out of the printer; readable by eye, and by a camera. */
function Paper(props: { words: readonly string[] }) {
  const group = useGroup();
  const recovery = useRecovery();
  const day = () => words.day(recovery?.now() ?? 0);
  return (
    <section class="paper" aria-label={words.paper.title}>
      <h2 tabindex="-1" ref={(heading) => queueMicrotask(() => heading.focus())}>
        {words.paper.title}
      </h2>
      <p class="paper-group" dir="auto">
        {words.paper.group(group.name())}
      </p>
      <p dir="auto">{words.paper.of(group.me().name, day())}</p>
      <ol class="paper-words" aria-label={words.paper.words} translate="no" lang="en">
        <For each={props.words}>{(word) => <li>{word}</li>}</For>
      </ol>
      <div class="paper-foot">
        <QrCode value={props.words.join(" ")} label={words.paper.code} />
        <div>
          <p>{words.paper.what}</p>
          <p>{words.paper.where(recovery?.place ?? "")}</p>
          <p>{words.paper.keep}</p>
        </div>
      </div>
    </section>
  );
}
