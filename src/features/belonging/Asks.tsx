// Everything that waits for signatures, quietly: what is mine to answer first, then what waits for others.
import type { AskView, MemberId } from "@fogata/sync";
import { createMemo, For, Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { useGroup } from "../group/context.tsx";
import { AskCard, waitsForMe } from "./AskCard.tsx";
import { openRecoveries, RecoveryCard, recoveryWaitsForMe } from "./RecoveryCard.tsx";

/** `about`: only what concerns this person. */
export function Asks(props: { about?: MemberId }) {
  const group = useGroup();
  const concerns = (ask: AskView) =>
    props.about === undefined || (ask.what.kind !== "numbers" && ask.what.member === props.about);
  const asks = createMemo(() => {
    const open = group.asks().filter((ask) => ask.open && concerns(ask));
    return [...open.filter((ask) => waitsForMe(group, ask)), ...open.filter((ask) => !waitsForMe(group, ask))];
  });
  const recoveries = () =>
    openRecoveries(group).filter(({ member }) => props.about === undefined || member === props.about);
  // One solid button a page: on what is first of mine to answer.
  const main = () => (recoveries().some(recoveryWaitsForMe) ? null : asks()[0]?.id);
  return (
    <Show when={asks().length + recoveries().length > 0}>
      <section class="section asks" aria-labelledby="asks">
        <h2 id="asks">{words.asks.title}</h2>
        <For each={recoveries()}>{(recovery) => <RecoveryCard recovery={recovery} />}</For>
        <For each={asks()}>{(ask) => <AskCard ask={ask} main={main() === ask.id} />}</For>
      </section>
    </Show>
  );
}
