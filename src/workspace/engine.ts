// Everything the workspace needs Automerge for, in one file that is loaded when first needed: a list can be shown and a
// text be read before it arrives.
export {
  ageOf,
  agreement,
  agreementFromMarkdown,
  agreementText,
  agreementToMarkdown,
  draftAgreement,
  list,
  listed,
  markdownLengthMax,
  readMarkdown,
  registerId,
  registerStart,
  relist,
  renameAgreement,
  upgrade,
} from "@fogata/domain";
