// The styles one can give, as a toolbar: one stop for Tab, arrow keys inside it, Escape back to the text. On a phone the
// few that are used most, and the others once they are asked for: nothing is hidden beyond an edge.

import undoIcon from "@phosphor-icons/core/regular/arrow-u-up-left.svg?raw";
import redoIcon from "@phosphor-icons/core/regular/arrow-u-up-right.svg?raw";
import commentIcon from "@phosphor-icons/core/regular/chat-circle-text.svg?raw";
import moreIcon from "@phosphor-icons/core/regular/dots-three.svg?raw";
import linkIcon from "@phosphor-icons/core/regular/link-simple.svg?raw";
import listBullets from "@phosphor-icons/core/regular/list-bullets.svg?raw";
import listNumbers from "@phosphor-icons/core/regular/list-numbers.svg?raw";
import suggestIcon from "@phosphor-icons/core/regular/pencil-simple-line.svg?raw";
import why from "@phosphor-icons/core/regular/question.svg?raw";
import quotes from "@phosphor-icons/core/regular/quotes.svg?raw";
import sliders from "@phosphor-icons/core/regular/sliders-horizontal.svg?raw";
import bold from "@phosphor-icons/core/regular/text-b.svg?raw";
import h1 from "@phosphor-icons/core/regular/text-h-one.svg?raw";
import h3 from "@phosphor-icons/core/regular/text-h-three.svg?raw";
import h2 from "@phosphor-icons/core/regular/text-h-two.svg?raw";
import indentIcon from "@phosphor-icons/core/regular/text-indent.svg?raw";
import italic from "@phosphor-icons/core/regular/text-italic.svg?raw";
import outdentIcon from "@phosphor-icons/core/regular/text-outdent.svg?raw";
import type { Command } from "prosemirror-state";
import { createSignal, For, onCleanup } from "solid-js";
import { commentWords as comments } from "../../../text/en-comments.ts";
import { editor as words } from "../../../text/en-editor.ts";
import { suggestionWords as suggesting } from "../../../text/en-suggestions.ts";
import { addWhy, type BlockKind, indentBy, type stylesAt, toggleBlock, toggleEm, toggleStrong } from "./commands.ts";
import { shortcutOf, type shortcuts } from "./keys.ts";

export interface ToolbarProps {
  controls: string;
  styles: ReturnType<typeof stylesAt>;
  canUndo: boolean;
  canRedo: boolean;
  onCommand: (command: Command) => void;
  onLink: () => void;
  onComment?: () => void;
  onSuggest?: () => void;
  onValue: () => void;
  onUndo: () => void;
  onRedo: () => void;
  /** Back to the text. */
  onLeave: () => void;
  ref: (toolbar: HTMLDivElement) => void;
}

interface Tool {
  name: string;
  /** What stands below the icon when the name is too long: some of its words. */
  short?: string;
  icon: string;
  keys?: keyof typeof shortcuts;
  /** Undefined: an action, not a style that is on or off. */
  pressed?: () => boolean;
  usable?: () => boolean;
  /** Turned round in right-to-left. */
  flips?: boolean;
  /** On a phone only once more is asked for. */
  later?: boolean;
  /** Of what shows or hides others. */
  open?: () => boolean;
  use: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const [stop, setStop] = createSignal<Tool | null>(null);
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  const block = (kind: BlockKind, name: string, icon: string, flips = false): Tool => ({
    name,
    icon,
    flips,
    later: true,
    keys: kind as keyof typeof shortcuts,
    pressed: () => props.styles.block === kind,
    use: () => props.onCommand(toggleBlock(kind)),
  });
  const inList = () => props.styles.block === "ordered" || props.styles.block === "unordered";
  const tools: Tool[] = [
    {
      name: words.strong,
      icon: bold,
      keys: "strong",
      later: true,
      pressed: () => props.styles.strong,
      use: () => props.onCommand(toggleStrong),
    },
    {
      name: words.em,
      icon: italic,
      keys: "em",
      later: true,
      pressed: () => props.styles.em,
      use: () => props.onCommand(toggleEm),
    },
    {
      name: words.link,
      icon: linkIcon,
      keys: "link",
      later: true,
      pressed: () => props.styles.link,
      use: () => props.onLink(),
    },
    block("heading-1", words.heading(1), h1),
    block("heading-2", words.heading(2), h2),
    block("heading-3", words.heading(3), h3),
    { ...block("ordered", words.ordered, listNumbers), short: words.orderedShort },
    { ...block("unordered", words.unordered, listBullets, true), short: words.unorderedShort },
    block("quote", words.quote, quotes, true),
    {
      name: words.why,
      short: words.whyName,
      icon: why,
      keys: "why",
      pressed: () => props.styles.block === "why",
      use: () => props.onCommand(addWhy),
    },
    {
      name: words.value,
      short: words.valueShort,
      icon: sliders,
      keys: "value",
      later: true,
      pressed: () => props.styles.value,
      use: () => props.onValue(),
    },
    {
      name: words.outdent,
      icon: outdentIcon,
      keys: "outdent",
      later: true,
      flips: true,
      usable: inList,
      use: () => props.onCommand(indentBy(-1)),
    },
    {
      name: words.indent,
      icon: indentIcon,
      keys: "indent",
      later: true,
      flips: true,
      usable: inList,
      use: () => props.onCommand(indentBy(1)),
    },
    {
      name: words.undo,
      short: words.undoShort,
      icon: undoIcon,
      keys: "undo",
      flips: true,
      usable: () => props.canUndo,
      use: () => props.onUndo(),
    },
    {
      name: words.redo,
      short: words.redoShort,
      icon: redoIcon,
      keys: "redo",
      later: true,
      flips: true,
      usable: () => props.canRedo,
      use: () => props.onRedo(),
    },
    ...(props.onComment
      ? [{ name: comments.commentOn, short: comments.comment, icon: commentIcon, use: () => props.onComment?.() }]
      : []),
    ...(props.onSuggest
      ? [{ name: suggesting.suggestFor, short: suggesting.short, icon: suggestIcon, use: () => props.onSuggest?.() }]
      : []),
  ];
  const narrow = createNarrow();
  const [open, setOpen] = createSignal(false);
  const more: Tool = { name: words.more, short: words.moreShort, icon: moreIcon, open, use: () => setOpen(!open()) };
  const shown = () => (narrow() ? [...tools.filter(({ later }) => !later || open()), more] : tools);
  /** Where Tab stops: what is not shown any more cannot be it. */
  const at = () => Math.max(0, shown().indexOf(stop() as Tool));
  let bar!: HTMLDivElement;
  const go = (to: number) => {
    const next = (to + shown().length) % shown().length;
    setStop(shown()[next]!);
    (bar.children[next] as HTMLElement).focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") go(at() + (event.key === forward ? 1 : -1));
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(shown().length - 1);
    else if (event.key === "Escape") props.onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={(element) => {
        bar = element;
        props.ref(element);
      }}
      class="toolbar"
      role="toolbar"
      aria-label={words.toolbar}
      aria-controls={props.controls}
      onKeyDown={onKeyDown}
    >
      <For each={shown()}>
        {(tool, i) => (
          <button
            type="button"
            class="tool"
            classList={{ flips: tool.flips }}
            title={tool.name}
            aria-label={tool.name}
            aria-pressed={tool.pressed?.()}
            aria-expanded={tool.open?.()}
            aria-disabled={tool.usable?.() === false ? "true" : undefined}
            aria-keyshortcuts={tool.keys && shortcutOf(tool.keys, mac)}
            tabindex={at() === i() ? 0 : -1}
            // A press must not take the caret out of the text.
            onMouseDown={(event) => event.preventDefault()}
            onFocus={() => setStop(tool)}
            onClick={() => {
              if (tool.usable?.() !== false) tool.use();
            }}
          >
            <span aria-hidden="true" class="tool-icon" innerHTML={tool.icon} />
            <span>{tool.short ?? tool.name}</span>
          </button>
        )}
      </For>
    </div>
  );
}

/** A phone held upright: a row has room for a few. */
function createNarrow(): () => boolean {
  const query = window.matchMedia?.("(max-width: 30rem)");
  const [narrow, setNarrow] = createSignal(query?.matches ?? false);
  const look = () => setNarrow(query.matches);
  query?.addEventListener("change", look);
  onCleanup(() => query?.removeEventListener("change", look));
  return narrow;
}
