import { expect, test } from "vitest";
import { memoryStorage } from "../testing/index.ts";
import { isFresh } from "./fresh.ts";

test("a device is fresh until it has kept anything of its own, and one that cannot be opened is not called so", async () => {
  const storage = memoryStorage();
  const database = { ok: true, value: { storage } } as const;
  expect(await isFresh(database)).toBe(true);
  await storage.write([{ key: "device/format", value: new Uint8Array(1) }], "strict");
  expect(await isFresh(database)).toBe(false);
  expect(await isFresh({ ok: false, reason: "storage-blocked" })).toBe(false);
});
