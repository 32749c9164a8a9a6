// A device with a lock, in real browsers: blank at once, in every tab; nothing in the browser's files opens; wrong tries
// wait, over reloads; what was being typed is there again. And forgetting the passphrase destroys nothing.
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumArgs } from "./support/chromium.ts";
import { editor, eventually, go, newAgreement, type Person, startGroup, words, write } from "./support/people.ts";
import type { Page } from "./support/playwright.ts";
import { type RelayProcess, startRelayProcess } from "./support/relay.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const marker = (what: string) => `${what}${randomBytes(12).toString("hex")}`;
const passphrase = "river lamp onion door";
let relay: RelayProcess;
let profile: string;
let alice: Person;
let group: string;
const title = marker("Rent");

beforeAll(async () => {
  relay = await startRelayProcess();
  profile = await mkdtemp(join(tmpdir(), "fogata-profile-"));
});
afterAll(async () => {
  await alice?.context.close();
  await relay?.remove();
  await rm(profile, { recursive: true, force: true });
  expect(alice.errors).toEqual([]);
});

async function openBrowser(): Promise<BrowserContext> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: chromiumArgs,
    locale: "en-GB",
    viewport: { width: 360, height: 740 },
    reducedMotion: "reduce",
  });
}
async function newPage(context: BrowserContext, errors: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  return page;
}
const isBlank = (page: Page) => page.evaluate(() => getComputedStyle(document.body).display === "none");
const lockPage = (page: Page) => page.getByRole("heading", { name: "Fogata is locked on this device" });
async function unlock(page: Page, words: string): Promise<void> {
  await page.getByLabel("Passphrase").fill(words);
  await page.getByRole("button", { name: "Open", exact: true }).click();
}

test("S64 Alice locks the app with a passphrase, and everything goes on as before", async () => {
  const context = await openBrowser();
  const errors: string[] = [];
  alice = { name: marker("Alicia"), context, page: await newPage(context, errors), errors };
  group = marker("Night");
  await startGroup(alice, relay.url, group);
  await newAgreement(alice, title);
  await write(alice, "we meet at the fire");
  await go(alice, "This device");
  await alice.page.getByRole("button", { name: "Lock this app with a passphrase" }).click();
  const dialog = alice.page.getByRole("dialog", { name: "Lock this app with a passphrase" });
  await dialog.getByLabel("Passphrase").fill("short");
  await dialog.getByLabel("The same once more").fill("short");
  await dialog.getByRole("button", { name: "Set this lock" }).click();
  await dialog.getByText("Eight letters at least: a few words are best.").waitFor();
  await axeClean("the dialog");
  await dialog.getByLabel("Passphrase").fill(passphrase);
  await dialog.getByLabel("The same once more").fill(passphrase);
  await dialog.getByRole("button", { name: "Show" }).first().click();
  expect(await dialog.getByLabel("Passphrase").getAttribute("type")).toBe("text");
  await dialog.getByRole("button", { name: "Set this lock" }).click();
  await dialog.waitFor({ state: "hidden" });
  await alice.page.getByText("This app is locked with a passphrase").waitFor();
  await axeClean("This device, with a lock");
  // Browsers write titles into their history.
  expect(await alice.page.title()).toBe("Fogata");
});

test("S64 one press blanks the screen at once, in both tabs, and the words being typed are kept", async () => {
  const { page, context, errors } = alice;
  const second = await newPage(context, errors);
  await second.goto(relay.url);
  // Opened beside an open tab, it asks for nothing.
  await second.getByRole("link", { name: group }).click();
  await second.getByRole("button", { name: "Lock now" }).waitFor();
  await page.bringToFront();
  await go(alice, "Agreements");
  await page.getByRole("link", { name: title }).first().click();
  await editor(alice).waitFor();
  await write(alice, " and then we sing");
  // In the very task of the press, before anything can be waited for.
  const at = await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>(".lock-now")!;
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    return { blank: getComputedStyle(document.body).display === "none", title: document.title };
  });
  expect(at).toEqual({ blank: true, title: "Fogata" });
  await lockPage(page).waitFor();
  await lockPage(second).waitFor();
  await axeClean("the locked page");
  for (const one of [page, second]) {
    const shown = await one.evaluate(() => document.documentElement.outerHTML + document.title);
    for (const word of [group, title, alice.name, "sing"]) expect(shown).not.toContain(word);
  }
  await unlock(page, passphrase);
  await editor(alice).waitFor();
  await eventually(
    () => words(alice),
    (text) => text.includes("we meet at the fire and then we sing"),
  );
  // The other tab is let in with it.
  await second.getByRole("button", { name: "Lock now" }).waitFor();
  await second.close();
});

test("S64 three Escapes lock it too, from within the text; a reload opens nothing", async () => {
  const { page } = alice;
  await editor(alice).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Escape");
  await lockPage(page).waitFor();
  await page.reload();
  await lockPage(page).waitFor();
  expect(await isBlank(page)).toBe(false);
});

test("S62 wrong tries wait, and a reload resets nothing; by keyboard alone", async () => {
  const { page } = alice;
  await page.getByLabel("Passphrase").waitFor();
  for (let i = 0; i < 5; i++) {
    await page.getByLabel("Passphrase").fill("not these words");
    await page.keyboard.press("Enter");
    await page.getByText("It does not open with this.").waitFor();
    await eventually(
      () => page.getByRole("button", { name: "Open", exact: true }).getAttribute("aria-busy"),
      (busy) => busy === null,
    );
  }
  await page.getByText(/The next try counts in \d+ s/).waitFor();
  await page.reload();
  await page.getByText(/The next try counts in \d+ s/).waitFor();
  await axeClean("the page that waits");
  await unlock(page, passphrase);
  await page.getByText("After several tries there is a wait").waitFor();
});

test("S60 while it is locked, no file of the browser holds a word of it, nor a key that opens one", async () => {
  const { page, context } = alice;
  const kept = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("fogata");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = await new Promise<unknown[]>((resolve) => {
      const request = database.transaction("cabinet").objectStore("cabinet").getAll();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    const keys = (value: unknown): number =>
      value instanceof CryptoKey
        ? 1
        : value !== null && typeof value === "object" && !ArrayBuffer.isView(value)
          ? Object.values(value).reduce((sum: number, one) => sum + keys(one), 0)
          : 0;
    return keys(all);
  });
  expect(kept).toBe(0);
  await context.close();
  const found: string[] = [];
  for (const path of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!path.isFile() || /History|Favicons|Sessions|Top Sites|Visited Links/.test(join(path.parentPath, path.name)))
      continue;
    const bytes = await readFile(join(path.parentPath, path.name));
    for (const word of [group, title, alice.name, "we meet at the fire", passphrase])
      if (bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le"))) found.push(`${word} in ${path.name}`);
  }
  expect(found).toEqual([]);
  alice.context = await openBrowser();
  alice.page = await newPage(alice.context, alice.errors);
  await alice.page.goto(relay.url);
  await lockPage(alice.page).waitFor();
});

test("S65 forgotten: beginning afresh erases nothing, and there is a way back", async () => {
  const { page } = alice;
  await page.getByRole("button", { name: "I have forgotten it" }).click();
  await page.getByRole("heading", { name: "When the passphrase is forgotten" }).waitFor();
  await axeClean("the page for who has forgotten");
  await page.getByRole("button", { name: "Begin afresh" }).click();
  await page.getByText("No group lives on this device yet.").waitFor();
  await page.getByText("Something else is locked on this device").waitFor();
  await axeClean("the first screen, with something locked");
  await startGroup(alice, relay.url, "Another group");
  await page.goto(relay.url);
  await page.getByRole("button", { name: "Go back to it" }).click();
  await lockPage(page).waitFor();
  await eventually(
    () => page.getByText(/The next try counts in/).count(),
    (waiting) => waiting === 0,
  );
  await unlock(page, passphrase);
  await page.getByRole("link", { name: group }).click();
  await go(alice, "Agreements");
  await page.getByRole("link", { name: title }).first().click();
  await eventually(
    () => words(alice),
    (text) => text.includes("and then we sing"),
  );
});

test("S64 it goes on without a network, and removing the lock asks for the passphrase", async () => {
  const { page, context } = alice;
  await eventually(
    () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state ?? ""),
    (state) => state === "activated",
  );
  await context.setOffline(true);
  await page.getByRole("button", { name: "Lock now" }).click();
  await lockPage(page).waitFor();
  await unlock(page, passphrase);
  await editor(alice).waitFor();
  await context.setOffline(false);
  await go(alice, "This device");
  await page.getByRole("button", { name: "Remove the lock" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove the lock" });
  await dialog.getByLabel("The passphrase as it is").fill("not these words");
  await dialog.getByRole("button", { name: "Remove it" }).click();
  await dialog.getByText("It does not open with this.").waitFor();
  await dialog.getByLabel("The passphrase as it is").fill(passphrase);
  await dialog.getByRole("button", { name: "Remove it" }).click();
  await page.getByRole("button", { name: "Lock this app with a passphrase" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Lock this app with a passphrase" }).waitFor();
});

type Axe = { run(where: Document, o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
/** Light and dark, as the other pages are held; a picture of each goes to the shots. */
async function axeClean(where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await alice.page.emulateMedia({ colorScheme });
    await alice.page.evaluate(axe);
    const found = await alice.page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    });
    expect(found, `${where}, ${colorScheme}`).toEqual([]);
    const wide = await alice.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${where} is wider than the phone`).toBeLessThanOrEqual(360);
    const name = where.replace(/[^a-z]+/gi, "-");
    await alice.page.screenshot({ path: new URL(`shots/lock-${name}-${colorScheme}.png`, import.meta.url).pathname });
  }
  await alice.page.emulateMedia({ colorScheme: "light" });
}
