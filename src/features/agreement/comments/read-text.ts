// A text that is only read, such as the one in force, as comments know it: by the words themselves, since it does not move.
// It can be chosen from, stood beside and shown again without an editor.
import type { About } from "./CommentDialog.tsx";
import type { Anchored, BesideText } from "./margin.ts";

/** Longer than any clause: where a word lies is told by its block and how far into it. */
const blockRoom = 1_000_000;

/** `element` holds the text, a child for each of its blocks. */
export function readText(element: HTMLElement): BesideText {
  const blocks = [...element.children] as HTMLElement[];
  const texts = blocks.map((one) => one.textContent ?? "");
  return {
    element,
    placeOf({ quote }: Anchored): number | null {
      const block = quote === "" ? -1 : texts.findIndex((one) => one.includes(quote));
      return block < 0 ? null : block * blockRoom + texts[block]!.indexOf(quote);
    },
    topAt(place: number): number | null {
      const block = blocks[Math.floor(place / blockRoom)];
      if (!block?.isConnected) return null;
      const range = rangeIn(block, place % blockRoom, 1);
      const { top, height } = (range ?? block).getBoundingClientRect();
      return height > 0 ? top : block.getBoundingClientRect().top;
    },
    show({ quote }: Anchored): boolean {
      const block = quote === "" ? -1 : texts.findIndex((one) => one.includes(quote));
      const element = blocks[block];
      const range = element && rangeIn(element, texts[block]!.indexOf(quote), quote.length);
      if (!element || !range) return false;
      // Whoever listens to the page goes on from there.
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      const selection = document.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      element.scrollIntoView({ block: "center" });
      return true;
    },
  };
}

/** The words that are chosen in it, as far as they lie in one block; null while there are none. */
export function chosenIn(element: HTMLElement): About | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const block = [...element.children].find((one) => one.contains(range.startContainer));
  if (!block) return null;
  if (!block.contains(range.endContainer)) range.setEnd(block, block.childNodes.length);
  const words = range.toString().trim();
  return words === "" ? null : { words };
}

/** So many letters of it, from the one at `from`. */
function rangeIn(block: HTMLElement, from: number, length: number): Range | null {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before = 0;
  let begun = false;
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    const end = before + node.length;
    if (!begun && from < end) {
      range.setStart(node, from - before);
      begun = true;
    }
    if (begun && from + length <= end) {
      range.setEnd(node, from + length - before);
      return range;
    }
    before = end;
  }
  return null;
}
