// A button that names what it does. One main button a screen; the rest are outlined or underlined.
import { type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons/names.ts";

export interface ButtonProps {
  kind?: "main" | "quiet";
  icon?: IconName;
  wide?: boolean;
  /** Working on it: pressing again does nothing, the focus stays. */
  busy?: boolean;
  submit?: boolean;
  describedBy?: string;
  /** Its whole name, where the words on it are only the beginning: of several alike, which one it is about. */
  name?: string;
  onPress?: () => void;
  children: JSX.Element;
}

export function Button(props: ButtonProps) {
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class="btn"
      classList={{ "btn-main": props.kind === "main", "btn-quiet": props.kind === "quiet", "btn-wide": props.wide }}
      aria-busy={props.busy ? "true" : undefined}
      aria-disabled={props.busy ? "true" : undefined}
      aria-describedby={props.describedBy}
      aria-label={props.name}
      onClick={(event) => {
        if (props.busy) event.preventDefault();
        else props.onPress?.();
      }}
    >
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      {props.children}
    </button>
  );
}
