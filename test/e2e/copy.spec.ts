// A readable copy, taken on a phone without a network: whole, readable in any browser, and silent about who is in the group.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, test } from "vitest";
import { go, goOffline, letIn, newAgreement, type Person, startGroup, status, write } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fogata-copy-"));
  stage = await openStage();
  alice = await stage.person("Alice Marker-Amapola", { viewport: { width: 360, height: 740 }, hasTouch: true });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const main = () => alice.page.getByRole("main");

test("G7 K3 Alice, offline, takes a copy: her group's words and who looks after what, and no other name", async () => {
  await startGroup(alice, stage.relay.url, "Canal Side Tenants");
  const bob = await stage.person("Bob Marker-Borraja");
  await letIn(alice, bob, "Canal Side Tenants");

  await newAgreement(alice, "Dates & keys");
  await write(alice, "We meet on Wednesdays. Carol brings <bread>.");
  await go(alice, "Keys");
  await main().getByRole("button", { name: "Write something down" }).click();
  const dialog = alice.page.getByRole("dialog");
  await dialog.getByLabel("What it is").fill("Cash tin");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await main()
    .getByRole("button", { name: /^I’ll look after it/ })
    .click();
  await dialog.getByRole("button", { name: "I’ll look after it" }).click();
  await main()
    .getByText(/^You look after it, since/)
    .waitFor();
  await expect.poll(() => status(alice), { timeout: 30_000 }).toContain("Shared with the relay");

  await go(alice, "This device");
  const take = main().getByRole("button", { name: "Take a readable copy" });
  await take.waitFor();
  // The part that packs is among the files of the app that are kept for later.
  const kept = () =>
    alice.page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = (await Promise.all(stores.map((store) => store.keys()))).flat();
      return requests.some(({ url }) => /\/zip-/.test(url));
    });
  await expect.poll(kept, { timeout: 60_000 }).toBe(true);
  await goOffline(alice);
  const [download] = await Promise.all([alice.page.waitForEvent("download"), take.click()]);
  expect(download.suggestedFilename()).toMatch(/^Canal Side Tenants – readable copy \d{4}-\d\d-\d\d\.zip$/);
  await main()
    .getByText(/^The copy is in the file/)
    .waitFor();

  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  const names = Object.keys(files).sort();
  expect(names).toEqual([
    "agreement/Dates & keys.html",
    "agreement/Dates & keys.md",
    "index.html",
    "keys-register/Register of keys.html",
    "keys-register/Register of keys.md",
    "working-groups/Working groups.html",
    "working-groups/Working groups.md",
  ]);
  const all = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join("\n");
  expect(all).toContain("Carol brings &lt;bread&gt;.");
  expect(all).toMatch(/Alice Marker-Amapola looks after it/);
  expect(all).not.toContain("Borraja");

  for (const name of names) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, files[name]!);
  }
});

test("the copy reads in a browser that has never seen Fogata, without a network", async () => {
  const reader = await stage.person("Reader");
  await goOffline(reader);
  await reader.page.goto(`file://${join(folder, "index.html")}`);
  await reader.page.getByRole("heading", { level: 1, name: "Canal Side Tenants" }).waitFor();
  await reader.page.getByRole("link", { name: "Dates & keys" }).click();
  await reader.page.getByText("We meet on Wednesdays. Carol brings <bread>.").waitFor();
  await reader.page.getByRole("link", { name: "Everything in this copy" }).click();
  await reader.page.getByRole("link", { name: "Register of keys" }).click();
  await reader.page.getByRole("heading", { level: 3, name: "Cash tin" }).waitFor();
});
