// The words of one paragraph of an OpenDocument text: bold, italic, links, lines, blanks, and the values a group sets.
import type { Link, ValueLabel } from "@fogata/domain";
import { labelOfStyle } from "./names.ts";
import type { OdtShapes } from "./odt-shapes.ts";
import { type Left, labelStyle, type RawRun } from "./passages.ts";
import { child, type Xml } from "./xml.ts";

export interface AroundOdt {
  shapes: OdtShapes;
  left: Set<Left>;
  own: boolean;
  /** The bodies of notes, as they come. */
  noted: Xml[];
}

interface Style {
  strong: boolean;
  em: boolean;
  link: Link | null;
  value: ValueLabel | null;
}

const lost: Readonly<Record<string, Left | undefined>> = {
  ...{ frame: "pictures", annotation: "comments", "hidden-text": "hidden", "hidden-paragraph": "hidden" },
  ...{ "tracked-changes": "changes" },
};
/** One element is never more, so that a small file stays small. */
const blanksMax = 100;

export function odtRuns(paragraph: Xml, around: AroundOdt): RawRun[] {
  const runs: RawRun[] = [];
  /** Several blanks of the file are one, and those it begins with are none; only those that are named are meant. */
  let blank = true;
  walk(paragraph, { strong: false, em: false, link: null, value: null });
  return runs;

  function say(text: string, { value, ...style }: Style): void {
    if (text !== "") runs.push({ text, ...style, ...(value === null ? {} : { value }) });
  }
  function walk(parent: Xml, style: Style): void {
    for (const one of parent.children) {
      if (typeof one === "string") {
        const words = one.replace(/[ \t\r\n]+/g, " ");
        say(blank ? words.replace(/^ /, "") : words, style);
        if (words !== "") blank = words.endsWith(" ");
      } else element(one, style);
    }
  }
  function element(xml: Xml, style: Style): void {
    const { name, attributes } = xml;
    if (marks.has(name)) blank = false;
    if (name === "s") say(" ".repeat(Math.min(Number(attributes.get("c") ?? 1) || 1, blanksMax)), style);
    else if (name === "tab") say(around.own ? "\t" : " ", style);
    else if (name === "line-break") say("\n", style);
    else if (name === "a") walk(xml, { ...style, link: linkOf(xml) });
    else if (name === "span") span(xml, style);
    else if (name === "note") {
      const body = child(xml, "note-body");
      if (body !== null) say(`[${around.noted.push(body)}]`, style);
    } else if (name === "ruby") walk(child(xml, "ruby-base") ?? xml, style);
    else if (lost[name]) around.left.add(lost[name]!);
    // Fields stand for what they said last.
    else if (!silent.has(name)) walk(xml, style);
  }
  function span(xml: Xml, style: Style): void {
    const written = around.shapes.written(xml.attributes.get("style-name") ?? null);
    if (written.name === labelStyle) return;
    if (written.hidden) {
      around.left.add("hidden");
      return;
    }
    const value = labelOfStyle(written.name) ?? style.value;
    walk(xml, { ...style, value, strong: written.strong ?? style.strong, em: written.em ?? style.em });
  }
}

const marks = new Set("s tab line-break note".split(" "));
const silent = new Set("annotation-end bookmark bookmark-start bookmark-end change change-start change-end".split(" "));

function linkOf({ attributes }: Xml): Link | null {
  const href = attributes.get("href");
  return href === undefined ? null : { href, title: attributes.get("title") ?? null };
}
