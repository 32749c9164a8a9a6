// A browser with a profile of its own, as a person has one: it may install the app, and it may be killed in the middle of a
// word. Started again without a relay, it has all but the last second of what was typed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createChance } from "../simulation/world.ts";
import { chromiumArgs } from "./support/chromium.ts";
import { editor, eventually, newAgreement, type Person, startGroup, status, words } from "./support/people.ts";
import { type RelayProcess, startRelayProcess } from "./support/relay.ts";

const seed = Number(process.env.FOGATA_SEED ?? Date.now() % 1_000_000);
const rounds = process.env.FOGATA_LONG ? 20 : 3;
/** What a crash may take: the last second of typing. */
const lostMsMax = 1000;
const keyMs = 15;

interface Started {
  fay: Person;
  /** Every process of it at once, without a word to any. */
  kill(): Promise<void>;
}
let profile = "";
let relay: RelayProcess;
let browser: Started;
beforeAll(async () => {
  [profile, relay] = [await mkdtemp(join(tmpdir(), "fogata-profile-")), await startRelayProcess()];
  browser = await start();
});
afterAll(async () => {
  await browser?.kill();
  await relay?.remove();
  await rm(profile, { recursive: true, force: true });
});

test("nothing stands in the way of installing it, and its icons are what they say", async () => {
  const { fay } = browser;
  await fay.page.goto(relay.url);
  await fay.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await fay.context.newCDPSession(fay.page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? "null") as { start_url: string; icons: { src: string; sizes: string }[] };
  expect(manifest.start_url).toBe("/");
  const sizes = await fay.page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (address) => {
          const picture = Object.assign(new Image(), { src: address });
          await picture.decode();
          return `${picture.naturalWidth}x${picture.naturalHeight}`;
        }),
      ),
    manifest.icons.map(({ src }) => src),
  );
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.filter((size, i) => manifest.icons[i]!.sizes !== "any" && manifest.icons[i]!.sizes !== size)).toEqual(
    [],
  );
});

test(`killed ${rounds} times while she types, seed ${seed}: at most the last second is gone, and nothing else`, async () => {
  await startGroup(browser.fay, relay.url, "Night bus");
  await newAgreement(browser.fay, "Lamps");
  const address = browser.fay.page.url();
  await eventually(
    () => status(browser.fay),
    (said) => said.includes("Shared with the relay"),
  );
  const chance = createChance(seed);
  let before = "";
  for (let round = 1; round <= rounds; round++) {
    // From the second time on there is no relay, and the app comes from what the browser keeps of it.
    const typed = await typeWords(browser.fay, { round, count: 15 + chance.below(20) });
    const killedAt = performance.now();
    await browser.kill();
    await relay.stop();
    browser = await start();
    await browser.fay.page.goto(address);
    await editor(browser.fay).waitFor();
    const certain = typed.filter(({ at }) => at <= killedAt - lostMsMax).map(({ word }) => word);
    expect(certain.length, "there was more than a second of typing").toBeGreaterThan(3);
    const wanted = before + typed.map(({ word }) => word).join("");
    const seen = await eventually(
      () => words(browser.fay),
      (text) => text.startsWith(before + certain.join("")),
    );
    // The beginning of what was typed, to the letter.
    expect(wanted.startsWith(seen), `round ${round}: ${seen.slice(before.length)}`).toBe(true);
    before = seen;
  }
  await browser.fay.page.goto(relay.url);
  await browser.fay.page.getByRole("link", { name: "Night bus" }).first().waitFor();
  relay = await startRelayProcess({ port: relay.port, data: relay.data });
  await browser.fay.page.goto(address);
  await eventually(
    () => status(browser.fay),
    (said) => said.includes("Shared with the relay"),
  );
  expect(await words(browser.fay)).toBe(before);
});

/** At a person's pace; each word with the moment after which it stood on the screen. */
async function typeWords(fay: Person, o: { round: number; count: number }): Promise<{ word: string; at: number }[]> {
  const typed: { word: string; at: number }[] = [];
  await editor(fay).focus();
  await fay.page.keyboard.press("Control+End");
  for (let i = 1; i <= o.count; i++) {
    const word = `r${o.round}w${i} `;
    await fay.page.keyboard.type(word, { delay: keyMs });
    typed.push({ word, at: performance.now() });
  }
  return typed;
}

async function start(): Promise<Started> {
  const args = [
    ...chromiumArgs,
    "--headless=new",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    "about:blank",
  ];
  // A group of processes of its own, so that all of them go at one blow.
  const child = spawn(process.env.CHROMIUM ?? "/usr/bin/chromium", args, {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(child, "exit");
  const endpoint = await new Promise<string>((told, fails) => {
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) told(found[1]!);
    });
    child.once("exit", () => fails(new Error(`Chromium ended at once. It said:\n${said}`)));
  });
  const over = await chromium.connectOverCDP(endpoint);
  const context = over.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    fay: { name: "Fay", context, page, errors: [] },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
      await exited;
    },
  };
}
