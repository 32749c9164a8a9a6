// Small words for what is: a state, nothing here, still opening, the end of the page.
import { For, type JSX } from "solid-js";
import { text } from "../text/index.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons/names.ts";
import { Mark } from "./Mark.tsx";

/** `sentence`: more than a word or two, so in the weight of other sentences. */
export function State(props: {
  icon: IconName;
  is?: "yes" | "asked" | "look";
  sentence?: boolean;
  children: JSX.Element;
}) {
  return (
    <p class="state" classList={{ sentence: props.sentence }} data-is={props.is}>
      <Icon name={props.icon} /> {props.children}
    </p>
  );
}

export function EmptyState(props: { what: string; more?: string; children?: JSX.Element }) {
  return (
    <div class="empty-state">
      <p>
        <b>{props.what}</b>
      </p>
      {props.more && <p class="soft">{props.more}</p>}
      {props.children}
    </div>
  );
}

/** Grey lines where words will be; `label` says it to those who do not see them. */
export function Opening(props: { label?: string; lines?: number }) {
  return (
    <div class="waiting stack">
      <div aria-hidden="true">
        <For each={Array.from({ length: props.lines ?? 4 })}>{() => <div class="skeleton" />}</For>
      </div>
      {props.label && <p class="hint">{props.label}</p>}
    </div>
  );
}

export function ThatIsAll() {
  return (
    <p class="that-is-all faint">
      <Mark /> <span>{text.thatIsAll}</span>
    </p>
  );
}
