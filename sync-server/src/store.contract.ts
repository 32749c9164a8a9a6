// What every store must do, whatever it keeps its bytes in. Run by store-memory.test.ts and store-level.test.ts.
import { afterEach, expect, test } from "vitest";
import type { Change, ChannelRow, EntryRow, Store } from "./store.ts";
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
    ...more,
  });
  const write = async (store: Store, changes: Change[]) => {
    expect(await store.perform({ type: "write", changes })).toEqual({ type: "written" });
  };
  const read = async (
    store: Store,
    more: Partial<{ after: number; to: number; rowsMax: number; bytesMax: number }>,
  ) => {
    const answer = await store.perform({ type: "read", gen, after: 0, to: 99, rowsMax: 99, bytesMax: 9999, ...more });
    if (answer.type !== "rows") throw new Error(answer.type);
    return answer;
  };
  const seqs = (answer: { rows: EntryRow[] }) => answer.rows.map(({ seq }) => seq);

  test("a new store is empty", async () => {
    const store = await o.open();
    expect(await store.load()).toEqual({ relayKey: null, channels: [], gone: [] });
    expect(await read(store, {})).toEqual({ type: "rows", chain: null, rows: [] });
    await store.close();
  });

  test("name and channels come back after reopening, every field of them", async () => {
    const store = await o.open();
    const rows = [
      channel(1),
      channel(2, { kind: "erasable", expiresAt: 1_800_000_000_000, bytes: 2 ** 40, seq: 2 ** 33 }),
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
    const flat = (one: ChannelRow) => ({ ...one, id: plain(one.id), gen: plain(one.gen), chain: plain(one.chain) });
    expect(loaded.channels.map(flat)).toEqual([{ ...rows[0]!, seq: 8 }, rows[1]!].map(flat));
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
    const found = await store.perform({ type: "find", logs, blobs });
    if (found.type !== "found") throw new Error(found.type);
    expect(found.ids.map(plain)).toEqual([ids([one, two]), []]);
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
      const left = await again.perform({ type: "read", gen: other, after: 0, to: 9, rowsMax: 9, bytesMax: 999 });
      expect(left.type === "rows" && seqs(left)).toEqual([1]);
    }
    await again.close();
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
