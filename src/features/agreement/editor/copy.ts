// What others' programs get when something is copied: properly nested lists and quotes as HTML, and plain lines with the
// markers people write by hand.
import { DOMSerializer, type Fragment, type Node as PMNode, type Slice } from "prosemirror-model";
import { ownBreak } from "./paste.ts";
import { type LinkAttrs, safeHref, schema } from "./schema.ts";

export class CopySerializer extends DOMSerializer {
  constructor() {
    const plain = DOMSerializer.marksFromSchema(schema);
    super(DOMSerializer.nodesFromSchema(schema), {
      ...plain,
      link: ({ attrs }) => {
        const { href, title } = attrs as LinkAttrs;
        const safe = safeHref(href);
        return safe === null ? ["span", 0] : ["a", { href: safe, ...(title ? { title } : {}) }, 0];
      },
    });
  }
  override serializeFragment(
    fragment: Fragment,
    options: { document?: Document } = {},
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const inBlocks = fragment.firstChild?.isTextblock;
    const page = options.document ?? window.document;
    if (!inBlocks) return withBreaks(super.serializeFragment(fragment, options, target), page);
    const out = target ?? page.createDocumentFragment();
    const make = (tag: string, block: PMNode | null, into: Node) => {
      const element = page.createElement(tag);
      if (block) withBreaks(super.serializeFragment(block.content, options, element), page);
      into.appendChild(element);
      return element;
    };
    let lists: HTMLElement[] = [];
    let quote: HTMLElement | null = null;
    fragment.forEach((block) => {
      const isItem = block.type.name === "list_item";
      const isQuote = block.type.name === "quote";
      if (!isItem) lists = [];
      if (!isQuote) quote = null;
      if (isItem) {
        const tag = block.attrs.kind === "ordered" ? "ol" : "ul";
        lists = lists.slice(0, block.attrs.indent + 1);
        const top = lists[block.attrs.indent];
        if (top && top.tagName.toLowerCase() !== tag) lists.pop();
        while (lists.length <= block.attrs.indent) {
          const parent = lists.at(-1);
          lists.push(make(tag, null, parent ? (parent.lastElementChild ?? make("li", null, parent)) : out));
        }
        make("li", block, lists.at(-1)!);
      } else if (isQuote) {
        quote ??= make("blockquote", null, out);
        make("p", block, quote);
      } else {
        const element = make(block.type.name === "heading" ? `h${block.attrs.level}` : "p", block, out);
        if (block.type.name === "why") element.className = "why";
      }
    });
    return out;
  }
}

/** Other programs take a line's end for a space unless it is an element. */
function withBreaks<T extends Node>(root: T, page: Document): T {
  for (const child of [...root.childNodes]) {
    if (child.nodeType !== 3) withBreaks(child, page);
    else if (child.nodeValue?.includes("\n"))
      (child as Text).replaceWith(
        ...child.nodeValue.split("\n").flatMap((line, i) => (i ? [breakIn(page), line] : [line])),
      );
  }
  return root;
}
function breakIn(page: Document): Element {
  const element = page.createElement("br");
  element.setAttribute(ownBreak, "");
  return element;
}

export function textOf(slice: Slice): string {
  const { content } = slice;
  if (content.childCount === 1) return wordsOf(content.firstChild!);
  const lines: string[] = [];
  let counts: number[] = [];
  content.forEach((block) => {
    const { kind, indent } = block.attrs;
    const isItem = block.type.name === "list_item";
    // As in the margin: a line with a dot ends the numbering of its own depth too.
    counts = isItem ? counts.slice(0, kind === "ordered" ? indent + 1 : indent) : [];
    if (!isItem) {
      lines.push(block.type.name === "quote" ? `> ${wordsOf(block)}` : wordsOf(block));
      return;
    }
    if (kind === "ordered") counts[indent] = (counts[indent] ?? 0) + 1;
    lines.push(`${"   ".repeat(indent)}${kind === "ordered" ? `${counts[indent]}.` : "-"} ${wordsOf(block)}`);
  });
  return lines.join("\n");
}
const wordsOf = (block: PMNode) => (block.isText ? block.text! : block.textBetween(0, block.content.size));
