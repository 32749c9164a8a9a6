// Everything the workspace needs Automerge for, in one file that is loaded when first needed: a list can be shown and a
// text be read before it arrives.
import { type DocumentId, type Kind, type KindName, kinds } from "@fogata/domain";

export {
  ageOf,
  agreementFromMarkdown,
  agreementText,
  agreementToMarkdown,
  answerThere,
  askedFor,
  askFor,
  askNoMore,
  canonicalText,
  changesOf,
  changesSince,
  changeToMarkdown,
  decisionRecord,
  devicesSince,
  draftAgreement,
  factsOf,
  giveTitle,
  headsOf,
  kinds,
  list,
  listed,
  markdownLengthMax,
  pin,
  questionText,
  registerId,
  registerStart,
  relist,
  saying,
  sittingsOf,
  statementsOf,
  stepsOf,
  upgrade,
  versionsOf,
  withChanges,
} from "@fogata/domain";
export { instantOpen, instantSeal } from "@fogata/keys/instant";

/** The one there is of this kind in each circle, if it is such a kind. */
export function singleOf(kind: KindName): { id: DocumentId; start(): Uint8Array } | null {
  const of: Kind = kinds[kind];
  return of.single ?? null;
}

export { canonicalOf, findText, hashOfQuestion, hashOfWritten } from "./exact-point.ts";
export { startAgain, takeOff } from "./exits.ts";
export { createFiles } from "./files.ts";
export { createSaying } from "./questions-saying.ts";
export { comingTo, workOut } from "./questions-working-out.ts";
export { readAll } from "./reading.ts";
export { createSearch } from "./search/search.ts";
export { takeBackWords } from "./taking-back.ts";
