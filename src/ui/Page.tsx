// The opening of a page: its title in the window and in a heading that takes the focus when somebody comes from
// another page, so that a screen reader says where they are.
import { type JSX, onMount, Show } from "solid-js";
import { text } from "../text/index.ts";
import { useWindowTitle } from "./window-title.ts";

/** The first page of a visit leaves the focus where the browser puts it. */
let arrivals = 0;

export interface PageHeadProps {
  title: string;
  /** For the window's title: "Page · Group". */
  group?: string;
  before?: JSX.Element;
  lead?: string;
  /** A sentence in the second voice instead of a lead. */
  soft?: string;
  children?: JSX.Element;
}

export function PageHead(props: PageHeadProps) {
  let heading!: HTMLHeadingElement;
  useWindowTitle(() => text.titleOf(props.title, props.group));
  onMount(() => {
    if (arrivals++ > 0) heading.focus();
  });
  return (
    <div class="page-head">
      {props.before}
      {/* A title in another direction keeps its own order, and stands where the page's titles stand. */}
      <h1 ref={heading} tabindex="-1">
        <bdi>{props.title}</bdi>
      </h1>
      <Show when={props.lead}>
        <p class="lead">{props.lead}</p>
      </Show>
      <Show when={props.soft}>
        <p class="soft">{props.soft}</p>
      </Show>
      {props.children}
    </div>
  );
}
