// What comes after the first screen, and when each of it is asked for: first what this very page is about, then what it
// may need next. On a slow line everything that is asked for too early makes something else late.
import { writingPath } from "./address.ts";
import { wasmModule } from "./workspace/wasm-file.ts";

export const loadInner = () => import("./inner.ts");

/** Both at once: the WebAssembly streams while the code that stands on it arrives. */
export async function loadDocuments() {
  const module = wasmModule();
  const [part] = await Promise.all([import("./documents.ts"), module]);
  await part.startWasm(module);
  return part;
}

export const isForWriting = (path: string): boolean => writingPath.test(path);

/** Asks at once for all that writing takes. What cannot be had is said by whoever needs it. */
export async function askForWriting(): Promise<void> {
  const all = [loadDocuments(), loadInner(), import("./features/agreement/editor/AgreementEditor.tsx")];
  await Promise.allSettled(all);
}

/** After the first screen has been drawn. A page that is not shown draws nothing, so it does not wait for that. */
export function drawn(): Promise<void> {
  if (document.visibilityState !== "visible") return Promise.resolve();
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
