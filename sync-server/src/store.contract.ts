// What every store must do, whatever it keeps its bytes in. Run by store-memory.test.ts and store-level.test.ts.
import { afterEach, expect, test } from "vitest";
import { keyOf } from "./bytes.ts";
import type { Change, ChannelRow, EntryRow, Hidden, SnapRow, Store } from "./store.ts";
import { newEntry } from "./test-world.ts";

const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
const plain = (bytes: Uint8Array): number[] => [...bytes];

export function storeContract(o: { open(): Promise<Store>; reopen(): Promise<Store>; remove(): Promise<void> }): void {
  afterEach(() => o.remove());

  const gen = filled(16, 1);
  const row = (seq: number, body = "sealed"): EntryRow => ({
    seq,
    chain: filled(32, seq),
    bytes: newEntry(body).bytes,
  });
  const entries = (rows: EntryRow[], of = gen): Change => ({ type: "entries", gen: of, rows });
  const entry = (entryRow: EntryRow, of = gen): Change => entries([entryRow], of);
  const channel = (id: number, more: Partial<ChannelRow> = {}): ChannelRow => ({
    id: filled(32, id),
    kind: "kept",
    gen: filled(16, id),
    seq: 7,
    chain: filled(32, 3),
    bytes: 1234,
    expiresAt: null,
    life: filled(16, id),
    snaps: 0,
    eraseAt: null,
    frozenAt: null,
    ...more,
  });
  const write = async (store: Store, changes: Change[]) => {
    expect(await store.perform({ type: "write", changes })).toEqual({ type: "written" });
  };
  const read = async (
    store: Store,
    more: Partial<{ after: number; to: number; rowsMax: number; bytesMax: number; hidden: Hidden }>,
  ) => {
    const answer = await store.perform({
      type: "read",
      gen,
      after: 0,
      to: 99,
      rowsMax: 99,
      bytesMax: 9999,
      hidden: null,
      ...more,
    });
    if (answer.type !== "rows") throw new Error(answer.type);
    return answer;
  };
  const seqs = (answer: { rows: EntryRow[] }) => answer.rows.map(({ seq }) => seq);

  test("a new store is empty", async () => {
    const store = await o.open();
    expect(await store.load()).toEqual({ relayKey: null, channels: [], gone: [] });
    expect(await read(store, {})).toEqual({ type: "rows", chain: null, rows: [], gap: null, end: null });
    await store.close();
  });

  test("name and channels come back after reopening, every field of them", async () => {
    const store = await o.open();
    const rows = [
      channel(1),
      channel(2, {
        kind: "erasable",
        expiresAt: 1_800_000_000_000,
        bytes: 2 ** 40,
        seq: 2 ** 33,
        life: filled(16, 77),
        snaps: 2 ** 33,
        eraseAt: 1_800_000_000_001,
        frozenAt: 1_800_000_000_002,
      }),
    ];
    await write(store, [{ type: "relayKey", key: filled(32, 5) }]);
    await write(
      store,
      rows.map((row) => ({ type: "channel", row })),
    );
    await write(store, [{ type: "channel", row: { ...rows[0]!, seq: 8 } }]);
    await store.close();
    const again = await o.reopen();
    const loaded = await again.load();
    expect(plain(loaded.relayKey!)).toEqual(plain(filled(32, 5)));
    const flat = (one: ChannelRow) =>
      Object.entries({ freed: 0, ...one }).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? plain(value) : value,
      ]);
    const all = (of: ChannelRow[]) => of.map((one) => Object.fromEntries(flat(one)));
    expect(all(loaded.channels.map((channel) => channel.read()))).toEqual(all([{ ...rows[0]!, seq: 8 }, rows[1]!]));
    const isTimed = ({ expiresAt, eraseAt }: ChannelRow) => expiresAt !== null || eraseAt !== null;
    expect(loaded.channels.map(({ timed }) => timed)).toEqual(rows.map(isTimed));
    await again.close();
  });

  test("entries are read in order, byte for byte, between two places, by count and by bytes", async () => {
    const store = await o.open();
    const rows = Array.from({ length: 300 }, (_, i) => row(i + 1));
    // In runs of every length: reading must not depend on how they came.
    for (let at = 0, run = 1; at < rows.length; at += run++) await write(store, [entries(rows.slice(at, at + run))]);
    await write(store, [entry(row(1), filled(16, 2)), entry(row(1), filled(16, 0))]);
    const all = await read(store, { to: 300, rowsMax: 1000, bytesMax: 1e6 });
    expect(all.rows.map(({ bytes }) => plain(bytes))).toEqual(rows.map(({ bytes }) => plain(bytes)));
    expect(all.rows.map(({ chain }) => chain[0])).toEqual(rows.map(({ chain }) => chain[0]));
    expect(seqs(await read(store, { after: 254, to: 258 }))).toEqual([255, 256, 257, 258]);
    expect(seqs(await read(store, { after: 10, rowsMax: 2 }))).toEqual([11, 12]);
    const size = rows[0]!.bytes.length;
    expect(seqs(await read(store, { bytesMax: 3 * size }))).toEqual([1, 2, 3]);
    expect(seqs(await read(store, { bytesMax: 3 * size - 1 }))).toEqual([1, 2]);
    expect(seqs(await read(store, { bytesMax: 1 }))).toEqual([1]);
    await store.close();
  });

  test("the chain at `after` comes along, and costs none of the batch's bytes", async () => {
    const store = await o.open();
    await write(store, [entry(row(1, "x".repeat(5000))), entry(row(2)), entry(row(3))]);
    const answer = await read(store, { after: 1, bytesMax: 100 });
    expect([plain(answer.chain!), seqs(answer)]).toEqual([plain(filled(32, 1)), [2, 3]]);
    expect(plain((await read(store, { after: 3 })).chain!)).toEqual(plain(filled(32, 3)));
    expect((await read(store, { after: 4 })).chain).toBeNull();
    await store.close();
  });

  test("entries and blobs are found by name, in their own generation only", async () => {
    const store = await o.open();
    const [one, two] = [row(1), row(2)];
    const [hash, bytes] = [filled(32, 8), filled(500, 4)];
    await write(store, [entry(one), entry(two), { type: "blob", gen, hash, bytes }]);
    const ids = (of: EntryRow[]) => of.flatMap((row) => plain(row.bytes.slice(2, 18)));
    const logs = [gen, filled(16, 2)];
    const blobs = [
      { gen, hash },
      { gen, hash: filled(32, 9) },
      { gen: filled(16, 2), hash },
    ];
    const found = await store.perform({ type: "find", logs, blobs, snaps: [], parts: [] });
    if (found.type !== "found") throw new Error(found.type);
    const named = found.ids.map((runs) => runs.flatMap((run) => [run.first, ...plain(run.ids)]));
    // However they were put into runs.
    expect(named.map((all) => all.filter((_, i) => i % 17 > 0))).toEqual([ids([one, two]), []]);
    expect(found.sizes).toEqual([500, null, null]);
    const blob = await store.perform({ type: "blob", gen, hash });
    expect(blob.type === "blob" && plain(blob.bytes!)).toEqual(plain(bytes));
    expect(await store.perform({ type: "blob", gen: filled(16, 2), hash })).toEqual({ type: "blob", bytes: null });
    await store.close();
  });

  test("a gone channel takes its entries and blobs with it, leaves its neighbours, and is remembered", async () => {
    const store = await o.open();
    const hash = filled(32, 8);
    await write(store, [{ type: "channel", row: channel(1) }, entry(row(1)), { type: "blob", gen, hash, bytes: hash }]);
    const neighbours = [filled(16, 0), filled(16, 2)];
    await write(store, [{ type: "channel", row: channel(2) }, ...neighbours.map((other) => entry(row(1), other))]);
    await write(store, [{ type: "gone", id: filled(32, 1), gen }]);
    await store.close();
    const again = await o.reopen();
    const loaded = await again.load();
    expect(loaded.channels.map(({ id }) => id[0])).toEqual([2]);
    expect(loaded.gone.map(plain)).toEqual([plain(filled(32, 1))]);
    expect(seqs(await read(again, {}))).toEqual([]);
    expect(await again.perform({ type: "blob", gen, hash })).toEqual({ type: "blob", bytes: null });
    for (const other of neighbours) {
      const left = await again.perform({
        type: "read",
        gen: other,
        after: 0,
        to: 9,
        rowsMax: 9,
        bytesMax: 999,
        hidden: null,
      });
      expect(left.type === "rows" && seqs(left)).toEqual([1]);
    }
    await again.close();
  });

  const slotOf = (byte: number): Uint8Array => filled(8, byte);
  /** An entry of a document, told from the others by its place. */
  const inSlot = (seq: number, slot: number, bytes = 30): EntryRow => {
    const head = [1, 1, ...filled(15, seq >> 8), seq & 255, ...slotOf(slot)];
    return { seq, chain: filled(32, seq), bytes: Uint8Array.from([...head, ...filled(bytes, slot)]) };
  };
  const hiding = (slots: [number, number][], snaps: [number, boolean][] = []): Hidden => ({
    slots: new Map(slots.map(([slot, upTo]) => [keyOf(slotOf(slot)), upTo])),
    snaps: new Map(snaps),
  });
  const snapRow = (id: number, more: Partial<SnapRow> = {}): SnapRow => ({
    id: filled(16, id),
    slot: slotOf(id),
    seq: 2 ** 40 + id,
    upTo: 2 ** 39,
    bytes: 2 ** 38,
    parts: [],
    verified: false,
    trim: "none",
    eraseAt: null,
    ...more,
  });

  test("R23 what is hidden is left out of what is read, and said to be", async () => {
    const store = await o.open();
    const rows = [1, 2, 1, 1, 2, 1].map((slot, i) => inSlot(i + 1, slot));
    await write(store, [entries(rows.slice(0, 2)), entries(rows.slice(2))]);
    const hidden = hiding([[1, 4]], [[3, false]]);
    const all = await read(store, { hidden, to: 6 });
    expect([seqs(all), plain(all.gap!)[0], all.end!.seq]).toEqual([[2, 3, 5, 6], 4, 6]);
    // It costs neither rows nor bytes, and the reader is led past it where nothing else follows.
    const few = await read(store, { hidden, rowsMax: 2, bytesMax: 120, to: 6 });
    expect([seqs(few), few.end!.seq]).toEqual([[2, 3], 4]);
    const end = await read(store, { hidden: hiding([[1, 6]], [[6, true]]), after: 5, to: 6 });
    expect([seqs(end), plain(end.chain!)[0], plain(end.gap!)[0], end.end!.seq]).toEqual([[], 5, 6, 6]);
    await store.close();
  });

  test("R24 what is erased is gone from between its neighbours; places and the chain around it still stand", async () => {
    const store = await o.open();
    const rows = Array.from({ length: 400 }, (_, i) => inSlot(i + 1, (i + 1) % 3 === 0 ? 3 : 1));
    for (let at = 0, run = 1; at < rows.length; at += run++) await write(store, [entries(rows.slice(at, at + run))]);
    const others = [filled(16, 0), filled(16, 2)];
    for (const other of others) await write(store, [entries([inSlot(1, 1)], other)]);
    await write(store, [{ type: "channel", row: channel(1, { seq: 400 }) }]);
    const hidden = hiding(
      [[1, 200]],
      [
        [50, false],
        [300, true],
      ],
    );
    const erased = await store.perform({ type: "erase", gen, hidden, parts: [] });
    const gone = rows.filter(({ seq }) => seq === 300 || (seq <= 200 && seq % 3 > 0 && seq !== 50));
    const size = rows[0]!.bytes.length;
    expect(erased).toEqual({ type: "erased", freed: gone.length * size });
    const check = async (from: Store) => {
      const all = await read(from, { to: 400, rowsMax: 1000, bytesMax: 1e6 });
      const left = rows.filter((row) => !gone.includes(row));
      expect(all.rows.map(({ seq, bytes, chain }) => [seq, plain(bytes), chain[0]])).toEqual(
        left.map(({ seq, bytes, chain }) => [seq, plain(bytes), chain[0]]),
      );
      expect([plain(all.gap!)[0], all.end!.seq]).toEqual([300 & 255, 400]);
      // At the end of a gap one can go on, inside one there is nothing to compare with.
      expect(plain((await read(from, { after: 299, to: 400 })).chain!)[0]).toBe(299 & 255);
      expect((await read(from, { after: 1 })).chain).toBeNull();
      expect(plain((await read(from, { after: 2, to: 400 })).chain!)[0]).toBe(2);
      expect(seqs(await read(from, { after: 2, to: 6 }))).toEqual([3, 6]);
      const found = await from.perform({ type: "find", logs: [gen], snaps: [], blobs: [], parts: [] });
      if (found.type !== "found") throw new Error(found.type);
      const places = found.ids[0]!.flatMap(({ first, ids }) =>
        Array.from({ length: ids.length / 16 }, (_, i) => [first + i, ids[i * 16 + 15]]),
      );
      expect(places).toEqual(left.map(({ seq }) => [seq, seq & 255]));
      expect((await from.load()).channels.map((channel) => channel.read().freed)).toEqual([gone.length * size]);
    };
    await check(store);
    // Asked again, as after a crash, it finds nothing more, and counts nothing twice.
    expect(await store.perform({ type: "erase", gen, hidden, parts: [] })).toEqual({ type: "erased", freed: 0 });
    await check(store);
    // A later one goes on from there, and gaps that meet become one.
    const rest = hiding([
      [1, 400],
      [3, 390],
    ]);
    await store.perform({ type: "erase", gen, hidden: rest, parts: [] });
    expect(seqs(await read(store, { to: 400, rowsMax: 999 }))).toEqual([393, 396, 399]);
    expect(plain((await read(store, { after: 392, to: 400 })).chain!)[0]).toBe(392 & 255);
    expect((await read(store, { after: 300, to: 400 })).chain).toBeNull();
    await write(store, [entries([{ ...inSlot(401, 1), chain: filled(32, 9) }])]);
    await store.close();
    const again = await o.reopen();
    expect(seqs(await read(again, { after: 395, to: 401 }))).toEqual([396, 399, 401]);
    for (const other of others) {
      const left = await again.perform({
        type: "read",
        gen: other,
        after: 0,
        to: 9,
        rowsMax: 9,
        bytesMax: 999,
        hidden: null,
      });
      expect(left.type === "rows" && seqs(left)).toEqual([1]);
    }
    await again.close();
  });

  test("R31 snapshots and their parts are found again, every field of them; parts go when no snapshot names them", async () => {
    const store = await o.open();
    const [one, two] = [filled(32, 8), filled(32, 9)];
    const part = (hash: Uint8Array): Change => ({ type: "part", gen, hash, bytes: filled(500, hash[0]!) });
    const snaps = [
      snapRow(1),
      snapRow(2, { parts: [one, two], verified: true, trim: "pending", eraseAt: 1_800_000_000_000 }),
      snapRow(3, { trim: "kept" }),
    ];
    await write(store, [{ type: "channel", row: channel(1) }, part(one), part(two)]);
    await write(store, [{ type: "blob", gen, hash: filled(32, 7), bytes: filled(5, 5) }]);
    await write(
      store,
      snaps.map((row) => ({ type: "snap", gen, row })),
    );
    await write(store, [
      { type: "unsnap", gen, ids: [snaps[2]!.id] },
      { type: "snap", gen, row: { ...snaps[0]!, trim: "done" } },
    ]);
    await store.close();
    const again = await o.reopen();
    const find = async () => {
      const hashes = [one, two].map((hash) => ({ gen, hash }));
      const found = await again.perform({
        type: "find",
        logs: [],
        snaps: [gen, filled(16, 2)],
        blobs: hashes,
        parts: hashes,
      });
      if (found.type !== "found") throw new Error(found.type);
      return found;
    };
    const flat = (rows: SnapRow[]) =>
      rows.map((row) => ({ ...row, id: plain(row.id), slot: plain(row.slot), parts: row.parts.map(plain) }));
    const found = await find();
    expect(found.snaps.map(flat)).toEqual([flat([{ ...snaps[0]!, trim: "done" }, snaps[1]!]), []]);
    expect([found.sizes, found.parts]).toEqual([
      [null, null],
      [500, 500],
    ]);
    const blob = await again.perform({ type: "blob", gen, hash: two });
    expect(blob.type === "blob" && plain(blob.bytes!)).toEqual(plain(filled(500, 9)));
    const erased = await again.perform({ type: "erase", gen, hidden: hiding([]), parts: [two] });
    expect(erased).toEqual({ type: "erased", freed: 500 });
    expect((await find()).parts).toEqual([null, 500]);
    const kept = await again.perform({ type: "blob", gen, hash: filled(32, 7) });
    expect(kept.type === "blob" && kept.bytes).not.toBeNull();
    await write(again, [{ type: "gone", id: filled(32, 1), gen }]);
    await again.close();
    const after = await o.reopen();
    const nothing = await after.perform({
      type: "find",
      logs: [gen],
      snaps: [gen],
      blobs: [],
      parts: [{ gen, hash: two }],
    });
    expect(nothing).toEqual({ type: "found", ids: [[]], snaps: [[]], sizes: [], parts: [null] });
    await after.close();
  });

  test("what is written is the caller's to change afterwards", async () => {
    const store = await o.open();
    const one = row(1);
    const before = plain(one.bytes);
    await write(store, [entry(one)]);
    one.bytes.fill(0);
    expect(plain((await read(store, {})).rows[0]!.bytes)).toEqual(before);
    await store.close();
  });
}
