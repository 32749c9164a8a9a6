// Word documents written by hand, as other programs write them, for tests.
import { writeZip } from "../../zip.ts";

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const namespaces = `${word} xmlns:r="${relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`;

export interface MadeOf {
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  /** Addresses outside of the file, by their names in the text. */
  links?: Readonly<Record<string, string>>;
  /** Before the text's own XML. */
  prolog?: string;
  also?: readonly { path: string; text: string }[];
}

export function madeDocx(of: MadeOf): Uint8Array<ArrayBuffer> {
  const parts = (["styles", "numbering", "footnotes"] as const).filter((name) => of[name] !== undefined);
  const links = Object.entries(of.links ?? {}).map(
    ([id, target]) =>
      `<Relationship Id="${id}" Type="${relations}/hyperlink" Target="${target}" TargetMode="External"/>`,
  );
  const own = parts.map((name) => `<Relationship Id="${name}" Type="${relations}/${name}" Target="${name}.xml"/>`);
  const file = (path: string, text: string) => ({ path, text });
  return writeZip([
    file(
      "_rels/.rels",
      related(`<Relationship Id="a" Type="${relations}/officeDocument" Target="word/document.xml"/>`),
    ),
    file("word/document.xml", `${of.prolog ?? ""}<w:document ${namespaces}><w:body>${of.body}</w:body></w:document>`),
    file("word/_rels/document.xml.rels", related([...own, ...links].join(""))),
    ...parts.map((name) => file(`word/${name}.xml`, `<w:${name} ${namespaces}>${of[name]}</w:${name}>`)),
    ...(of.also ?? []),
  ]);
}
function related(inner: string): string {
  return `<Relationships>${inner}</Relationships>`;
}

export function p(inner: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
}
export function r(text: string, properties = ""): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}
export const styled = (id: string) => `<w:pStyle w:val="${id}"/>`;
export const inList = (list: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;

/** As a Word in another language has them: the names are English all the same. */
export const germanStyles = [
  ["Titel", "Title", ""],
  ["berschrift1", "heading 1", ""],
  ["berschrift2", "heading 2", '<w:basedOn w:val="berschrift1"/>'],
  ["Clause", "Klausel", '<w:basedOn w:val="berschrift2"/>'],
  ["Zitat", "Quote", ""],
  ["Verzeichnis1", "toc 1", ""],
]
  .map(([id, name, more]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`)
  .join("");

const level = (at: number, format: string) =>
  `<w:lvl w:ilvl="${at}"><w:numFmt w:val="${format}"/><w:lvlText w:val="x"/></w:lvl>`;
/** 1 is numbered with dots below, 2 has dots, 3 numbers as 1 does, anew; 4 and 5 are numbered below a dot. */
export const someLists = [
  `<w:abstractNum w:abstractNumId="0">${level(0, "decimal")}${level(1, "bullet")}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="1">${level(0, "bullet")}${level(1, "bullet")}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, "bullet")}${level(1, "decimal")}</w:abstractNum>`,
  ...["0", "1", "0", "2", "2"].map((of, at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${of}"/></w:num>`),
].join("");
