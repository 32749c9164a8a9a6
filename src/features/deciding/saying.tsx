// What a page about a question says and does: one thing at a time, and what came of it in words.
import type { Hash } from "@fogata/domain";
import type { Result } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { decidingWords as words } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";

type Fault = keyof typeof words.acts.fault | "no-reason" | keyof typeof words.ask.fault;
export type Saying = ReturnType<typeof makeSaying>;

/** Call it inside a component. */
export function makeSaying(group: GroupWorkspace) {
  const [busy, setBusy] = createSignal(false);
  const [said, setSaid] = createSignal("");
  const [fault, setFault] = createSignal<string | null>(null);
  let place: HTMLElement | undefined;
  return {
    busy,
    said,
    fault,
    /** True if it was said. */
    async say(act: () => Promise<Result<Hash, Fault>>, done: string): Promise<boolean> {
      if (busy()) return false;
      setBusy(true);
      const pressed = document.activeElement;
      const result = await act();
      setBusy(false);
      setFault(result.ok ? null : wordsFor(result.reason));
      setSaid(result.ok ? (group.status().kind === "offline" ? `${done} ${words.mine.later}` : done) : "");
      // What was pressed often goes with the press: then what came of it is seen, and read, next.
      setTimeout(() => pressed?.isConnected || place?.focus());
      return result.ok;
    },
    showIn(element: HTMLElement) {
      place = element;
    },
  };
}

function wordsFor(fault: Fault): string {
  if (fault === "no-reason") return words.mine.noReason;
  return fault in words.acts.fault
    ? words.acts.fault[fault as keyof typeof words.acts.fault]
    : words.ask.fault[fault as keyof typeof words.ask.fault];
}

export function WhatCame(props: { saying: Saying }) {
  return (
    <div aria-live="polite" tabindex="-1" ref={(element) => props.saying.showIn(element)}>
      <Show when={props.saying.said()}>
        <Banner icon="check-circle" kind="plain">
          <p>{props.saying.said()}</p>
        </Banner>
      </Show>
      <Show when={props.saying.fault()}>
        <Banner icon="info" kind="look">
          <p>{props.saying.fault()}</p>
        </Banner>
      </Show>
    </div>
  );
}
