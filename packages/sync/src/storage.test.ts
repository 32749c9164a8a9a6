import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { memoryStorage, storageContract } from "../testing/index.ts";
import { openIdbStorage } from "./storage.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
let databases = 0;

async function openIdb(name: string, factory?: IDBFactory) {
  const opened = await openIdbStorage(name, factory);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}

storageContract("memory", async () => {
  const storage = memoryStorage();
  return { storage, again: async () => storage.again() };
});
storageContract("IndexedDB", async () => {
  const name = `contract-${databases++}`;
  const { storage } = await openIdb(name);
  return { storage, again: async () => (await openIdb(name)).storage };
});

test("S22 two tabs that make the device's key at once end with the same one, and it cannot be exported", async () => {
  const [a, b] = await Promise.all([openIdb("cabinet"), openIdb("cabinet")]);
  const make = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await Promise.all([a.cabinet.keep("rest", await make()), b.cabinet.keep("rest", await make())]);
  const key = (await a.cabinet.get("rest")) as CryptoKey;
  expect(key.extractable).toBe(false);
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes("x"));
  const other = (await b.cabinet.get("rest")) as CryptoKey;
  expect(new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, other, sealed))).toEqual(bytes("x"));
});

test("S24 a database made by a newer app is reported and left as it was", async () => {
  const factory = new IDBFactory();
  await new Promise<void>((done) => {
    const opening = factory.open("device", 7);
    opening.onupgradeneeded = () => opening.result.createObjectStore("future").put("kept", "k");
    opening.onsuccess = () => {
      opening.result.close();
      done();
    };
  });
  expect(await openIdbStorage("device", factory)).toEqual({ ok: false, reason: "storage-newer" });
  const kept = await new Promise((done) => {
    const opening = factory.open("device");
    opening.onsuccess = () => {
      const reading = opening.result.transaction("future").objectStore("future").get("k");
      reading.onsuccess = () => done(reading.result);
    };
  });
  expect(kept).toBe("kept");
});

test("S24 a browser without a database says so", async () => {
  const none = {
    open: () => {
      throw new DOMException("no", "SecurityError");
    },
  } as unknown as IDBFactory;
  expect(await openIdbStorage("device", none)).toEqual({ ok: false, reason: "storage-blocked" });
});

test("S20 a power cut forgets relaxed writes from the end, never one before a strict one", async () => {
  const storage = memoryStorage();
  await storage.write([{ key: "a", value: bytes("1") }], "relaxed");
  await storage.write([{ key: "b", value: bytes("1") }], "strict");
  await storage.write([{ key: "a", value: bytes("2") }], "relaxed");
  await storage.write([{ key: "c", value: bytes("2") }], "relaxed");
  expect(storage.atRisk()).toBe(2);
  const after = storage.crash(1);
  expect(await after.keys("")).toEqual(["a", "b"]);
  expect(await after.get("a")).toEqual(bytes("2"));
  expect(await storage.write([], "strict")).toEqual({ ok: false, reason: "closed" });
});

test("S20 a full disk refuses what adds and lets deletions through", async () => {
  const storage = memoryStorage();
  await storage.write([{ key: "a", value: bytes("1") }], "strict");
  storage.fill(true);
  expect(await storage.write([{ key: "b", value: bytes("1") }], "strict")).toEqual({ ok: false, reason: "full" });
  expect((await storage.write([{ key: "a", value: null }], "strict")).ok).toBe(true);
});
