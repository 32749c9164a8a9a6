// The disk of one simulated device. Strict writes are down when they return; relaxed ones may be lost by a power cut,
// the latest first. A write can also be the moment at which the power goes.
import type { Storage, Write } from "@fogata/sync";
import type { World } from "./world.ts";

export interface Disk {
  /** The storage as one process sees it: once `alive` is false its calls never come back. */
  open(process: { alive: boolean }): Storage;
  /** What a power cut leaves: everything synced and, of the rest, the older part. */
  powerCut(): void;
  /** The power goes at the `n`th write from now. */
  cutAt(n: number, cut: () => void): void;
  get(key: string): Uint8Array | undefined;
  keys(prefix: string): string[];
  onWrite(seen: (writes: readonly Write[]) => void): void;
}

export function createDisk(world: World): Disk {
  const synced = createFolders();
  let view = createFolders();
  let pending: (readonly Write[])[] = [];
  let cut: { left: number; now: () => void } | null = null;
  let seen: (writes: readonly Write[]) => void = () => {};
  const never = new Promise<never>(() => {});

  const sorted = (prefix: string) => view.keys(prefix);

  return {
    get: (key) => view.get(key),
    keys: sorted,
    onWrite: (listener) => {
      seen = listener;
    },
    cutAt(n, now) {
      cut = { left: n, now };
    },
    powerCut() {
      cut = null;
      const kept = world.chance.below(pending.length + 1);
      if (kept < pending.length) world.count("relaxed writes lost");
      for (const writes of pending.slice(0, kept)) apply(synced, writes);
      pending = [];
      view = synced.copy();
    },
    open: (process) => ({
      get: async (key) => (process.alive ? (view.get(key) ?? null) : never),
      keys: async (prefix) => (process.alive ? sorted(prefix) : never),
      list: async (prefix) => (process.alive ? sorted(prefix).map((key) => ({ key, value: view.get(key)! })) : never),
      async write(writes, durability) {
        if (!process.alive) return never;
        const goes = cut !== null && --cut.left <= 0 ? cut.now : null;
        // The power can go just before the write or just after it; the process learns of neither.
        if (goes && world.chance.often(0.5)) {
          world.count("cut before a write");
          goes();
          return never;
        }
        seen(writes);
        apply(view, writes);
        pending.push(writes);
        if (durability === "strict") {
          for (const waited of pending) apply(synced, waited);
          pending = [];
        }
        if (goes) {
          world.count("cut after a write");
          goes();
          return never;
        }
        return { ok: true, value: null };
      },
      async close() {},
    }),
  };
}

function apply(to: Folders, writes: readonly Write[]): void {
  for (const { key, value } of writes) to.set(key, value);
}

interface Folders {
  get(key: string): Uint8Array | undefined;
  set(key: string, value: Uint8Array | null): void;
  /** Sorted. */
  keys(prefix: string): string[];
  copy(): Folders;
}
type Folder = Map<string, Uint8Array>;

/** Values by key, those with one beginning together: what is asked for is nearly always a whole folder. */
function createFolders(folders = new Map<string, Folder>()): Folders {
  const nameOf = (key: string) => key.slice(0, key.lastIndexOf("/") + 1);
  return {
    get: (key) => folders.get(nameOf(key))?.get(key),
    set(key, value) {
      const name = nameOf(key);
      const folder: Folder = folders.get(name) ?? new Map();
      folders.set(name, folder);
      if (value === null) folder.delete(key);
      else folder.set(key, value);
    },
    keys(prefix) {
      const found: string[] = [];
      for (const [name, folder] of folders) {
        const isWhole = name.startsWith(prefix);
        if (isWhole || prefix.startsWith(name))
          for (const key of folder.keys()) if (isWhole || key.startsWith(prefix)) found.push(key);
      }
      return found.sort();
    },
    copy: () => createFolders(new Map([...folders].map(([name, folder]) => [name, new Map(folder)]))),
  };
}
