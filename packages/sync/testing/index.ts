export { createWorkingGroups } from "../src/circles.ts";
export { type CircleRules, circleRules } from "../src/circles-tending.ts";
export { type Rules, rules } from "../src/rules.ts";
export { joinParts, readPartList } from "../src/snapshot-parts.ts";
export { rollsAt, spokenIn } from "../src/spoken.ts";
export { aloneMax } from "../src/trials.ts";
export * from "./memory-locks.ts";
export * from "./memory-storage.ts";
export * from "./storage.contract.ts";
