// An agreement as a row of any list: its title as a heading that leads to it, what is said of it, and what can be done.
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { text } from "../../text/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useGroup } from "../group/context.tsx";

export function DocumentItem(props: {
  id: string;
  /** "" for one that has none. */
  title: JSX.Element;
  level?: 2 | 3;
  /** Stands below the title. */
  children?: JSX.Element;
  /** What can be done here and now; an arrow says that the whole row leads there. */
  end?: JSX.Element;
}) {
  return (
    <li class="item">
      <Dynamic component={`h${props.level ?? 3}`} class="item-title">
        <a href={`/g/${useGroup().id}/agreements/${props.id}`} dir="auto">
          {props.title || text.agreements.untitled}
        </a>
      </Dynamic>
      {props.children}
      <Show
        when={props.end}
        fallback={
          <span class="item-end">
            <Icon name="caret-right" flips />
          </span>
        }
      >
        {(end) => <span class="item-end above">{end()}</span>}
      </Show>
    </li>
  );
}
