export { modelPrimitives } from "./model-primitives.ts";
