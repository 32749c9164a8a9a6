// S135 What a document holds in memory is never put back to what the storage holds. automerge-repo (2.5) reads a
// document once for whoever opens it and once more for another tab that speaks of it meanwhile; the later reading takes
// the place of the document, and of the words typed in between. From the first reading on, what takes a document's
// place is brought into it instead.
import * as A from "@automerge/automerge/slim";

/** As much of a handle of the library as is used. */
interface Updated {
  update(change: (doc: A.Doc<unknown>) => A.Doc<unknown>): void;
}

/** Gives back a step that may be taken with a handle any number of times. */
export function keepingWords(): (handle: Updated | undefined) => void {
  const kept = new WeakSet<Updated>();
  return (handle) => {
    if (handle === undefined || kept.has(handle)) return;
    kept.add(handle);
    const update = handle.update.bind(handle);
    handle.update = (change) => update((doc) => withAll(doc, change(doc)));
  };
}

/** `next`, unless it lacks something of `doc`: then `doc`, under the name it is written in here, with all of both. */
function withAll(doc: A.Doc<unknown>, next: A.Doc<unknown>): A.Doc<unknown> {
  return A.hasHeads(next, A.getHeads(doc)) ? next : A.merge(doc, next);
}
