// Whether to ask for a recovery sheet on Home: after the first week, put away with one press, and then not again for a
// month.
import { createMemo, createResource, createSignal, Show } from "solid-js";
import { useGroup } from "../group/context.tsx";
import { mayAsk, type SheetNote, useRecovery } from "./recovery.ts";
import { SheetQuestion } from "./SheetQuestion.tsx";

export function SheetDue() {
  const group = useGroup();
  const recovery = useRecovery();
  const [away, setAway] = createSignal(false);
  // No day stands in the log for a founder (0): they were here before anybody whom they let in, or else since this device
  // first looked.
  const since = createMemo(() => {
    const people = group.people();
    const mine = people.find(({ member }) => member === group.me().member)?.since;
    return mine === 0
      ? people.reduce((first, { since }) => (since && (!first || since < first) ? since : first), 0)
      : mine;
  });
  // Read beside the page: what is not known yet is not asked.
  const [known] = createResource(since, async (from) => {
    if (!recovery) return null;
    const kept = await recovery.note(group.id);
    const first = Math.min(from || recovery.now(), kept?.firstAt ?? Infinity);
    const note: SheetNote = { madeAt: null, askedAt: null, ...kept, ...(from ? {} : { firstAt: first }) };
    if (note.firstAt !== kept?.firstAt) await recovery.keepNote(group.id, note);
    return { since: first, note };
  });
  const asks = () => {
    const it = known.state === "ready" ? known() : null;
    return !away() && recovery && it ? mayAsk({ ...it, now: recovery.now() }) : false;
  };
  function later() {
    setAway(true);
    const it = known();
    if (recovery && it) void recovery.keepNote(group.id, { ...it.note, askedAt: recovery.now() });
    document.querySelector<HTMLElement>("main h1")?.focus();
  }
  return (
    <Show when={asks()}>
      <SheetQuestion group={group.id} onLater={later} />
    </Show>
  );
}
