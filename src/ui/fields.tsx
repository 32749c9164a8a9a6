// Fields beside the line of text: a day, one of several, and words of some length.
import { For } from "solid-js";
import { Labelled, type Labelling } from "./Labelled.tsx";

export function DayField(props: Labelling & { value: string; onInput: (day: string) => void }) {
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
        <input
          class="input"
          type="date"
          id={id}
          value={props.value}
          aria-invalid={props.wrong ? "true" : undefined}
          aria-describedby={described()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

export function SelectField(
  props: Labelling & {
    value: string;
    options: readonly { value: string; name: string }[];
    onChoose: (value: string) => void;
  },
) {
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
        <select
          class="input"
          id={id}
          value={props.value}
          aria-invalid={props.wrong ? "true" : undefined}
          aria-describedby={described()}
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          <For each={props.options}>{(one) => <option value={one.value}>{one.name}</option>}</For>
        </select>
      )}
    </Labelled>
  );
}

export function WordsField(props: Labelling & { value: string; rows?: number; onInput: (words: string) => void }) {
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
        <textarea
          class="input"
          id={id}
          rows={props.rows ?? 5}
          dir="auto"
          value={props.value}
          aria-invalid={props.wrong ? "true" : undefined}
          aria-describedby={described()}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}
