// Everything the workspace needs Automerge for, in one file that is loaded when first needed: a list can be shown and a
// text be read before it arrives.
export {
  agreement,
  agreementFromMarkdown,
  agreementText,
  agreementToMarkdown,
  draftAgreement,
  list,
  listed,
  readMarkdown,
  registerId,
  registerStart,
  relist,
  renameAgreement,
} from "@fogata/domain";
