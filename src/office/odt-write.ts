// An agreement → an OpenDocument text, as LibreOffice writes them. It names nobody and no time: the same words give the
// same bytes.
import { writeZip } from "../zip.ts";
import { valueStyle } from "./names.ts";
import { createChanges, type OdtChanges } from "./odt-changes.ts";
import { odtManifest, odtNamespaces, odtStyles, odtType, styleName } from "./odt-frame.ts";
import { keptName, keptOf, type OnTop, programName, rightToLeft, together } from "./on-top.ts";
import { type OutBlock, type OutRun, type OutText, topOf } from "./tracked.ts";
import { escaped } from "./xml.ts";

export function writeOdt(text: OutText, top: OnTop): Uint8Array<ArrayBuffer> {
  const { title, blocks, facts } = text;
  const values = [...new Set(blocks.flatMap(({ runs }) => runs.flatMap(({ value }) => value ?? [])))].sort();
  const changes = createChanges(top.change ?? programName);
  const onTop = topOf(text);
  const body = [
    paragraph("Title", runsOf(onTop.title, changes), title),
    onTop.summary.length > 0 ? paragraph("Subtitle", runsOf(onTop.summary, changes), facts?.summary ?? "") : "",
    ...top.lines.map((line) => paragraph("On top", spaced(line), line)),
    textOf(blocks, top.why, changes),
  ].join("");
  const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
  return writeZip([
    // First and as it is: by it the file is known without being opened.
    { path: "mimetype", text: odtType, stored: true },
    { path: "content.xml", text: xml(contentOf(changes.told() + body)) },
    { path: "styles.xml", text: xml(odtStyles(facts?.language ?? null, values)) },
    { path: "meta.xml", text: xml(metaOf(text)) },
    { path: "META-INF/manifest.xml", text: xml(odtManifest) },
  ]);
}

/** Lists stand in lists, and a reason within the item it is for, so that the numbers after it go on. */
function textOf(blocks: readonly OutBlock[], why: string, changes: OdtChanges): string {
  const open: ("Numbers" | "Dots")[] = [];
  let out = "";
  const close = (down: number) => {
    while (open.length > down) {
      open.pop();
      out += "</text:list-item></text:list>";
    }
  };
  const whole = (block: OutBlock) => wholeBlock(block, blockOf(block, why, runsOf(block.runs, changes)));
  for (const { block, before, after } of changes.place(blocks, whole)) {
    const said = blockOf(block, why, before + runsOf(block.runs, changes), after);
    if ("indent" in block) {
      const kind = listOf(block);
      close(block.indent + 1);
      if (open.length > block.indent && open[block.indent] !== kind) close(block.indent);
      if (open.length > block.indent) out += "</text:list-item><text:list-item>";
      while (open.length <= block.indent) {
        open.push(kind);
        out += `<text:list text:style-name="${kind}"><text:list-item>`;
      }
    } else if (block.type !== "why") close(0);
    out += said;
  }
  close(0);
  return out;
}
function listOf(block: Extract<OutBlock, { indent: number }>): "Numbers" | "Dots" {
  return block.type === "ordered-list-item" ? "Numbers" : "Dots";
}
function blockOf(block: OutBlock, why: string, inner: string, after = ""): string {
  const words = block.runs.map(({ text }) => text).join("");
  if ("indent" in block) return paragraph("List item", inner + after, words);
  if (block.type === "heading") return heading(block.level, inner + after, words);
  const label = `<text:span text:style-name="${styleName("Why label")}">${spaced(`${why} `)}</text:span>`;
  if (block.type === "why") return paragraph("Why", label + inner + after, words);
  return paragraph(block.type === "blockquote" ? "Quotations" : "Standard", inner + after, words);
}
/** One that went stands by itself, with the lists it is in around it. */
function wholeBlock(block: OutBlock, said: string): string {
  if (!("indent" in block)) return said;
  const list = `<text:list text:style-name="${listOf(block)}"><text:list-item>`;
  const deep = block.indent + 1;
  return list.repeat(deep) + said + "</text:list-item></text:list>".repeat(deep);
}

const paragraphStyles = ["Title", "Subtitle", "On top", "List item", "Quotations", "Why", "Standard"] as const;
const headingStyles = ([1, 2, 3, 4] as const).map((level) => `Heading ${level}` as const);

/** By its words' direction. */
function inStyle(name: string, words: string): string {
  return styleName(rightToLeft(words) ? `Leftward ${name}` : name);
}
function paragraph(name: (typeof paragraphStyles)[number], inner: string, words: string): string {
  return `<text:p text:style-name="${inStyle(name, words)}">${inner}</text:p>`;
}
function heading(level: 1 | 2 | 3 | 4, inner: string, words: string): string {
  return `<text:h text:style-name="${inStyle(`Heading ${level}`, words)}" text:outline-level="${level}">${inner}</text:h>`;
}

function runsOf(runs: readonly OutRun[], changes: OdtChanges): string {
  const valued = (some: readonly OutRun[]) => inValue(some, some.map((one) => runOf(one, changes)).join(""));
  return together(runs, (a, b) => a.link?.href === b.link?.href && a.link?.title === b.link?.title)
    .map((linked) => {
      const inner = together(linked, (a, b) => a.value === b.value)
        .map(valued)
        .join("");
      const link = linked[0]!.link;
      if (link === null) return inner;
      const title = link.title === null ? "" : ` office:title="${escaped(link.title)}"`;
      return `<text:a xlink:type="simple" xlink:href="${escaped(link.href)}"${title} text:style-name="Internet_20_link">${inner}</text:a>`;
    })
    .join("");
}
function runOf(one: OutRun, changes: OdtChanges): string {
  const { text, strong, em, track } = one;
  const name = `${strong ? "b" : ""}${em ? "i" : ""}`;
  const said = name === "" ? spaced(text) : `<text:span text:style-name="${name}">${spaced(text)}</text:span>`;
  // It stands apart from the value it was in.
  if (track === "deleted") return changes.deleted(paragraph("Standard", inValue([one], said), text));
  return track === "inserted" ? changes.inserted(said) : said;
}
function inValue([first]: readonly OutRun[], inner: string): string {
  const label = first?.value;
  return label === undefined
    ? inner
    : `<text:span text:style-name="${styleName(valueStyle(label))}">${inner}</text:span>`;
}

/** Of several blanks, and of those at an edge, the format keeps what it is told to keep: a hundred at a time. */
function spaced(text: string): string {
  return text
    .split(/(\n|\t|^ {1,100}| {1,100}$| {2,100})/)
    .map((piece) => {
      if (piece === "\n") return "<text:line-break/>";
      if (piece === "\t") return "<text:tab/>";
      return /^ +$/.test(piece) && piece !== "" ? `<text:s text:c="${piece.length}"/>` : escaped(piece);
    })
    .join("");
}

function contentOf(body: string): string {
  const text = (name: string, look: string) =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties ${look}/></style:style>`;
  const bold = 'fo:font-weight="bold" style:font-weight-complex="bold"';
  const italic = 'fo:font-style="italic" style:font-style-complex="italic"';
  const leftward = [...paragraphStyles, ...headingStyles].map(
    (name) =>
      `<style:style style:name="${styleName(`Leftward ${name}`)}" style:family="paragraph" style:parent-style-name="${styleName(name)}"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="right"/></style:style>`,
  );
  return [
    `<office:document-content ${odtNamespaces}><office:automatic-styles>`,
    ...[text("b", bold), text("i", italic), text("bi", `${bold} ${italic}`), ...leftward],
    `</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  ].join("");
}

function metaOf(readable: OutText): string {
  const { title, facts } = readable;
  const kept = keptOf(readable);
  return [
    `<office:document-meta ${odtNamespaces}><office:meta>`,
    `<meta:generator>${programName}</meta:generator><dc:title>${escaped(title)}</dc:title>`,
    facts?.summary ? `<dc:description>${escaped(facts.summary)}</dc:description>` : "",
    facts?.language ? `<dc:language>${escaped(facts.language)}</dc:language>` : "",
    kept === null ? "" : `<meta:user-defined meta:name="${keptName}">${escaped(kept)}</meta:user-defined>`,
    "</office:meta></office:document-meta>",
  ].join("");
}
