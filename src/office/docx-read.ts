// A Word document → the blocks of an agreement, with what had to be left behind named. Takes anything: what is no Word
// document, or means harm, is refused with a reason; nothing throws and nothing is fetched.
import { type DocxParts, openDocx, type PackageFault } from "./docx-package.ts";
import { shapesOf } from "./docx-shapes.ts";
import { type Around, runsOf } from "./docx-words.ts";
import { programName } from "./on-top.ts";
import { type FromOffice, type Left, type Passage, passageOf, type RawRun, rowOf, wholeText } from "./passages.ts";
import { child, elementsIn, type Xml } from "./xml.ts";

export function readDocx(bytes: Uint8Array): { ok: true; value: FromOffice } | { ok: false; reason: PackageFault } {
  const opened = openDocx(bytes);
  if (!opened.ok) return opened;
  const { styles, numbering, addresses, body, program, kept, ...rest } = opened.value;
  const left = new Set<Left>();
  const own = program === programName;
  const noted = createNotes(rest);
  const around: Around = { shapes: shapesOf(styles, numbering), addresses, left, note: noted.number, own };
  const passages = passagesIn(body, around);
  // What notes say of notes is not followed.
  const notes = noted.all().map((xml) => passagesIn(xml, around));
  return { ok: true, value: wholeText({ passages, notes, left, own, kept }) };
}

/** Paragraphs wherever they stand: in cells, in fields, in what was put in. */
function passagesIn(parent: Xml, around: Around): Passage[] {
  const all: Passage[] = [];
  /** Of paragraphs whose end was taken out: their words are the next one's. */
  let before: RawRun[] = [];
  walk(parent);
  if (before.length > 0) all.push(passageOf({ kind: "paragraph", indented: false }, before));
  return all;

  function walk(xml: Xml): void {
    for (const one of elementsIn(xml)) {
      if (one.name === "p") paragraph(one);
      else if (one.name === "tbl") {
        around.left.add("tables");
        walk(one);
      } else if (one.name === "tr") all.push(...rowOf(elementsIn(one).map((cell) => passagesIn(cell, around))));
      else if (one.name === "altChunk") around.left.add("parts");
      else if (holders.has(one.name)) walk(one);
      else if (one.name === "del" || one.name === "moveFrom") around.left.add("changes");
    }
  }
  function paragraph(xml: Xml): void {
    const shape = around.shapes.of(xml);
    // Made by the program out of the headings, and made again wherever it is wanted.
    if (shape.kind === "contents") return;
    const runs = [...before, ...runsOf(xml, around)];
    before = [];
    const end = child(child(xml, "pPr"), "rPr");
    if (child(end, "ins") !== null) around.left.add("changes");
    if (child(end, "del") !== null) {
      around.left.add("changes");
      before = runs;
      return;
    }
    if (shape.kind === "heading" && shape.numbered) around.left.add("numbers");
    all.push(passageOf(shape, runs));
  }
}
const holders = new Set("tc sdt sdtContent customXml ins moveTo txbxContent".split(" "));

/** Notes below the page have no place here: their words stand at the end, numbered as they come. */
function createNotes({ footnotes, endnotes }: Pick<DocxParts, "footnotes" | "endnotes">) {
  const known = new Map<string, Xml>();
  // The others are the lines that part notes from the text.
  for (const [kind, xml] of [["footnote", footnotes] as const, ["endnote", endnotes] as const])
    for (const note of xml === null ? [] : elementsIn(xml))
      if (note.name === kind && (note.attributes.get("type") ?? "normal") === "normal")
        known.set(`${kind} ${note.attributes.get("id")}`, note);
  const order = new Map<string, number>();
  return {
    number(kind: "footnote" | "endnote", id: string): number | null {
      const name = `${kind} ${id}`;
      if (!known.has(name)) return null;
      if (!order.has(name)) order.set(name, order.size + 1);
      return order.get(name)!;
    },
    all: () => [...order.keys()].map((name) => known.get(name)!),
  };
}
