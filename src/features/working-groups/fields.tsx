// Fields these dialogs share beside the line of text: a day, one of several, and words of some length.
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";

interface Labelling {
  label: string;
  hint?: string;
  wrong?: string | null;
}
function Labelled(props: Labelling & { children: (id: string, described: () => string | undefined) => JSX.Element }) {
  const id = createUniqueId();
  const described = () =>
    [props.wrong ? `${id}-wrong` : "", props.hint ? `${id}-hint` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field" data-state={props.wrong ? "wrong" : undefined}>
      <label for={id}>{props.label}</label>
      <Show when={props.hint}>
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <div aria-live="polite">
        <Show when={props.wrong}>
          <p class="wrong" id={`${id}-wrong`}>
            <Icon name="warning-circle" /> {props.wrong}
          </p>
        </Show>
      </div>
      {props.children(id, described)}
    </div>
  );
}

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
          aria-describedby={described()}
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          <For each={props.options}>{(one) => <option value={one.value}>{one.name}</option>}</For>
        </select>
      )}
    </Labelled>
  );
}

export function WordsField(props: Labelling & { value: string; onInput: (words: string) => void }) {
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
        <textarea
          class="input"
          id={id}
          rows={5}
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
