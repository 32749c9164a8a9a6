import "fake-indexeddb/auto";
import { type RestKey, webPrimitives } from "@fogata/keys";
import { expect, test } from "vitest";
import { manualClock } from "../../../test/support/manual-clock.ts";
import { type MemoryStorage, memoryStorage } from "../testing/index.ts";
import { firstWaitMs, freeTries, openLock, waitMsMax } from "./lock.ts";
import { findRest, openRest } from "./rest.ts";
import { sealStorage } from "./sealed-storage.ts";

const p = webPrimitives({ crypto });
const cost = { memoryKiB: 64, passes: 1 };
const words = "river lamp onion door";
const utf8 = (text: string) => new TextEncoder().encode(text);

async function alice() {
  const disk = memoryStorage();
  const clock = manualClock();
  const opened = await openRest(p, { storage: disk, cabinet: disk.cabinet }, () => {});
  if (!opened.ok) throw new Error(opened.reason);
  await opened.value.sealed.write([{ key: "note/1", value: utf8("our words") }], "strict");
  return { disk, clock, lock: openLock({ p, cabinet: disk.cabinet, clock, cost }) };
}
async function opensByItself(disk: MemoryStorage): Promise<RestKey | null> {
  const found = await findRest(p, { storage: disk, cabinet: disk.cabinet });
  return found.ok && found.value.kind === "open" ? found.value.key : null;
}
const reads = async (disk: MemoryStorage, restKey: RestKey) => sealStorage({ p, restKey, storage: disk }).get("note/1");

test("S60 with a lock nothing on the disk opens without the passphrase, and with it everything does", async () => {
  const { disk, lock } = await alice();
  expect(await lock.isSet()).toBe(false);
  const before = disk.cabinet;
  expect(await lock.turnOn(words)).toEqual({ ok: true, value: null });
  expect(await lock.isSet()).toBe(true);
  expect(await opensByItself(disk)).toBeNull();
  expect((await openRest(p, { storage: disk, cabinet: disk.cabinet }, () => {})).ok).toBe(false);
  // No key of any kind is left in the cabinet: plain bytes and numbers alone.
  const kept = (await before.get("rest")) as Record<string, unknown>;
  expect(Object.keys(kept).sort()).toEqual(["cost", "kind", "salt", "version", "wrapped"]);
  expect(JSON.stringify([...Object.values(kept)])).not.toContain("CryptoKey");
  const opened = await lock.unlock(words);
  expect(opened.ok && (await reads(disk, opened.value))).toEqual(utf8("our words"));
});

test("S60 removed again, it opens by itself; a fresh guard is made, not the one from before", async () => {
  const { disk, lock } = await alice();
  const first = (await disk.cabinet.get("rest")) as { wrapped: Uint8Array };
  await lock.turnOn(words);
  expect(await lock.turnOff("not the words")).toEqual({ ok: false, reason: "wrong" });
  expect(await opensByItself(disk)).toBeNull();
  expect(await lock.turnOff(words)).toEqual({ ok: true, value: null });
  expect(await reads(disk, (await opensByItself(disk))!)).toEqual(utf8("our words"));
  const second = (await disk.cabinet.get("rest")) as { wrapped: Uint8Array };
  expect(second.wrapped).not.toEqual(first.wrapped);
});

test("S60 a changed passphrase: the new one opens, the old one never again", async () => {
  const { disk, lock } = await alice();
  await lock.turnOn(words);
  expect(await lock.change({ from: words, to: "short" })).toEqual({ ok: false, reason: "too-short" });
  expect(await lock.change({ from: "other words", to: "onion door river" })).toEqual({ ok: false, reason: "wrong" });
  expect(await lock.change({ from: words, to: "onion door river" })).toEqual({ ok: true, value: null });
  expect(await lock.unlock(words)).toEqual({ ok: false, reason: "wrong" });
  const opened = await lock.unlock("onion door river");
  expect(opened.ok && (await reads(disk, opened.value))).toEqual(utf8("our words"));
});

const steps = {
  "turning it on": (a: Awaited<ReturnType<typeof alice>>) => a.lock.turnOn("onion door river"),
  "changing it": (a: Awaited<ReturnType<typeof alice>>) => a.lock.change({ from: words, to: "onion door river" }),
  "removing it": (a: Awaited<ReturnType<typeof alice>>) => a.lock.turnOff(words),
};
test.each(Object.keys(steps) as (keyof typeof steps)[])(
  "S61 %s: whatever write the power fails at, the device opens as before or as after",
  async (name) => {
    let writes = 0;
    for (let done = false; !done; writes++) {
      const a = await alice();
      if (name !== "turning it on") await a.lock.turnOn(words);
      const cut = new Promise<"cut">((then) => a.disk.cutAfter(writes, () => then("cut")));
      const ended = await Promise.race([steps[name](a).catch(() => "thrown"), cut]);
      done = ended !== "cut" && typeof ended === "object" && ended.ok;
      const disk = a.disk.crash();
      disk.cutAfter(Number.POSITIVE_INFINITY, () => {});
      const lock = openLock({ p, cabinet: disk.cabinet, clock: a.clock, cost });
      const ways: (RestKey | null)[] = [await opensByItself(disk)];
      for (const passphrase of [words, "onion door river"]) {
        const opened = await lock.unlock(passphrase);
        ways.push(opened.ok ? opened.value : null);
      }
      const keys = ways.filter((key) => key !== null);
      expect(keys.length, `cut at write ${writes}: ${ways.map(Boolean)}`).toBe(1);
      expect(await reads(disk, keys[0]!)).toEqual(utf8("our words"));
    }
    // It was cut at least once before it got through.
    expect(writes).toBeGreaterThan(1);
  },
);

test("S61 a full disk leaves it as it was, and says so; what is locked opens all the same", async () => {
  const { disk, lock } = await alice();
  disk.fill(true);
  expect(await lock.turnOn(words)).toEqual({ ok: false, reason: "device-full" });
  expect(await opensByItself(disk)).not.toBeNull();
  disk.fill(false);
  await lock.turnOn(words);
  disk.fill(true);
  expect((await lock.unlock(words)).ok).toBe(true);
  expect(await lock.turnOff(words)).toEqual({ ok: false, reason: "device-full" });
  expect((await lock.unlock(words)).ok).toBe(true);
});

test("S62 five slips cost nothing, then each wrong try doubles the wait, to a quarter of an hour and no further", async () => {
  const { clock, lock } = await alice();
  await lock.turnOn(words);
  for (let i = 0; i < freeTries; i++) {
    expect(await lock.waitsUntil()).toBeNull();
    expect(await lock.unlock("wrong words")).toEqual({ ok: false, reason: "wrong" });
  }
  for (let waitMs = firstWaitMs, i = 0; i < 8; i++, waitMs = Math.min(waitMsMax, 2 * waitMs)) {
    expect((await lock.waitsUntil())! - clock.now()).toBe(waitMs);
    clock.advance(waitMs - 1);
    // Even the right words wait: or the wait could be told from the answer.
    expect(await lock.unlock(words)).toEqual({ ok: false, reason: "wait" });
    clock.advance(1);
    expect(await lock.unlock("wrong words")).toEqual({ ok: false, reason: "wrong" });
  }
  clock.advance(waitMsMax);
  expect((await lock.unlock(words)).ok).toBe(true);
  expect(await lock.unlock("wrong words")).toEqual({ ok: false, reason: "wrong" });
  expect(await lock.waitsUntil()).toBeNull();
});

test("S62 a reload, a second tab and a try that was cut off reset nothing; a clock turned back neither", async () => {
  const { disk, clock, lock } = await alice();
  await lock.turnOn(words);
  const tabs = [lock, openLock({ p, cabinet: disk.cabinet, clock, cost })];
  for (let i = 0; i < freeTries; i++) await tabs[i % 2]!.unlock("wrong words");
  const reloaded = openLock({ p, cabinet: disk.again().cabinet, clock, cost });
  expect(await reloaded.unlock(words)).toEqual({ ok: false, reason: "wait" });
  const yesterday = manualClock(clock.now() - 24 * 60 * 60_000);
  const turnedBack = openLock({ p, cabinet: disk.cabinet, clock: yesterday, cost });
  expect(await turnedBack.unlock(words)).toEqual({ ok: false, reason: "wait" });
  expect((await turnedBack.waitsUntil())! - yesterday.now()).toBe(firstWaitMs);
  yesterday.advance(firstWaitMs);
  expect((await turnedBack.unlock(words)).ok).toBe(true);
});

test("S62 tries in many tabs at once are counted one by one", async () => {
  const { disk, clock, lock } = await alice();
  await lock.turnOn(words);
  const tabs = Array.from({ length: 12 }, () => openLock({ p, cabinet: disk.cabinet, clock, cost }));
  const answers = await Promise.all(tabs.map((tab) => tab.unlock("wrong words")));
  expect(answers.filter((one) => !one.ok && one.reason === "wrong").length).toBe(freeTries);
});

test("S63 a lock made when guessing was cheap is made dearer when it is next opened", async () => {
  const { disk, clock, lock } = await alice();
  await lock.turnOn(words);
  const today = openLock({ p, cabinet: disk.cabinet, clock });
  expect((await today.unlock(words)).ok).toBe(true);
  expect(await disk.cabinet.get("rest")).toMatchObject({ cost: { memoryKiB: 65536, passes: 3 } });
  expect((await today.unlock(words)).ok).toBe(true);
});

test("S24 a lock of a newer app is left as it is; a device from before there were locks opens, and cannot have one", async () => {
  const { disk, clock, lock } = await alice();
  await lock.turnOn(words);
  await disk.cabinet.swap("rest", (there) => ({ ...(there as object), version: 2 }));
  expect(await findRest(p, { storage: disk, cabinet: disk.cabinet })).toEqual({ ok: false, reason: "storage-newer" });

  const old = memoryStorage();
  await old.cabinet.keep("rest", await p.newRestKey());
  expect(await opensByItself(old)).not.toBeNull();
  const none = openLock({ p, cabinet: old.cabinet, clock, cost });
  expect(await none.turnOn(words)).toEqual({ ok: false, reason: "old-device" });
  expect(await none.unlock(words)).toEqual({ ok: false, reason: "no-lock" });
});
