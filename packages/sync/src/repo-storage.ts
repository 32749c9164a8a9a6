// automerge-repo's storage interface over the sealed storage. With each save of a document goes a mark, in one
// transaction, that there is something the leader may not have taken along yet. What finds no room is kept in memory
// and tried again, because the library forgets what it believes saved.
import type { Chunk, StorageAdapterInterface, StorageKey } from "@automerge/automerge-repo/slim";
import { touchedWrite } from "./documents.ts";
import type { Bytes, DocRef, Write } from "./ports.ts";
import type { SealedStorage } from "./sealed-storage.ts";

/** A part of a document as the library keeps it. */
export interface PartName {
  id: string;
  type: "snapshot" | "incremental";
  name: string;
  size: number;
}
export interface StoredPart extends PartName {
  data: Bytes;
}

export interface RepoStorage extends StorageAdapterInterface {
  has(id: string): Promise<boolean>;
  /** Another one whenever something else is stored of this document. */
  stamp(id: string): Promise<string>;
  /** A stored part of this document does not open. */
  isCorrupt(id: string): boolean;
  /** Removes the parts that do not open. */
  mend(id: string): Promise<void>;
  /** The parts of this document that open, whole ones first. */
  parts(id: string): Promise<StoredPart[]>;
  /** In one transaction. Nothing of it was written in this tab, so nothing is marked. */
  putParts(add: readonly StoredPart[], drop: readonly PartName[]): Promise<boolean>;
  /** Writes what found no room before. True when nothing is left unwritten. */
  settled(): Promise<boolean>;
}

/** Of each part's name: enough to tell any two states of one document apart. */
const stampLetters = 8;
const prefix = "repo/";
const keyOf = (key: StorageKey) => prefix + key.join("/");
const under = (keyPrefix: StorageKey) => `${keyOf(keyPrefix)}/`;

export function repoStorage(
  storage: SealedStorage,
  {
    refOf,
    gone,
    onLoad,
  }: {
    refOf: (id: string) => DocRef | undefined;
    /** Documents that were erased; of them nothing more is written. */
    gone: ReadonlySet<string>;
    /** The library begins to read this document. */
    onLoad: (id: string) => void;
  },
): RepoStorage {
  const corrupt = new Set<string>();
  const unwritten = new Map<string, Write[]>();

  async function write(name: string, writes: Write[]): Promise<boolean> {
    const done = await storage.write(writes, "relaxed");
    if (done.ok) unwritten.delete(name);
    else unwritten.set(name, writes);
    return done.ok;
  }
  async function loadRange(keyPrefix: StorageKey): Promise<Chunk[]> {
    // Compared, not only listed: a part that does not open is left out of the list, and that must not go unnoticed.
    const keys = await storage.keys(under(keyPrefix));
    const pairs = await storage.list(under(keyPrefix));
    const read = new Set(pairs.map(({ key }) => key));
    if (keys.some((key) => !read.has(key)) && (await storage.keys(under(keyPrefix))).some((key) => !read.has(key)))
      corrupt.add(keyPrefix[0]!);
    return pairs.map(({ key, value }) => ({ key: key.slice(prefix.length).split("/"), data: value }));
  }
  return {
    load: async (key) => (await storage.get(keyOf(key))) ?? undefined,

    loadRange(keyPrefix) {
      onLoad(keyPrefix[0]!);
      return loadRange(keyPrefix);
    },

    async save(key, data) {
      const [id, , name] = key as [string, string?, string?];
      if (gone.has(id)) return;
      const ref = refOf(id);
      const writes: Write[] = [{ key: keyOf(key), value: data }];
      if (ref && name) writes.push(touchedWrite(ref, name));
      await write(keyOf(key), writes);
    },

    async remove(key) {
      await write(keyOf(key), [{ key: keyOf(key), value: null }]);
    },

    async removeRange(keyPrefix) {
      const keys = await storage.keys(under(keyPrefix));
      await write(
        under(keyPrefix),
        keys.map((key) => ({ key, value: null })),
      );
    },

    has: async (id) => (await storage.keys(under([id]))).length > 0,
    // Parts are named by what is in them.
    stamp: async (id) =>
      (await storage.keys(under([id])))
        .map((key) => key.slice(-stampLetters))
        .sort()
        .join(""),
    async mend(id) {
      const keys = await storage.keys(under([id]));
      const read = new Set((await storage.list(under([id]))).map(({ key }) => key));
      const damaged = keys.filter((key) => !read.has(key));
      await write(
        `${under([id])}mended`,
        damaged.map((key) => ({ key, value: null })),
      );
      corrupt.delete(id);
    },
    async parts(id) {
      const chunks = await loadRange([id]);
      const parts = chunks.map(({ key, data }) => ({
        id,
        type: key[1],
        name: key[2]!,
        size: data!.length,
        data: data!,
      }));
      const ofType = (type: PartName["type"]) => parts.filter((part): part is StoredPart => part.type === type);
      return [...ofType("snapshot"), ...ofType("incremental")];
    },
    async putParts(add, drop) {
      const keyOfPart = ({ id, type, name }: PartName) => keyOf([id, type, name]);
      const written = await storage.write(
        [
          ...add.map((part) => ({ key: keyOfPart(part), value: part.data })),
          ...drop.map((part) => ({ key: keyOfPart(part), value: null })),
        ],
        "relaxed",
      );
      return written.ok;
    },
    isCorrupt: (id) => corrupt.has(id),

    async settled() {
      for (const [name, writes] of [...unwritten]) if (!(await write(name, writes))) return false;
      return true;
    },
  };
}
