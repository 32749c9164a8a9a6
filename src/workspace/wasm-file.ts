// Automerge's WebAssembly: asked for before the code that stands on it has arrived, and compiled while it streams in.
import wasmUrl from "@automerge/automerge/automerge.wasm?url";

let compiling: Promise<WebAssembly.Module> | null = null;

/** Once for the whole page. After a failure (offline, on the very first visit) the next call tries again. */
export function wasmModule(): Promise<WebAssembly.Module> {
  compiling ??= WebAssembly.compileStreaming(fetch(wasmUrl)).catch((error: unknown) => {
    compiling = null;
    throw error;
  });
  return compiling;
}
