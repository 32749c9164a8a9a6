// An agreement → a Word document that any word processor opens, and that `docx-read.ts` reads back to the same. It names
// nobody and no time: the same words give the same bytes.
import type { Block, Readable, Run } from "@fogata/domain";
import { writeZip } from "../zip.ts";
import { contentTypes, frame, numberingStart, relationsTop, styles, wordNamespaces } from "./docx-frame.ts";
import { valueTag } from "./docx-words.ts";
import { numberedLists } from "./lists.ts";
import { dublinCore, word } from "./names.ts";
import { keptName, keptOf, type OnTop, programName, rightToLeft, together } from "./on-top.ts";
import { escaped } from "./xml.ts";

export function writeDocx(readable: Readable, top: OnTop): Uint8Array<ArrayBuffer> {
  const addresses = createAddresses();
  const lists = numberedLists();
  const title = run({ text: readable.title, strong: false, em: false, link: null });
  const body = [
    paragraph("Title", title, readable.title),
    ...(readable.facts?.summary ? [plain("Subtitle", readable.facts.summary)] : []),
    ...top.lines.map((line) => plain("OnTop", line)),
    ...readable.blocks.map((block) => {
      const list = lists.of(block);
      const style = list === null ? styleOf(block) : "ListParagraph";
      const label = block.type === "why" ? whyLabel(top.why) : "";
      return paragraph(style, label + runs(block.runs, addresses), textOf(block), list);
    }),
  ];
  const kept = keptOf(readable);
  return writeZip([
    { path: "[Content_Types].xml", text: frame(contentTypes(kept !== null)) },
    { path: "_rels/.rels", text: frame(relationsTop(kept !== null)) },
    { path: "word/document.xml", text: frame(documentOf(body)) },
    { path: "word/_rels/document.xml.rels", text: frame(addresses.relations()) },
    { path: "word/styles.xml", text: frame(styles(readable.facts?.language ?? null)) },
    { path: "word/numbering.xml", text: frame(numberingOf(lists.all())) },
    { path: "docProps/core.xml", text: frame(coreOf(readable)) },
    { path: "docProps/app.xml", text: frame(appOf()) },
    ...(kept === null ? [] : [{ path: "docProps/custom.xml", text: frame(customOf(kept)) }]),
  ]);
}

function styleOf(block: Block): string | null {
  if (block.type === "heading") return `Heading${block.level}`;
  if (block.type === "blockquote") return "Quote";
  return block.type === "why" ? "Why" : null;
}

interface InList {
  list: number;
  indent: number;
}

function paragraph(style: string | null, inner: string, words: string, list: InList | null = null): string {
  const properties = [
    style === null ? "" : `<w:pStyle w:val="${style}"/>`,
    list === null ? "" : `<w:numPr><w:ilvl w:val="${list.indent}"/><w:numId w:val="${list.list}"/></w:numPr>`,
    rightToLeft(words) ? "<w:bidi/>" : "",
  ].join("");
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}
function plain(style: string, words: string): string {
  return paragraph(style, run({ text: words, strong: false, em: false, link: null }), words);
}

/** Neighbours that share a link, then a value, stand together in it. */
function runs(all: readonly Run[], addresses: Addresses): string {
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
function valued(all: readonly Run[]): string {
  const inner = all.map(run).join("");
  const label = all[0]!.value;
  if (label === undefined) return inner;
  const tag = escaped(valueTag + label);
  return `<w:sdt><w:sdtPr><w:alias w:val="${escaped(label)}"/><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;
}
function run({ text, strong, em, link }: Run): string {
  const properties = [
    link === null ? "" : '<w:rStyle w:val="Hyperlink"/>',
    strong ? "<w:b/>" : "",
    em ? "<w:i/>" : "",
    rightToLeft(text) ? "<w:rtl/>" : "",
  ].join("");
  return `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${text
    .split(/([\t\n])/)
    .map(piece)
    .join("")}</w:r>`;
}
function piece(text: string): string {
  if (text === "\n") return "<w:br/>";
  if (text === "\t") return "<w:tab/>";
  return text === "" ? "" : `<w:t xml:space="preserve">${escaped(text)}</w:t>`;
}
function whyLabel(words: string): string {
  return `<w:r><w:rPr><w:rStyle w:val="WhyLabel"/></w:rPr>${piece(`${words} `)}</w:r>`;
}

function textOf(block: Block): string {
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

function coreOf({ title, facts }: Readable): string {
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
