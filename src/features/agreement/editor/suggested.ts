// Other words that people suggest, drawn over the text as tracked changes without being part of it: what would go is
// struck through, what would come is underlined twice, and each says so to those who hear it.
import { lineDifference } from "@fogata/domain";
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { suggestionWords as words } from "../../../text/en-suggestions.ts";
import { posAt } from "./positions.ts";
import type { SharedText } from "./shared-text.ts";

/** Cursors of the first and the last letter it is about, what it would say, and how much it matters. */
export interface Suggested {
  id: string;
  anchor: { from: string; to: string };
  words: string;
  weight: keyof typeof words.weights;
}
interface Shown {
  all: readonly Suggested[];
  drawn: DecorationSet;
}

const key = new PluginKey<Shown>("suggested");

export function suggestedWords(text: () => SharedText): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({ all: [], drawn: DecorationSet.empty }),
      apply(tr, shown) {
        const all = tr.getMeta(key) as readonly Suggested[] | undefined;
        if (all) return { all, drawn: draw(tr.doc, all, text()) };
        // Finding each one's letters again takes a moment: until there is a pause, they only move along.
        if (!shown.all.length || !tr.docChanged) return shown;
        return { all: shown.all, drawn: shown.drawn.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });
}

/** What is drawn now. */
export const drawnIn = (state: EditorState): DecorationSet => key.getState(state)?.drawn ?? DecorationSet.empty;

export const showSuggested = (state: EditorState, all: readonly Suggested[]) => state.tr.setMeta(key, all);

function draw(doc: PMNode, all: readonly Suggested[], text: SharedText): DecorationSet {
  if (all.length === 0) return DecorationSet.empty;
  const string = text.string() ?? "";
  return DecorationSet.create(
    doc,
    all.flatMap((one) => drawOne(doc, one, { text, string })),
  );
}

function drawOne(doc: PMNode, one: Suggested, { text, string }: { text: SharedText; string: string }): Decoration[] {
  const [first, last] = [text.position(one.anchor.from), text.position(one.anchor.to)];
  if (first === null || last === null) return [];
  const there = string.slice(first, text.cursor(last) === one.anchor.to ? last + 1 : last);
  // Of words that are gone, or lie in several clauses by now, the list below tells.
  if (there === "" || there.includes("\uFFFC")) return [];
  const drawn: Decoration[] = [];
  const widget = (at: number, make: () => HTMLElement, name: string) =>
    drawn.push(
      Decoration.widget(posAt(doc, at), make, {
        key: `${one.id} ${name}`,
        side: drawn.length + 1,
        ignoreSelection: true,
      }),
    );
  let at = first;
  for (const [n, { kind, run }] of piecesOf(there, one.words).entries()) {
    if (kind === "inserted") {
      widget(at, () => comes(run.text), `in ${n} ${run.text}`);
      continue;
    }
    const end = at + run.text.length;
    if (kind === "deleted") {
      widget(at, () => hidden(`${words.out} `), `out ${n}`);
      drawn.push(Decoration.inline(posAt(doc, at), posAt(doc, end), { nodeName: "del", class: "suggested-out" }));
      widget(end, () => hidden(` ${words.endOfOut} `), `end ${n}`);
    }
    at = end;
  }
  widget(at, () => weightOf(one), `weight ${one.weight}`);
  return drawn;
}
/** Word by word, as plain pieces. */
const piecesOf = (from: string, to: string) =>
  lineDifference(from, to).flatMap((piece) => (piece.kind === "restyled" ? [] : [piece]));

function comes(text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "suggested-in";
  const ins = document.createElement("ins");
  ins.append(text);
  element.append(hidden(`${words.in} `), ins, hidden(` ${words.endOfIn} `));
  return element;
}
function weightOf({ weight }: Suggested): HTMLElement {
  const element = document.createElement("span");
  const shown = document.createElement("span");
  shown.className = "suggested-weight";
  shown.append(words.weights[weight].toLowerCase());
  element.append(hidden(` ${words.weightIs} `), shown, hidden(" "));
  return element;
}
function hidden(text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "hide";
  element.append(text);
  return element;
}
