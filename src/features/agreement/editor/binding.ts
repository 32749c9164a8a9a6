// Keeps an editor's state and a shared text the same: own steps out, others' patches in, and a look at what really
// happened after each. Needs no page: the view is whoever asks to be shown the state. A letter may be shown first and
// written a moment later; nothing else is done to the text before it is written.
import type { Node as PMNode } from "prosemirror-model";
import { EditorState, type Plugin, Plugin as PMPlugin, TextSelection, type Transaction } from "prosemirror-state";
import { type Mapping, Transform } from "prosemirror-transform";
import { docFromSpans } from "./blocks.ts";
import { bringTo, replay, sameBlock } from "./incoming.ts";
import { markDifferences, writeStep } from "./outgoing.ts";
import { posAt } from "./positions.ts";
import { schema } from "./schema.ts";
import { type Patch, type SharedText, shareText, type TextHandle } from "./shared-text.ts";
import { createUndo, type Undo } from "./undo.ts";
import { isTyping, rebase, type Turn, turnOf, type Waiting } from "./waiting.ts";

/** Set on transactions that came from the shared text and must not be written back. */
export const fromText = "from the shared text";

export interface Binding {
  text: SharedText;
  state(): EditorState;
  dispatch(tr: Transaction): void;
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Writes what is shown but not yet in the text. */
  flush(): void;
  /** Whether a letter is shown that is not yet in the text. */
  waits(): boolean;
  /** How often the whole text had to be read again since the start; the tests expect 0. */
  rereads(): number;
  close(): void;
}

export interface BindingOptions {
  handle: TextHandle;
  path: (string | number)[];
  plugins?: Plugin[];
  now: () => number;
  /** Called with every new state, and the transaction that made it when there is one. */
  show?: (state: EditorState, tr: Transaction | null) => void;
  /** Runs something soon, when what was typed is on the screen. Without it every letter is written at once. */
  later?: (work: () => void) => void;
}

export function bindText({ handle, path, plugins = [], now, show = () => {}, later }: BindingOptions): Binding {
  const text = shareText(handle, path);
  const history: Undo = createUndo({ text, now });
  let rereads = 0;
  let waiting: Waiting | null = null;
  let state = EditorState.create({
    schema,
    doc: docFromSpans(text.spans()),
    plugins: [...plugins, onlyFirstBare],
  });

  function take(tr: Transaction, mapping: Mapping = tr.mapping) {
    tr.setMeta(fromText, true).setMeta("addToHistory", false);
    tr.setStoredMarks(state.storedMarks);
    if (tr.docChanged) keepCaret(tr, state, mapping);
    state = state.apply(tr);
    show(state, tr);
  }
  function reread() {
    rereads++;
    const tr = state.tr;
    bringTo(tr, docFromSpans(text.spans()));
    if (tr.docChanged) take(tr);
  }
  function receive(patches: readonly Patch[]) {
    if (waiting) return receiveBelow(waiting, patches);
    const tr = state.tr;
    if (!attempt(() => replay(tr, patches, text, path))) return reread();
    if (tr.docChanged) take(tr);
  }

  /** Something came while a letter waits: it goes below that letter, as if it had been there before. */
  function receiveBelow(own: Waiting, patches: readonly Patch[]) {
    const tr = state.tr;
    const below = new Transform(own.before);
    if (!attempt(() => replay(below, patches, text, path))) {
      rereads++;
      bringTo(below, docFromSpans(text.spans()));
    }
    const rebased = rebase(tr, own, below.steps);
    waiting = rebased.waiting;
    take(tr, rebased.mapping);
  }

  function dispatch(tr: Transaction) {
    const applied = state.applyTransaction(tr);
    const before = state.doc;
    state = applied.state;
    const own = applied.transactions.filter((t) => t.docChanged && !t.getMeta(fromText));
    if (own.length) {
      const began = waiting === null;
      waiting = { before, turns: [], moved: false, ...waiting };
      waiting.turns.push(turnOf(own));
      if (later && own.length === 1 && isTyping(own[0]!)) {
        if (began) later(() => flush());
      } else return flush(tr);
    }
    show(state, tr);
  }
  function flush(tr: Transaction | null = null) {
    if (!waiting) return;
    const { before, turns, moved } = waiting;
    const written = write(turns);
    waiting = null;
    show(state, tr);
    settle(before, written);
    // Others' carets were drawn as if the letter were in the text already.
    if (moved) take(state.tr);
  }
  function write(turns: readonly Turn[]): Patch[] | null {
    try {
      return text.change((draft) => {
        for (const { steps, composing } of turns) {
          const scribe = history.record(draft, { composing });
          for (const { step, before, after } of steps) writeStep(scribe, step, before, after);
          history.endRecord();
        }
      });
    } catch {
      // The text refused (gone, or not editable): the editor goes back to what is in it.
      return null;
    } finally {
      history.endRecord();
    }
  }
  /** Looks at what the own change did to the text. Most often it did exactly what the editor shows. */
  function settle(before: PMNode, patches: Patch[] | null) {
    if (!patches) return reread();
    const expected = new Transform(before);
    if (!attempt(() => replay(expected, patches, text, path))) return reread();
    if (sameDoc(expected.doc, state.doc)) return;
    // New words take the style of their place in the text; where the writer chose another, say so.
    const marks = markDifferences(expected.doc, state.doc);
    if (marks?.length) {
      const more = attempt(() =>
        text.change((draft) => {
          for (const m of marks) draft.mark(m.start, m.end, m.name, m.value);
        }),
      );
      if (!more || !attempt(() => replay(expected, more, text, path))) return reread();
    }
    const tr = state.tr;
    bringTo(tr, expected.doc);
    if (tr.docChanged) take(tr);
  }

  function step(back: boolean): boolean {
    flush();
    const done = history.step(back, state.doc, (edit) => {
      const patches = attempt(() => text.change(edit));
      if (patches) receive(patches);
      else reread();
      return state.doc;
    });
    if (done === null) return false;
    const at = state.doc.resolve(posAt(state.doc, done));
    state = state.apply(state.tr.setSelection(TextSelection.near(at)).scrollIntoView());
    show(state, null);
    return true;
  }

  const off = text.listen((patches) => {
    // A listener that throws would stop those after it.
    try {
      receive(patches);
    } catch {
      reread();
    }
  });
  return {
    text,
    state: () => state,
    dispatch,
    undo: () => step(true),
    redo: () => step(false),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    flush: () => flush(),
    waits: () => waiting !== null,
    rereads: () => rereads,
    close() {
      flush();
      off();
    },
  };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function sameDoc(a: PMNode, b: PMNode): boolean {
  if (a.childCount !== b.childCount) return false;
  for (let i = 0; i < a.childCount; i++) if (!sameBlock(a.child(i), b.child(i))) return false;
  return true;
}

/** The caret stays behind its own last letter: words that others put at the caret do not push it along. */
function keepCaret(tr: Transaction, state: EditorState, mapping: Mapping) {
  const { selection } = state;
  if (!(selection instanceof TextSelection)) return;
  const at = (pos: number) => tr.doc.resolve(mapping.map(pos, selection.empty ? -1 : pos === selection.from ? 1 : -1));
  tr.setSelection(TextSelection.between(at(selection.anchor), at(selection.head)));
}

/** A split or a paste can copy the first block's missing marker; only the first block may lack one. */
const onlyFirstBare = new PMPlugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((t) => t.docChanged && !t.getMeta(fromText))) return null;
    let tr: Transaction | null = null;
    state.doc.forEach((block, pos, i) => {
      if (i > 0 && block.attrs.bare)
        tr = (tr ?? state.tr).setNodeMarkup(pos, undefined, { ...block.attrs, bare: false });
    });
    return tr;
  },
});
