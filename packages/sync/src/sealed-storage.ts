// Seals every value before it rests on the device and opens it on the way back. A value is bound to its key, so that
// moving it elsewhere in the database is noticed like any other change. Keys stay readable: they are opaque ids.
import type { Primitives, RestKey } from "@fogata/keys";
import type { Bytes, Storage } from "./ports.ts";

export interface SealedStorage extends Storage {
  /** True once a value was found that does not open. From then on nothing is written: what cannot be read would be
   * taken for absent, and a counter taken for absent would start again. */
  corrupt(): boolean;
}

/** A value that does not open reads as null. `write` answers `corrupt` from then on. */
export function sealStorage(o: {
  p: Primitives;
  restKey: RestKey;
  storage: Storage;
  /** Put before every key; opaque ids only. */
  prefix?: string;
  /** True where values name themselves by content, so that writing beside a damaged one harms nothing. */
  writesOn?: boolean;
  /** Called with each key whose value does not open. */
  onCorrupt?: (key: string) => void;
}): SealedStorage {
  const { p, restKey, storage, prefix = "", writesOn = false } = o;
  let corrupt = false;

  async function open(key: string, sealed: Bytes): Promise<Bytes | null> {
    const plain = await p.restOpen(restKey, sealed, nameOf(key)).catch(() => null);
    if (plain === null) {
      corrupt = true;
      o.onCorrupt?.(key);
    }
    return plain;
  }
  return {
    async get(key) {
      const sealed = await storage.get(prefix + key);
      return sealed === null ? null : open(prefix + key, sealed);
    },
    async list(within) {
      const pairs = await storage.list(prefix + within);
      const opened = await Promise.all(
        pairs.map(async ({ key, value }) => ({ key: key.slice(prefix.length), value: await open(key, value) })),
      );
      return opened.filter((pair): pair is { key: string; value: Bytes } => pair.value !== null);
    },
    keys: async (within) => (await storage.keys(prefix + within)).map((key) => key.slice(prefix.length)),
    async write(writes, durability) {
      if (corrupt && !writesOn) return { ok: false, reason: "corrupt" };
      const sealed = await Promise.all(
        writes.map(async ({ key, value }) => ({
          key: prefix + key,
          value: value === null ? null : await p.restSeal(restKey, value, nameOf(prefix + key)),
        })),
      );
      // Sealing takes a moment in which a reading may have found damage.
      return corrupt && !writesOn ? { ok: false, reason: "corrupt" } : storage.write(sealed, durability);
    },
    close: () => storage.close(),
    corrupt: () => corrupt,
  };
}

const nameOf = (key: string) => new TextEncoder().encode(key);
