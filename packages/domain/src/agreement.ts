// An agreement: a title, and words that everybody may edit at once. Whether it is in force is never stored in it.
import { type Block, emptyParagraph, isRecord, type Readable } from "./blocks.ts";
import type { DocumentId } from "./ids.ts";
import type { Kind } from "./kind.ts";
import { type Bytes, firstBytes, readBlocks, whole, wholeText, writeBlocks } from "./prose.ts";

export interface AgreementDraft {
  version: number;
  title: string;
  text: string;
}

/** Where the words lie in the document; what the editor binds to. */
export const agreementText = ["text"] as const;

/** A new agreement that already holds some words, such as an imported one. */
export function draftAgreement(o: { id: DocumentId; title: string; blocks: readonly Block[] }): Bytes {
  return firstBytes<AgreementDraft>(o.id, (draft) => {
    draft.version = agreement.version;
    draft.title = whole(o.title);
    writeBlocks(draft, [...agreementText], o.blocks.length > 0 ? o.blocks : [emptyParagraph]);
  });
}

export function renameAgreement(draft: AgreementDraft, title: string): void {
  if (titleOf(draft) !== title) draft.title = whole(title);
}

export const agreement = {
  version: 1,
  blank: ({ id, title }) => draftAgreement({ id, title, blocks: [] }),
  parse: (doc) => ({ title: titleOf(doc), blocks: readBlocks(doc, [...agreementText]) }),
  title: titleOf,
  upgrades: {},
} satisfies Kind<Readable>;

function titleOf(doc: unknown): string {
  return (isRecord(doc) ? wholeText(doc.title) : null) ?? "";
}
