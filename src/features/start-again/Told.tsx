// What follows from something, sentence by sentence, before it is done.
import { For } from "solid-js";

export function Told(props: { id: string; title: string; say: readonly string[] }) {
  return (
    <section class="section" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <ul class="told">
        <For each={props.say}>{(one) => <li>{one}</li>}</For>
      </ul>
    </section>
  );
}
