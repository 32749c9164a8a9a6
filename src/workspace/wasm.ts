// Automerge's WebAssembly, fetched and compiled once for the whole page. With the slim entry and `?url` there is one
// instance in the build and on the dev server alike; documents do not cross instances.
import wasmUrl from "@automerge/automerge/automerge.wasm?url";
import { initializeWasm } from "@automerge/automerge/slim";

let loading: Promise<void> | null = null;

/** Call before any other use of Automerge. After a failure (offline, on the very first visit) the next call tries again. */
export function wasmReady(): Promise<void> {
  // Given the URL it streams; the types know only of a Request, which it takes just as well.
  loading ??= initializeWasm(wasmUrl as unknown as Request).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
