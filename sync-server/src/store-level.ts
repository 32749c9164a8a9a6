// A store on the disk: LevelDB, synced batches, and erasures that compact until the bytes have left the files.
import { readEntryId } from "@fogata/protocol";
import { ClassicLevel } from "classic-level";
import type { Answer, Change, ChannelRow, Command, EntryRow, Loaded, Store } from "./store.ts";

type Level = ClassicLevel<Buffer, Buffer>;
type Put = { type: "put"; key: Buffer; value: Buffer } | { type: "del"; key: Buffer };

/**
 * Keys are a letter and then bytes: `r` the relay's name, `c` channel, `g` gone channel → its generation until the
 * bytes are off the disk; and under a generation: `e` first seq → a run of entries, each size 4 | chain 32 | envelope;
 * `i` first seq → their ids; `b` hash → blob. Runs, because one row for each keystroke costs more than the keystroke.
 */
const letters = { relay: "r", channel: "c", gone: "g", entry: "e", id: "i", blob: "b" } as const;

export async function openLevelStore(folder: string): Promise<Store> {
  let level = await open(folder);
  /** What a failed write may have left behind, to be deleted by the next one. */
  let failed: Put[] | null = null;
  let mended: Promise<void> | null = Promise.resolve();
  const erasing = new Set<Promise<void>>();

  /** After a failed write LevelDB's own log may end in half a record: only opening it anew makes sure of its end. */
  async function mend(): Promise<void> {
    await level.close();
    level = await open(folder);
  }

  async function write(changes: Change[]): Promise<void> {
    const leftovers = failed ?? [];
    const puts = changes.flatMap(putsOf);
    try {
      const deletions = leftovers.map((put): Put => ({ type: "del", key: put.key }));
      await level.batch([...deletions, ...puts], { sync: true });
      failed = null;
    } catch (error) {
      // Only rows that never were before: deleting a channel's head would be worse than what is to be mended.
      const fresh = puts.filter((put) => runLetters.has(put.key[0]!));
      failed = [...leftovers, ...fresh];
      mended = null;
      throw error;
    }
    for (const change of changes) if (change.type === "gone") begin(change.id, change.gen);
  }

  /** Refused already; the bytes follow. A crash on the way leaves the mark, and `load` begins again. */
  function begin(id: Uint8Array, gen: Uint8Array): void {
    const work = erase(level, id, gen)
      .catch(() => {})
      .finally(() => erasing.delete(work));
    erasing.add(work);
  }

  async function answer(command: Command): Promise<Answer> {
    mended ??= mend().catch((error) => {
      mended = null;
      throw error;
    });
    await mended;
    if (command.type === "write") {
      await write(command.changes);
      return { type: "written" };
    }
    if (command.type === "find") return await find(level, command);
    if (command.type === "read") return await read(level, command);
    const bytes = await level.get(key(letters.blob, command.gen, command.hash));
    return { type: "blob", bytes: bytes ?? null };
  }

  return {
    async load() {
      const { loaded, unfinished } = await load(level);
      for (const { id, gen } of unfinished) begin(id, gen);
      return loaded;
    },
    async perform(command) {
      try {
        return await answer(command);
      } catch {
        return { type: "failed" };
      }
    },
    async close() {
      await Promise.all(erasing);
      await level.close();
    },
  };
}

/** Nothing is compressed: ciphertext does not shrink, and one can see in the files what is still there. */
async function open(folder: string): Promise<Level> {
  const level: Level = new ClassicLevel(folder, { keyEncoding: "buffer", valueEncoding: "buffer", compression: false });
  await level.open();
  return level;
}

function putsOf(change: Change): Put[] {
  const put = (key: Buffer, value: Uint8Array): Put => ({ type: "put", key, value: asBuffer(value) });
  switch (change.type) {
    case "relayKey":
      return [put(key(letters.relay), change.key)];
    case "channel":
      return [put(key(letters.channel, change.row.id), channelToBytes(change.row))];
    case "entries":
      return runsOf(change.rows).flatMap((rows) => {
        const first = uint48(rows[0]!.seq);
        const ids = Buffer.concat(rows.map((row) => readEntryId(row.bytes)!));
        return [
          put(key(letters.entry, change.gen, first), Buffer.concat(rows.flatMap(rowParts))),
          put(key(letters.id, change.gen, first), ids),
        ];
      });
    case "blob":
      return [put(key(letters.blob, change.gen, change.hash), change.bytes)];
    case "gone":
      return [{ type: "del", key: key(letters.channel, change.id) }, put(key(letters.gone, change.id), change.gen)];
  }
}

async function find(level: Level, o: Command & { type: "find" }): Promise<Answer> {
  const sizes = await level.getMany(o.blobs.map(({ gen, hash }) => key(letters.blob, gen, hash)));
  const ids: Uint8Array[] = [];
  for (const gen of o.logs) ids.push(Buffer.concat(await level.values(under(letters.id, gen)).all()));
  return { type: "found", ids, sizes: sizes.map((blob) => blob?.length ?? null) };
}

async function read(level: Level, o: Command & { type: "read" }): Promise<Answer & { type: "rows" }> {
  const rows: EntryRow[] = [];
  let chain: Uint8Array | null = null;
  let bytes = 0;
  const full = (row: EntryRow): boolean => {
    if (row.seq === o.after) chain = row.chain;
    if (row.seq <= o.after) return false;
    bytes += row.bytes.length;
    if (row.seq > o.to || rows.length === o.rowsMax || (rows.length > 0 && bytes > o.bytesMax)) return true;
    rows.push(row);
    return false;
  };
  // The run that holds `after` begins at or before it.
  const all = under(letters.entry, o.gen);
  const before = { gte: all.gte, lte: key(letters.entry, o.gen, uint48(o.after)), reverse: true, limit: 1 };
  const [begin] = await level.keys(before).all();
  const lte = key(letters.entry, o.gen, uint48(o.to));
  const runs = level.iterator({ gte: begin ?? all.gte, lte, highWaterMarkBytes: runBytesMax, fillCache: false });
  try {
    for (;;) {
      const some = await runs.nextv(100);
      if (some.length === 0) return { type: "rows", chain, rows };
      for (const [name, run] of some) if (rowsOf(name, run).some(full)) return { type: "rows", chain, rows };
    }
  } finally {
    await runs.close();
  }
}

async function load(level: Level): Promise<{ loaded: Loaded; unfinished: { id: Uint8Array; gen: Uint8Array }[] }> {
  const unfinished: { id: Uint8Array; gen: Uint8Array }[] = [];
  const relayKey = (await level.get(key(letters.relay))) ?? null;
  const channels: ChannelRow[] = [];
  for (const [id, row] of await level.iterator(under(letters.channel)).all())
    channels.push(channelFromBytes(id.subarray(1), row));
  const gone: Uint8Array[] = [];
  for (const [id, gen] of await level.iterator(under(letters.gone)).all()) {
    gone.push(id.subarray(1));
    if (gen.length > 0) unfinished.push({ id: id.subarray(1), gen });
  }
  return { loaded: { relayKey, channels, gone }, unfinished };
}

/** Deleting hides; compacting removes. Twice: the first may itself put what was in memory deeper than it looks. */
async function erase(level: Level, id: Uint8Array, gen: Uint8Array): Promise<void> {
  for (const letter of [letters.entry, letters.id, letters.blob]) {
    const range = under(letter, gen);
    await level.clear(range);
    for (let twice = 0; twice < 2; twice++) await level.compactRange(range.gte, range.lt);
  }
  // The channel's old rows and this mark's first form carry its size and generation: they go as well.
  await level.put(key(letters.gone, id), Buffer.alloc(0), { sync: true });
  for (const letter of [letters.channel, letters.gone]) {
    const range = under(letter, id);
    for (let twice = 0; twice < 2; twice++) await level.compactRange(range.gte, range.lt);
  }
}

/** A reader of few entries should not have to load many. */
const runBytesMax = 128 * 1024;
const runLetters = new Set([letters.entry, letters.id, letters.blob].map((letter) => letter.charCodeAt(0)));

function runsOf(rows: EntryRow[]): EntryRow[][] {
  const runs: EntryRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    bytes += row.bytes.length;
    if (bytes > runBytesMax) {
      runs.push([]);
      bytes = row.bytes.length;
    }
    runs.at(-1)!.push(row);
  }
  return runs;
}

function rowParts(row: EntryRow): Uint8Array[] {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(row.bytes.length);
  return [size, row.chain, row.bytes];
}

function rowsOf(name: Buffer, run: Buffer): EntryRow[] {
  const rows: EntryRow[] = [];
  let seq = name.readUIntBE(name.length - 6, 6);
  for (let at = 0; at < run.length; seq++) {
    const end = at + 36 + run.readUInt32BE(at);
    rows.push({ seq, chain: run.subarray(at + 4, at + 36), bytes: run.subarray(at + 36, end) });
    at = end;
  }
  return rows;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const key = (letter: string, ...parts: Uint8Array[]): Buffer => Buffer.concat([Buffer.from(letter), ...parts]);

/** Every key that begins like this. */
function under(letter: string, prefix: Uint8Array = new Uint8Array()): { gte: Buffer; lt: Buffer } {
  return { gte: key(letter, prefix), lt: key(letter, prefix, new Uint8Array(64).fill(255)) };
}

function uint48(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

/** kind 1 | gen 16 | seq 6 | chain 32 | bytes 6 | expiresAt 6 (0: never) */
function channelToBytes(row: ChannelRow): Buffer {
  const kind = Buffer.of(row.kind === "kept" ? 0 : 1);
  return Buffer.concat([kind, row.gen, uint48(row.seq), row.chain, uint48(row.bytes), uint48(row.expiresAt ?? 0)]);
}

function channelFromBytes(id: Uint8Array, bytes: Buffer): ChannelRow {
  return {
    id,
    kind: bytes[0] === 0 ? "kept" : "erasable",
    gen: bytes.subarray(1, 17),
    seq: bytes.readUIntBE(17, 6),
    chain: bytes.subarray(23, 55),
    bytes: bytes.readUIntBE(55, 6),
    expiresAt: bytes.readUIntBE(61, 6) || null,
  };
}
