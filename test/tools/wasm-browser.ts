// vitest setup for the browser project: fetches Automerge's WebAssembly once per page, as the app does.
import wasmUrl from "@automerge/automerge/automerge.wasm?url";
import { initializeWasm, isWasmInitialized } from "@automerge/automerge/slim";

// initializeWasm fetches an address given as text; its types only know the Request that fetch makes of it.
if (!isWasmInitialized()) await initializeWasm(wasmUrl as unknown as Request);
