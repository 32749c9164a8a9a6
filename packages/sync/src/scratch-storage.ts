// A store for one pass, gone with it: nothing of it touches the disk.
import type { Bytes, Storage } from "./ports.ts";

export function scratchStorage(): Storage {
  const held = new Map<string, Bytes>();
  const keysIn = (prefix: string) => [...held.keys()].filter((key) => key.startsWith(prefix)).sort();
  return {
    get: async (key) => held.get(key)?.slice() ?? null,
    list: async (prefix) => keysIn(prefix).map((key) => ({ key, value: held.get(key)!.slice() })),
    keys: async (prefix) => keysIn(prefix),
    async write(writes) {
      for (const { key, value } of writes) {
        if (value === null) held.delete(key);
        else held.set(key, value.slice());
      }
      return { ok: true, value: null };
    },
    close: async () => {},
  };
}
