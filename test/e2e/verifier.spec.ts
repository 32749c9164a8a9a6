// The verifier as somebody opens it who has a record and no app: a page from a disk, which can reach nobody.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";

const packageFolder = new URL("../../packages/verify/", import.meta.url);
const first = (file: string) => {
  const [line = ""] = readFileSync(new URL(`vectors/${file}`, packageFolder), "utf8").split("\n");
  return (JSON.parse(line) as { json: string }).json;
};
const folder = mkdtempSync(join(tmpdir(), "fogata-verifier-"));
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

test("D47 a page from a disk says of a record whether to believe it, and asks no network", async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (fault) => said.push(fault.message));
  await page.goto(new URL("fogata-verify.html", packageFolder).href);

  const show = async (name: string, json: string, verdict: string) => {
    const path = join(folder, name);
    writeFileSync(path, json);
    await page.getByLabel("Record").setInputFiles(path);
    await page.locator(`#found[data-verdict="${verdict}"]`).waitFor();
    return page.getByRole("status").textContent();
  };
  const good = await show("good.json", first("records-1.jsonl"), "verified");
  expect(good).toMatch(/^VERIFIED/);
  expect(good).toContain("Dan: agrees with a concern: “Dan says why”");
  expect(await show("bad.json", first("refused-records-1.jsonl"), "refused")).toMatch(/^REFUSED/);

  expect(said).toEqual([]);
  const own = ["html", "css", "js"].map((ending) => new URL(`fogata-verify.${ending}`, packageFolder).href);
  expect(asked).toEqual(own);
  expect(
    await page.evaluate(() =>
      fetch("https://example.org/").then(
        () => "reached",
        () => "refused",
      ),
    ),
  ).toBe("refused");
});
