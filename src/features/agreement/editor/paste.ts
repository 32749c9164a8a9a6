// What comes from a word processor, a page or a chat, as flat blocks: headings, list items with their depth, quotes,
// paragraphs; bold, italic, links. Everything else is left behind; scripts, images and hidden parts altogether.
import { parseValueLabel, type ValueLabel } from "@fogata/domain";
import { DOMParser, Fragment, type Mark, type ParseOptions, type Node as PMNode, Slice } from "prosemirror-model";
import { indentMax, type ListKind, levelMax, safeHref, schema } from "./schema.ts";

/** Deeper than this, a page's nesting is somebody's joke: its words are taken as they are. */
const depthMax = 200;

const left = new Set(
  "SCRIPT STYLE HEAD TITLE META LINK TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH IMG VIDEO AUDIO CANVAS BUTTON INPUT SELECT TEXTAREA".split(
    " ",
  ),
);
const rows = new Set(
  "P DIV SECTION ARTICLE HEADER FOOTER MAIN ASIDE NAV ADDRESS FIGURE FIGCAPTION TABLE THEAD TBODY TFOOT TR TD TH CAPTION DL DT DD PRE HR FORM FIELDSET DETAILS SUMMARY CENTER".split(
    " ",
  ),
);

type Kind =
  | { type: "paragraph" | "quote" | "why" }
  | { type: "heading"; level: number }
  | { type: "item"; kind: ListKind; indent: number };
interface Around {
  kind: Kind;
  strong: boolean;
  em: boolean;
  href: string | null;
  value: ValueLabel | null;
  pre: boolean;
  list: { kind: ListKind; depth: number } | null;
  nesting: number;
}

/** On a line's end that was copied from here. */
export const ownBreak = "data-line";

/** Blocks of the words below a node. */
export function blocksFromDom(root: Node): PMNode[] {
  const blocks: PMNode[] = [];
  let inline: PMNode[] = [];
  let open: Kind = { type: "paragraph" };

  function close(next: Kind) {
    while (inline.length && /^[ \n\u00a0]*$/.test(inline.at(-1)!.text!)) inline.pop();
    const last = inline.at(-1);
    if (last) inline[inline.length - 1] = schema.text(last.text!.replace(/[ \n]+$/, ""), last.marks);
    if (inline.length) blocks.push(blockOf(open, inline));
    inline = [];
    open = next;
  }
  function addText(text: string, around: Around) {
    if (around.pre && /[\r\n]/.test(text)) {
      text.split(/\r\n?|\n/).forEach((line, i) => {
        if (i) close(open);
        addText(line, around);
      });
      return;
    }
    let words = around.pre ? text : text.replace(/[ \t\r\n\f]+/g, " ");
    const before = inline.at(-1)?.text;
    if (!around.pre && (before === undefined || /[ \n]$/.test(before))) words = words.replace(/^ /, "");
    if (before === undefined && !around.pre) words = words.replace(/^[ \u00a0]+/, "");
    if (words) inline.push(schema.text(words, marksOf(around)));
  }
  function walk(node: Node, around: Around) {
    if (node.nodeType === 3) return addText(node.nodeValue ?? "", around);
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    if (around.nesting > depthMax) return addText(node.textContent ?? "", around);
    if (node.nodeType === 11) return children(node, around);
    const element = node as Element;
    const tag = element.tagName.toUpperCase();
    const style = (element.getAttribute("style") ?? "").toLowerCase();
    if (left.has(tag) || /mso-list:\s*ignore|display:\s*none|mso-hide:\s*all/.test(style)) return;
    if (tag === "BR") {
      // Two in a row are how pages and letters part their paragraphs; ours say that they are lines.
      const twice = inline.at(-1)?.text === "\n" && !element.hasAttribute(ownBreak);
      if (twice && (open.type === "paragraph" || open.type === "quote")) close(open);
      else if (inline.length && !twice) inline.push(schema.text("\n", marksOf(around)));
      return;
    }
    const inner = styled(element, tag, style, { ...around, nesting: around.nesting + 1 });
    if (tag === "UL" || tag === "OL") {
      const kind: ListKind = tag === "OL" ? "ordered" : "unordered";
      close(around.kind);
      children(element, { ...inner, list: { kind, depth: (around.list?.depth ?? -1) + 1 } });
      return close(around.kind);
    }
    const kind = kindOf(element, tag, style, inner);
    if (!kind) return children(element, inner);
    // A paragraph that opens a list item is the item itself; the next one in it stands on its own.
    const opensItem =
      open.type === "item" && !inline.length && kind.type === "paragraph" && around.kind.type === "item";
    if (opensItem) {
      children(element, { ...inner, kind: open });
      return close({ type: "paragraph" });
    }
    close(kind);
    children(element, { ...inner, kind });
    close(around.kind.type === "item" ? { type: "paragraph" } : around.kind);
  }
  function children(node: Node, around: Around) {
    for (let child = node.firstChild; child; child = child.nextSibling) walk(child, around);
  }
  const nothing = { strong: false, em: false, href: null, value: null, pre: false, list: null, nesting: 0 };
  walk(root, { ...nothing, kind: { type: "paragraph" } });
  close({ type: "paragraph" });
  return blocks;
}

/** The kind of block an element begins, or null when it is a part of one. */
function kindOf(element: Element, tag: string, style: string, around: Around): Kind | null {
  const name = element.getAttribute("class") ?? "";
  const heading = /^H([1-6])$/.exec(tag);
  if (heading) return { type: "heading", level: Math.min(Number(heading[1]), levelMax) };
  if (tag === "LI") {
    const depth = around.list?.depth ?? 0;
    const level = Number(element.getAttribute("aria-level"));
    const indent = level >= 1 ? Math.max(depth, level - 1) : depth;
    return { type: "item", kind: around.list?.kind ?? "unordered", indent: Math.min(indent, indentMax) };
  }
  if (tag === "BLOCKQUOTE" || /\bMso(Intense)?Quote/.test(name)) return { type: "quote" };
  if (/\bMso(Title|Subtitle)\b/.test(name)) return { type: "heading", level: name.includes("MsoTitle") ? 1 : 2 };
  const word = /mso-list:\s*(?!none|skip)\S+\s+level(\d+)/.exec(style);
  if (word) return { type: "item", kind: wordListKind(element), indent: Math.min(Number(word[1]) - 1, indentMax) };
  if (tag === "P" && name === "why") return { type: "why" };
  if (!rows.has(tag)) return null;
  return around.kind.type === "quote" ? { type: "quote" } : { type: "paragraph" };
}
/** Word writes a list's marker as words: "1." and "a)" are numbers, anything else is a dot. */
function wordListKind(element: Element): ListKind {
  const marker = [...element.querySelectorAll("span")].find((s) =>
    /mso-list:\s*ignore/i.test(s.getAttribute("style") ?? ""),
  );
  const words = (marker?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
  return /^\(?([0-9]+([.][0-9]+)*|[a-z]{1,4})[.)]/i.test(words) ? "ordered" : "unordered";
}

function styled(element: Element, tag: string, style: string, around: Around): Around {
  const inner = { ...around };
  if (tag === "B" || tag === "STRONG") inner.strong = true;
  if (tag === "I" || tag === "EM" || tag === "CITE") inner.em = true;
  if (tag === "PRE") inner.pre = true;
  // Google Docs wraps everything in a <b> that says it is not bold.
  const weight = /font-weight:\s*(bold(?:er)?|normal|lighter|\d+)/.exec(style)?.[1];
  if (weight) inner.strong = weight.startsWith("bold") || Number(weight) >= 600;
  const slant = /font-style:\s*(italic|oblique|normal)/.exec(style)?.[1];
  if (slant) inner.em = slant !== "normal";
  if (/white-space:\s*pre/.test(style) && tag === "PRE") inner.pre = true;
  if (tag === "DATA") inner.value = parseValueLabel(element.getAttribute("value"));
  if (tag === "A") inner.href = safeHref(element.getAttribute("href") ?? "") ?? around.href;
  // A heading is bold by itself.
  if (/^H[1-6]$/.test(tag)) inner.strong = false;
  return inner;
}
function marksOf(around: Around): Mark[] {
  const marks: Mark[] = [];
  if (around.href) marks.push(schema.mark("link", { href: around.href, title: null }));
  if (around.value) marks.push(schema.mark("value", { label: around.value }));
  if (around.em) marks.push(schema.mark("em"));
  if (around.strong && around.kind.type !== "heading") marks.push(schema.mark("strong"));
  return marks;
}
function blockOf(kind: Kind, inline: PMNode[]): PMNode {
  if (kind.type === "item") return schema.node("list_item", { kind: kind.kind, indent: kind.indent }, inline);
  if (kind.type === "heading") return schema.node("heading", { level: kind.level }, inline);
  return schema.node(kind.type, null, inline);
}

/** Lines as people write them in letters and chats; markers count only when there are several lines. */
export function blocksFromText(text: string): PMNode[] {
  const lines = text.split(/\r\n?|\n/);
  const single = lines.filter((line) => line.trim()).length < 2;
  return lines.flatMap((line) => {
    if (!line.trim()) return [];
    if (single) return [schema.node("paragraph", null, [schema.text(line)])];
    const [, space, mark, rest] = /^([ \t]*)(?:([-*•]|\d{1,3}[.)]|#{1,4}|>)[ \t]+)?(.*\S)/.exec(line)!;
    const words = [schema.text(rest!)];
    const indent = Math.min(indentMax, Math.floor(space!.replaceAll("\t", "   ").length / 3));
    if (!mark) return [schema.node("paragraph", null, words)];
    if (mark === ">") return [schema.node("quote", null, words)];
    if (mark.startsWith("#")) return [schema.node("heading", { level: mark.length }, words)];
    return [schema.node("list_item", { kind: /\d/.test(mark) ? "ordered" : "unordered", indent }, words)];
  });
}

export class PasteParser extends DOMParser {
  override parseSlice(dom: Node, _options?: ParseOptions): Slice {
    return new Slice(Fragment.from(blocksFromDom(dom)), 0, 0);
  }
}
