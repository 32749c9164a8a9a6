export { mix as modelHash } from "./model-hash.ts";
export { modelPrimitives } from "./model-primitives.ts";
export { addressOf, Log, type Person, person } from "./story.ts";
