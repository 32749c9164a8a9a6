// An agreement → a Word document that any word processor opens, and that `docx-read.ts` reads back to the same. It names
// nobody and no time: the same words give the same bytes.
import { writeZip } from "../zip.ts";
import {
  contentTypes,
  frame,
  numberingStart,
  relationsTop,
  styles,
  valueStyleId,
  wordNamespaces,
} from "./docx-frame.ts";
import { valueTag } from "./docx-words.ts";
import { numberedLists } from "./lists.ts";
import { dublinCore, word } from "./names.ts";
import { byDirection, keptName, keptOf, type OnTop, programName, rightToLeft, together } from "./on-top.ts";
import { type OutBlock, type OutRun, type OutText, plainRun, type Track, topOf } from "./tracked.ts";
import { escaped } from "./xml.ts";

export function writeDocx(text: OutText, top: OnTop): Uint8Array<ArrayBuffer> {
  const addresses = createAddresses();
  const lists = numberedLists();
  const around: Around = { addresses, marks: createMarks(top.change ?? programName) };
  const { title, summary } = topOf(text);
  const values = [...new Set(text.blocks.flatMap(({ runs }) => runs.flatMap(({ value }) => value ?? [])))].sort();
  const body = [
    paragraph("Title", runs(title, around), text.title),
    ...(summary.length > 0 ? [paragraph("Subtitle", runs(summary, around), text.facts?.summary ?? "")] : []),
    ...top.lines.map((line) => plain("OnTop", line)),
    ...text.blocks.map((block) => {
      const list = lists.of(block);
      const style = list === null ? styleOf(block) : "ListParagraph";
      const label = block.type === "why" ? whyLabel(top.why, block.track, around) : "";
      const all = block.track ? block.runs.map((one) => ({ ...one, track: block.track })) : block.runs;
      return paragraph(style, label + runs(all as OutRun[], around), textOf(block), {
        list,
        end: block.track ? `<w:rPr>${around.marks.next(block.track, "")}</w:rPr>` : "",
      });
    }),
  ];
  const kept = keptOf(text);
  return writeZip([
    { path: "[Content_Types].xml", text: frame(contentTypes(kept !== null)) },
    { path: "_rels/.rels", text: frame(relationsTop(kept !== null)) },
    { path: "word/document.xml", text: frame(documentOf(body)) },
    { path: "word/_rels/document.xml.rels", text: frame(addresses.relations()) },
    { path: "word/styles.xml", text: frame(styles(text.facts?.language ?? null, values)) },
    { path: "word/numbering.xml", text: frame(numberingOf(lists.all())) },
    { path: "docProps/core.xml", text: frame(coreOf(text)) },
    { path: "docProps/app.xml", text: frame(appOf()) },
    ...(kept === null ? [] : [{ path: "docProps/custom.xml", text: frame(customOf(kept)) }]),
  ]);
}

interface Around {
  addresses: Addresses;
  marks: Marks;
}
interface Marks {
  /** Around words that came or went; around nothing, it is said of what it stands in. */
  next(track: Track, inner: string): string;
}
/** The format wants each mark numbered and somebody's: they are the change's, and nobody is named. */
function createMarks(name: string): Marks {
  let marks = 0;
  return {
    next(track, inner) {
      const kind = track === "inserted" ? "ins" : "del";
      return `<w:${kind} w:id="${++marks}" w:author="${escaped(name)}"${inner === "" ? "/>" : `>${inner}</w:${kind}>`}`;
    },
  };
}

function styleOf(block: OutBlock): string | null {
  if (block.type === "heading") return `Heading${block.level}`;
  if (block.type === "blockquote") return "Quote";
  return block.type === "why" ? "Why" : null;
}

interface InList {
  list: number;
  indent: number;
}

/** `end`: what is said of its end, where that came or went. */
function paragraph(
  style: string | null,
  inner: string,
  words: string,
  { list, end }: { list: InList | null; end: string } = { list: null, end: "" },
): string {
  const properties = [
    style === null ? "" : `<w:pStyle w:val="${style}"/>`,
    list === null ? "" : `<w:numPr><w:ilvl w:val="${list.indent}"/><w:numId w:val="${list.list}"/></w:numPr>`,
    rightToLeft(words) ? "<w:bidi/>" : "",
    end,
  ].join("");
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}
function plain(style: string, words: string): string {
  return paragraph(
    style,
    plainRun(words)
      .map((one) => run(one, rightToLeft(words)))
      .join(""),
    words,
  );
}

/** Neighbours that share a link, then a value, stand together in it. */
function runs(all: readonly OutRun[], { addresses, marks }: Around): string {
  const leftward = rightToLeft(all.map(({ text }) => text).join(""));
  const valued = (some: readonly OutRun[]) => inValue(some, some.map((one) => run(one, leftward, marks)).join(""));
  return together(all, (a, b) => a.link?.href === b.link?.href && a.link?.title === b.link?.title)
    .map((linked) => {
      const inner = together(linked, (a, b) => a.value === b.value)
        .map(valued)
        .join("");
      const link = linked[0]!.link;
      if (link === null) return inner;
      const tip = link.title === null ? "" : ` w:tooltip="${escaped(link.title)}"`;
      return `<w:hyperlink r:id="${addresses.name(link.href)}"${tip}>${inner}</w:hyperlink>`;
    })
    .join("");
}
function inValue([first]: readonly OutRun[], inner: string): string {
  const label = first?.value;
  if (label === undefined) return inner;
  const tag = escaped(valueTag + label);
  return `<w:sdt><w:sdtPr><w:alias w:val="${escaped(label)}"/><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;
}
/** Word sets all of a run in one direction, so each of its own has one. `leftward`: the paragraph's. */
function run({ text, strong, em, link, track, value }: OutRun, leftward: boolean, marks?: Marks): string {
  const said = byDirection(text, leftward).map((part) => {
    const properties = [
      link === null && value === undefined
        ? ""
        : `<w:rStyle w:val="${value === undefined ? "Hyperlink" : valueStyleId(value)}"/>`,
      strong ? "<w:b/><w:bCs/>" : "",
      em ? "<w:i/><w:iCs/>" : "",
      part.leftward ? "<w:rtl/>" : "",
    ].join("");
    const pieces = part.text.split(/([\t\n])/).map((one) => piece(one, track));
    return `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${pieces.join("")}</w:r>`;
  });
  return track && marks ? marks.next(track, said.join("")) : said.join("");
}
function piece(text: string, track: Track | undefined): string {
  if (text === "\n") return "<w:br/>";
  if (text === "\t") return "<w:tab/>";
  const name = track === "deleted" ? "w:delText" : "w:t";
  return text === "" ? "" : `<${name} xml:space="preserve">${escaped(text)}</${name}>`;
}
function whyLabel(words: string, track: Track | undefined, { marks }: Around): string {
  const said = `<w:r><w:rPr><w:rStyle w:val="WhyLabel"/></w:rPr>${piece(`${words} `, track)}</w:r>`;
  return track ? marks.next(track, said) : said;
}

function textOf(block: OutBlock): string {
  return block.runs.map(({ text }) => text).join("");
}

interface Addresses {
  name(href: string): string;
  relations(): string;
}
/** What lies outside of the file is named apart from the text. */
function createAddresses(): Addresses {
  const names = new Map<string, string>();
  const type = word.related;
  return {
    name(href) {
      if (!names.has(href)) names.set(href, `link${names.size + 1}`);
      return names.get(href)!;
    },
    relations: () =>
      [
        `<Relationships xmlns="${word.relations}">`,
        `<Relationship Id="styles" Type="${type}/styles" Target="styles.xml"/>`,
        `<Relationship Id="numbering" Type="${type}/numbering" Target="numbering.xml"/>`,
        ...[...names].map(
          ([href, id]) =>
            `<Relationship Id="${id}" Type="${type}/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`,
        ),
        "</Relationships>",
      ].join(""),
  };
}

function documentOf(body: readonly string[]): string {
  // A4, with the margins of a page that is read.
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  return `<w:document ${wordNamespaces}><w:body>${body.join("")}${page}</w:body></w:document>`;
}

/** Each list begins its own numbers; the two ways of marking are described once. */
function numberingOf(lists: readonly { ordered: boolean; indent: number }[]): string {
  const own = lists.map(({ ordered, indent }, at) => {
    const start = ordered ? `<w:lvlOverride w:ilvl="${indent}"><w:startOverride w:val="1"/></w:lvlOverride>` : "";
    return `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${ordered ? 1 : 0}"/>${start}</w:num>`;
  });
  return `<w:numbering ${wordNamespaces}>${numberingStart}${own.join("")}</w:numbering>`;
}

function coreOf({ title, facts }: OutText): string {
  const said = [
    `<dc:title>${escaped(title)}</dc:title>`,
    facts?.summary ? `<dc:description>${escaped(facts.summary)}</dc:description>` : "",
    facts?.language ? `<dc:language>${escaped(facts.language)}</dc:language>` : "",
  ].join("");
  return `<cp:coreProperties xmlns:cp="${word.core}" xmlns:dc="${dublinCore}">${said}</cp:coreProperties>`;
}
function appOf(): string {
  return `<Properties xmlns="${word.extended}"><Application>${programName}</Application></Properties>`;
}
function customOf(kept: string): string {
  return `<Properties xmlns="${word.custom}" xmlns:vt="${word.variants}"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${keptName}"><vt:lpwstr>${escaped(kept)}</vt:lpwstr></property></Properties>`;
}
