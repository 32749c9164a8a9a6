// A document as a Solid store. Each change takes a snapshot through a domain view and reconciles it by id, so only what
// differs re-runs. Automerge's own objects never enter a store: a proxy around them would break both.
import type { DocumentHandle, Off } from "@fogata/sync";
import { createStore, reconcile, type Store } from "solid-js/store";

export interface DocumentStore<View> {
  value: Store<View>;
  /** Shows plain data, for the time until the document is there. */
  show(view: View): void;
  /** Shows the document from now on. `view` makes plain data of it and never throws, as domain views promise. */
  follow(handle: DocumentHandle, view: (doc: unknown) => View): Off;
}

export function createDocumentStore<View extends object>(initial: View): DocumentStore<View> {
  const [value, setValue] = createStore<View>(initial);
  const show = (view: View) => setValue(reconcile(view, { key: "id" }));
  return {
    value,
    show,
    follow(handle, view) {
      show(view(handle.doc()));
      // Snapshots, not patches: a patch can point into a value that lost a conflict, or into a block marker.
      return onChange(handle, () => show(view(handle.doc())));
    },
  };
}

/** Listens until called off. A listener that threw would silence the ones after it, the editor's among them. */
export function onChange(handle: DocumentHandle, changed: () => void): Off {
  const listener = () => {
    try {
      changed();
    } catch (error) {
      reportError(error);
    }
  };
  handle.on("change", listener);
  return () => handle.off("change", listener);
}
