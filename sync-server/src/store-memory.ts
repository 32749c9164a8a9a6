// A store in memory, for tests and simulations: it can run full, and it forgets what was not synced when it crashes.
import { readEntryId } from "@fogata/protocol";
import { keyOf } from "./log.ts";
import type { Answer, Change, ChannelRow, Command, EntryRow, Loaded, Store } from "./store.ts";

interface Kept {
  entries: EntryRow[];
  blobs: Map<string, Uint8Array>;
}

export interface MemoryStore extends Store {
  /** The same as `perform`, at once. */
  performNow(command: Command): Answer;
  /** Takes the writes in, as an operating system does, and promises nothing. */
  begin(changes: Change[]): void;
  /** What was begun is now on the disk. False, and none of it, if it does not fit. */
  sync(): boolean;
  /** Forgets what was begun and not synced. */
  crash(): void;
  /** All of it gone, as when somebody replaces the disk. */
  wipe(): void;
  /** Room on the disk for entries and blobs. */
  bytesMax: number;
}

export function createMemoryStore(): MemoryStore {
  let relayKey: Uint8Array | null = null;
  let bytes = 0;
  const channels = new Map<string, ChannelRow>();
  const gone = new Map<string, Uint8Array>();
  const logs = new Map<string, Kept>();
  let begun: Change[][] = [];

  const logOf = (gen: Uint8Array): Kept => {
    const key = keyOf(gen);
    const log = logs.get(key) ?? { entries: [], blobs: new Map() };
    logs.set(key, log);
    return log;
  };

  function apply(change: Change): void {
    if (change.type === "relayKey") relayKey = change.key.slice();
    else if (change.type === "channel") channels.set(keyOf(change.row.id), { ...change.row });
    else if (change.type === "entries") {
      // Copies: a store that keeps views keeps whole frames.
      for (const row of change.rows) logOf(change.gen).entries[row.seq - 1] = { ...row, bytes: row.bytes.slice() };
    } else if (change.type === "blob") logOf(change.gen).blobs.set(keyOf(change.hash), change.bytes.slice());
    else {
      channels.delete(keyOf(change.id));
      logs.delete(keyOf(change.gen));
      gone.set(keyOf(change.id), change.id.slice());
    }
    bytes += sizeOf(change);
  }

  const store: MemoryStore = {
    bytesMax: Number.POSITIVE_INFINITY,
    async load(): Promise<Loaded> {
      return { relayKey, channels: [...channels.values()].map((row) => ({ ...row })), gone: [...gone.values()] };
    },
    async perform(command) {
      return store.performNow(command);
    },
    performNow(command) {
      if (command.type === "find") {
        const entries = command.logs.map((gen) => logs.get(keyOf(gen))?.entries ?? []);
        const ids = entries.map((rows) => Buffer.concat(rows.map((row) => readEntryId(row.bytes)!)));
        const blobs = command.blobs.map(({ gen, hash }) => logs.get(keyOf(gen))?.blobs.get(keyOf(hash)));
        return { type: "found", ids, sizes: blobs.map((blob) => blob?.length ?? null) };
      }
      if (command.type === "blob") {
        const blob = logs.get(keyOf(command.gen))?.blobs.get(keyOf(command.hash));
        return { type: "blob", bytes: blob ?? null };
      }
      if (command.type === "read") {
        const entries = logs.get(keyOf(command.gen))?.entries ?? [];
        return { type: "rows", chain: entries[command.after - 1]?.chain ?? null, rows: readRows(entries, command) };
      }
      store.begin(command.changes);
      return store.sync() ? { type: "written" } : { type: "failed" };
    },
    begin(changes) {
      begun.push(changes);
    },
    sync() {
      const changes = begun.flat();
      begun = [];
      if (bytes + changes.reduce((sum, change) => sum + sizeOf(change), 0) > store.bytesMax) return false;
      for (const change of changes) apply(change);
      return true;
    },
    crash() {
      begun = [];
    },
    wipe() {
      relayKey = null;
      bytes = 0;
      for (const map of [channels, gone, logs]) map.clear();
      begun = [];
    },
    async close() {},
  };
  return store;
}

function sizeOf(change: Change): number {
  if (change.type === "entries") return change.rows.reduce((sum, row) => sum + row.bytes.length, 0);
  return change.type === "blob" ? change.bytes.length : 0;
}

function readRows(entries: EntryRow[], o: Command & { type: "read" }): EntryRow[] {
  const rows: EntryRow[] = [];
  let bytes = 0;
  for (const row of entries.slice(o.after, Math.min(o.to, o.after + o.rowsMax))) {
    bytes += row.bytes.length;
    if (rows.length > 0 && bytes > o.bytesMax) break;
    rows.push(row);
  }
  return rows;
}
