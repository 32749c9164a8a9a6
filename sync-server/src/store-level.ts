// A store on the disk: LevelDB, synced batches, and erasures that compact until the bytes have left the files.
import { readEntryId } from "@fogata/protocol";
import { ClassicLevel } from "classic-level";
import type { Answer, Change, ChannelRow, Command, EntryRow, Loaded, Store } from "./store.ts";

type Level = ClassicLevel<Buffer, Buffer>;
type Put = { type: "put"; key: Buffer; value: Buffer } | { type: "del"; key: Buffer };

/**
 * Keys are a letter and then bytes: `r` the relay's name, `c` channel, `g` gone channel → its generation until the
 * bytes are off the disk; and under a generation: `e` seq → chain ‖ entry, `i` entry id → seq, `b` hash → blob.
 */
const letters = { relay: "r", channel: "c", gone: "g", entry: "e", id: "i", blob: "b" } as const;

export async function openLevelStore(folder: string): Promise<Store> {
  let level = await open(folder);
  let broken = false;
  const erasing = new Set<Promise<void>>();

  /** After a failed write LevelDB's own log may end in half a record: only opening it anew makes sure of its end. */
  async function mend(): Promise<void> {
    if (!broken) return;
    await level.close();
    level = await open(folder);
    broken = false;
  }

  async function write(changes: Change[]): Promise<void> {
    await mend();
    try {
      await level.batch(changes.flatMap(putsOf), { sync: true });
    } catch (error) {
      broken = true;
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
    if (command.type === "write") {
      await write(command.changes);
      return { type: "written" };
    }
    if (broken) await mend();
    if (command.type === "find") return { type: "found", places: await find(level, command.asked) };
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
    case "entry": {
      const { seq, chain, bytes } = change.row;
      return [
        put(key(letters.entry, change.gen, uint48(seq)), Buffer.concat([chain, bytes])),
        put(key(letters.id, change.gen, readEntryId(bytes)!), uint48(seq)),
      ];
    }
    case "blob":
      return [put(key(letters.blob, change.gen, change.hash), change.bytes)];
    case "gone":
      return [{ type: "del", key: key(letters.channel, change.id) }, put(key(letters.gone, change.id), change.gen)];
  }
}

async function find(level: Level, asked: { gen: Uint8Array; name: Uint8Array }[]): Promise<(number | null)[]> {
  const isEntry = (name: Uint8Array): boolean => name.length === 16;
  const keys = asked.map(({ gen, name }) => key(isEntry(name) ? letters.id : letters.blob, gen, name));
  const values = await level.getMany(keys);
  return Promise.all(
    values.map(async (value, i) => {
      const { gen, name } = asked[i]!;
      if (value === undefined) return null;
      if (!isEntry(name)) return value.length;
      // An id can outlive a write that failed halfway; only the entry in its place proves it.
      const entry = await level.get(key(letters.entry, gen, value));
      return entry !== undefined && readEntryId(entry.subarray(32))?.every((byte, at) => byte === name[at])
        ? value.readUIntBE(0, 6)
        : null;
    }),
  );
}

async function read(level: Level, o: Command & { type: "read" }): Promise<Answer & { type: "rows" }> {
  const rows: EntryRow[] = [];
  let chain: Uint8Array | null = null;
  let bytes = 0;
  const range = { gte: key(letters.entry, o.gen, uint48(o.after)), lte: key(letters.entry, o.gen, uint48(o.to)) };
  const pairs = level.iterator({ ...range, limit: o.rowsMax + 1, highWaterMarkBytes: o.bytesMax, fillCache: false });
  try {
    while (rows.length < o.rowsMax) {
      const some = await pairs.nextv(o.rowsMax);
      if (some.length === 0) break;
      for (const [name, value] of some) {
        const seq = name.readUIntBE(name.length - 6, 6);
        if (seq === o.after) {
          chain = value.subarray(0, 32);
          continue;
        }
        bytes += value.length - 32;
        if (rows.length === o.rowsMax || (rows.length > 0 && bytes > o.bytesMax)) break;
        rows.push({ seq, chain: value.subarray(0, 32), bytes: value.subarray(32) });
      }
      if (bytes > o.bytesMax) break;
    }
    return { type: "rows", chain, rows };
  } finally {
    await pairs.close();
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
