// What a device holds its documents in: the engine's own repo over a sealed store, with only the disk in memory.
import "../../tools/wasm-node.ts";
import { type Primitives, type RestKey, webPrimitives } from "@fogata/keys";
import { inflatingHere } from "@fogata/keys/inflate";
import { type SealedStorage, sealStorage } from "@fogata/sync";
import { openDocuments } from "@fogata/sync/documents";
import { type MemoryStorage, memoryStorage } from "@fogata/sync/testing";

/** As the engine takes it. */
export const p: Primitives = inflatingHere(webPrimitives({ crypto: globalThis.crypto as Crypto }));
export const ref = { circle: "c0".repeat(16), doc: "d0".repeat(16) };

let devices = 0;

export interface Shelf {
  sealed: SealedStorage;
  /** As after a start: nothing is in memory. */
  documents(): ReturnType<typeof openDocuments>;
}
export async function newShelf(): Promise<Shelf> {
  return shelfOn(memoryStorage(), await p.newRestKey());
}

function shelfOn(storage: MemoryStorage, restKey: RestKey): Shelf {
  const sealed = sealStorage({ p, restKey, storage, writesOn: true });
  return {
    sealed,
    documents: () =>
      openDocuments({ p, storage: sealed, channelName: `bench-${devices++}`, deviceIn: () => "be".repeat(16) }),
  };
}
