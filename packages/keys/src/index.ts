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
export { cardOf, deviceIdOf, newMemberId } from "./identity.ts";
export { epochKeys } from "./keyring.ts";
export { webPrimitives } from "./primitives.ts";
export * from "./types.ts";
