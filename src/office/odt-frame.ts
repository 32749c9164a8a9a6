// The parts of an OpenDocument text that are the same for every text: what is in it, and how things look. Styles carry
// LibreOffice's own names, so that they can be changed there all at once.
import { dublinCore, valueStyle } from "./names.ts";
import { escaped } from "./xml.ts";

export const odtType = "application/vnd.oasis.opendocument.text";

const spaces = ["office", "text", "style", "meta", "manifest"].map(
  (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
);
export const odtNamespaces = [
  ...spaces.slice(0, 4),
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  `xmlns:dc="${dublinCore}"`,
  'office:version="1.2"',
].join(" ");

export const odtManifest = [
  `<manifest:manifest ${spaces[4]} manifest:version="1.2">`,
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="${odtType}"/>`,
  ...["content.xml", "styles.xml", "meta.xml"].map(
    (path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`,
  ),
  "</manifest:manifest>",
].join("");

/** As the format has names: letters, with every blank written out. */
export const styleName = (name: string) => name.replaceAll(" ", "_20_");

interface Look {
  name: string;
  based?: string;
  paragraph?: string;
  text?: string;
  level?: number;
}

const bold = 'fo:font-weight="bold" style:font-weight-complex="bold"';
const size = (points: number) => `fo:font-size="${points}pt" style:font-size-complex="${points}pt"`;
const margins = (top: number, bottom: number) => `fo:margin-top="${top}mm" fo:margin-bottom="${bottom}mm"`;
const aside = `${margins(0, 2.5)} fo:margin-left="8mm" fo:text-indent="0mm" fo:padding-left="3mm" fo:border-left="0.5mm solid #999999"`;
const keep = 'fo:keep-with-next="always"';

const looks: readonly Look[] = [
  { name: "Title", paragraph: `${margins(0, 2)} ${keep}`, text: `${size(22)} ${bold}` },
  { name: "Subtitle", paragraph: margins(0, 3), text: size(13) },
  { name: "On top", paragraph: margins(0, 1), text: size(10) },
  ...[16, 14, 12.5, 11.5].map(
    (points, at): Look => ({
      name: `Heading ${at + 1}`,
      paragraph: `${margins(5.5 - at * 0.7, 1.8)} ${keep}`,
      text: `${size(points)} ${bold}`,
      level: at + 1,
    }),
  ),
  { name: "List item", paragraph: margins(0, 1.4) },
  { name: "Quotations", paragraph: aside },
  { name: "Why", paragraph: aside, text: size(10) },
];

function style({ name, paragraph, text, level }: Look): string {
  return [
    `<style:style style:name="${styleName(name)}" style:display-name="${name}" style:family="paragraph"`,
    ` style:parent-style-name="Standard" style:class="text"${level ? ` style:default-outline-level="${level}"` : ""}>`,
    paragraph ? `<style:paragraph-properties ${paragraph}/>` : "",
    text ? `<style:text-properties ${text}/>` : "",
    "</style:style>",
  ].join("");
}
function characterStyle(name: string, look: string): string {
  return `<style:style style:name="${styleName(name)}" style:display-name="${name}" style:family="text"><style:text-properties ${look}/></style:style>`;
}

function listStyle(name: string, mark: (level: number) => string, end: string): string {
  const levels = Array.from({ length: 10 }, (_, at) => {
    const where = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-8mm" fo:margin-left="${8 * (at + 1)}mm"/></style:list-level-properties>`;
    return `${mark(at + 1)}${where}${end}`;
  });
  return `<text:list-style style:name="${name}">${levels.join("")}</text:list-style>`;
}

/** `values`: the labels that stand in the text; each is a style of its own, by which it can be found again. */
export function odtStyles(language: string | null, values: readonly string[]): string {
  return [
    `<office:document-styles ${odtNamespaces}>`,
    '<office:font-face-decls><style:font-face style:name="Text" svg:font-family="Georgia" style:font-family-generic="roman"/></office:font-face-decls>',
    "<office:styles>",
    `<style:default-style style:family="paragraph"><style:paragraph-properties ${margins(0, 2.5)} fo:line-height="120%"/><style:text-properties style:font-name="Text" ${size(11.5)}${spoken(language)}/></style:default-style>`,
    '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
    ...looks.map(style),
    characterStyle("Internet link", 'fo:color="#0b5394" style:text-underline-style="solid"'),
    characterStyle("Why label", bold),
    ...values.map((label) => characterStyle(valueStyle(label), 'style:text-underline-style="dotted"')),
    listStyle(
      "Numbers",
      (level) => `<text:list-level-style-number text:level="${level}" style:num-suffix="." style:num-format="1">`,
      "</text:list-level-style-number>",
    ),
    listStyle(
      "Dots",
      (level) => `<text:list-level-style-bullet text:level="${level}" text:bullet-char="•">`,
      "</text:list-level-style-bullet>",
    ),
    "</office:styles>",
    '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="23mm" fo:margin-bottom="23mm" fo:margin-left="23mm" fo:margin-right="23mm"/></style:page-layout></office:automatic-styles>',
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>',
    "</office:document-styles>",
  ].join("");
}

function spoken(tag: string | null): string {
  if (tag === null) return "";
  const { language, region } = new Intl.Locale(tag);
  return ` fo:language="${escaped(language)}" fo:country="${escaped(region ?? "none")}"`;
}
