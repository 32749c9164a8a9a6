// An agreement: a title, what stands on top of it, and words that everybody may edit at once. Whether it is in force is
// never stored in it.
import {
  type FactsDraft,
  factsOf,
  rename,
  reviewBy,
  sayLanguage,
  sayMadeFrom,
  sayName,
  sayWhoDecides,
  summarise,
  writeFacts,
} from "./agreement-facts.ts";
import { nameVersion } from "./agreement-versions.ts";
import { type Block, emptyParagraph, type Readable } from "./blocks.ts";
import { beginComments, comment, reply, settleComment, withdrawWords } from "./comments.ts";
import type { AgreementFacts, Decider, TextPoint } from "./facts.ts";
import type { DocumentId } from "./ids.ts";
import { giveTitle, type Kind, titleOf } from "./kind.ts";
import { type Bytes, firstBytes, readBlocks, whole, writeBlocks } from "./prose.ts";
import {
  beginSuggestions,
  keepOnce,
  leaveSuggestion,
  putBack,
  suggest,
  suggestAgain,
  takeSuggestion,
  withdrawWhy,
} from "./suggestions.ts";

export interface AgreementDraft extends FactsDraft {
  version: number;
  text: string;
}
export interface WrittenAgreement extends Readable {
  facts: AgreementFacts;
}

/** Where the words lie in the document; what the editor binds to. */
export const agreementText = ["text"] as const;

/**
 * A new agreement that already holds some words: imported, from a template, or made from another. It is one change, so
 * nothing of how those words came about is in it.
 */
export function draftAgreement(o: {
  id: DocumentId;
  title: string;
  blocks: readonly Block[];
  facts?: Partial<Omit<AgreementFacts, "otherSummaries">>;
}): Bytes {
  return firstBytes<AgreementDraft>(o.id, (draft) => {
    draft.version = agreement.version;
    draft.title = whole(o.title);
    writeBlocks(draft, [...agreementText], o.blocks.length > 0 ? o.blocks : [emptyParagraph]);
    writeFacts(draft, o.facts ?? {});
    beginComments(draft);
    beginSuggestions(draft);
  });
}

export function renameAgreement(draft: AgreementDraft, title: string): void {
  giveTitle(draft, title);
}

/** Writes what came of bringing it together with a newer text, and that this is now what it is made from. */
export function bringUp(
  draft: AgreementDraft,
  to: { title: string; summary: string; decides: Decider; blocks: readonly Block[]; base: TextPoint },
): "made-from-nothing" | null {
  const { from } = factsOf(draft);
  if (from === null) return "made-from-nothing";
  giveTitle(draft, to.title);
  summarise(draft, { summary: to.summary });
  sayWhoDecides(draft, to.decides);
  writeBlocks(draft, [...agreementText], to.blocks);
  return sayMadeFrom(draft, { ...from, base: to.base });
}

export const agreement = {
  // Still the first: what stands on top came later, each as a value of its own that may be absent. An app that does not
  // know it goes on writing in the words and leaves it as it is.
  version: 1,
  blank: ({ id, title }) => draftAgreement({ id, title, blocks: [] }),
  parse: (doc): WrittenAgreement => ({
    title: titleOf(doc),
    blocks: readBlocks(doc, [...agreementText]),
    facts: factsOf(doc),
  }),
  title: titleOf,
  // Its words are written through the editor, which holds the document itself.
  changes: {
    rename,
    summarise,
    sayWhoDecides,
    reviewBy,
    sayLanguage,
    sayMadeFrom,
    sayName,
    bringUp,
    nameVersion,
    comment,
    reply,
    settleComment,
    withdrawWords,
    suggest,
    takeSuggestion,
    putBack,
    leaveSuggestion,
    suggestAgain,
    keepOnce,
    withdrawWhy,
  },
  toReadable: (view) => view,
  upgrades: {},
} satisfies Kind<WrittenAgreement>;
