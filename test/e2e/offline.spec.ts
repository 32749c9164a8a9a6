// The app without a network: the shell from the service worker, words over a browser restart, two tabs of one device.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { chromiumArgs } from "./support/chromium.ts";
import {
  agreeToTheLetter,
  comeBack,
  editor,
  goOffline,
  newAgreement,
  openAgreement,
  type Person,
  startGroup,
  status,
  words,
  write,
} from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

let stage: Stage;
let alice: Person;
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice");
});
afterAll(() => stage?.close());

const shellKept = ({ page }: Person) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return kept.reduce((sum, n) => sum + n, 0);
  });

test("after the first visit the app opens, shows and saves words without any network", async () => {
  await startGroup(alice, stage.relay.url, "Threadbare Laundry");
  await newAgreement(alice, "Soap");
  await write(alice, "Unscented only.");
  await expect.poll(() => status(alice)).toContain("Shared with the relay");
  await expect.poll(() => shellKept(alice), { timeout: 60_000 }).toBeGreaterThan(5);

  await goOffline(alice);
  await alice.page.reload();
  await editor(alice).waitFor();
  await expect.poll(() => words(alice)).toContain("Unscented only.");
  await expect.poll(() => status(alice)).toContain("Offline: will be shared later");
  await write(alice, " Or none.");
  await expect.poll(() => words(alice)).toContain("Or none.");
  await alice.page.reload();
  await editor(alice).waitFor();
  await expect.poll(() => words(alice)).toContain("Unscented only. Or none.");
  await comeBack(alice);
  await expect.poll(() => status(alice), { timeout: 60_000 }).toContain("Shared with the relay");
});

test("two tabs of one device write in one text, and the second goes on when the first closes", async () => {
  const second: Person = { ...alice, page: await alice.context.newPage() };
  await second.page.goto(alice.page.url());
  await editor(second).waitFor();
  await write(second, " From the second tab.");
  await agreeToTheLetter([alice, second], "From the second tab.");
  await write(alice, " From the first.");
  await agreeToTheLetter([alice, second], "From the first.");
  const address = alice.page.url();
  await alice.page.close();
  await write(second, " Alone now.");
  await expect.poll(() => status(second), { timeout: 30_000 }).toContain("Shared with the relay");
  alice.page = await alice.context.newPage();
  await alice.page.goto(address);
  await editor(alice).waitFor();
  await agreeToTheLetter([alice, second], "Alone now.");
  await second.page.close();
});

test("a browser that was closed and started again still has everything, offline too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fogata-browser-"));
  const start = () =>
    chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: chromiumArgs,
      locale: "en-GB",
    });
  let context = await start();
  const fay: Person = { name: "Fay", context, page: context.pages()[0] ?? (await context.newPage()), errors: [] };
  await startGroup(fay, stage.relay.url, "Night bus");
  await newAgreement(fay, "Lamps");
  await write(fay, "Two lamps, one spare.");
  await expect.poll(() => status(fay)).toContain("Shared with the relay");
  await expect.poll(() => shellKept(fay), { timeout: 60_000 }).toBeGreaterThan(5);
  await write(fay, " Batteries in the tin.");
  // Closed as a person closes it, in the middle of a sentence: the page is told, and gets no time.
  const gone = fay.page.waitForEvent("close");
  await fay.page.close({ runBeforeUnload: true });
  await gone;
  await context.close();

  context = await start();
  fay.context = context;
  fay.page = context.pages()[0] ?? (await context.newPage());
  await context.setOffline(true);
  await fay.page.goto(stage.relay.url);
  await fay.page.getByRole("link", { name: "Night bus" }).first().click();
  await openAgreement(fay, "Lamps");
  await expect.poll(() => words(fay)).toContain("Two lamps, one spare. Batteries in the tin.");
  await context.close();
  await rm(folder, { recursive: true, force: true });
});
