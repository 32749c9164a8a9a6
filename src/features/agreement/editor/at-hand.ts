// The blocks that the caret, or what is chosen, stands in: they are laid out whether or not they are seen. A block that a
// browser has not laid out yet loses the caret to its beginning, and the next letter goes before the last.
import { type EditorState, Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

export const atHand = new Plugin({ props: { decorations } });

function decorations(state: EditorState): DecorationSet {
  const { $from, $to } = state.selection;
  // All of a book is chosen to be copied or taken out, not to be written in: its two ends are enough.
  const blocks = new Set([$from, $to].filter(({ depth }) => depth > 0).map((at) => at.before(1)));
  return DecorationSet.create(
    state.doc,
    [...blocks].map((at) => Decoration.node(at, at + (state.doc.nodeAt(at)?.nodeSize ?? 0), { "data-at-hand": "" })),
  );
}
