// Every page with a keyboard, a screen reader's eyes (axe, light and dark), a narrow phone and 200 % zoom; and nothing
// asked of anybody else's machine.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import jsqr from "jsqr";
import { afterAll, beforeAll, test } from "vitest";
import { editor, go, newAgreement, type Person, startGroup, write } from "./support/people.ts";
import { expect } from "./support/playwright.ts";
import { openStage, type Stage } from "./support/stage.ts";

// Under ESM its function may lie one deeper.
const readQr = ((jsqr as { default?: unknown }).default ?? jsqr) as typeof jsqr;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let stage: Stage;
let alice: Person;
const asked: string[] = [];
beforeAll(async () => {
  stage = await openStage();
  alice = await stage.person("Alice", { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  alice.context.on("request", (request) => asked.push(request.url()));
});
afterAll(() => stage?.close());

type Axe = { run(where: Document, o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
async function axeClean(where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await alice.page.emulateMedia({ colorScheme });
    await alice.page.evaluate(axe);
    const found = await alice.page.evaluate(async () => {
      // Colours that are still on their way from light to dark are nobody's to judge.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    });
    expect(found, `${where}, ${colorScheme}`).toEqual([]);
  }
  await alice.page.emulateMedia({ colorScheme: "light" });
}

/** Nothing sticks out sideways at 320 px (also what 200 % zoom makes of 640), and targets are big enough. */
async function fitsNarrow(where: string): Promise<void> {
  await alice.page.setViewportSize({ width: 320, height: 640 });
  const wide = await alice.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${where} is wider than 320 px`).toBeLessThanOrEqual(320);
  const small = await alice.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, summary, nav a, .btn")]
      .filter((one) => one.offsetParent !== null)
      .map((one) => ({ one, box: (one.closest("label") ?? one).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 43.5 || box.width < 24))
      .map(({ one, box }) => `${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
  expect(small, where).toEqual([]);
  await alice.page.setViewportSize({ width: 360, height: 740 });
}

async function holds(where: string): Promise<void> {
  await axeClean(where);
  await fitsNarrow(where);
  expect(await alice.page.getByRole("status").count(), `${where}: one status`).toBe(1);
  expect(await alice.page.getByRole("heading", { level: 1 }).count(), `${where}: one first heading`).toBe(1);
}

test("the first screen, starting and joining", async () => {
  await alice.page.goto(stage.relay.url);
  await alice.page.getByRole("heading", { name: "Your groups" }).waitFor();
  await holds("first screen");
  await alice.page.getByRole("button", { name: "Join with an invitation" }).click();
  await alice.page.getByRole("textbox").first().waitFor();
  await holds("join");
  await alice.page.goto(stage.relay.url);
  await alice.page.getByRole("button", { name: "Start a group" }).click();
  await alice.page.getByLabel("What is the group called?").waitFor();
  await holds("start");
});

test("every page of a group, and its dialogs", async () => {
  await startGroup(alice, stage.relay.url, "Canal Side Tenants");
  await holds("Home");
  for (const place of ["Agreements", "People", "Relay", "This device"] as const) {
    await go(alice, place);
    await alice.page.getByRole("heading", { level: 1 }).waitFor();
    await holds(place);
  }
  await go(alice, "People");
  const invite = alice.page.getByRole("button", { name: "Invite someone" });
  await invite.click();
  const dialog = alice.page.getByRole("dialog", { name: "Invitation" });
  await expect.poll(() => dialog.getByRole("textbox", { name: "Invitation link" }).inputValue()).toContain("#join/");
  await dialog.getByRole("img", { name: /QR/ }).waitFor();
  await holds("Invitation");
  const picture = await dialog.getByRole("img", { name: /QR/ }).evaluate(async (drawn) => {
    const svg = drawn.closest("svg") ?? drawn.querySelector("svg");
    const copy = svg?.cloneNode(true) as SVGElement;
    copy.setAttribute("width", "600");
    copy.setAttribute("height", "600");
    copy.setAttribute("fill", "black");
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 680, height: 680 });
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "white";
    pen.fillRect(0, 0, 680, 680);
    pen.drawImage(image, 40, 40, 600, 600);
    return [...pen.getImageData(0, 0, 680, 680).data];
  });
  const link = await dialog.getByRole("textbox", { name: "Invitation link" }).inputValue();
  expect(readQr(Uint8ClampedArray.from(picture), 680, 680)?.data, "what a phone reads from the QR code").toBe(link);
  const behind = await alice.page.evaluate(() => {
    const link = document.querySelector<HTMLElement>("nav a");
    link?.focus();
    return document.activeElement === link;
  });
  expect(behind, "a modal dialog keeps the page behind it out of reach").toBe(false);
  await alice.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await invite.evaluate((button) => document.activeElement === button)).toBe(true);

  await newAgreement(alice, "Children at our meetings");
  await write(alice, "Children are welcome.");
  await holds("Agreement");
});

test("from nothing to a written agreement with the keyboard alone", async () => {
  const kay = await stage.person("Kay");
  const { page } = kay;
  await page.goto(stage.relay.url);
  await page.getByRole("heading", { name: "Your groups" }).waitFor();
  const press = async (name: string) => {
    for (let i = 0; i < 60; i++) {
      const here = await page.evaluate(() => {
        const at = document.activeElement;
        return at?.getAttribute("aria-label") ?? (at as HTMLElement | null)?.textContent?.trim() ?? "";
      });
      if (here === name) return page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way to “${name}” with Tab`);
  };
  await press("Start a group");
  await page.getByLabel("What is the group called?").waitFor();
  await page.getByLabel("What is the group called?").focus();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Kay");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "By hand" }).first().waitFor();
  await press("Agreements");
  await page.getByRole("button", { name: "New agreement" }).waitFor();
  await press("New agreement");
  await page.getByLabel("Title").waitFor();
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await editor(kay).waitFor();
  await editor(kay).focus();
  await page.keyboard.type("The spare key hangs in the hall.");
  await page.keyboard.press("Alt+F10");
  const toolbar = page.getByRole("toolbar");
  expect(await toolbar.evaluate((bar) => bar.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+b");
  expect(await editor(kay).locator("strong").textContent()).toContain("The spare key");
});

test("no request goes to anybody but the relay that served the page", () => {
  const host = new URL(stage.relay.url).host;
  expect(asked.length).toBeGreaterThan(5);
  const foreign = asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).host !== host);
  expect(foreign).toEqual([]);
});
