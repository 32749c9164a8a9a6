// The device's database: bytes by text key, and a cabinet for keys that cannot be exported. The only file that knows
// of IndexedDB. Seals nothing itself (sealed-storage.ts does), deletes nothing it cannot read.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, wrap } from "idb";
import type { Bytes, Cabinet, RawStorage, Result, Storage, StorageFault, Write } from "./ports.ts";

export type OpenFault = "storage-newer" | "storage-blocked" | "storage-corrupt";

interface Schema extends DBSchema {
  bytes: { key: string; value: Bytes };
  cabinet: { key: string; value: unknown };
}
type Writing = IDBPTransaction<Schema, "bytes"[], "readwrite">;

const databaseVersion = 1;

/** Opens (or makes) the database of one device. A newer app's database is left as it is. */
export async function openIdbStorage(
  name: string,
  idbFactory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<Result<{ storage: RawStorage; cabinet: Cabinet }, OpenFault>> {
  if (idbFactory === undefined) return { ok: false, reason: "storage-blocked" };
  try {
    const opening = idbFactory.open(name, databaseVersion);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("bytes");
      opening.result.createObjectStore("cabinet");
    };
    const database = (await wrap(opening)) as unknown as IDBPDatabase<Schema>;
    // A newer app in another tab wants to upgrade: give way at once, or it waits for ever.
    database.onversionchange = () => database.close();
    return { ok: true, value: { storage: idbStorage(database), cabinet: idbCabinet(database) } };
  } catch (error) {
    return { ok: false, reason: openFault(error) };
  }
}

function idbStorage(database: IDBPDatabase<Schema>): RawStorage {
  async function write(
    writes: Write[],
    durability: "strict" | "relaxed",
    mayWrite?: (tx: Writing) => Promise<boolean>,
  ) {
    try {
      const tx = database.transaction(["bytes"], "readwrite", { durability });
      // A rejection of `done` is reported by the catch below; unheard, it would surface as an error of the page.
      tx.done.catch(() => {});
      if (mayWrite && !(await mayWrite(tx))) {
        tx.abort();
        return { ok: false, reason: "closed" } as const;
      }
      const store = tx.objectStore("bytes");
      for (const { key, value } of writes) {
        const step = value === null ? store.delete(key) : store.put(value.slice(), key);
        step.catch(() => {});
      }
      await tx.done;
      return { ok: true, value: null } as const;
    } catch (error) {
      return { ok: false, reason: writeFault(error) } as const;
    }
  }
  const storage: Storage = {
    get: async (key) => (await reading(() => database.get("bytes", key))) ?? null,
    keys: async (prefix) => (await reading(() => database.getAllKeys("bytes", range(prefix)))) ?? [],
    async list(prefix) {
      const both = await reading(() => {
        const store = database.transaction("bytes").store;
        return Promise.all([store.getAllKeys(range(prefix)), store.getAll(range(prefix))]);
      });
      if (!both) return [];
      const [keys, values] = both;
      return keys.map((key, i) => ({ key, value: values[i]! }));
    },
    write: (writes, durability) => write(writes, durability),
    close: async () => database.close(),
  };
  return {
    ...storage,
    guarded: (key, value) => ({
      ...storage,
      write: (writes, durability) =>
        write(writes, durability, async (tx) => same((await tx.objectStore("bytes").get(key)) ?? null, value)),
    }),
  };
}

function idbCabinet(database: IDBPDatabase<Schema>): Cabinet {
  return {
    get: (name) => reading(() => database.get("cabinet", name)),
    async keep(name, value) {
      try {
        const tx = database.transaction("cabinet", "readwrite", { durability: "strict" });
        tx.done.catch(() => {});
        const there = await tx.store.get(name);
        if (there === undefined) await tx.store.put(value, name);
        await tx.done;
        return (there ?? value) as typeof value;
      } catch {
        return null;
      }
    },
    async swap(name, next) {
      try {
        const tx = database.transaction("cabinet", "readwrite", { durability: "strict" });
        tx.done.catch(() => {});
        const value = next(await tx.store.get(name));
        if (value !== undefined) await tx.store.put(value, name);
        await tx.done;
        return value === undefined ? "left" : "written";
      } catch {
        return "failed";
      }
    },
  };
}

/** A store that was closed under us, or whose file is damaged, has nothing to give; the next write says why. */
async function reading<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}

/** IndexedDB compares keys by code unit, so the prefix with its last unit raised by one is the first key outside. */
function range(prefix: string): IDBKeyRange | undefined {
  if (prefix === "") return undefined;
  const last = prefix.charCodeAt(prefix.length - 1);
  return IDBKeyRange.bound(prefix, prefix.slice(0, -1) + String.fromCharCode(last + 1), false, true);
}

function openFault(error: unknown): OpenFault {
  const name = error instanceof DOMException || error instanceof Error ? error.name : "";
  if (name === "VersionError") return "storage-newer";
  return name === "SecurityError" || name === "InvalidStateError" ? "storage-blocked" : "storage-corrupt";
}

function writeFault(error: unknown): StorageFault {
  const name = error instanceof DOMException || error instanceof Error ? error.name : "";
  if (name === "QuotaExceededError") return "full";
  return name === "InvalidStateError" || name === "AbortError" ? "closed" : "corrupt";
}

function same(a: Bytes | null, b: Bytes | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
