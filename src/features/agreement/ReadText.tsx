// The words of an agreement before the editor is there, in the editor's own shapes, so that nothing jumps.
import { type Block, type Run, safeHref } from "@fogata/domain";
import { For, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { text } from "../../text/index.ts";
import "./editor/shapes.css";

export function ReadText(props: { blocks: readonly Block[] }) {
  return (
    <div class="doc read">
      <For each={props.blocks}>{(block) => <OneBlock block={block} />}</For>
    </div>
  );
}

function OneBlock(props: { block: Block }) {
  const heading = () => (props.block.type === "heading" ? props.block : null);
  const item = () => {
    const { block } = props;
    return block.type === "ordered-list-item" || block.type === "unordered-list-item" ? block : null;
  };
  return (
    <Switch
      fallback={
        <p dir="auto">
          <Runs runs={props.block.runs} />
        </p>
      }
    >
      <Match when={heading()}>
        {(block) => (
          // The page's own title is the h1.
          <Dynamic component={`h${block().level + 1}`} data-level={block().level} dir="auto">
            <Runs runs={block().runs} />
          </Dynamic>
        )}
      </Match>
      <Match when={item()}>
        {(block) => (
          <p
            class="item"
            dir="auto"
            data-list={block().type === "ordered-list-item" ? "ordered" : "unordered"}
            data-indent={block().indent}
          >
            <Runs runs={block().runs} />
          </p>
        )}
      </Match>
      <Match when={props.block.type === "why"}>
        <p class="why" dir="auto" data-name={text.agreement.why}>
          <Runs runs={props.block.runs} />
        </p>
      </Match>
      <Match when={props.block.type === "blockquote"}>
        <blockquote dir="auto">
          <Runs runs={props.block.runs} />
        </blockquote>
      </Match>
    </Switch>
  );
}

function Runs(props: { runs: readonly Run[] }) {
  return (
    <For each={props.runs} fallback={<br />}>
      {(run) => <OneRun run={run} />}
    </For>
  );
}

function OneRun(props: { run: Run }) {
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
