// One suggestion: what it would change, who suggests it and why, what stands there by now, and what became of it.
import { lineDifference, type SaidBy, type Suggestion, suggestedNow } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { commentWords } from "../../../text/en-comments.ts";
import { which } from "../../../text/en-parts.ts";
import { suggestionWords as words } from "../../../text/en-suggestions.ts";
import { text } from "../../../text/index.ts";
import { Button } from "../../../ui/Button.tsx";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import { Pieces } from "../reading/Marked.tsx";

export function OneSuggestion(props: {
  one: Suggestion;
  handle: DocumentHandle;
  /** Moves on when the text has, and is quiet. */
  version: number;
  /** ms since 1970. */
  now: number;
  editable: boolean;
  onShow: ((words: { from: string; to: string }) => boolean) | null;
  /** From now on it stays in its place, whatever becomes of it. */
  onKeep: () => void;
  /** What undoes in the text what is about to be done; null if nothing was done after all. */
  onUndoneBy: (undo: (() => void) | null) => void;
  /** Something was done to it here, and this is said. */
  onDone: (said: string) => void;
  change: OpenAgreement["change"];
}) {
  const group = useGroup();
  const id = createUniqueId();
  let item!: HTMLLIElement;
  const [fault, setFault] = createSignal<string | null>(null);
  const nameOf = ({ member, proven }: SaidBy) => {
    const name = group.nameOf(member as never);
    if (name === null) return commentWords.somebody;
    return proven ? name : commentWords.byWord(name);
  };
  const isMine = () => props.one.by.proven && props.one.by.member === group.me().member;
  const day = (at: number) => text.words.onDay(at, props.now);
  const stands = () => {
    void props.version;
    return suggestedNow(props.handle.doc(), props.one);
  };
  const moved = () => props.one.state !== "taken" && stands() !== null && stands() !== props.one.quote;
  type Done = { ok: true } | { ok: false; reason: string };
  /** `inText`: it was undone there, where the caret stays, and what comes before it is undone next. */
  const take = (inText = false) => {
    const over = stands();
    if (over === null) return;
    if (!inText) props.onUndoneBy(() => putBack(true));
    act("take", () => props.change("takeSuggestion", { ...suggestion(), over }), inText);
  };
  const putBack = (inText = false) => {
    if (!inText) props.onUndoneBy(() => take(true));
    act("putBack", () => props.change("putBack", suggestion()), inText);
  };
  function act(what: keyof typeof words.said, how: () => Done, inText = false) {
    props.onKeep();
    const done = how();
    const reason = done.ok ? null : done.reason in words.fault ? done.reason : "other";
    setFault(reason && words.fault[reason as keyof typeof words.fault]);
    if (!done.ok) return props.onUndoneBy(null);
    props.onDone(words.said[what]);
    // The button that was pressed is gone: what can be done now takes its place.
    if (!inText) queueMicrotask(() => item.querySelector<HTMLElement>("button")?.focus());
  }
  /** What it would say; where that is nothing, what would go. */
  const its = () => props.one.words || props.one.quote;
  const suggestion = () => ({ suggestion: props.one.id });
  return (
    <li class="item stack comparison" ref={item}>
      <p class="faint">
        <span class="suggestion-weight">{words.weights[props.one.weight]}</span>{" "}
        <b dir="auto">{nameOf(props.one.by)}</b> · {day(props.one.at)}
      </p>
      <Show when={moved()}>
        <p>{words.changed}</p>
        <p class="faint">{words.stood}</p>
      </Show>
      <p class="as-written suggestion-words" dir="auto" id={id}>
        <Pieces pieces={lineDifference(props.one.quote, props.one.words)} />
      </p>
      <Show when={moved() && stands()}>
        {(now) => (
          <>
            <p class="faint">{words.now}</p>
            <p class="as-written suggestion-words" dir="auto">
              <Pieces pieces={lineDifference(now(), props.one.words)} />
            </p>
          </>
        )}
      </Show>
      <Show when={props.one.why}>
        {(why) => (
          <p class="as-written" dir="auto">
            {words.whySaid(why())}
          </p>
        )}
      </Show>
      <Show when={props.one.why === null}>
        <p class="faint">{words.whyTakenBack}</p>
      </Show>
      <Show when={props.one.state === "open" && stands() === null}>
        <p class="faint">{words.gone}</p>
      </Show>
      <Show when={props.one.record.length > 0}>
        <ul class="suggestion-record faint">
          <For each={props.one.record}>{(one) => <li>{words.told[one.verdict](nameOf(one.by), day(one.at))}</li>}</For>
        </ul>
      </Show>
      <div aria-live="polite">
        <Show when={fault()}>{(why) => <p class="wrong">{why()}</p>}</Show>
      </div>
      <div class="actions">
        <Show when={props.editable && props.one.state === "open"}>
          <Show when={stands()}>
            <Button name={which(words.take, its())} describedBy={id} onPress={() => take()}>
              {words.take}
            </Button>
          </Show>
          <Button
            name={which(words.leave, its())}
            describedBy={id}
            onPress={() => act("leave", () => props.change("leaveSuggestion", suggestion()))}
          >
            {words.leave}
          </Button>
        </Show>
        <Show when={props.editable && props.one.state === "taken"}>
          <Button name={which(words.putBack, its())} describedBy={id} onPress={() => putBack()}>
            {words.putBack}
          </Button>
        </Show>
        <Show when={props.editable && props.one.state === "left"}>
          <Button
            name={which(words.again, its())}
            describedBy={id}
            onPress={() => act("again", () => props.change("suggestAgain", suggestion()))}
          >
            {words.again}
          </Button>
        </Show>
        <Show when={props.editable && props.one.why && isMine()}>
          <Button
            kind="quiet"
            name={which(words.takeBack, its())}
            describedBy={id}
            onPress={() => act("takeBack", () => props.change("withdrawWhy", suggestion()))}
          >
            {words.takeBack}
          </Button>
        </Show>
        <Show when={stands() && props.onShow}>
          <Button
            kind="quiet"
            name={which(words.show, its())}
            describedBy={id}
            onPress={() => void props.onShow?.(props.one.anchor)}
          >
            {words.show}
          </Button>
        </Show>
      </div>
    </li>
  );
}
