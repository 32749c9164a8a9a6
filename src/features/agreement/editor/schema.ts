// The editor's document: a flat row of blocks, each owning one marker of the shared text, so that positions map one to
// one and every merge of the shared text has a valid document here. A line that ends inside a block is "\n" among its
// words: a letter like any other, so it merges. No `style` attributes: the page's CSP forbids them.
import { indentMax, safeHref } from "@fogata/domain";
import { type DOMOutputSpec, Schema } from "prosemirror-model";
import { editor as words } from "../../../text/en-editor.ts";

// The same as the reader's: what is a link there is one here, and no list goes deeper.
export { indentMax, safeHref };
export const levelMax = 4;
export type ListKind = "ordered" | "unordered";

// extra: attributes and parents of the marker that this editor has no use for, kept for those who have.
const extra = { extra: { default: null } };
// Each block is set in the direction of its own first letter: one agreement may hold several languages.
const dir = "auto";

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      group: "block",
      content: "inline*",
      whitespace: "pre",
      // raw: a marker type this editor does not know; bare: the words before the first marker.
      attrs: { ...extra, raw: { default: null }, bare: { default: false } },
      parseDOM: [{ tag: "p" }, { tag: "div" }],
      toDOM: (n) => ["p", n.attrs.raw === null ? { dir } : { dir, "data-unknown": n.attrs.raw }, 0],
    },
    heading: {
      group: "block",
      content: "inline*",
      whitespace: "pre",
      defining: true,
      attrs: { ...extra, level: { default: 1 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: Math.min(n, levelMax) } })),
      // The page's own title is the h1, so an agreement's headings begin below it.
      toDOM: (n) => [`h${n.attrs.level + 1}`, { dir, "data-level": n.attrs.level }, 0],
    },
    list_item: {
      group: "block",
      content: "inline*",
      whitespace: "pre",
      defining: true,
      attrs: { ...extra, kind: { default: "unordered" }, indent: { default: 0 } },
      parseDOM: [{ tag: "li" }],
      toDOM: (n) => ["p", { class: "item", dir, "data-list": n.attrs.kind, "data-indent": n.attrs.indent }, 0],
    },
    quote: {
      group: "block",
      content: "inline*",
      whitespace: "pre",
      defining: true,
      attrs: extra,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", { dir }, 0],
    },
    why: {
      group: "block",
      content: "inline*",
      whitespace: "pre",
      defining: true,
      attrs: extra,
      parseDOM: [{ tag: "p.why", priority: 60 }],
      toDOM: () => ["p", { class: "why", dir, "data-name": words.whyName }, 0],
    },
    text: { group: "inline" },
    embed: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { value: { default: null } },
      toDOM: () => ["span", { class: "embed" }, "\ufffc"],
    },
  },
  marks: {
    link: {
      attrs: { href: { default: "" }, title: { default: null } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (e) => ({ href: e.getAttribute("href") ?? "", title: e.getAttribute("title") }),
        },
      ],
      toDOM: (m) => linkDOM(m.attrs as LinkAttrs),
    },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    // Words that the app goes by; the label says as what.
    value: {
      attrs: { label: { default: "" } },
      inclusive: false,
      parseDOM: [{ tag: "data[value]", getAttrs: (e) => ({ label: e.getAttribute("value") ?? "" }) }],
      toDOM: (m) => ["data", { class: "value", value: String(m.attrs.label) }, 0],
    },
    // Marks this editor does not know: kept, shown plainly.
    other: { attrs: { values: { default: {} } }, toDOM: () => ["span", 0] },
  },
});

export interface LinkAttrs {
  href: string;
  title: string | null;
}

function linkDOM({ href, title }: LinkAttrs): DOMOutputSpec {
  const safe = safeHref(href);
  if (safe === null) return ["span", { class: "unsafe-link" }, 0];
  return ["a", { href: safe, rel: "noopener noreferrer", target: "_blank", ...(title ? { title } : {}) }, 0];
}
