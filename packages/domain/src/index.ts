// What a group holds together, as pure functions: no clock, no crypto, no network.
export { type AgreementDraft, agreement, agreementText, draftAgreement, renameAgreement } from "./agreement.ts";
export {
  type Block,
  type BlockType,
  emptyParagraph,
  type HeadingLevel,
  indentMax,
  type Link,
  parseReadable,
  plainText,
  type Readable,
  type Run,
  readingMinutes,
  safeHref,
  wordCount,
} from "./blocks.ts";
export { type DocumentId, documentIdFrom, parseDocumentId, parseTitle, titleLengthMax } from "./ids.ts";
export { ageOf, type Kind, upgrade, versionOf } from "./kind.ts";
export { type KindName, kinds, parseKindName } from "./kinds.ts";
export { agreementFromMarkdown, markdownLengthMax, readMarkdown } from "./markdown.ts";
export { agreementToMarkdown, writeMarkdown } from "./markdown-write.ts";
export { changesSince, headsOf, markSpread, readBlocks, withChanges, writeBlocks } from "./prose.ts";
export {
  byTitle,
  type Listed,
  list,
  listed,
  type RegisterDraft,
  registerId,
  registerStart,
  relist,
} from "./register.ts";
