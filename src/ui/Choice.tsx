// One of a few, chosen by pressing it: radio buttons that look like one strip.
import { createUniqueId, For } from "solid-js";

export interface ChoiceProps<T extends string> {
  label: string;
  /** What there is to choose says it all: the label is only heard. */
  plain?: boolean;
  options: Readonly<Record<T, string>>;
  value: T;
  onChoose: (value: T) => void;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const name = createUniqueId();
  return (
    <fieldset>
      <legend class={props.plain ? "hide" : "legend"}>{props.label}</legend>
      <div class="segments">
        <For each={Object.entries(props.options) as [T, string][]}>
          {([value, label]) => (
            <label>
              <input
                type="radio"
                name={name}
                value={value}
                checked={props.value === value}
                onChange={() => props.onChoose(value)}
              />
              {label}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

/** All of it can be pressed; the hint is no part of its name. */
export function Check(props: { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = createUniqueId();
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.checked}
        aria-labelledby={id}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        <span id={id}>{props.label}</span>
        {props.hint && (
          <span class="hint" id={`${id}-hint`}>
            {props.hint}
          </span>
        )}
      </span>
    </label>
  );
}
