// A store in memory, for tests and simulations: it can run full, and it forgets what was not synced when it crashes.
import { readEntryId } from "@fogata/protocol";
import { keyOf } from "./bytes.ts";
import { isHidden } from "./snaps.ts";
import type { Answer, Change, ChannelRow, Command, EntryRow, IdRun, Loaded, SnapRow, Store } from "./store.ts";

interface Kept {
  /** By place − 1; null where one was erased. */
  entries: (EntryRow | null)[];
  blobs: Map<string, Uint8Array>;
  parts: Map<string, Uint8Array>;
  snaps: Map<string, SnapRow>;
  /** The chain after each run of erased entries, by its place. */
  gaps: Map<number, Uint8Array>;
  freed: number;
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
    const log = logs.get(key) ?? newLog();
    logs.set(key, log);
    return log;
  };

  function apply(change: Change): void {
    bytes += sizeOf(change);
    switch (change.type) {
      case "relayKey":
        relayKey = change.key.slice();
        return;
      case "channel":
        channels.set(keyOf(change.row.id), { ...change.row });
        return;
      case "entries":
        // Copies: a store that keeps views keeps whole frames.
        for (const row of change.rows) logOf(change.gen).entries[row.seq - 1] = { ...row, bytes: row.bytes.slice() };
        return;
      case "blob":
        logOf(change.gen).blobs.set(keyOf(change.hash), change.bytes.slice());
        return;
      case "part":
        logOf(change.gen).parts.set(keyOf(change.hash), change.bytes.slice());
        return;
      case "snap":
        logOf(change.gen).snaps.set(keyOf(change.row.id), { ...change.row });
        return;
      case "unsnap":
        for (const id of change.ids) logOf(change.gen).snaps.delete(keyOf(id));
        return;
      case "gone":
        channels.delete(keyOf(change.id));
        logs.delete(keyOf(change.gen));
        gone.set(keyOf(change.id), change.id.slice());
    }
  }

  function erase({ gen, hidden, parts }: Command & { type: "erase" }): number {
    const log = logOf(gen);
    let freed = 0;
    log.entries.forEach((row, i) => {
      if (row === null || !isHidden(hidden, row.seq, row.bytes)) return;
      freed += row.bytes.length;
      log.entries[i] = null;
      log.gaps.set(row.seq, row.chain);
    });
    // Inside a gap nothing is known any more; only its end can still be compared.
    for (const seq of [...log.gaps.keys()]) if (log.entries[seq] === null) log.gaps.delete(seq);
    const staying = new Set(parts.map(keyOf));
    for (const [key, part] of log.parts) {
      if (staying.has(key)) continue;
      freed += part.length;
      log.parts.delete(key);
    }
    log.freed += freed;
    bytes -= freed;
    return freed;
  }

  const store: MemoryStore = {
    bytesMax: Number.POSITIVE_INFINITY,
    async load(): Promise<Loaded> {
      return {
        relayKey,
        channels: [...channels.values()].map((row) => {
          const channel = { ...row, freed: logs.get(keyOf(row.gen))?.freed ?? 0 };
          return { id: row.id, timed: row.expiresAt !== null || row.eraseAt !== null, read: () => channel };
        }),
        gone: [...gone.values()],
      };
    },
    async perform(command) {
      return store.performNow(command);
    },
    performNow(command) {
      if (command.type === "find") {
        const ids = command.logs.map((gen) => idRuns(logs.get(keyOf(gen))?.entries ?? []));
        const snaps = command.snaps.map((gen) => [...(logs.get(keyOf(gen))?.snaps.values() ?? [])]);
        const sizes = (of: "blobs" | "parts") =>
          command[of].map(({ gen, hash }) => logs.get(keyOf(gen))?.[of].get(keyOf(hash))?.length ?? null);
        return { type: "found", ids, snaps, sizes: sizes("blobs"), parts: sizes("parts") };
      }
      if (command.type === "blob") {
        const log = logs.get(keyOf(command.gen));
        const key = keyOf(command.hash);
        return { type: "blob", bytes: log?.blobs.get(key) ?? log?.parts.get(key) ?? null };
      }
      if (command.type === "read") {
        return readRows(logs.get(keyOf(command.gen)) ?? newLog(), command);
      }
      if (command.type === "erase") return { type: "erased", freed: erase(command) };
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

const newLog = (): Kept => ({
  entries: [],
  blobs: new Map(),
  parts: new Map(),
  snaps: new Map(),
  gaps: new Map(),
  freed: 0,
});

function sizeOf(change: Change): number {
  if (change.type === "entries") return change.rows.reduce((sum, row) => sum + row.bytes.length, 0);
  return change.type === "blob" || change.type === "part" ? change.bytes.length : 0;
}

function idRuns(entries: readonly (EntryRow | null)[]): IdRun[] {
  return entries.flatMap((row) => (row === null ? [] : [{ first: row.seq, ids: readEntryId(row.bytes)! }]));
}

function readRows({ entries, gaps }: Kept, o: Command & { type: "read" }): Answer {
  const chainAt = (seq: number): Uint8Array | null => entries[seq - 1]?.chain ?? gaps.get(seq) ?? null;
  const rows: EntryRow[] = [];
  let gap: Uint8Array | null = null;
  let end: { seq: number; chain: Uint8Array } | null = null;
  let bytes = 0;
  for (let seq = o.after + 1; seq <= Math.min(o.to, entries.length); seq++) {
    const row = entries[seq - 1]!;
    if (row === null || isHidden(o.hidden, seq, row.bytes)) {
      gap = chainAt(seq) ?? gap;
      const chain = chainAt(seq);
      if (chain !== null) end = { seq, chain };
      continue;
    }
    bytes += row.bytes.length;
    if (rows.length === o.rowsMax || (rows.length > 0 && bytes > o.bytesMax)) break;
    rows.push(row);
    end = { seq, chain: row.chain };
  }
  return { type: "rows", chain: chainAt(o.after), rows, gap, end };
}
