// Asked gently on Home: after the first week, put away with one press, and then not again for a month. Here is only
// whether to ask; the question comes when it is.
import { createResource, createSignal, Show, Suspense } from "solid-js";
import { useGroup } from "../group/context.tsx";
import { optionalPart } from "../part.ts";
import { mayAsk, useRecovery } from "./recovery.ts";

const SheetQuestion = optionalPart(() => import("./SheetQuestion.tsx").then((it) => ({ default: it.SheetQuestion })));

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
      <Suspense>
        <SheetQuestion group={group.id} onLater={later} />
      </Suspense>
    </Show>
  );
}
