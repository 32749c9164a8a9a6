// A few sentences that stand out: for information, to look at again, settled, grave or plain.
import { type JSX, Show } from "solid-js";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons/names.ts";

export interface BannerProps {
  icon: IconName;
  kind?: "look" | "settled" | "grave" | "plain";
  title?: string;
  children: JSX.Element;
}

export function Banner(props: BannerProps) {
  return (
    <div class="banner" data-kind={props.kind}>
      <Icon name={props.icon} />
      <div>
        <Show when={props.title}>
          <h2>{props.title}</h2>
        </Show>
        {props.children}
      </div>
    </div>
  );
}
