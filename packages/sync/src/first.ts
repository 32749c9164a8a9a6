// What the first screen needs of this package, and nothing that brings the engine with it.
export { isFresh } from "./fresh.ts";
export { readLastView } from "./last-view.ts";
export { type AppLock, freeTries, type LockFault, type NewLockFault, openLock } from "./lock.ts";
export { awaitKey, joinLockTabs, type LockChoices, type LockTabs } from "./lock-tabs.ts";
export { type Database, openPlace, type Place } from "./places.ts";
export { type FoundRest, findRest, type RestFault } from "./rest.ts";
export { openIdbStorage } from "./storage.ts";
