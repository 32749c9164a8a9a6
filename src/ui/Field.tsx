// One question and one line to answer it in. What is wrong is said under the question, in words, and tied to the field.
import { createUniqueId, onMount, Show } from "solid-js";
import { Icon } from "./Icon.tsx";

export interface FieldProps {
  label: string;
  hint?: string;
  wrong?: string | null;
  value: string;
  onInput?: (value: string) => void;
  readOnly?: boolean;
  type?: "text" | "search";
  /** Takes the focus when it appears: the first field of a dialog, never of a page. */
  first?: boolean;
  lang?: string;
}

export function Field(props: FieldProps) {
  const id = createUniqueId();
  let input!: HTMLInputElement;
  // A dialog does it by the attribute when it opens; elsewhere browsers heed that only while the page loads.
  onMount(() => {
    if (props.first) input.focus();
  });
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
      <input
        ref={input}
        class="input"
        id={id}
        type={props.type ?? "text"}
        dir="auto"
        autocomplete="off"
        autofocus={props.first}
        readOnly={props.readOnly}
        value={props.value}
        aria-invalid={props.wrong ? "true" : undefined}
        aria-describedby={described()}
        onInput={(event) => props.onInput?.(event.currentTarget.value)}
        onFocus={(event) => {
          if (props.readOnly) event.currentTarget.select();
        }}
      />
    </div>
  );
}
