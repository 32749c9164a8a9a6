// Everything the workspace needs Automerge for, in one file that is loaded when first needed: a list can be shown and a
// text be read before it arrives.
export {
  ageOf,
  agreement,
  agreementFromMarkdown,
  agreementText,
  agreementToMarkdown,
  changesSince,
  draftAgreement,
  headsOf,
  list,
  listed,
  markdownLengthMax,
  readMarkdown,
  registerId,
  registerStart,
  relist,
  renameAgreement,
  upgrade,
  withChanges,
} from "@fogata/domain";
export { instantOpen, instantSeal } from "@fogata/keys/instant";
