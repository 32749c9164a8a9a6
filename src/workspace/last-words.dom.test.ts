// The last moment before a page goes: what was typed in it comes back, and nobody reads it in between.
import * as A from "@automerge/automerge/slim";
import { draftAgreement, parseDocumentId, plainText, readBlocks } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { expect, test } from "vitest";
import { alice, type DeviceDouble, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { type AtOnce, type LastWords, lastMomentMs, makeLastWords, padBytes } from "./last-words.ts";

const group = "ca".repeat(32);
const doc = parseDocumentId("ab".repeat(16))!;
const stateKey = "fogata/last-words";
const clock = manualClock();
let chance = 0;

function store(): AtOnce & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

/** A device whose database holds the notes of an earlier one, and the document as it was saved. */
async function deviceWith(saved: Uint8Array, earlier?: DeviceDouble): Promise<DeviceDouble> {
  const device = deviceDouble(groupOf(group, "Canal", alice));
  device.arrive(group, doc, saved);
  const pad = await earlier?.note("last-words/pad");
  if (pad) await device.setNote("last-words/pad", pad);
  return device;
}

/** A page that has just been opened on a device. */
async function page(device: DeviceDouble, atOnce: AtOnce | null) {
  const lastWords: LastWords = makeLastWords({
    device: Promise.resolve(device),
    engine: () => import("./engine.ts"),
    clock,
    randomBytes: (length) =>
      Uint8Array.from({ length }, (_, at) => (at * 31 + chance * 7 + (at >> 8)) & 0xff).fill(++chance, 0, 8),
    atOnce,
  });
  await lastWords.recover();
  const opened = await device.openDocument(group, doc);
  if (!opened.ok) throw new Error(opened.reason);
  const handle: DocumentHandle = opened.value;
  const watch = lastWords.watch({ group, doc, handle, engine: await import("./engine.ts") });
  return {
    lastWords,
    off: watch.off,
    text: () => plainText(readBlocks(handle.doc(), ["text"])),
    type(words: string) {
      handle.change(((draft: { text: string }) => {
        A.splice(draft, ["text"], draft.text.length, 0, words);
      }) as (draft: never) => void);
      watch.wrote();
    },
  };
}
const saved = draftAgreement({ id: doc, title: "Keys", blocks: [] });

test("what was typed a moment before a reload is there after it, though the database never got it", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  const before = await page(device, atOnce);
  before.type("Two people hold each key.");
  before.lastWords.keep();
  expect(atOnce.getItem(stateKey)).not.toMatch(/people|Two/);
  const next = await deviceWith(saved, device);
  const after = await page(next, atOnce);
  expect(after.text()).toBe("Two people hold each key.");
  expect(next.flushes).toBe(1);
  expect(JSON.parse(atOnce.getItem(stateKey)!).kept).toEqual([]);
});

test("words the database has already come back only once, and older ones are not kept again", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  const before = await page(device, atOnce);
  before.type("once");
  before.lastWords.keep();
  const after = await page(await deviceWith(device.saved(group, doc), device), atOnce);
  expect(after.text()).toBe("once");
  after.type(" more");
  clock.advance(lastMomentMs + 1);
  after.lastWords.keep();
  expect(JSON.parse(atOnce.getItem(stateKey)!).kept).toEqual([]);
});

test("long writing keeps the last moment, not the whole text", async () => {
  const atOnce = store();
  const one = await page(await deviceWith(saved), atOnce);
  for (let word = 0; word < 60; word++) {
    one.type(`word${word} `);
    clock.advance(lastMomentMs / 4);
  }
  one.lastWords.keep();
  const [kept] = JSON.parse(atOnce.getItem(stateKey)!).kept as { masked: string }[];
  expect(kept!.masked.length).toBeLessThan(4_000);
  expect(kept!.masked.length).toBeGreaterThan(100);
});

test("no byte of the pad masks twice, and when it is half used the next page begins another", async () => {
  const atOnce = store();
  let device = await deviceWith(saved);
  const ends: number[] = [];
  const pads = new Set<string>();
  let used = 0;
  for (let turn = 0; turn < 12; turn++) {
    const one = await page(device, atOnce);
    // Nothing here deflates to less than itself.
    one.type(
      Array.from({ length: 2_000 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919 + turn) % 20_000))).join(""),
    );
    one.lastWords.keep();
    const state = JSON.parse(atOnce.getItem(stateKey)!) as { pad: string; used: number; kept: { from: number }[] };
    if (!pads.has(state.pad)) used = 8;
    pads.add(state.pad);
    for (const { from } of state.kept) expect(from).toBeGreaterThanOrEqual(used);
    used = state.used;
    ends.push(used);
    device = await deviceWith(device.saved(group, doc), device);
  }
  expect(pads.size).toBeGreaterThan(1);
  expect(Math.max(...ends)).toBeLessThanOrEqual(padBytes);
});

test("a tab whose pad was replaced keeps nothing rather than use it again", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  const old = await page(device, atOnce);
  atOnce.removeItem(stateKey);
  await page(device, atOnce);
  const state = atOnce.getItem(stateKey);
  old.type("x");
  old.lastWords.keep();
  expect(atOnce.getItem(stateKey)).toBe(state);
});

test("garbage, a full store or none at all cost nothing but the moment", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  for (const garbage of ["", "{", "3", '{"pad":1}', '{"pad":"AAAA","used":1,"kept":[3]}']) {
    atOnce.all.set(stateKey, garbage);
    expect((await page(device, atOnce)).text()).toBe("");
  }
  const one = await page(device, atOnce);
  const state = JSON.parse(atOnce.getItem(stateKey)!) as { kept: unknown[] };
  state.kept = [
    { group, doc, from: 8, masked: "AAAA" },
    { group: 1 },
    null,
    { group, doc: "none", from: 8, masked: "AAAA" },
  ];
  atOnce.setItem(stateKey, JSON.stringify(state));
  expect((await page(await deviceWith(saved, device), atOnce)).text()).toBe("");
  const full = {
    ...atOnce,
    setItem: () => {
      throw new Error("quota");
    },
  };
  const there = await page(device, full);
  there.type("x");
  there.lastWords.keep();
  (await page(device, null)).lastWords.keep();
  one.off();
});
