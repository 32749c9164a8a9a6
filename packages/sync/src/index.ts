export { createClient } from "./client.ts";
export * from "./client.types.ts";
export * from "./device.types.ts";
export * from "./ports.ts";
