// Where others' carets are, drawn over the text without being part of it: names come from CSS, not from text nodes.
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { fromText } from "./binding.ts";
import { indexAt, posAt } from "./positions.ts";
import type { SharedText } from "./shared-text.ts";

/** Automerge cursors: they stay on their letter. */
export interface Caret {
  anchor: string;
  head: string;
}
export interface OtherCaret extends Caret {
  device: string;
  name: string;
  tone?: number;
}
interface Shown {
  others: readonly OtherCaret[];
  drawn: DecorationSet;
}

const key = new PluginKey<Shown>("others");

export function othersCarets(text: () => SharedText): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({ others: [], drawn: DecorationSet.empty }),
      apply(tr, shown) {
        const others = tr.getMeta(key) as readonly OtherCaret[] | undefined;
        if (others) return { others, drawn: draw(tr.doc, others, text()) };
        if (!shown.others.length) return shown;
        // A caret can name a letter that only now arrived, so what comes in from others draws anew.
        if (tr.getMeta(fromText)) return { others: shown.others, drawn: draw(tr.doc, shown.others, text()) };
        if (!tr.docChanged) return shown;
        return { others: shown.others, drawn: shown.drawn.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });
}

export const showOthers = (state: EditorState, others: readonly OtherCaret[]) => state.tr.setMeta(key, others);

export function caretOf(state: EditorState, text: SharedText): Caret | null {
  const { anchor, head } = state.selection;
  const cursor = (pos: number) => text.cursor(indexAt(state.doc, pos));
  const [a, h] = [cursor(anchor), anchor === head ? null : cursor(head)];
  if (a === null) return null;
  return { anchor: a, head: h ?? a };
}

function draw(doc: PMNode, others: readonly OtherCaret[], text: SharedText): DecorationSet {
  const drawn: Decoration[] = [];
  for (const other of others) {
    const [anchor, head] = [other.anchor, other.head].map((cursor) => text.position(cursor));
    // A cursor may name a letter this device does not have yet.
    if (anchor == null || head == null) continue;
    const [a, h] = [posAt(doc, anchor), posAt(doc, head)];
    const tone = String(other.tone ?? 0);
    if (a !== h)
      drawn.push(Decoration.inline(Math.min(a, h), Math.max(a, h), { class: "other-selection", "data-tone": tone }));
    drawn.push(
      Decoration.widget(h, () => caretElement(other.name, tone), {
        key: `${other.device} ${tone} ${other.name}`,
        side: 1,
        ignoreSelection: true,
      }),
    );
  }
  return DecorationSet.create(doc, drawn);
}
function caretElement(name: string, tone: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "other-caret";
  element.dataset.name = name;
  element.dataset.tone = tone;
  element.setAttribute("aria-hidden", "true");
  return element;
}
