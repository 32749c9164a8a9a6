// A store on the disk: LevelDB, synced batches, and erasures that compact until the bytes have left the files.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import { channelFromBytes, channelToBytes, isTimed, snapFromBytes, snapToBytes, uint48 } from "./level-rows.ts";
import { type Item, idRunsOf, isGap, runBytesMax, runFromBytes, runsOf, runToBytes, without } from "./level-runs.ts";
import { isHidden } from "./snaps.ts";
import type { Answer, Change, Command, Loaded, LoadedChannel, Named, Store, StoredChannel } from "./store.ts";

type Level = ClassicLevel<Buffer, Buffer>;
type Put = { type: "put"; key: Buffer; value: Buffer } | { type: "del"; key: Buffer };

/**
 * Keys are a letter and then bytes: `r` the relay's name, `c` channel, `g` gone channel → its generation until the
 * bytes are off the disk; and under a generation: `e` first seq → a run of entries; `i` first seq → their ids;
 * `b` hash → blob; `p` hash → part of a snapshot; `s` id → snapshot; `f` → how many bytes were erased.
 */
const letters = {
  relay: "r",
  channel: "c",
  gone: "g",
  entry: "e",
  id: "i",
  blob: "b",
  part: "p",
  snap: "s",
  freed: "f",
} as const;

export async function openLevelStore(folder: string): Promise<Store> {
  let level = await open(folder);
  /** What a failed write may have left behind, to be deleted by the next one. */
  let failed: Put[] | null = null;
  let mended: Promise<void> | null = Promise.resolve();
  const erasing = new Set<Promise<void>>();
  let turns: Promise<void> = Promise.resolve();

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

  /** One erasure after the other: what rewrites a log must not bring back what another has cleared away. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turns.then(work);
    turns = mine.then(
      () => {},
      () => {},
    );
    return mine;
  }

  /** Refused already; the bytes follow. A crash on the way leaves the mark, and `load` begins again. */
  function begin(id: Uint8Array, gen: Uint8Array): void {
    const work = inTurn(() => erase(level, id, gen))
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
    if (command.type === "erase") return { type: "erased", freed: await inTurn(() => eraseHidden(level, command)) };
    const { gen, hash } = command;
    const bytes = (await level.get(key(letters.blob, gen, hash))) ?? (await level.get(key(letters.part, gen, hash)));
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
  // LevelDB's diary: nothing reads it, it grows with each erasure and names what was erased. It goes on where nobody sees
  // it. Where a file in use cannot be removed, it stays.
  for (const name of ["LOG", "LOG.old"]) await rm(join(folder, name), { force: true }).catch(() => {});
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
      return runsOf(change.rows).flatMap((run) => putsOfRun(change.gen, run));
    case "blob":
    case "part":
      return [put(key(letters[change.type], change.gen, change.hash), change.bytes)];
    case "snap":
      return [put(key(letters.snap, change.gen, change.row.id), snapToBytes(change.row))];
    case "unsnap":
      return change.ids.map((id) => ({ type: "del", key: key(letters.snap, change.gen, id) }));
    case "gone":
      return [{ type: "del", key: key(letters.channel, change.id) }, put(key(letters.gone, change.id), change.gen)];
  }
}

function putsOfRun(gen: Uint8Array, { first, items }: { first: number; items: Item[] }): Put[] {
  return [
    { type: "put", key: key(letters.entry, gen, uint48(first)), value: runToBytes(items) },
    ...idRunsOf(items).map(
      (run): Put => ({ type: "put", key: key(letters.id, gen, uint48(run.first)), value: run.ids }),
    ),
  ];
}

async function find(level: Level, o: Command & { type: "find" }): Promise<Answer> {
  const sizes = async (letter: string, names: Named[]) => {
    const found = await level.getMany(names.map(({ gen, hash }) => key(letter, gen, hash)));
    return found.map((bytes) => bytes?.length ?? null);
  };
  const all = async (letter: string, gen: Uint8Array) => await level.iterator(under(letter, gen)).all();
  const ids = [];
  for (const gen of o.logs)
    ids.push((await all(letters.id, gen)).map(([name, ids]) => ({ first: placeIn(name), ids })));
  const snaps = [];
  for (const gen of o.snaps)
    snaps.push((await all(letters.snap, gen)).map(([name, row]) => snapFromBytes(name.subarray(17), row)));
  return {
    type: "found",
    ids,
    snaps,
    sizes: await sizes(letters.blob, o.blobs),
    parts: await sizes(letters.part, o.parts),
  };
}

async function read(level: Level, o: Command & { type: "read" }): Promise<Answer & { type: "rows" }> {
  const answer: Answer & { type: "rows" } = { type: "rows", chain: null, rows: [], gap: null, end: null };
  const { rows } = answer;
  let bytes = 0;
  /** True when nothing more is to be read. */
  const take = (item: Item): boolean => {
    const { seq, chain } = item;
    if (seq === o.after) answer.chain = chain;
    if (seq <= o.after) return false;
    if (seq > o.to) return true;
    if (isGap(item) || isHidden(o.hidden, seq, item.bytes)) answer.gap = chain;
    else {
      bytes += item.bytes.length;
      if (rows.length === o.rowsMax || (rows.length > 0 && bytes > o.bytesMax)) return true;
      rows.push(item);
    }
    answer.end = { seq, chain };
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
      if (some.length === 0) return answer;
      for (const [name, run] of some) if (runFromBytes(placeIn(name), run).some(take)) return answer;
    }
  } finally {
    await runs.close();
  }
}

/**
 * A log is written anew stretch by stretch, each in one synced batch together with the count of what went: a crash leaves
 * whole stretches, and the next try finds the rest. Then the files are written anew without what went.
 */
async function eraseHidden(level: Level, o: Command & { type: "erase" }): Promise<number> {
  const counter = key(letters.freed, o.gen);
  let total = (await level.get(counter))?.readUIntBE(0, 6) ?? 0;
  const before = total;
  const replace = async (puts: Put[], freed: number): Promise<void> => {
    total += freed;
    await level.batch([...puts, { type: "put", key: counter, value: uint48(total) }], { sync: true });
  };

  const to = Math.max(0, ...o.hidden.slots.values(), ...o.hidden.snaps.keys());
  const all = under(letters.entry, o.gen);
  const runs = level.iterator({ gte: all.gte, lte: key(letters.entry, o.gen, uint48(to)), fillCache: false });
  let stretch: { keys: Buffer[]; items: Item[]; bytes: number } = { keys: [], items: [], bytes: 0 };
  const flush = async (): Promise<void> => {
    const { keys, items } = stretch;
    stretch = { keys: [], items: [], bytes: 0 };
    const left = without(items, (row) => isHidden(o.hidden, row.seq, row.bytes));
    const settled = left.freed === 0 && left.items.length === items.length && keys.length < stretchRunsMax;
    if (settled) return;
    const dels = keys.map((one): Put => ({ type: "del", key: one }));
    await replace([...dels, ...runsOf(left.items).flatMap((run) => putsOfRun(o.gen, run))], left.freed);
  };
  try {
    for await (const [name, run] of runs) {
      const items = runFromBytes(placeIn(name), run);
      const ids = idRunsOf(items).map(({ first }) => key(letters.id, o.gen, uint48(first)));
      stretch.keys.push(name, ...ids);
      for (const item of items) stretch.items.push(item);
      stretch.bytes += run.length;
      if (stretch.bytes > stretchBytesMax || stretch.keys.length >= stretchRunsMax) await flush();
    }
    await flush();
  } finally {
    await runs.close();
  }

  const staying = new Set(o.parts.map((hash) => key(letters.part, o.gen, hash).toString("latin1")));
  for await (const [name, part] of level.iterator(under(letters.part, o.gen)))
    if (!staying.has(name.toString("latin1"))) await replace([{ type: "del", key: name }], part.length);
  await compact(level, [letters.entry, letters.id, letters.part], o.gen);
  return total - before;
}
const stretchBytesMax = 4 * 1024 * 1024;
const stretchRunsMax = 4096;

async function load(level: Level): Promise<{ loaded: Loaded; unfinished: { id: Uint8Array; gen: Uint8Array }[] }> {
  const unfinished: { id: Uint8Array; gen: Uint8Array }[] = [];
  const relayKey = (await level.get(key(letters.relay))) ?? null;
  const freed = new Map<string, number>();
  for (const [name, bytes] of await level.iterator(under(letters.freed)).all())
    freed.set(name.toString("latin1", 1), bytes.readUIntBE(0, 6));
  const stored = await level.iterator(under(letters.channel)).all();
  const channels = stored.map(([name, bytes]): StoredChannel => {
    const id = name.subarray(1);
    const read = (): LoadedChannel => {
      const row = channelFromBytes(id, bytes);
      return { ...row, freed: freed.get(Buffer.from(row.gen).toString("latin1")) ?? 0 };
    };
    return { id, timed: isTimed(bytes), read };
  });
  const gone: Uint8Array[] = [];
  for (const [id, gen] of await level.iterator(under(letters.gone)).all()) {
    gone.push(id.subarray(1));
    if (gen.length > 0) unfinished.push({ id: id.subarray(1), gen });
  }
  return { loaded: { relayKey, channels, gone }, unfinished };
}

async function erase(level: Level, id: Uint8Array, gen: Uint8Array): Promise<void> {
  const held = [letters.entry, letters.id, letters.blob, letters.part, letters.snap, letters.freed];
  for (const letter of held) await level.clear(under(letter, gen));
  await compact(level, held, gen);
  // The channel's old rows and this mark's first form carry its size and generation: they go as well.
  await level.put(key(letters.gone, id), Buffer.alloc(0), { sync: true });
  await compact(level, [letters.channel, letters.gone], id);
}

/**
 * Deleting hides; compacting removes, but LevelDB rewrites no file that lies deepest in its range, and what was in memory
 * goes there with everything that was deleted since. A deletion at either end of the range lies above all of it.
 */
async function compact(level: Level, of: readonly string[], prefix: Uint8Array): Promise<void> {
  const ranges = of.map((letter) => under(letter, prefix));
  // Shorter than any key of ours, and longer: nothing is ever kept there.
  const ends = ranges.flatMap(({ gte, lt }) => [gte.subarray(0, -1), lt]);
  for (let twice = 0; twice < 2; twice++) {
    await level.batch(ends.map((end): Put => ({ type: "del", key: end })));
    for (const { gte, lt } of ranges) await level.compactRange(gte, lt);
  }
}

const runLetters = new Set([letters.entry, letters.id, letters.blob, letters.part].map((one) => one.charCodeAt(0)));
const placeIn = (name: Buffer): number => name.readUIntBE(name.length - 6, 6);

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const key = (letter: string, ...parts: Uint8Array[]): Buffer => Buffer.concat([Buffer.from(letter), ...parts]);

/** Every key that begins like this. */
function under(letter: string, prefix: Uint8Array = new Uint8Array()): { gte: Buffer; lt: Buffer } {
  return { gte: key(letter, prefix), lt: key(letter, prefix, new Uint8Array(64).fill(255)) };
}
