export type { Conn, CoreOptions, Effect, RelayCore, RelayEvent } from "./relay.ts";
export { commitDelayMs, createRelayCore } from "./relay.ts";
export type { RelayLimits, RelayOptions, RunningRelay } from "./start.ts";
export { defaultLimits, protocolLimits, startRelay } from "./start.ts";
export type { Answer, Change, ChannelRow, Command, EntryRow, Loaded, Store } from "./store.ts";
export { openLevelStore } from "./store-level.ts";
export type { MemoryStore } from "./store-memory.ts";
export { createMemoryStore } from "./store-memory.ts";
export { sha256, verify } from "./verify.ts";
