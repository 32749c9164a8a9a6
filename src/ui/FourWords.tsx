// Four words that two people compare. `small` beside other things, large when they are what the page is about.
import { For } from "solid-js";

export function FourWords(props: { words: readonly string[]; label: string; small?: boolean }) {
  return (
    <ol class="four-words" classList={{ small: props.small }} aria-label={props.label} translate="no">
      <For each={props.words}>{(word) => <li>{word}</li>}</For>
    </ol>
  );
}
