// All that stands on Automerge, in one file of script in the build. Nothing in it is of use before `startWasm`.
export { openDocuments } from "@fogata/sync/documents";
export * from "./workspace/engine.ts";
export { startWasm } from "./workspace/wasm.ts";
