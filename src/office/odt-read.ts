// An OpenDocument text → the blocks of an agreement, with what had to be left behind named; refused with a reason where it
// is none or means harm. Nothing throws and nothing is fetched.
import { readZip } from "../zip.ts";
import { type PackageFault, unpackedBytesMax } from "./docx-package.ts";
import { odtType } from "./odt-frame.ts";
import { odtShapes } from "./odt-shapes.ts";
import { type AroundOdt, odtRuns } from "./odt-words.ts";
import { keptName, programName } from "./on-top.ts";
import { type FromOffice, type Left, type Passage, passageOf, rowOf, wholeText } from "./passages.ts";
import { child, elementsIn, readXml, wordsIn, type Xml } from "./xml.ts";

export function readOdt(bytes: Uint8Array): { ok: true; value: FromOffice } | { ok: false; reason: PackageFault } {
  const opened = readZip(bytes, { bytesMax: unpackedBytesMax });
  if (!opened.ok) return opened;
  const parts = new Map<string, Xml>();
  for (const name of ["META-INF/manifest", "content", "styles", "meta"]) {
    const packed = opened.value.open(`${name}.xml`);
    if (!packed.ok) return packed;
    if (packed.value === null) continue;
    // What is behind a password is listed as such, and its parts are no XML.
    if (parts.has("META-INF/manifest") && sealed(parts.get("META-INF/manifest")!))
      return { ok: false, reason: "sealed" };
    const read = readXml(packed.value);
    if (!read.ok) return read;
    parts.set(name, read.value);
  }
  const content = parts.get("content");
  const text = child(child(content, "body"), "text");
  if (content === undefined || text === null) return { ok: false, reason: "other-kind" };
  const meta = elementsIn(child(parts.get("meta"), "meta") ?? empty);
  const program = meta.find(({ name }) => name === "generator");
  const kept = meta.find((one) => one.name === "user-defined" && one.attributes.get("name") === keptName);
  const own = program !== undefined && wordsIn(program) === programName;
  const left = new Set<Left>();
  const noted: Xml[] = [];
  const around: AroundOdt = { shapes: odtShapes(content, parts.get("styles") ?? null), left, own, noted };
  const passages = passagesIn(text, around);
  // What notes say of notes is not followed.
  const notes = noted.slice().map((note) => passagesIn(note, around));
  const whole = { passages, notes, left, own, kept: kept === undefined ? null : wordsIn(kept) };
  return { ok: true, value: wholeText(whole) };
}

export function isOdt(bytes: Uint8Array): boolean {
  const opened = readZip(bytes, { bytesMax: odtType.length });
  const type = opened.ok ? opened.value.open("mimetype") : null;
  return type?.ok === true && type.value !== null && new TextDecoder().decode(type.value) === odtType;
}

const empty: Xml = { name: "", attributes: new Map(), children: [] };

function sealed(manifest: Xml): boolean {
  return elementsIn(manifest).some((entry) => child(entry, "encryption-data") !== null);
}

interface InList {
  style: string | null;
  depth: number;
  /** Where it begins: two lists are never one here, but where the file says so. */
  id: string;
}

function passagesIn(parent: Xml, around: AroundOdt): Passage[] {
  const all: Passage[] = [];
  let lists = 0;
  /** By their style. */
  const latest = new Map<string | null, string>();
  walk(parent, null);
  return all;

  function walk(xml: Xml, list: InList | null): void {
    for (const one of elementsIn(xml)) {
      if (one.name === "p" || one.name === "h") paragraph(one, null);
      else if (one.name === "list") listOf(one, list);
      else if (one.name === "table") {
        around.left.add("tables");
        walk(one, null);
      } else if (one.name === "table-row") all.push(...rowOf(elementsIn(one).map((cell) => passagesIn(cell, around))));
      else if (one.name === "tracked-changes") around.left.add("changes");
      else if (one.name === "frame") around.left.add("pictures");
      else if (holders.has(one.name)) walk(one, list);
    }
  }
  function listOf(xml: Xml, above: InList | null): void {
    const { attributes } = xml;
    const goesOn = attributes.get("continue-numbering") === "true" || attributes.has("continue-list");
    const style = attributes.get("style-name") ?? above?.style ?? null;
    // Lists of another style count by themselves, whatever they say they go on with.
    const id = above?.id ?? ((goesOn ? latest.get(style) : undefined) || String(++lists));
    if (above === null) latest.set(style, id);
    const list: InList = { style, depth: above === null ? 0 : above.depth + 1, id };
    for (const item of elementsIn(xml)) {
      let first = true;
      // LibreOffice lets one list stand among the items of another.
      const other = item.attributes.get("style-override");
      const own = other === undefined ? list : { ...list, style: other, id: latest.get(other) ?? list.id };
      for (const one of elementsIn(item)) {
        if (one.name === "list") listOf(one, list);
        else if (one.name === "p" || one.name === "h") {
          paragraph(one, { list: own, first });
          first = false;
        }
      }
    }
  }
  /** The first of an item is the item; what follows in it is its own only if it is a reason. */
  function paragraph(xml: Xml, item: { list: InList; first: boolean } | null): void {
    const shape = around.shapes.of(xml);
    const runs = odtRuns(xml, around);
    if (shape.kind === "heading" && item !== null) around.left.add("numbers");
    if (item === null || shape.kind !== "paragraph") all.push(passageOf({ ...shape, indented: false }, runs));
    else {
      const { style, depth, id } = item.list;
      const ordered = around.shapes.ordered(style, depth);
      const last = all.at(-1);
      if (!item.first && last?.shape.kind === "item")
        last.block.runs.push({ text: "\n", strong: false, em: false, link: null }, ...runs);
      else all.push(passageOf({ kind: "item", ordered, indent: Math.min(depth, 8), list: id, indented: false }, runs));
    }
  }
}
const holders = new Set(
  "section index-body table-cell table-header-rows table-rows table-row-group table-cell".split(" "),
);
