// The last moment before a page goes: what was typed in it comes back, and nobody reads it in between.
import * as A from "@automerge/automerge/slim";
import { draftAgreement, parseDocumentId, plainText, readBlocks } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { expect, test } from "vitest";
import { alice, type DeviceDouble, deviceDouble, groupOf } from "../../test/support/device-double.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { type AtOnce, type LastWords, lastMomentMs, makeLastWords } from "./last-words.ts";

const group = "ca".repeat(32);
const doc = parseDocumentId("ab".repeat(16))!;
const clock = manualClock();
/** What somebody has set the clock by. */
let setBy = 0;
let chance = 0;

function store(): AtOnce & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (at) => [...all.keys()][at] ?? null,
    get length() {
      return all.size;
    },
  };
}

/** A device whose database holds the notes of an earlier one, and the document as it was saved. */
async function deviceWith(saved: Uint8Array, earlier?: DeviceDouble): Promise<DeviceDouble> {
  const device = deviceDouble(groupOf(group, "Canal", alice));
  device.arrive(group, doc, saved);
  const key = await earlier?.note("last-words/key");
  if (key) await device.setNote("last-words/key", key);
  return device;
}

/** A page that has just been opened on a device. */
async function page(device: DeviceDouble, atOnce: AtOnce | null) {
  const lastWords: LastWords = makeLastWords({
    device: Promise.resolve(device),
    engine: () => import("./engine.ts"),
    clock: { ...clock, now: () => clock.now() + setBy },
    randomBytes: (length) => Uint8Array.from({ length }, (_, at) => (at * 31 + ++chance * 7) & 0xff),
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
  expect(atOnce.all.size).toBe(1);
  expect(JSON.stringify([...atOnce.all])).not.toMatch(/people|Two/);
  const next = await deviceWith(saved, device);
  const after = await page(next, atOnce);
  expect(after.text()).toBe("Two people hold each key.");
  expect(next.flushes).toBe(1);
  expect(atOnce.all.size).toBe(0);
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
  expect(atOnce.all.size).toBe(0);
});

test("long writing keeps the last moment, not the whole text", async () => {
  const atOnce = store();
  const one = await page(await deviceWith(saved), atOnce);
  for (let word = 0; word < 60; word++) {
    one.type(`word${word} `);
    clock.advance(lastMomentMs / 4);
  }
  one.lastWords.keep();
  const [kept] = [...atOnce.all.values()];
  expect(kept!.length).toBeLessThan(4_000);
  expect(kept!.length).toBeGreaterThan(100);
});

test("it is no more where the clock was set back by a day while somebody wrote", async () => {
  const atOnce = store();
  const one = await page(await deviceWith(saved), atOnce);
  setBy = -24 * 60 * 60 * 1000;
  for (let word = 0; word < 60; word++) {
    one.type(`word${word} `);
    clock.advance(lastMomentMs / 4);
  }
  one.lastWords.keep();
  setBy = 0;
  const [kept] = [...atOnce.all.values()];
  expect(kept!.length).toBeGreaterThan(100);
  expect(kept!.length).toBeLessThan(4_000);
});

test("two tabs keep side by side, and a page that stays forgets what it kept", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  const [one, two] = [await page(device, atOnce), await page(device, atOnce)];
  one.type("From one. ");
  one.lastWords.keep();
  two.type("From two. ");
  two.lastWords.keep();
  expect(atOnce.all.size).toBe(2);
  two.lastWords.forget();
  expect(atOnce.all.size).toBe(1);
  expect((await page(await deviceWith(saved, device), atOnce)).text()).toBe("From one. ");
});

test("what was kept opens only as it was left: no letter changed, no place swapped, no other device's key", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  const one = await page(device, atOnce);
  one.type("mine");
  one.lastWords.keep();
  const [[place, text]] = [...atOnce.all] as [[string, string]];
  const elsewhere = place.replace(doc, "cd".repeat(16));
  const turned = text.slice(0, 30) + (text[30] === "A" ? "B" : "A") + text.slice(31);
  for (const [name, value] of [
    [place, turned],
    [elsewhere, text],
  ] as const) {
    const other = store();
    other.setItem(name, value);
    expect((await page(await deviceWith(saved, device), other)).text()).toBe("");
  }
  const stranger = store();
  stranger.setItem(place, text);
  const theirs = await deviceWith(saved);
  await page(theirs, stranger);
  expect((await page(theirs, stranger)).text()).toBe("");
});

test("garbage, a full store or none at all cost nothing but the moment", async () => {
  const atOnce = store();
  const device = await deviceWith(saved);
  await page(device, atOnce);
  for (const garbage of ["", "{", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) {
    for (const place of ["", "x", `x@${group}`, `x@${group}/${doc}`, "x@none/none"])
      atOnce.setItem(`fogata/last-words/${place}`, garbage);
    expect((await page(device, atOnce)).text()).toBe("");
    expect(atOnce.all.size).toBe(0);
  }
  const full: AtOnce = {
    ...store(),
    setItem: () => {
      throw new Error("quota");
    },
  };
  const there = await page(device, full);
  there.type("x");
  there.lastWords.keep();
  (await page(device, null)).lastWords.keep();
});
