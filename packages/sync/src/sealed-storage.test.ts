import "fake-indexeddb/auto";
import { webPrimitives } from "@fogata/keys";
import { expect, test } from "vitest";
import { memoryStorage } from "../testing/index.ts";
import { openRest } from "./rest.ts";
import { sealStorage } from "./sealed-storage.ts";
import { openIdbStorage } from "./storage.ts";

const p = webPrimitives({ crypto });
const bytes = (text: string) => new TextEncoder().encode(text);
const restKey = await p.newRestKey();

async function aliceKeeps(...keys: string[]) {
  const disk = memoryStorage();
  const storage = sealStorage({ p, restKey, storage: disk });
  await storage.write(
    keys.map((key) => ({ key, value: bytes(`secret of ${key}`) })),
    "strict",
  );
  return { disk, storage };
}

test("S25 what rests is sealed, under readable keys, and opens again with the device's key", async () => {
  const { disk, storage } = await aliceKeeps("a/1", "a/2", "b");
  expect(await storage.get("a/1")).toEqual(bytes("secret of a/1"));
  expect((await storage.list("a/")).map(({ key }) => key)).toEqual(["a/1", "a/2"]);
  expect(await storage.keys("")).toEqual(["a/1", "a/2", "b"]);
  for (const value of disk.raw().values()) expect(new TextDecoder("latin1").decode(value)).not.toContain("secret");
  await storage.write([{ key: "a/1", value: null }], "strict");
  expect(await storage.get("a/1")).toBeNull();
  expect(storage.corrupt()).toBe(false);
});

test("S25 every flipped byte, a value moved to another key and another device's key are found, never thrown", async () => {
  const { disk } = await aliceKeeps("a", "b");
  const sealed = disk.raw().get("a")!.slice();
  for (let at = 0; at < sealed.length; at++) {
    const flipped = sealed.slice();
    flipped[at]! ^= 1 << (at % 8);
    disk.raw().set("a", flipped);
    const found: string[] = [];
    const storage = sealStorage({ p, restKey, storage: disk, onCorrupt: (key) => found.push(key) });
    expect(await storage.get("a")).toBeNull();
    expect(await storage.list("")).toEqual([{ key: "b", value: bytes("secret of b") }]);
    expect(found).toEqual(["a", "a"]);
  }
  for (const other of [disk.raw().get("b")!, new Uint8Array(), sealed.subarray(0, 20)]) {
    disk.raw().set("a", other);
    expect(await sealStorage({ p, restKey, storage: disk }).get("a")).toBeNull();
  }
  disk.raw().set("a", sealed);
  const foreign = sealStorage({ p, restKey: await p.newRestKey(), storage: disk });
  expect(await foreign.get("a")).toBeNull();
  expect(foreign.corrupt()).toBe(true);
});

test("S25 once damage is found nothing is written: what cannot be read must not be taken for absent", async () => {
  const { disk, storage } = await aliceKeeps("counter", "other");
  disk.raw().get("counter")![15]! ^= 1;
  expect(await storage.get("counter")).toBeNull();
  const before = [...disk.raw()].map(([key, value]) => [key, value.slice()]);
  expect(await storage.write([{ key: "counter", value: bytes("1") }], "strict")).toEqual({
    ok: false,
    reason: "corrupt",
  });
  expect([...disk.raw()]).toEqual(before);
});

test("S25 a prefix keeps two circles apart", async () => {
  const disk = memoryStorage();
  const one = sealStorage({ p, restKey, storage: disk, prefix: "one/" });
  const two = sealStorage({ p, restKey, storage: disk, prefix: "two/" });
  await one.write([{ key: "k", value: bytes("1") }], "strict");
  expect(await two.get("k")).toBeNull();
  expect(await one.list("")).toEqual([{ key: "k", value: bytes("1") }]);
  expect(await disk.keys("")).toEqual(["one/k"]);
});

test("S24 a fresh device makes its key once, in whichever tab; sealed things without their key are left alone", async () => {
  const disk = memoryStorage();
  const [a, b] = await Promise.all([
    openRest(p, { storage: disk, cabinet: disk.cabinet }, () => {}),
    openRest(p, { storage: disk.again(), cabinet: disk.cabinet }, () => {}),
  ]);
  if (!a.ok || !b.ok) throw new Error("did not open");
  expect(a.value.salt).toEqual(b.value.salt);
  await a.value.sealed.write([{ key: "k", value: bytes("v") }], "strict");
  expect(await b.value.sealed.get("k")).toEqual(bytes("v"));
  const keyless = memoryStorage().cabinet;
  const before = [...disk.raw().keys()];
  expect(await openRest(p, { storage: disk, cabinet: keyless }, () => {})).toEqual({
    ok: false,
    reason: "storage-corrupt",
  });
  expect([...disk.raw().keys()]).toEqual(before);
});

test("S24 a damaged or newer format is said and nothing is changed", async () => {
  const disk = memoryStorage();
  const device = { storage: disk, cabinet: disk.cabinet };
  const first = await openRest(p, device, () => {});
  if (!first.ok) throw new Error(first.reason);
  await first.value.sealed.write([{ key: "device/format", value: bytes('{"version":2}') }], "strict");
  expect(await openRest(p, device, () => {})).toEqual({ ok: false, reason: "storage-newer" });
  disk.raw().get("device/format")![14]! ^= 4;
  const before = disk.raw().get("device/format")!.slice();
  expect(await openRest(p, device, () => {})).toEqual({ ok: false, reason: "storage-corrupt" });
  expect(disk.raw().get("device/format")).toEqual(before);
});

test("S24 the key survives in the browser's database and opens there what it sealed, device keys included", async () => {
  const open = async () => {
    const database = await openIdbStorage("at rest");
    if (!database.ok) throw new Error(database.reason);
    const rest = await openRest(p, database.value, () => {});
    if (!rest.ok) throw new Error(rest.reason);
    return { ...rest.value, ...database.value };
  };
  const first = await open();
  const { wrapped, keys } = await p.newDeviceKeys(first.restKey);
  await first.sealed.write([{ key: "group/1", value: wrapped }], "strict");
  await first.storage.close();
  const second = await open();
  const again = await p.unwrapDeviceKeys(second.restKey, (await second.sealed.get("group/1"))!);
  expect(again?.id).toBe(keys.id);
  expect(second.salt).toEqual(first.salt);
});
