// What the first screen needs of this package, and nothing that brings the engine with it.
export { readLastView } from "./last-view.ts";
export { openIdbStorage } from "./storage.ts";
