export {
  entryBytesMax,
  ephBytesMax,
  openEntry,
  openEph,
  payloadBytesMax,
  peekEntry,
  sealEntry,
  sealEph,
} from "./envelope.ts";
export { newEpoch, openEpoch, openParents } from "./epoch.ts";
export { missingParents } from "./history.ts";
export { cardOf, deviceIdOf, newMemberId } from "./identity.ts";
export { epochKeys } from "./keyring.ts";
export { openLockbox, sealLockbox } from "./lockbox.ts";
export { mayWrite, resolve } from "./membership.ts";
export { foundCircle, readOp, signConsent, signOp } from "./operation.ts";
export { webPrimitives } from "./primitives.ts";
export * from "./types.ts";
