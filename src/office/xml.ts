// XML as word processors write it, read as a tree and written letter by letter. Refuses what a document has no need of
// and an attack has: a DTD, entities of its own, nesting and elements without end. Nothing it names is ever fetched.

export interface Xml {
  /** Without its prefix: the formats read here use no name twice where we look. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly (Xml | string)[];
}

export type XmlFault = "damaged" | "unsafe" | "too-big";
type Read = { ok: true; value: Xml } | { ok: false; reason: XmlFault };

export const xmlDepthMax = 200;
export const xmlElementsMax = 600_000;
const none: ReadonlyMap<string, string> = new Map();

export function readXml(bytes: Uint8Array): Read {
  const source = decoded(bytes);
  return source === null ? refuse("damaged") : readTree(source);
}

function readTree(source: string): Read {
  const top: (Xml | string)[] = [];
  const open: { name: string; raw: string; children: (Xml | string)[] }[] = [];
  let elements = 0;
  let at = 0;
  const into = () => open.at(-1)?.children ?? top;
  while (at < source.length) {
    const next = source.indexOf("<", at);
    const words = unescaped(source.slice(at, next < 0 ? undefined : next));
    if (words === null) return refuse("damaged");
    if (words !== "" && open.length > 0) into().push(words);
    if (next < 0) break;
    const skipped = pastMark(source, next);
    if (skipped !== null) {
      if (typeof skipped === "string") return refuse(skipped);
      if (skipped.words !== "" && open.length > 0) into().push(skipped.words);
      at = skipped.at;
      continue;
    }
    const tag = tagAt(source, next);
    if (tag === null) return refuse("damaged");
    at = tag.end;
    if (tag.closes) {
      if (open.pop()?.raw !== tag.raw) return refuse("damaged");
      continue;
    }
    if (++elements > xmlElementsMax || open.length >= xmlDepthMax) return refuse("too-big");
    const children: (Xml | string)[] = [];
    const name = localName(tag.raw);
    into().push({ name, attributes: tag.attributes, children });
    if (!tag.empty) open.push({ name, raw: tag.raw, children });
  }
  const roots = top.filter((child) => typeof child !== "string");
  return open.length === 0 && roots.length === 1 ? { ok: true, value: roots[0]! } : refuse("damaged");
}

/** What is no element: past it, with the words in it if there are any; null if an element begins here. */
function pastMark(source: string, at: number): { at: number; words: string } | XmlFault | null {
  const past = (begin: string, close: string, words: boolean) => {
    const end = source.indexOf(close, at + begin.length);
    if (end < 0) return "damaged";
    return { at: end + close.length, words: words ? source.slice(at + begin.length, end) : "" };
  };
  if (source.startsWith("<!--", at)) return past("<!--", "-->", false);
  if (source.startsWith("<![CDATA[", at)) return past("<![CDATA[", "]]>", true);
  if (source.startsWith("<?", at)) return past("<?", "?>", false);
  return source.startsWith("<!", at) ? "unsafe" : null;
}

const nameHere = /<(\/?)([^\s<>/="'&]+)/y;
const attributeHere = /\s+([^\s<>/="'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const endHere = /\s*(\/?)>/y;

function tagAt(source: string, at: number) {
  nameHere.lastIndex = at;
  const begin = nameHere.exec(source);
  if (begin === null) return null;
  let attributes: Map<string, string> | null = null;
  let end = nameHere.lastIndex;
  for (;;) {
    attributeHere.lastIndex = end;
    const found = attributeHere.exec(source);
    if (found === null) break;
    end = attributeHere.lastIndex;
    const value = unescaped(found[2] ?? found[3] ?? "");
    if (value === null) return null;
    attributes ??= new Map();
    if (!found[1]!.startsWith("xmlns")) attributes.set(localName(found[1]!), value);
  }
  endHere.lastIndex = end;
  const close = endHere.exec(source);
  if (close === null) return null;
  const closes = begin[1] === "/";
  return { raw: begin[2]!, closes, empty: close[1] === "/", attributes: attributes ?? none, end: endHere.lastIndex };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decoded(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff;
  try {
    return new TextDecoder(wide === true ? "utf-16be" : wide || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** Null where something is named that XML itself does not know. */
function unescaped(text: string): string | null {
  if (!text.includes("&")) return text;
  let good = true;
  const out = text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,4}));|&/gi, (_, decimal, hex, name) => {
    const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : null;
    const sign = code === null ? named[name ?? ""] : isSign(code) ? String.fromCodePoint(code) : null;
    if (sign == null) good = false;
    return sign ?? "";
  });
  return good ? out : null;
}

/** Half a letter, or a bell, is none in XML: what is made of it could not be signed. */
function isSign(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

function refuse(reason: XmlFault): Read {
  return { ok: false, reason };
}

export function elementsIn(xml: Xml): Xml[] {
  return xml.children.filter((child) => typeof child !== "string");
}
export function child(xml: Xml | null | undefined, name: string): Xml | null {
  for (const one of xml?.children ?? []) if (typeof one !== "string" && one.name === name) return one;
  return null;
}
/** The words in it, at any depth. */
export function wordsIn(xml: Xml): string {
  return xml.children.map((one) => (typeof one === "string" ? one : wordsIn(one))).join("");
}

/** As the words of an element or an attribute. What XML has no place for, such as a bell, nobody sees and is left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\t\n]/g, (sign) => signs[sign]!);
}
const signs: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" },
  ...{ "\t": "&#9;", "\n": "&#10;" },
};
