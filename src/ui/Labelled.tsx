// What every field has: its question, a hint, and what is wrong, in words under the question and tied to the field.
import { createUniqueId, type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";

export interface Labelling {
  label: string;
  hint?: string | undefined;
  wrong?: string | null | undefined;
}

/** `children` makes the field: with this id, and with what describes it. */
export function Labelled(
  props: Labelling & { children: (id: string, described: () => string | undefined) => JSX.Element },
) {
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
