// Everything that waits for signatures: what is mine to answer first, and quietly after it what waits for others.
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
  const asks = createMemo(() => group.asks().filter((ask) => ask.open && concerns(ask)));
  const recoveries = createMemo(() =>
    openRecoveries(group).filter(({ member }) => props.about === undefined || member === props.about),
  );
  const mine = createMemo(() => ({
    asks: asks().filter((ask) => waitsForMe(group, ask)),
    recoveries: recoveries().filter(recoveryWaitsForMe),
  }));
  const others = createMemo(() => ({
    asks: asks().filter((ask) => !waitsForMe(group, ask)),
    recoveries: recoveries().filter((one) => !recoveryWaitsForMe(one)),
  }));
  // One solid button a page: on what comes first.
  const main = () => mine().recoveries[0]?.claim ?? mine().asks[0]?.id;
  return (
    <>
      <Show when={mine().asks.length + mine().recoveries.length > 0}>
        <section class="section asks waits" aria-labelledby="asks-mine">
          <h2 id="asks-mine">{words.asks.waits}</h2>
          <For each={mine().recoveries}>{(one) => <RecoveryCard recovery={one} main={main() === one.claim} />}</For>
          <For each={mine().asks}>{(ask) => <AskCard ask={ask} main={main() === ask.id} />}</For>
        </section>
      </Show>
      <Show when={others().asks.length + others().recoveries.length > 0}>
        <section class="section asks" aria-labelledby="asks">
          <h2 id="asks">{words.asks.title}</h2>
          <For each={others().recoveries}>{(one) => <RecoveryCard recovery={one} main={false} />}</For>
          <For each={others().asks}>{(ask) => <AskCard ask={ask} main={false} />}</For>
        </section>
      </Show>
    </>
  );
}
