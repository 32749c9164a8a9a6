// A few sentences that stand out: for information, to look at again, settled, grave or plain.
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons/names.ts";

export interface BannerProps {
  icon: IconName;
  kind?: "look" | "settled" | "grave" | "plain";
  title?: string;
  /** Within a section that has a heading of its own, the title stands below that. */
  within?: boolean;
  children: JSX.Element;
}

export function Banner(props: BannerProps) {
  return (
    <div class="banner" data-kind={props.kind}>
      <Icon name={props.icon} />
      <div>
        <Show when={props.title}>
          <Dynamic component={props.within ? "h3" : "h2"}>{props.title}</Dynamic>
        </Show>
        {props.children}
      </div>
    </div>
  );
}
