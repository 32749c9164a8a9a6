// A newer version of the app arrives while somebody writes: it says so, waits, and nothing typed is lost. And a device
// whose database is damaged says what is safe.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import {
  editor,
  eventually,
  invitePerson,
  newAgreement,
  type Person,
  startGroup,
  words,
  write,
} from "./support/people.ts";
import { type Browser, expect } from "./support/playwright.ts";
import { type RelayProcess, startRelayProcess } from "./support/relay.ts";

const built = process.env.FOGATA_TEST_APP ?? fileURLToPath(new URL("../../dist/app", import.meta.url));
let web = "";
let relay: RelayProcess;
let browser: Browser;
let alice: Person;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), "fogata-web-"));
  await cp(built, web, { recursive: true });
  [relay, browser] = await Promise.all([startRelayProcess({ env: { FOGATA_WEB: web } }), launchChromium()]);
  alice = await invitePerson(browser, "Alice");
});
afterAll(async () => {
  await browser?.close();
  await relay?.remove();
  await rm(web, { recursive: true, force: true });
});

test("a new version says that it is ready, waits, and comes with everything typed", async () => {
  const { page } = alice;
  await startGroup(alice, relay.url, "Boat house");
  await newAgreement(alice, "Oars");
  await write(alice, "Left wall.");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await editor(alice).waitFor();

  // The newer version: another first page, and so another worker.
  const index = join(web, "index.html");
  await writeFile(
    index,
    (await readFile(index, "utf8")).replace("</head>", '<meta name="newer" content="yes"></head>'),
  );
  const worker = join(web, "sw.js");
  const before = await readFile(worker, "utf8");
  const after = before.replace(
    /(url:"index\.html",revision:")[^"]+|(revision:")[^"]+(",url:"index\.html")/,
    "$1$2newer$3",
  );
  expect(after).not.toBe(before);
  await writeFile(worker, after);
  for (const name of await readdir(web)) if (/^(index\.html|sw\.js)\.(br|gz)$/.test(name)) await rm(join(web, name));

  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const notice = page.getByRole("region").filter({ hasText: "A new version is ready." });
  await notice.waitFor();
  expect(await page.locator('meta[name="newer"]').count()).toBe(0);
  await write(alice, " Paddles too.");
  await notice.getByRole("button", { name: "Use it" }).click();
  await page.locator('meta[name="newer"]').waitFor({ state: "attached" });
  await editor(alice).waitFor();
  await eventually(
    () => words(alice),
    (text) => text.includes("Left wall. Paddles too."),
  );
});

test("a damaged database is said in words, and nothing of it is deleted", async () => {
  const { page } = alice;
  const damaged = await page.evaluate(async () => {
    const open = indexedDB.open("fogata");
    const database = await new Promise<IDBDatabase>((done, fails) => {
      open.onsuccess = () => done(open.result);
      open.onerror = () => fails(open.error);
    });
    let count = 0;
    for (const name of [...database.objectStoreNames]) {
      const store = database.transaction(name, "readwrite").objectStore(name);
      const [keys, values] = await Promise.all(
        [store.getAllKeys(), store.getAll()].map(
          (request) => new Promise<unknown[]>((done) => (request.onsuccess = () => done(request.result))),
        ),
      );
      for (const [at, value] of values!.entries()) {
        if (!(value instanceof Uint8Array)) continue;
        store.put(
          value.map((byte) => byte ^ 0x55),
          keys![at] as IDBValidKey,
        );
        count++;
      }
    }
    database.close();
    return count;
  });
  expect(damaged).toBeGreaterThan(5);
  await page.reload();
  await page.getByRole("heading", { name: "The storage of this device is damaged" }).waitFor();
  const left = await page.evaluate(async () => {
    const open = indexedDB.open("fogata");
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const counts = [...database.objectStoreNames].map(
      (name) =>
        new Promise<number>((done) => {
          const request = database.transaction(name).objectStore(name).count();
          request.onsuccess = () => done(request.result);
        }),
    );
    return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  });
  expect(left).toBeGreaterThanOrEqual(damaged);
});
