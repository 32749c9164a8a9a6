export { type Attack, attacks, type Plot } from "./attacks.ts";
export { busyLog } from "./busy.ts";
export { chance, oneOf, type Pick, shuffled } from "./chance.ts";
export { mix as modelHash } from "./model-hash.ts";
export { modelPrimitives } from "./model-primitives.ts";
export { addressOf, type Invitation, Log, type Person, person } from "./story.ts";
export { summaryOf } from "./summary.ts";
