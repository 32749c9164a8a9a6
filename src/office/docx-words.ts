// The words of one paragraph of a Word document: bold, italic, links, lines, and the values a group sets. What was struck
// out as a tracked change is gone, what was put in is there; what is no words is told, so that nobody misses it later.
import { type Link, parseValueLabel, type ValueLabel } from "@fogata/domain";
import { onOff, type Shapes } from "./docx-shapes.ts";
import { labelOfStyle } from "./names.ts";
import { type Left, labelStyle, type RawRun } from "./passages.ts";
import { child, type Xml } from "./xml.ts";

export interface Around {
  shapes: Shapes;
  addresses: ReadonlyMap<string, string>;
  left: Set<Left>;
  /** The number of the note whose words come at the end. */
  note(kind: "footnote" | "endnote", id: string): number | null;
  /** Written by this app: every blank in it is meant. */
  own: boolean;
}

/** The tag of what holds a value, before its label. */
export const valueTag = "fogata:";

interface Style {
  link: Link | null;
  value: ValueLabel | null;
}

/** Nobody nests as many; what is written beyond is words like any other. */
const fieldsMax = 20;
const hyperlink = /^\s*HYPERLINK\b/;

/** Those that only wrap other words. */
const wrappers = new Set(
  "ins moveTo smartTag customXml sdtContent bdo dir rubyBase oMath oMathPara f num den e sup sub sSup sSub sSubSup rad d func fName nary".split(
    " ",
  ),
);

export function runsOf(paragraph: Xml, around: Around): RawRun[] {
  const runs: RawRun[] = [];
  /** Word's other way of writing a link: "begin, HYPERLINK …, separate, words, end". */
  const fields: { code: string; said: boolean }[] = [];
  walk(paragraph, { link: null, value: null });
  return runs;

  function walk(parent: Xml, style: Style): void {
    for (const one of parent.children) if (typeof one !== "string") element(one, style);
  }
  function element(xml: Xml, style: Style): void {
    if (xml.name === "r") run(xml, style);
    else if (xml.name === "hyperlink") walk(xml, { ...style, link: linkOf(xml) ?? style.link });
    else if (xml.name === "fldSimple")
      walk(xml, { ...style, link: addressIn(xml.attributes.get("instr") ?? "") ?? style.link });
    else if (xml.name === "sdt") walk(xml, { ...style, value: labelIn(xml) ?? style.value });
    // The same thing in two ways, for newer and for older programs.
    else if (xml.name === "AlternateContent") walk(child(xml, "Choice") ?? child(xml, "Fallback") ?? xml, style);
    else if (lost[xml.name]) around.left.add(lost[xml.name]!);
    else if (wrappers.has(xml.name)) {
      if (xml.name === "ins" || xml.name === "moveTo") around.left.add("changes");
      walk(xml, style);
    }
  }

  function run(xml: Xml, style: Style): void {
    const properties = child(xml, "rPr");
    const written = around.shapes.written(child(properties, "rStyle")?.attributes.get("val") ?? null);
    if (written.name === labelStyle) return;
    const value = style.value ?? labelOfStyle(written.name);
    if (onOff(properties, "vanish") === true) {
      around.left.add("hidden");
      return;
    }
    const strong = (onOff(properties, "b") ?? written.strong) === true;
    const em = (onOff(properties, "i") ?? written.em) === true;
    const say = (text: string) => {
      const within = fields.slice(0, fieldsMax);
      if (text === "" || within.some(({ said }) => !said)) return;
      const link = style.link ?? addressIn(within.findLast(({ code }) => hyperlink.test(code))?.code ?? "");
      runs.push({ text, strong, em, link, ...(value === null ? {} : { value }) });
    };
    for (const one of xml.children) if (typeof one !== "string") piece(one, say, style);
  }

  function piece(xml: Xml, say: (text: string) => void, style: Style): void {
    if (xml.name === "fldChar") field(xml.attributes.get("fldCharType"));
    else if (xml.name === "instrText") {
      const open = fields.at(-1);
      if (open && !open.said) open.code += textIn(xml);
    } else if (xml.name === "AlternateContent") {
      const inner = child(xml, "Choice") ?? child(xml, "Fallback");
      for (const one of inner?.children ?? []) if (typeof one !== "string") piece(one, say, style);
    } else if (xml.name === "ruby") {
      // The words, without what is written small above them.
      walk(child(xml, "rubyBase") ?? xml, style);
    } else if (lost[xml.name]) around.left.add(lost[xml.name]!);
    else say(lettersOf(xml, around));
  }
  function field(type: string | undefined): void {
    if (type === "begin") fields.push({ code: "", said: fields.length >= fieldsMax });
    const open = fields.at(-1);
    if (type === "separate" && open) open.said = true;
    if (type === "end") fields.pop();
  }

  function linkOf(xml: Xml): Link | null {
    const href = around.addresses.get(xml.attributes.get("id") ?? "");
    if (href === undefined) return null; // to a place in the same text
    const anchor = xml.attributes.get("anchor");
    const title = xml.attributes.get("tooltip") ?? null;
    return { href: anchor === undefined || href.includes("#") ? href : `${href}#${anchor}`, title };
  }
}

function labelIn(xml: Xml): ValueLabel | null {
  const tag = child(child(xml, "sdtPr"), "tag")?.attributes.get("val") ?? "";
  return tag.startsWith(valueTag) ? parseValueLabel(tag.slice(valueTag.length)) : null;
}

function addressIn(code: string): Link | null {
  const [, quoted, bare] = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))/.exec(code) ?? [];
  const href = quoted ?? bare;
  return href === undefined ? null : { href, title: null };
}

const lost: Readonly<Record<string, Left | undefined>> = {
  ...{ drawing: "pictures", pict: "pictures", object: "pictures", commentReference: "comments" },
  ...{ commentRangeStart: "comments", altChunk: "parts", subDoc: "parts", del: "changes", moveFrom: "changes" },
};

/** Nothing for what is no letter, such as where a page happened to end. */
function lettersOf(xml: Xml, { own, note }: Around): string {
  switch (xml.name) {
    case "t":
      return textIn(xml);
    case "tab":
      return own ? "\t" : " ";
    case "br":
    case "cr":
      return ["page", "column"].includes(xml.attributes.get("type") ?? "") ? " " : "\n";
    case "noBreakHyphen":
      return "\u2011";
    case "softHyphen":
      return "\u00ad";
    case "sym":
      return symbol(xml);
    case "footnoteReference":
    case "endnoteReference": {
      const kind = xml.name === "footnoteReference" ? "footnote" : "endnote";
      const number = note(kind, xml.attributes.get("id") ?? "");
      return number === null ? "" : `[${number}]`;
    }
    default:
      return "";
  }
}

/** Word keeps a blank at an edge only where it is told to. */
function textIn(xml: Xml): string {
  const text = xml.children
    .filter((one) => typeof one === "string")
    .join("")
    .replace(/[\t\r\n]/g, " ");
  return xml.attributes.get("space") === "preserve" ? text : text.trim();
}

/** A sign of a face that numbers its signs in its own way: a dot is known, the others have no letter. */
function symbol(xml: Xml): string {
  const code = Number.parseInt(xml.attributes.get("char") ?? "", 16);
  if (Number.isNaN(code) || code > 0xffff || (code >= 0xd800 && code <= 0xdfff)) return "";
  return code >= 0xf000 && code <= 0xf0ff ? "•" : String.fromCodePoint(code);
}
