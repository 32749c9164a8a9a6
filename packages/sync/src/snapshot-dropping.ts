// Lets go of entries that are in a snapshot for good. What remains of each is that there was one: its number and hash,
// so that nobody can use the number again, and no gap is seen where there is none.
import { isSaved, type Note } from "./ledger.ts";
import type { Parts } from "./parts.ts";
import type { Storage } from "./ports.ts";

/** In one write. */
export const droppedPerWriteMax = 500;

export async function dropNotes(
  o: Pick<Parts, "ledger" | "shelf" | "partsHere"> & { storage: Storage },
  notes: readonly Note[],
): Promise<void> {
  const going = notes.filter(({ state, dropped }) => state === "applied" && !dropped);
  for (let at = 0; at < going.length; at += droppedPerWriteMax) {
    const some = going.slice(at, at + droppedPerWriteMax);
    const left = some.map((note): Note => ({ ...note, carries: isSaved(note) ? note.carries : [], dropped: true }));
    const parts = some.flatMap((note) => note.parts ?? []);
    const gone = [...some.map(({ kid, id }) => o.shelf.entryKey(kid, id)), ...parts.map(o.shelf.partKey)];
    const writes = [...gone.map((key) => ({ key, value: null })), ...left.map(o.shelf.noteWrite)];
    if (!(await o.storage.write(writes, "relaxed")).ok) return;
    for (const hash of parts) o.partsHere.delete(hash);
    for (const note of left) o.ledger.put({ ...note, at: o.ledger.get(note.id)?.at ?? note.at });
  }
}
