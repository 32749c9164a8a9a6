// A Word document as the parts it is made of: which file in the zip is the text, which its styles and lists. Found the
// way Word finds them, by their relations; what lies outside the file is left outside.
import { type OpenZip, readZip, type ZipFault } from "../zip.ts";
import { keptName } from "./on-top.ts";
import { child, elementsIn, readXml, wordsIn, type Xml, type XmlFault } from "./xml.ts";

export type PackageFault = ZipFault | XmlFault | "other-kind";
export type Outcome<T> = { ok: true; value: T } | { ok: false; reason: PackageFault };

/** All that is unpacked of one file: a hundred pages of Word's take two million letters. */
export const unpackedBytesMax = 24 * 1024 * 1024;

export interface DocxParts {
  body: Xml;
  styles: Xml | null;
  numbering: Xml | null;
  footnotes: Xml | null;
  endnotes: Xml | null;
  /** Addresses outside of the file, by the name the text has for them. Whether they are safe is not asked here. */
  addresses: ReadonlyMap<string, string>;
  /** The program that wrote it last. */
  program: string | null;
  /** What this app keeps in a file for itself. */
  kept: string | null;
}

export function openDocx(bytes: Uint8Array): Outcome<DocxParts> {
  const opened = readZip(bytes, { bytesMax: unpackedBytesMax });
  if (!opened.ok) return opened;
  const zip = opened.value;
  const top = relationsOf(zip, "");
  if (!top.ok) return top;
  const main = top.value.find((one) => one.type === "officeDocument");
  if (main === undefined) return { ok: false, reason: "other-kind" };
  const own = relationsOf(zip, main.target);
  if (!own.ok) return own;
  const part = (relations: readonly Relation[], type: string) => {
    const found = relations.find((one) => one.type === type && !one.outside);
    return found === undefined ? ({ ok: true, value: null } as const) : xmlAt(zip, found.target);
  };
  const all = {
    document: xmlAt(zip, main.target),
    styles: part(own.value, "styles"),
    numbering: part(own.value, "numbering"),
    footnotes: part(own.value, "footnotes"),
    endnotes: part(own.value, "endnotes"),
    app: part(top.value, "extended-properties"),
    custom: part(top.value, "custom-properties"),
  };
  for (const one of Object.values(all)) if (!one.ok) return one;
  const xml = (name: keyof typeof all) => (all[name].ok ? all[name].value : null);
  const body = child(xml("document"), "body");
  if (body === null) return { ok: false, reason: "other-kind" };
  return {
    ok: true,
    value: {
      body,
      ...{ styles: xml("styles"), numbering: xml("numbering") },
      ...{ footnotes: xml("footnotes"), endnotes: xml("endnotes") },
      addresses: new Map(own.value.filter((one) => one.outside).map((one) => [one.id, one.target])),
      program: wordsOf(child(xml("app"), "Application")),
      kept: wordsOf(elementsIn(xml("custom") ?? nothing).find((one) => one.attributes.get("name") === keptName)),
    },
  };
}

const nothing: Xml = { name: "", attributes: new Map(), children: [] };

interface Relation {
  id: string;
  /** The last word of its type: the two editions of the format differ in all before it. */
  type: string;
  target: string;
  outside: boolean;
}

function relationsOf(zip: OpenZip, part: string): Outcome<Relation[]> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const read = xmlAt(zip, `${folder}_rels/${part.slice(slash)}.rels`);
  if (!read.ok) return read;
  const relations = elementsIn(read.value ?? nothing).map(({ attributes }): Relation => {
    const type = attributes.get("Type") ?? "";
    const target = attributes.get("Target") ?? "";
    const outside = attributes.get("TargetMode") === "External";
    return {
      id: attributes.get("Id") ?? "",
      type: type.slice(type.lastIndexOf("/") + 1).replace(/^(extended|custom)Properties$/, "$1-properties"),
      target: outside ? target : pathFrom(folder, target),
      outside,
    };
  });
  return { ok: true, value: relations };
}

/** Within the zip, and nowhere else. */
function pathFrom(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

function xmlAt(zip: OpenZip, path: string): Outcome<Xml | null> {
  const bytes = zip.open(path);
  if (!bytes.ok) return bytes;
  return bytes.value === null ? { ok: true, value: null } : readXml(bytes.value);
}

function wordsOf(xml: Xml | null | undefined): string | null {
  return xml == null ? null : wordsIn(xml);
}
