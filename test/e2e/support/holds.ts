// What every screen must hold: nothing axe objects to in the light and in the dark, nothing wider than the narrowest
// phone, nothing smaller than a thumb. Leaves a picture of each.
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Person } from "./people.ts";

const shots = fileURLToPath(new URL("../shots", import.meta.url));
const narrowest = 320;
const thumb = 44;

/** What axe objects to on this page as it is shown now, once nothing on it moves or fades in any more. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  });
  await page.evaluate(`${axe.source}; 0`);
  return page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const { violations } = await here.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}

/** A step of a story, as this person's screen and colours are: readable to everybody, and no wider than the screen. */
export async function clean(page: Page, where: string): Promise<void> {
  expect(await objections(page), where).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, `${where} is wider than the screen`).toBeLessThanOrEqual(0);
}

export async function holds({ page }: Person, where: string): Promise<void> {
  const size = page.viewportSize()!;
  const file = where.replace(/[^a-z]+/gi, "-").toLowerCase();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await objections(page), `${where}, ${colorScheme}`).toEqual([]);
    await page.screenshot({ path: `${shots}/${file}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: narrowest, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${where} at ${narrowest} px`).toBeLessThanOrEqual(narrowest);
  const small = await tooSmall(page);
  expect(small, `${where}: smaller than a thumb`).toEqual([]);
  await page.setViewportSize(size);
}

/** What there is to press that is smaller than a thumb. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(
    (least) =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "main button, main summary, main .btn, dialog button, dialog summary, nav .nav-link",
        ),
      ]
        .filter((one) => one.checkVisibility())
        .filter((one) => one.getBoundingClientRect().height < least || one.getBoundingClientRect().width < least)
        .map((one) => one.textContent ?? ""),
    thumb,
  );
}
