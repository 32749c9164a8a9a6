// The text of an agreement to write in together. Load it lazily: ProseMirror comes with it and is used nowhere else.
import "./editor.css";
import "./suggested.css";
import type { DocumentHandle } from "@fogata/sync";
import type { Command, EditorState } from "prosemirror-state";
import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { editor as words } from "../../../text/en-editor.ts";
import { linkAround, removeLink, removeValue, setLink, setValue, stylesAt, valueAround } from "./commands.ts";
import type { Caret, OtherCaret } from "./cursors.ts";
import { LinkDialog } from "./LinkDialog.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { ValueDialog } from "./ValueDialog.tsx";
import { createEditor, type MountedEditor } from "./view.ts";

export interface AgreementEditorProps {
  /** One editor per handle: to show another document, mount another editor (`<Show keyed>`). */
  handle: DocumentHandle;
  path: readonly (string | number)[];
  label: string;
  editable: boolean;
  presence?: { publish(caret: Caret | null): void; others: Accessor<readonly OtherCaret[]> };
  /** Whether there is not a word in it, at once and whenever that changes. */
  onEmpty?: (empty: boolean) => void;
  /** For tests: the clock that tells pauses apart. */
  now?: () => number;
  onMounted?: (editor: MountedEditor) => void;
  /** To say something about the words that are chosen. */
  onComment?: () => void;
  /** To suggest other words for them. */
  onSuggest?: () => void;
}

/** The toolbar stands above the navigation, or above the keyboard, so all below its upper edge is covered. */
function coveredBy(toolbar: HTMLElement | undefined): number {
  if (!toolbar) return 0;
  const height = window.visualViewport?.height ?? window.innerHeight;
  return Math.max(0, Math.min(height - toolbar.getBoundingClientRect().top, height / 2));
}

export function AgreementEditor(props: AgreementEditorProps) {
  const id = createUniqueId();
  let host!: HTMLDivElement;
  let toolbar: HTMLDivElement | undefined;
  const [mounted, setMounted] = createSignal<MountedEditor | null>(null);
  const [state, setState] = createSignal<EditorState | null>(null);
  const [linking, setLinking] = createSignal(false);
  const [valuing, setValuing] = createSignal(false);
  const styles = createMemo(() => (state() ? stylesAt(state()!) : null), null, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  // Undo is no part of the state, but every step of it makes a new one.
  const can = createMemo(() => ({
    state: state(),
    undo: mounted()?.canUndo(),
    redo: mounted()?.binding.canRedo(),
  }));

  // Each block without words is two places wide.
  const empty = createMemo(() => state() && state()!.doc.content.size === state()!.doc.childCount * 2);
  createEffect(() => {
    const now = empty();
    if (now !== null) props.onEmpty?.(now);
  });

  onMount(() => {
    const { presence } = props;
    const editor = createEditor({
      host,
      handle: props.handle,
      path: props.path,
      now: props.now ?? (() => performance.now()),
      editable: () => props.editable,
      covered: () => coveredBy(toolbar),
      attributes: () => ({
        id,
        class: "doc writing",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": props.label,
        "aria-readonly": String(!props.editable),
        "aria-describedby": `${id}-keys`,
        dir: "auto",
        spellcheck: "true",
        ...(props.editable ? {} : { tabindex: "0" }),
      }),
      onState: setState,
      onCaret: (caret) => presence?.publish(caret),
      actions: {
        link: () => void (props.editable && setLinking(true)),
        value: () => void (props.editable && setValuing(true)),
        toolbar: () => toolbar?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
      },
    });
    setMounted(editor);
    if (presence) createEffect(() => editor.showOthers(presence.others()));
    createEffect(on(() => [props.editable, props.label], editor.refresh, { defer: true }));
    props.onMounted?.(editor);
    onCleanup(() => {
      presence?.publish(null);
      editor.destroy();
    });
  });

  const run = (command: Command) => {
    const { view, binding } = mounted()!;
    return command(binding.state(), view.dispatch.bind(view));
  };
  const value = () => valueAround(mounted()!.binding.state());
  const link = () => linkAround(mounted()!.binding.state());
  return (
    <div class="editor">
      <div ref={host} class="editor-text" />
      <p id={`${id}-keys`} hidden>
        {words.keysHelp}
      </p>
      <Show when={props.editable && styles()}>
        {(now) => (
          <Toolbar
            ref={(element) => {
              toolbar = element;
            }}
            controls={id}
            styles={now()}
            canUndo={can().undo ?? false}
            canRedo={can().redo ?? false}
            onCommand={run}
            onLink={() => setLinking(true)}
            {...(props.onComment ? { onComment: props.onComment } : {})}
            {...(props.onSuggest ? { onSuggest: props.onSuggest } : {})}
            onValue={() => setValuing(true)}
            onUndo={() => mounted()?.undo()}
            onRedo={() => mounted()?.binding.redo()}
            onLeave={() => mounted()?.view.focus()}
          />
        )}
      </Show>
      <Show when={valuing()}>
        <ValueDialog
          label={value()?.label ?? null}
          chosen={!mounted()!.binding.state().selection.empty || value() !== null}
          onSave={(label) => run(setValue(label))}
          onRemove={value() ? () => run(removeValue) : null}
          onClose={() => setValuing(false)}
        />
      </Show>
      <Show when={linking()}>
        <LinkDialog
          href={link()?.attrs.href ?? ""}
          asksWords={!link() && mounted()!.binding.state().selection.empty}
          onSave={(to) => run(setLink(to))}
          onRemove={link() ? () => run(removeLink) : null}
          onClose={() => setLinking(false)}
        />
      </Show>
    </div>
  );
}
