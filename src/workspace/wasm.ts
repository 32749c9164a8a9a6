// Starts Automerge, once for the whole page. With the slim entry and `?url` there is one instance in the build and on the
// dev server alike; documents do not cross instances.
import { initializeWasm } from "@automerge/automerge/slim";

let starting: Promise<void> | null = null;

/** Call before any other use of Automerge. After a failure the next call may come with another try at the module. */
export function startWasm(module: Promise<WebAssembly.Module>): Promise<void> {
  // Its types know only the bytes; the compiled module is what it makes of them.
  starting ??= initializeWasm(module as unknown as Promise<Uint8Array>).catch((error: unknown) => {
    starting = null;
    throw error;
  });
  return starting;
}
