// What every store must do, whatever it is made of. A new one passes when it is added to storage.test.ts.
import { expect, test } from "vitest";
import type { RawStorage } from "../src/ports.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

export function storageContract(
  title: string,
  open: () => Promise<{ storage: RawStorage; again(): Promise<RawStorage> }>,
) {
  test(`S20 ${title}: what was written is there, by key and by prefix in key order, and in another tab`, async () => {
    const { storage, again } = await open();
    const written = await storage.write(
      ["b/2", "b/10", "a", "b", "c/1"].map((key) => ({ key, value: bytes(key) })),
      "strict",
    );
    expect(written).toEqual({ ok: true, value: null });
    expect(await storage.get("b/2")).toEqual(bytes("b/2"));
    expect(await storage.get("b/3")).toBeNull();
    expect(await storage.keys("b/")).toEqual(["b/10", "b/2"]);
    expect(await storage.keys("")).toEqual(["a", "b", "b/10", "b/2", "c/1"]);
    expect(await (await again()).list("b/")).toEqual([
      { key: "b/10", value: bytes("b/10") },
      { key: "b/2", value: bytes("b/2") },
    ]);
  });

  test(`S20 ${title}: keys are compared by code unit, and "prefix" ends where the prefix does`, async () => {
    const { storage } = await open();
    await storage.write(
      ["p/", "p/\u{ffff}", "p/\u{10ffff}", "p0", "o/zzz"].map((key) => ({ key, value: bytes(key) })),
      "relaxed",
    );
    expect(await storage.keys("p/")).toEqual(["p/", "p/\u{10ffff}", "p/\u{ffff}"]);
  });

  test(`S20 ${title}: null deletes; the last write of one transaction to a key counts`, async () => {
    const { storage } = await open();
    await storage.write([{ key: "k", value: bytes("old") }], "relaxed");
    await storage.write(
      [
        { key: "k", value: bytes("new") },
        { key: "k", value: null },
        { key: "never", value: null },
      ],
      "relaxed",
    );
    expect(await storage.get("k")).toBeNull();
  });

  test(`S20 ${title}: bytes handed in or out are copies`, async () => {
    const { storage } = await open();
    const mine = bytes("mine");
    await storage.write([{ key: "k", value: mine }], "relaxed");
    mine.fill(0);
    (await storage.get("k"))!.fill(0);
    expect(await storage.get("k")).toEqual(bytes("mine"));
  });

  test(`S20 ${title}: a closed store says so and keeps what it has`, async () => {
    const { storage, again } = await open();
    await storage.write([{ key: "k", value: bytes("v") }], "relaxed");
    await storage.close();
    expect(await storage.write([{ key: "k", value: null }], "strict")).toEqual({ ok: false, reason: "closed" });
    expect(await (await again()).get("k")).toEqual(bytes("v"));
  });

  test(`S21 ${title}: a leader that was replaced cannot write, not even half a transaction`, async () => {
    const { storage, again } = await open();
    await storage.write([{ key: "fence", value: bytes("1") }], "strict");
    const alice = storage.guarded("fence", bytes("1"));
    expect((await alice.write([{ key: "counter", value: bytes("64") }], "strict")).ok).toBe(true);
    await (await again()).write([{ key: "fence", value: bytes("2") }], "strict");
    expect(await alice.write([{ key: "counter", value: bytes("128") }], "strict")).toEqual({
      ok: false,
      reason: "closed",
    });
    expect(await storage.get("counter")).toEqual(bytes("64"));
    const first = storage.guarded("nothing here", null);
    expect((await first.write([{ key: "x", value: bytes("x") }], "relaxed")).ok).toBe(true);
  });
}
