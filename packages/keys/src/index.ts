// Who may read and write: bytes in, bytes out. README.md lists the rules by id.

export { alongLinkMax, openAlong, sealAlong } from "./along-letter.ts";
export {
  assemble,
  type Certificates,
  certificateTextOf,
  cutOf,
  groupWelcomeText,
  pauseText,
  policyText,
  recoveryText,
  removalText,
  signCertificate,
  signersOf,
  unseatText,
  verifyCertificate,
  whyHash,
} from "./certificate.ts";
export { type CircleLetter, letterKeysMax, openCircleLetter, sealCircleLetter } from "./circle-letter.ts";
export {
  entryBytesMax,
  ephBytesMax,
  openEntry,
  openEph,
  openUnsigned,
  peekEntry,
  sealEntry,
  sealEph,
} from "./envelope.ts";
export { payloadBytesMax } from "./envelope-inner.ts";
export { newEpoch, openEpoch, openParents } from "./epoch.ts";
export {
  assembleFounding,
  draftFounding,
  encodeFounding,
  type FoundingDraft,
  foundCircle,
  hasSigned,
  readFounding,
  signFounding,
} from "./founding.ts";
export { type FoundingWord, foundingWords, openFoundingWord, sealFoundingWord } from "./founding-letters.ts";
export { missingParents } from "./history.ts";
export { cardOf, deviceIdOf, newMemberId } from "./identity.ts";
export {
  admitBody,
  companionWordsMax,
  fourWords,
  type InvitationWish,
  type JoinProgress,
  type JoinReply,
  type JoinRequest,
  newInvitation,
  openInvitation,
  openReply,
  openRequest,
  sealReply,
  sealRequest,
} from "./invitation.ts";
export { agreementsChannel, agreementsMax, openAgreements, type UnderLink } from "./invitation-agreements.ts";
export { formatInvitation, type InvitationLink, type JoinsMember, parseInvitation } from "./invitation-link.ts";
export { epochKeys, epochOwner } from "./keyring.ts";
export { leavesToFollow } from "./leaves.ts";
export { openLockbox, sealLockbox } from "./lockbox.ts";
export { resolve } from "./membership.ts";
export { readOp, signConsent, signOp } from "./operation.ts";
export { nameLengthMax, opBytesMax, parentsMax, pauseMsMax } from "./operation-codec.ts";
export { webPrimitives } from "./primitives.ts";
export { type Principles, pauseAgainMs, principles, recoveryWaitMs, welcomesMax } from "./principles.ts";
export {
  openParcel,
  placeChannel,
  type RecoveryParcel,
  type RecoveryPlace,
  recoveryDevice,
  recoveryPlace,
  sealParcel,
} from "./recovery.ts";
export {
  type ReadWords,
  readRecoveryWords,
  recoveryWordCount,
  recoveryWords,
  suggestedPassphrase,
  type UnknownWord,
  type WordsFault,
} from "./recovery-words.ts";
export { type ChainEnd, noChain, type Place, placeOf } from "./sequence.ts";
export { canonical, isStatement, readStatement, signStatement, statementBytesMax, withoutWords } from "./statement.ts";
export * from "./types.ts";
export {
  type ClaimState,
  claimRipeAt,
  claimStateAt,
  deviceOf,
  mayWrite,
  pausedAt,
  rotationOwed,
  seatsOverAt,
  withheldAt,
} from "./views.ts";
export { askedToSign, neededFor } from "./voices.ts";
