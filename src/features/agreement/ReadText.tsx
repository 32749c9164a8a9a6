// The words of an agreement as they are read: before the editor is there, of what cannot be written in, and beside another
// text. In the editor's own shapes, so that nothing jumps.

import { type Block, type Run, safeHref } from "@fogata/domain";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { agreementPage } from "../../text/en-agreement-page.ts";
import "./editor/shapes.css";

export function ReadText(props: { blocks: readonly Block[] }) {
  return (
    <div class="doc read">
      <For each={props.blocks}>
        {(block) => (
          <BlockShape block={block}>
            <Runs runs={block.runs} />
          </BlockShape>
        )}
      </For>
    </div>
  );
}

/** `mark`: a class for what is to be said of the whole block. */
export function BlockShape(props: { block: Block; mark?: string | undefined; children: JSX.Element }) {
  const heading = () => (props.block.type === "heading" ? props.block : null);
  const item = () => {
    const { block } = props;
    return block.type === "ordered-list-item" || block.type === "unordered-list-item" ? block : null;
  };
  const classes = (own = "") => [own, props.mark ?? ""].filter((one) => one !== "").join(" ") || undefined;
  return (
    <Switch
      fallback={
        <p dir="auto" class={classes()}>
          {props.children}
        </p>
      }
    >
      <Match when={heading()}>
        {(block) => (
          // The page's own title is the h1.
          <Dynamic component={`h${block().level + 1}`} data-level={block().level} dir="auto" class={classes()}>
            {props.children}
          </Dynamic>
        )}
      </Match>
      <Match when={item()}>
        {(block) => (
          <p
            class={classes("item")}
            dir="auto"
            data-list={block().type === "ordered-list-item" ? "ordered" : "unordered"}
            data-indent={block().indent}
          >
            {props.children}
          </p>
        )}
      </Match>
      <Match when={props.block.type === "why"}>
        <p class={classes("why")} dir="auto" data-name={agreementPage.why}>
          {props.children}
        </p>
      </Match>
      <Match when={props.block.type === "blockquote"}>
        <blockquote dir="auto" class={classes()}>
          {props.children}
        </blockquote>
      </Match>
    </Switch>
  );
}

export function Runs(props: { runs: readonly Run[] }) {
  return (
    <For each={props.runs} fallback={<br />}>
      {(run) => <OneRun run={run} />}
    </For>
  );
}

export function OneRun(props: { run: Run }) {
  const linked = () => (
    <Show when={safeHref(props.run.link?.href ?? "")} fallback={props.run.text}>
      {(href) => (
        <a href={href()} rel="noopener noreferrer" target="_blank">
          {props.run.text}
        </a>
      )}
    </Show>
  );
  const leaning = () => (
    <Show when={props.run.em} fallback={linked()}>
      <em>{linked()}</em>
    </Show>
  );
  const strongly = () => (
    <Show when={props.run.strong} fallback={leaning()}>
      <strong>{leaning()}</strong>
    </Show>
  );
  return (
    <Show when={props.run.value} fallback={strongly()}>
      {(value) => (
        <data class="value" value={value()}>
          {strongly()}
        </data>
      )}
    </Show>
  );
}
