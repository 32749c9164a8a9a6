// Mounts the editor in a page: the ProseMirror view over a bound text. Plain, so that tests and other frameworks can
// use it; the Solid component only wires it to props.
import { type EditorState, TextSelection } from "prosemirror-state";
import { DecorationSet, EditorView } from "prosemirror-view";
import { type Binding, bindText, fromText } from "./binding.ts";
import { clipboard } from "./clipboard.ts";
import { type Caret, caretOf, type OtherCaret, othersCarets, showOthers } from "./cursors.ts";
import { editorKeys, type KeyActions } from "./keys.ts";
import { indexAt, posAt } from "./positions.ts";
import type { SharedText, TextHandle } from "./shared-text.ts";
import { drawnIn, type Suggested, showSuggested, suggestedWords } from "./suggested.ts";

export interface EditorOptions {
  host: HTMLElement;
  handle: TextHandle;
  path: readonly (string | number)[];
  /** Read again whenever the view is refreshed. */
  attributes: () => Record<string, string>;
  editable: () => boolean;
  now: () => number;
  /** How many pixels at the foot of the window lie under bars. */
  covered: () => number;
  onState: (state: EditorState) => void;
  /** My caret at every move, null when I leave the text. */
  onCaret: (caret: Caret | null) => void;
  actions: Pick<KeyActions, "link" | "value" | "toolbar">;
}

export interface MountedEditor {
  view: EditorView;
  binding: Binding;
  showOthers(others: readonly OtherCaret[]): void;
  /** Other words that are suggested for some of the text. */
  showSuggested(all: readonly Suggested[]): void;
  undo(): void;
  canUndo(): boolean;
  /** Something is done to the text beside the editor: this undoes it, unless something is written first. Null: not so. */
  undoneBy(undo: (() => void) | null): void;
  /** The words that are chosen, by their first and last letter; null while there are none. */
  chosen(): ChosenWords | null;
  /** The first letter of the clause the caret is in; null while it is empty. */
  clause(): string | null;
  /** Chooses these words again and brings them into view; false if they are gone. */
  choose(words: Pick<ChosenWords, "from" | "to">): boolean;
  /** How far into the text these words begin; null if they are gone. */
  placeOf(words: Pick<ChosenWords, "from" | "to">): number | null;
  /** Where on the screen the line there begins, in pixels from its upper edge; null while the text is not on the page. */
  topAt(place: number): number | null;
  /** After `attributes` or `editable` would answer differently. */
  refresh(): void;
  destroy(): void;
}

export interface ChosenWords {
  words: string;
  from: string;
  to: string;
}

export function createEditor(options: EditorOptions): MountedEditor {
  const { host, handle, path, now, onState, onCaret, actions } = options;
  let view: EditorView | null = null;
  let focused = false;
  let doneBeside: (() => void) | null = null;
  const undo = () => {
    const back = doneBeside;
    doneBeside = null;
    if (back) back();
    else binding.undo();
  };
  const unlessReading = (act: () => unknown) => {
    if (options.editable()) act();
  };
  const binding: Binding = bindText({
    handle,
    path: [...path],
    now,
    plugins: [
      ...editorKeys({
        ...actions,
        undo: () => unlessReading(undo),
        redo: () => unlessReading(binding.redo),
      }),
      suggestedWords((): SharedText => binding.text),
      othersCarets((): SharedText => binding.text),
    ],
    show(state, tr) {
      if (tr?.docChanged && !tr.getMeta(fromText)) doneBeside = null;
      view?.updateState(state);
      // A letter is on its way to the screen: everything else waits for it.
      if (binding.waits()) return;
      onState(state);
      if (focused && (!tr || tr.selectionSet || tr.docChanged)) onCaret(caretOf(state, binding.text));
    },
    later: afterFrame,
  });
  // A page that goes away gets no more frames.
  const leaving = new AbortController();
  for (const event of ["pagehide", "visibilitychange"])
    window.addEventListener(event, () => binding.flush(), { capture: true, signal: leaving.signal });
  // The line one writes in stays clear of the bars at the foot of the page.
  const clear = {
    top: 5,
    left: 0,
    right: 0,
    get bottom() {
      return options.covered() + 12;
    },
  };
  view = new EditorView(host, {
    state: binding.state(),
    dispatchTransaction: (tr) => binding.dispatch(tr),
    editable: options.editable,
    attributes: options.attributes,
    ...clipboard,
    scrollThreshold: clear,
    scrollMargin: clear,
    handleDOMEvents: {
      // The finger has left the key, mostly long after the frame.
      keyup: () => {
        binding.flush();
        return false;
      },
      focus: () => {
        focused = true;
        onCaret(caretOf(binding.state(), binding.text));
        return false;
      },
      blur: () => {
        focused = false;
        onCaret(null);
        return false;
      },
    },
  });
  const mounted = view;
  /** A letter that is gone is told as where it stood. */
  const placeOf = ({ from, to }: Pick<ChosenWords, "from" | "to">): number | null => {
    const { text } = binding;
    const [first, last] = [text.position(from), text.position(to)];
    if (first === null || last === null) return null;
    return first < (text.cursor(last) === to ? last + 1 : last) ? first : null;
  };
  onState(binding.state());
  return {
    view: mounted,
    binding,
    showOthers: (others) => binding.dispatch(showOthers(binding.state(), others)),
    undo,
    canUndo: () => doneBeside !== null || binding.canUndo(),
    undoneBy(back) {
      doneBeside = back;
    },
    showSuggested(all) {
      // Whoever writes is not disturbed for nothing, nor in the midst of a word that is being composed: after it is soon enough.
      if ((all.length === 0 && drawnIn(binding.state()) === DecorationSet.empty) || mounted.composing) return;
      binding.flush();
      binding.dispatch(showSuggested(binding.state(), all));
    },
    chosen() {
      binding.flush();
      const { doc, selection } = binding.state();
      const words = doc.textBetween(selection.from, selection.to, " ").trim();
      const [first, last] = [indexAt(doc, selection.from), indexAt(doc, selection.to) - 1];
      const [from, to] = [first, last].map((at) => binding.text.cursor(at));
      return words === "" || from == null || to == null ? null : { words, from, to };
    },
    clause() {
      binding.flush();
      const { doc, selection } = binding.state();
      const { $from } = selection;
      return $from.parent.content.size > 0 ? binding.text.cursor(indexAt(doc, $from.start())) : null;
    },
    choose(words) {
      binding.flush();
      const { doc, tr } = binding.state();
      const [first, last] = [words.from, words.to].map((cursor) => binding.text.position(cursor));
      if (first == null || last == null || first > last) return false;
      binding.dispatch(
        tr.setSelection(TextSelection.create(doc, posAt(doc, first), posAt(doc, last + 1))).scrollIntoView(),
      );
      mounted.focus();
      return true;
    },
    placeOf,
    topAt(place) {
      const { doc } = mounted.state;
      return mounted.dom.isConnected ? mounted.coordsAtPos(posAt(doc, place), 1).top : null;
    },
    refresh: () => mounted.setProps({}),
    destroy() {
      leaving.abort();
      binding.close();
      view = null;
      mounted.destroy();
    },
  };
}

/** Behind the next frame; soon, if there is none because nobody looks. */
function afterFrame(work: () => void): void {
  const done = new AbortController();
  const once = () => {
    if (done.signal.aborted) return;
    done.abort();
    work();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, framelessMs);
}
const framelessMs = 100;
