// Agreements into files and out of them. What goes out of one in force is the very text that was decided, wherever it
// lies. Comes with the engine.
import {
  type Block,
  type DocumentId,
  parseDocumentId,
  plainText,
  type Readable,
  type WrittenAgreement,
} from "@fogata/domain";
import type { DocumentHandle, Result } from "@fogata/sync";
import type { Engine } from "./deps.ts";
import type { GroupWorkspace, NewFault, OpenFault } from "./types.ts";

export interface FilesDeps {
  engine: Engine;
  comesTo: GroupWorkspace["madeFrom"]["comesTo"];
  load(doc: string): Promise<Result<{ handle: DocumentHandle }, OpenFault>>;
  /** `circle`: the working group it is for; without one it is the group's. */
  begin(
    title: string,
    first: (doc: DocumentId, title: string) => Uint8Array,
    circle: string | undefined,
  ): Promise<Result<DocumentId, NewFault>>;
}

export function createFiles(
  o: FilesDeps,
): Pick<GroupWorkspace, "importMarkdown" | "importWords" | "exportMarkdown" | "takeOut"> {
  const { engine } = o;
  async function importRead(
    read: Pick<Readable, "blocks" | "facts"> & { title: string | null },
    { title, circle }: { title: string | null; circle?: string },
  ): Promise<Result<DocumentId, NewFault | "too-long">> {
    if (plainText(read.blocks).length > engine.markdownLengthMax) return { ok: false, reason: "too-long" };
    const { blocks, facts } = withOtherSummaries(read, title === null);
    const first = (doc: DocumentId, given: string) =>
      engine.draftAgreement({ id: doc, title: given, blocks, ...(facts ? { facts } : {}) });
    return o.begin(title ?? read.title ?? "", first, circle);
  }

  /** Of a change, the very text that it would change; null if that is not here. */
  async function baseOf({ facts: { from } }: WrittenAgreement): Promise<WrittenAgreement | null> {
    if (from?.as !== "amendment") return null;
    const { document, heads } = from.base;
    const loaded = await o.load(document);
    const found = loaded.ok && (await engine.findText(loaded.value.handle.doc(), { document, heads: [...heads] }));
    return found ? found.written : null;
  }

  async function written(id: string): Promise<Result<WrittenAgreement, OpenFault>> {
    const { force } = parseDocumentId(id) === null ? { force: null } : o.comesTo(id);
    const loaded = await o.load(force?.doc ?? id);
    if (!loaded.ok) return loaded;
    const doc = loaded.value.handle.doc();
    if (force === null) return { ok: true, value: engine.kinds.agreement.parse(doc) };
    const found = await engine.findText(doc, { document: force.doc, hash: force.text });
    return found === null ? { ok: false, reason: "missing" } : { ok: true, value: found.written };
  }

  return {
    async importMarkdown({ text, ...where }) {
      if (text.length > engine.markdownLengthMax) return { ok: false, reason: "too-long" };
      return importRead(engine.agreementFromMarkdown(text), where);
    },
    importWords: ({ words, ...where }) => importRead(words, where),
    async exportMarkdown(id, { marked } = { marked: false }) {
      const found = await written(id);
      if (!found.ok) return found;
      const base = marked ? await baseOf(found.value) : null;
      const text = base ? engine.changeToMarkdown(base, found.value) : engine.agreementToMarkdown(found.value);
      return { ok: true, value: { fileName: `${nameOf(found.value)}.md`, text } };
    },
    async takeOut(id) {
      const found = await written(id);
      if (!found.ok) return found;
      const words = found.value;
      return { ok: true, value: { fileName: nameOf(words), words, base: await baseOf(words) } };
    },
  };
}

/** A change, and another language, say so behind the title that they share with the agreement. */
function nameOf({ title, facts }: WrittenAgreement): string {
  const own = facts.from?.as === "amendment" || facts.from?.as === "translation" ? facts.name : "";
  return fileNameOf(own === "" ? title : `${title} (${own})`);
}

/** What a file holds and a new agreement has no other place for stands among its words, so that nothing is dropped. */
function withOtherSummaries(
  { blocks, facts, title }: Pick<Readable, "blocks" | "facts"> & { title: string | null },
  titleStandsOnTop: boolean,
): Pick<Readable, "blocks" | "facts"> {
  const run = (words: string) => ({ text: words, strong: false, em: false, link: null });
  const heading: Block[] =
    titleStandsOnTop || title === null ? [] : [{ type: "heading", level: 1, runs: [run(title)] }];
  const others = (facts?.otherSummaries ?? []).map((words): Block => ({ type: "paragraph", runs: [run(words)] }));
  return { blocks: [...heading, ...others, ...blocks], ...(facts ? { facts } : {}) };
}

/** The title as a name every file system takes. */
function fileNameOf(title: string): string {
  const name = title
    .replace(/[\s\p{Cc}\\/:*?"<>|]+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .slice(0, 80)
    .trim();
  return name === "" ? "agreement" : name;
}
