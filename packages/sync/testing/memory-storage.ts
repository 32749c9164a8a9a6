// A store in memory that can lose power: what was not written strictly may be forgotten, always the latest first.
// For tests and the simulator; nothing of it reaches a product.
import type { Bytes, Cabinet, RawStorage, Result, Storage, StorageFault, Write } from "../src/ports.ts";

export interface MemoryStorage extends RawStorage {
  readonly cabinet: Cabinet;
  /** Writes that a power cut could still undo. */
  atRisk(): number;
  /** Cuts the power: of the writes at risk the first `kept` survive. Whoever had this store open finds it closed. */
  crash(kept?: number): MemoryStorage;
  /** Lets this many more transactions through; then the power goes, with nothing at risk kept, and `then` is told. */
  cutAfter(writes: number, then: () => void): void;
  /** Another tab's view of the same store. */
  again(): MemoryStorage;
  /** From now on writes are refused as a full disk would; `false` makes room again. */
  fill(full: boolean): void;
  /** Every byte stored, for tests that look for what should not be there or flip what is. */
  raw(): Map<string, Bytes>;
}

interface Disk {
  now: Map<string, Bytes>;
  /** What each write at risk replaced, oldest first. */
  undo: { key: string; before: Bytes | undefined }[][];
  cabinet: Map<string, unknown>;
  full: boolean;
  cut: { after: number; then(): void } | null;
  /** Raised by a power cut: whoever opened the store before finds it closed. */
  power: number;
}

export function memoryStorage(): MemoryStorage {
  return openDisk({ now: new Map(), undo: [], cabinet: new Map(), full: false, cut: null, power: 0 });
}

function openDisk(disk: Disk): MemoryStorage {
  const power = disk.power;
  let closedHere = false;
  const closed = () => closedHere || power !== disk.power;
  const keysIn = (prefix: string) =>
    closed() ? [] : [...disk.now.keys()].filter((key) => key.startsWith(prefix)).sort();

  function powerOff(kept: number): void {
    while (disk.undo.length > kept) {
      for (const { key, before } of disk.undo.pop()!.reverse()) {
        if (before === undefined) disk.now.delete(key);
        else disk.now.set(key, before);
      }
    }
    disk.undo.length = 0;
    disk.power++;
  }
  function put(writes: Write[], durability: "strict" | "relaxed"): Result<null, StorageFault> {
    if (closed()) return { ok: false, reason: "closed" };
    if (disk.full && writes.some((write) => write.value !== null)) return { ok: false, reason: "full" };
    if (disk.cut && disk.cut.after-- === 0) {
      const { then } = disk.cut;
      disk.cut = null;
      powerOff(0);
      then();
      return { ok: false, reason: "closed" };
    }
    const undo: Disk["undo"][number] = [];
    for (const { key, value } of writes) {
      undo.push({ key, before: disk.now.get(key) });
      if (value === null) disk.now.delete(key);
      else disk.now.set(key, value.slice());
    }
    if (durability === "strict") disk.undo.length = 0;
    else disk.undo.push(undo);
    return { ok: true, value: null };
  }

  const storage: Storage = {
    get: async (key) => (closed() ? null : (disk.now.get(key)?.slice() ?? null)),
    list: async (prefix) => keysIn(prefix).map((key) => ({ key, value: disk.now.get(key)!.slice() })),
    keys: async (prefix) => keysIn(prefix),
    write: async (writes, durability) => put(writes, durability),
    close: async () => {
      closedHere = true;
    },
  };
  return {
    ...storage,
    guarded: (key, value) => ({
      ...storage,
      write: async (writes, durability) =>
        same(disk.now.get(key) ?? null, value) ? put(writes, durability) : { ok: false, reason: "closed" },
    }),
    cabinet: {
      get: async (name) => disk.cabinet.get(name),
      keep: async (name, value) => {
        if (!disk.cabinet.has(name)) disk.cabinet.set(name, value);
        return disk.cabinet.get(name) as typeof value;
      },
      swap: async (name, next) => {
        const value = next(disk.cabinet.get(name));
        if (value === undefined) return "left";
        if (disk.full || !put([], "strict").ok) return "failed";
        disk.cabinet.set(name, structuredClone(value));
        return "written";
      },
    },
    atRisk: () => disk.undo.length,
    crash(kept = 0) {
      powerOff(kept);
      return openDisk(disk);
    },
    cutAfter(after, then) {
      disk.cut = { after, then };
    },
    again: () => openDisk(disk),
    fill(full) {
      disk.full = full;
    },
    raw: () => disk.now,
  };
}

function same(a: Bytes | null, b: Bytes | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
