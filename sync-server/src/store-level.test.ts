import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { storeContract } from "./store.contract.ts";
import type { Change, Store } from "./store.ts";
import { openLevelStore } from "./store-level.ts";
import { newEntry } from "./test-world.ts";

let folder = "";
const open = async (): Promise<Store> => {
  folder = await mkdtemp(join(tmpdir(), "fogata-store-"));
  return openLevelStore(folder);
};
const remove = () => rm(folder, { recursive: true, force: true });
storeContract({ open, reopen: () => openLevelStore(folder), remove });

/** How often the marker stands in any file of the store. */
async function found(marker: string): Promise<number> {
  let times = 0;
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) times += 1;
  }
  return times;
}

const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
const gen = (byte: number): Uint8Array => filled(16, byte);
const entries = (of: Uint8Array, marker: string, count: number, from = 1): Change[] => {
  const rows = Array.from({ length: count }, (_, i) => {
    const { bytes } = newEntry(`${marker}-${"padding".repeat(20)}`);
    return { seq: from + i, chain: filled(32, 1), bytes };
  });
  return [{ type: "entries", gen: of, rows }];
};

// Fresh in the log file, in tables, deep in tables under later writes: deletion must reach all of them.
test.each([
  ["just written", 0],
  ["buried under other writes", 60],
])("R15 what was erased is in no file of the store any more, and its neighbours are (%s)", async (_name, rounds) => {
  const store = await open();
  const write = async (changes: Change[]) =>
    expect(await store.perform({ type: "write", changes })).toEqual({ type: "written" });
  await write([
    ...entries(gen(4), "GONE", 200),
    { type: "blob", gen: gen(4), hash: gen(9), bytes: Buffer.from("GONE") },
  ]);
  for (let round = 0; round < rounds; round++) {
    await write(entries(gen(3), "STAYS", 300, 1 + round * 300));
    await write(entries(gen(5), "STAYS", 300, 1 + round * 300));
    if (round % 20 === 10) await write(entries(gen(4), "GONE", 50, 201 + round * 50));
  }
  await write(entries(gen(3), "STAYS", 10, 100_000));
  expect(await found("GONE")).toBeGreaterThan(200);
  await write([{ type: "gone", id: filled(32, 4), gen: gen(4) }]);
  await store.close();
  expect(await found("GONE")).toBe(0);
  expect(await found("STAYS")).toBeGreaterThanOrEqual(600 * rounds + 10);
  await remove();
});

// A trim takes what it hides out of the middle of a log that goes on, in runs of every length.
test("R24 what a trim erased is in no file of the store any more, and what lies around it is", async () => {
  const store = await open();
  const write = async (changes: Change[]) =>
    expect(await store.perform({ type: "write", changes })).toEqual({ type: "written" });
  const row = (seq: number) => {
    const gone = seq % 3 > 0;
    const head = [1, 1, ...filled(12, 7), ...Buffer.from([0, 0, seq >> 8, seq & 255]), ...filled(8, gone ? 1 : 2)];
    const body = Buffer.from(`${gone ? "GONE" : "STAYS"}-${"padding".repeat(20)}`);
    return { seq, chain: filled(32, 1), bytes: Uint8Array.from([...head, ...body]) };
  };
  let seq = 1;
  for (let run = 1; seq <= 3000; run = (run % 90) + 1) {
    await write([{ type: "entries", gen: gen(4), rows: Array.from({ length: run }, (_, i) => row(seq + i)) }]);
    seq += run;
    if (run % 9 === 0) await write(entries(gen(5), "STAYS", 50, seq));
  }
  const part = { type: "part", gen: gen(4), hash: filled(32, 1), bytes: Buffer.from("GONE") } as const;
  await write([part, { ...part, hash: filled(32, 2), bytes: Buffer.from("STAYS") }]);
  const stays = await found("STAYS");
  expect(await found("GONE")).toBeGreaterThan(2000);
  const slots = new Map([[Buffer.from(filled(8, 1)).toString("latin1"), seq]]);
  const hidden = { slots, snaps: new Map<number, boolean>() };
  const erased = await store.perform({ type: "erase", gen: gen(4), hidden, parts: [filled(32, 2)] });
  const each = row(1).bytes.length;
  const gone = Array.from({ length: seq - 1 }, (_, i) => i + 1).filter((one) => one % 3 > 0).length;
  expect(erased).toEqual({ type: "erased", freed: gone * each + 4 });
  expect(await found("GONE")).toBe(0);
  expect(await found("STAYS")).toBe(stays);
  await store.close();
  expect(await found("GONE")).toBe(0);
  await remove();
});

// Erasing rewrites a log piece by piece; whatever the moment, what is there is a whole log.
test("R24 a channel may be deleted while a trim erases, and nothing of it comes back", async () => {
  const store = await open();
  const rows = Array.from({ length: 500 }, (_, i) => {
    const head = [1, 1, ...filled(14, 7), i >> 8, i & 255, ...filled(8, i % 2)];
    return { seq: i + 1, chain: filled(32, 1), bytes: Uint8Array.from([...head, ...Buffer.from("GONE")]) };
  });
  await store.perform({ type: "write", changes: [{ type: "entries", gen: gen(4), rows }] });
  const slots = new Map([[Buffer.from(filled(8, 1)).toString("latin1"), 500]]);
  const erasing = store.perform({ type: "erase", gen: gen(4), hidden: { slots, snaps: new Map() }, parts: [] });
  const deleting = store.perform({ type: "write", changes: [{ type: "gone", id: filled(32, 4), gen: gen(4) }] });
  await Promise.all([erasing, deleting]);
  await store.close();
  expect(await found("GONE")).toBe(0);
  await remove();
});

test("R15 an erasure cut short by a crash is finished at the next start", async () => {
  const store = await open();
  const changes = [...entries(gen(4), "GONE", 100), ...entries(gen(5), "STAYS", 100)];
  await store.perform({ type: "write", changes });
  await store.close();
  // As a crash leaves it right after the mark was synced: the mark alone, all bytes still there.
  const { ClassicLevel } = await import("classic-level");
  const raw = new ClassicLevel<Buffer, Buffer>(folder, {
    keyEncoding: "buffer",
    valueEncoding: "buffer",
    compression: false,
  });
  await raw.put(Buffer.concat([Buffer.from("g"), filled(32, 4)]), Buffer.from(gen(4)));
  await raw.close();
  expect(await found("GONE")).toBe(100);
  const again = await openLevelStore(folder);
  expect((await again.load()).gone).toHaveLength(1);
  await again.close();
  expect(await found("GONE")).toBe(0);
  expect(await found("STAYS")).toBe(100);
  await remove();
});

test("a second relay on the same folder is refused, not let in to spoil it", async () => {
  const store = await open();
  await expect(openLevelStore(folder)).rejects.toThrow();
  await store.close();
  await remove();
});

test("R15 LevelDB's diary, which names what was compacted away, is not kept, and a store opens without it", async () => {
  const store = await open();
  const diary = async () => (await readdir(folder)).filter((name) => name.startsWith("LOG") && name !== "LOCK");
  const erase = async (byte: number) => {
    await store.perform({ type: "write", changes: entries(gen(byte), "GONE", 200) });
    await store.perform({ type: "write", changes: [{ type: "gone", id: filled(32, byte), gen: gen(byte) }] });
  };
  await erase(4);
  expect(await diary()).toEqual([]);
  await store.close();
  const again = await openLevelStore(folder);
  expect(await diary()).toEqual([]);
  expect((await again.load()).gone).toEqual([Buffer.from(filled(32, 4))]);
  await again.close();
  await remove();
});
