// What a group holds together, as pure functions: no clock, no crypto, no network.

export {
  type AgreementDraft,
  agreement,
  agreementText,
  draftAgreement,
  renameAgreement,
  type WrittenAgreement,
} from "./agreement.ts";
export { factsOf } from "./agreement-facts.ts";
export { type NamedVersion, versionsOf } from "./agreement-versions.ts";
export { type AskedFor, answerThere, askedFor, askFor, askNoMore } from "./asked-for.ts";
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
export {
  type Comment,
  commentLengthMax,
  commentPassages,
  commentsOf,
  type Reply,
  wordsNow,
} from "./comments.ts";
export { addDays, type Day, daysBetween, parseDay } from "./days.ts";
export * from "./decision/index.ts";
export {
  type AgreementFacts,
  type Decider,
  type MadeFrom,
  parseAgreementFacts,
  parseLanguage,
  summaryLengthMax,
  type TextPoint,
} from "./facts.ts";
export {
  byTitle,
  type CircleId,
  type DocumentId,
  documentIdFrom,
  parseCircleId,
  parseDocumentId,
  parseTitle,
  titleLengthMax,
} from "./ids.ts";
export { type Act, ageOf, giveTitle, type Kind, type Tell, upgrade, versionOf } from "./kind.ts";
export { type ChangesOf, type CopyWords, type KindName, kinds, parseKindName, type ViewOf } from "./kinds.ts";
export { agreementFromMarkdown, markdownLengthMax, readMarkdown } from "./markdown.ts";
export { agreementToMarkdown, writeMarkdown } from "./markdown-write.ts";
export { type Mention, mentionsIn, nameBegun, type SaidPart, saidParts } from "./mentions.ts";
export {
  asItStood,
  type Change,
  changesOf,
  changesSince,
  headsOf,
  markSpread,
  readBlocks,
  type Step,
  stepsOf,
  withChanges,
  writeBlocks,
} from "./prose.ts";
export {
  type Listed,
  list,
  listed,
  pin,
  type RegisterDraft,
  registerId,
  registerStart,
  relist,
  type ToList,
} from "./register.ts";
export * from "./review/index.ts";
export type { SaidBy } from "./said.ts";
export {
  inOneClause,
  type Suggestion,
  suggestedNow,
  suggestionLengthMax,
  suggestionsOf,
  type Verdict,
  type Verdicted,
  type Weight,
  weights,
} from "./suggestions.ts";
export { type LabelledValue, parseValueLabel, theValue, type ValueLabel, valueLabels, valuesIn } from "./values.ts";
