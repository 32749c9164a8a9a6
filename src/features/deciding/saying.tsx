// What a page about a question says and does: one thing at a time, and what came of it in words, where it was done.
import type { Hash } from "@fogata/domain";
import type { Result } from "@fogata/sync";
import { createSignal, Show } from "solid-js";
import { decidingWords as words } from "../../text/en-deciding.ts";
import { Banner } from "../../ui/Banner.tsx";
import type { GroupWorkspace } from "../../workspace/types.ts";

type Fault = keyof typeof words.acts.fault | "no-reason" | keyof typeof words.ask.fault;
/** Where on the page: at its top, beside the text that is asked about, beside my own answer. */
export type SaidAt = "top" | "text" | "answer";
export type Saying = ReturnType<typeof makeSaying>;

/** Call it inside a component. */
export function makeSaying(group: GroupWorkspace) {
  const [acting, setActing] = createSignal<SaidAt | null>(null);
  const [came, setCame] = createSignal<{ at: SaidAt; said: string | null; fault: string | null } | null>(null);
  const heads = new Map<SaidAt, HTMLElement>();
  const busy = () => acting() !== null;
  return {
    busy,
    /** Where something is being done just now. */
    acting,
    came,
    /** True if it was said. */
    async say(act: () => Promise<Result<Hash, Fault>>, done: string, at: SaidAt = "top"): Promise<boolean> {
      if (busy()) return false;
      setActing(at);
      // The same words again would be silent.
      setCame(null);
      const pressed = document.activeElement;
      const result = await act();
      setActing(null);
      const later = group.status().kind === "offline" ? ` ${words.mine.later}` : "";
      setCame({ at, said: result.ok ? `${done}${later}` : null, fault: result.ok ? null : wordsFor(result.reason) });
      // What was pressed often goes with the press: then the heading above what came of it is where they are.
      setTimeout(
        () => pressed?.isConnected || (heads.get(at) ?? document.querySelector<HTMLElement>("main h1"))?.focus(),
      );
      return result.ok;
    },
    /** What was said there is older than what the page says now. */
    passed(at: SaidAt) {
      if (came()?.at === at && came()?.fault === null) setCame(null);
    },
    /** What stands below it. */
    heads: (at: SaidAt, element: HTMLElement) => void heads.set(at, element),
  };
}

function wordsFor(fault: Fault): string {
  if (fault === "no-reason") return words.mine.noReason;
  return fault in words.acts.fault
    ? words.acts.fault[fault as keyof typeof words.acts.fault]
    : words.ask.fault[fault as keyof typeof words.ask.fault];
}

export function WhatCame(props: { saying: Saying; at?: SaidAt }) {
  const here = () => {
    const came = props.saying.came();
    return came?.at === (props.at ?? "top") ? came : null;
  };
  return (
    <div aria-live="polite">
      <Show when={here()?.said}>
        {(said) => (
          <Banner icon="check-circle" kind="plain">
            <p>{said()}</p>
          </Banner>
        )}
      </Show>
      <Show when={here()?.fault}>
        {(fault) => (
          <Banner icon="info" kind="look">
            <p>{fault()}</p>
          </Banner>
        )}
      </Show>
    </div>
  );
}
