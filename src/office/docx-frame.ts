// The parts of a Word document that are the same for every text: what is in it, and how things look. Styles carry Word's
// own names, by which every program knows them in every language.

import { valueStyle, word } from "./names.ts";

export const wordNamespaces = `xmlns:w="${word.text}" xmlns:r="${word.related}"`;

export function frame(xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;
}

export function contentTypes(custom: boolean): string {
  const text = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const office = "application/vnd.openxmlformats-officedocument";
  return [
    `<Types xmlns="${word.contentTypes}">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/word/document.xml" ContentType="${text}.document.main+xml"/>`,
    `<Override PartName="/word/styles.xml" ContentType="${text}.styles+xml"/>`,
    `<Override PartName="/word/numbering.xml" ContentType="${text}.numbering+xml"/>`,
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    `<Override PartName="/docProps/app.xml" ContentType="${office}.extended-properties+xml"/>`,
    custom ? `<Override PartName="/docProps/custom.xml" ContentType="${office}.custom-properties+xml"/>` : "",
    "</Types>",
  ].join("");
}

export function relationsTop(custom: boolean): string {
  const { related, coreRelated } = word;
  return [
    `<Relationships xmlns="${word.relations}">`,
    `<Relationship Id="text" Type="${related}/officeDocument" Target="word/document.xml"/>`,
    `<Relationship Id="core" Type="${coreRelated}" Target="docProps/core.xml"/>`,
    `<Relationship Id="app" Type="${related}/extended-properties" Target="docProps/app.xml"/>`,
    custom ? `<Relationship Id="custom" Type="${related}/custom-properties" Target="docProps/custom.xml"/>` : "",
    "</Relationships>",
  ].join("");
}

interface Look {
  id: string;
  name: string;
  based?: string;
  next?: string;
  paragraph?: string;
  run?: string;
  outline?: number;
}

function style(kind: "paragraph" | "character", look: Look): string {
  const said = `${look.paragraph ?? ""}${look.outline === undefined ? "" : `<w:outlineLvl w:val="${look.outline}"/>`}`;
  return [
    `<w:style w:type="${kind}"${look.id === "Normal" ? ' w:default="1"' : ""} w:styleId="${look.id}">`,
    `<w:name w:val="${look.name}"/>`,
    look.based === undefined ? "" : `<w:basedOn w:val="${look.based}"/>`,
    look.next === undefined ? "" : `<w:next w:val="${look.next}"/>`,
    "<w:qFormat/>",
    said === "" ? "" : `<w:pPr>${said}</w:pPr>`,
    look.run === undefined ? "" : `<w:rPr>${look.run}</w:rPr>`,
    "</w:style>",
  ].join("");
}

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const space = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const line = (side: string) => `<w:${side} w:val="single" w:sz="12" w:space="8" w:color="999999"/>`;

const looks: readonly Look[] = [
  { id: "Normal", name: "Normal" },
  {
    id: "Title",
    name: "Title",
    based: "Normal",
    next: "Normal",
    paragraph: `<w:keepNext/>${space(0, 120)}`,
    run: `<w:b/><w:bCs/>${size(44)}`,
  },
  { id: "Subtitle", name: "Subtitle", based: "Normal", next: "Normal", paragraph: space(0, 160), run: size(26) },
  { id: "OnTop", name: "On top", based: "Normal", paragraph: space(0, 60), run: size(20) },
  ...([32, 28, 25, 23] as const).map(
    (halfPoints, at): Look => ({
      id: `Heading${at + 1}`,
      name: `heading ${at + 1}`,
      based: "Normal",
      next: "Normal",
      paragraph: `<w:keepNext/><w:keepLines/>${space(320 - 40 * at, 100)}`,
      outline: at,
      run: `<w:b/><w:bCs/>${size(halfPoints)}`,
    }),
  ),
  { id: "ListParagraph", name: "List Paragraph", based: "Normal", paragraph: `${space(0, 80)}` },
  { id: "Quote", name: "Quote", based: "Normal", paragraph: `<w:pBdr>${line("left")}</w:pBdr><w:ind w:left="454"/>` },
  {
    id: "Why",
    name: "Why",
    based: "Normal",
    paragraph: `<w:pBdr>${line("left")}</w:pBdr><w:ind w:left="454"/>`,
    run: size(20),
  },
];

export const valueStyleId = (label: string) => `Value-${label}`;

/** `values`: the labels that stand in the text; each is a style of its own, by which it can be found again. */
export function styles(language: string | null, values: readonly string[]): string {
  const spoken = language === null ? "" : `<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="${language}"/>`;
  return [
    `<w:styles ${wordNamespaces}>`,
    `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>${size(23)}${spoken}</w:rPr></w:rPrDefault>`,
    '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="290" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
    ...looks.map((look) => style("paragraph", look)),
    style("character", { id: "Hyperlink", name: "Hyperlink", run: '<w:color w:val="0B5394"/><w:u w:val="single"/>' }),
    ...values.map((label) =>
      style("character", { id: valueStyleId(label), name: valueStyle(label), run: '<w:u w:val="dotted"/>' }),
    ),
    style("character", { id: "WhyLabel", name: "Why label", run: "<w:b/><w:bCs/>" }),
    "</w:styles>",
  ].join("");
}

/** A list is as deep as a word processor goes: nine levels. */
const levels = Array.from({ length: 9 }, (_, at) => at);

function abstractList(id: number, mark: (level: number) => string): string {
  const all = levels.map((at) => {
    const side = 454 * (at + 1);
    return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/>${mark(at)}<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${side}" w:hanging="454"/></w:pPr></w:lvl>`;
  });
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${all.join("")}</w:abstractNum>`;
}

export const numberingStart =
  abstractList(0, () => '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>') +
  abstractList(1, (at) => `<w:numFmt w:val="decimal"/><w:lvlText w:val="%${at + 1}."/>`);
