// An agreement: a title, and words that everybody may edit at once. Whether it is in force is never stored in it.
import { type Block, emptyParagraph, type Readable } from "./blocks.ts";
import type { DocumentId } from "./ids.ts";
import { giveTitle, type Kind, titleOf } from "./kind.ts";
import { type Bytes, firstBytes, readBlocks, whole, writeBlocks } from "./prose.ts";

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
  giveTitle(draft, title);
}

export const agreement = {
  version: 1,
  blank: ({ id, title }) => draftAgreement({ id, title, blocks: [] }),
  parse: (doc) => ({ title: titleOf(doc), blocks: readBlocks(doc, [...agreementText]) }),
  title: titleOf,
  // Its words are written through the editor, which holds the document itself.
  changes: {},
  toReadable: (view: Readable) => view,
  upgrades: {},
} satisfies Kind<Readable>;
