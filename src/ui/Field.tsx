// One question and one line to answer it in.
import { onMount } from "solid-js";
import { Labelled, type Labelling } from "./Labelled.tsx";

export interface FieldProps extends Labelling {
  value: string;
  onInput?: (value: string) => void;
  readOnly?: boolean;
  type?: "text" | "search";
  /** Takes the focus when it appears: the first field of a dialog, never of a page. */
  first?: boolean;
  lang?: string;
}

export function Field(props: FieldProps) {
  let input!: HTMLInputElement;
  // A dialog does it by the attribute when it opens; elsewhere browsers heed that only while the page loads.
  onMount(() => {
    if (props.first) input.focus();
  });
  return (
    <Labelled label={props.label} hint={props.hint} wrong={props.wrong}>
      {(id, described) => (
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
      )}
    </Labelled>
  );
}
