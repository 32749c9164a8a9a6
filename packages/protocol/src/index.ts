export { chainInput, chainStart, channelIdInput, openChallenge, readEntryId, readEntrySlot } from "./challenge.ts";
export type { FrameFault, Result } from "./codec.ts";
export { decodeReply, decodeRequest, encodeReply, encodeRequest, liveOf } from "./codec.ts";
export * from "./limits.ts";
export * from "./messages.ts";
