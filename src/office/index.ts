// Agreements as files of word processors: Word's and OpenDocument, out and in. Loaded when somebody asks for one.
import type { Readable } from "@fogata/domain";
import type { PackageFault } from "./docx-package.ts";
import { readDocx } from "./docx-read.ts";
import { writeDocx } from "./docx-write.ts";
import { odtType } from "./odt-frame.ts";
import { isOdt, readOdt } from "./odt-read.ts";
import { writeOdt } from "./odt-write.ts";
import type { OnTop } from "./on-top.ts";
import type { FromOffice } from "./passages.ts";
import { tracked } from "./tracked.ts";

export type { PackageFault } from "./docx-package.ts";
export type { OnTop } from "./on-top.ts";
export type { FromOffice, Left } from "./passages.ts";

export type OfficeKind = "docx" | "odt";
const writers = {
  docx: { write: writeDocx, type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  odt: { write: writeOdt, type: odtType },
};

export function officeFile(
  kind: OfficeKind,
  readable: Readable,
  top: OnTop,
  /** The text that it would change, to mark what is new. */
  base?: Readable | undefined,
): { bytes: Uint8Array<ArrayBuffer>; type: string } {
  const { write, type } = writers[kind];
  return { bytes: write(base ? tracked(base, readable) : readable, top), type };
}

export function fromOffice(bytes: Uint8Array): { ok: true; value: FromOffice } | { ok: false; reason: PackageFault } {
  return isOdt(bytes) ? readOdt(bytes) : readDocx(bytes);
}
