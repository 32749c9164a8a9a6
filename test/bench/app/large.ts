// A fifty-page agreement with five hundred comments and ten changes proposed to it, on a phone; and as many comments as a
// margin holds, beside its words on a desk. Each beside the same fifty pages with nothing said about them, and scrolling
// beside a plain page of the same words: from the tap to its words and to writing, what a keystroke costs, and a frame.
import type { Browser, Page } from "playwright-core";
import { go, type Person } from "../../e2e/support/people.ts";
import { joinUnseen } from "../../e2e/support/unseen.ts";
import { pages as blocksOf, writeLarge } from "../../support/large-agreement.ts";
import { alternate, quantile, type Row } from "../measure.ts";
import { foundGroup } from "./scene.ts";
import { frameCosts, keystrokeCosts, traceCategories } from "./trace.ts";
import { forCompiled, newVisitor, openTheatre, phone, slowDown, when } from "./visit.ts";

const pages = Number(process.env.FOGATA_BENCH_PAGES ?? 50);
const comments = Number(process.env.FOGATA_BENCH_COMMENTS ?? 500);
/** As many as stand beside a text (src/features/agreement/comments/margin.ts). */
const inMargin = Math.min(100, comments);
const changes = 10;
const desk = { width: 1280, height: 800 };
const keystrokes = 30;
const everyMs = 110;
const scrolled = 120;
/** The reference is what the same text costs by itself; a frame is what a screen shows in. */
const dearer = 1.3;
const frameMs = 16;

export async function large(): Promise<Row[]> {
  const theatre = await openTheatre();
  const { context, page, session } = await newVisitor(theatre.browser);
  const alice: Person = { name: "Alice", context, page, errors: [] };
  await foundGroup(alice, theatre.url);
  const bob = await joinUnseen(alice, theatre.relay.port, "Bob");
  try {
    const plain = `${pages} pages`;
    const full = `${pages} pages, ${comments} comments, ${changes} changes`;
    const margin = `${pages} pages, ${inMargin} in the margin`;
    const group = bob.device.view().groups[0]!.id;
    await writeLarge(bob.device, group, { title: plain, pages, comments: 0, changes: 0 });
    await writeLarge(bob.device, group, { title: full, pages, comments, changes });
    await writeLarge(bob.device, group, { title: margin, pages, comments: inMargin, changes: 0 });
    await bob.sees(({ groups }) => groups[0]?.status.kind === "shared");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await go(alice, "Agreements");
    await page.waitForURL(/agreements$/);
    const list = page.url();
    const saidOf = (title: string) => (title === full ? comments : title === margin ? inMargin : 0);
    for (const title of [plain, full, margin]) {
      await page.getByRole("link", { name: title, exact: true }).click({ timeout: 60_000 });
      await settled(page, saidOf(title));
      await page.goto(list);
    }
    const onPhone = [1, 4].flatMap((cpu) =>
      [plain, full].map((title) => ({
        name: cpu === 1 ? title : `${title}, 4 × slower`,
        title,
        cpu,
        size: phone.viewport,
      })),
    );
    const wide = (title: string) => `${title}, 1280 wide`;
    const onDesk = [plain, margin].map((title) => ({ name: wide(title), title, cpu: 1, size: desk }));
    const floors = [phone.viewport, desk].map((size) => ({
      name: `a plain page of the words${size === desk ? ", 1280 wide" : ""}`,
      title: null,
      cpu: 1,
      size,
    }));
    const beside = [
      [full, plain],
      [`${full}, 4 × slower`, `${plain}, 4 × slower`],
      [wide(margin), wide(plain)],
    ] as const;
    return await alternate({
      group: "a very large agreement",
      contestants: [...onPhone, ...onDesk, ...floors],
      runMsMax: 180_000,
      values: {
        readable: { what: "tap, page just loaded, to its words", unit: "ms" },
        editable: { what: "tap to writing in it", unit: "ms" },
        whole: { what: "tap to every comment there", unit: "ms" },
        p95: { what: "a keystroke at its end, main thread until its frame, p95", unit: "ms" },
        pause: { what: "longest task after a pause in writing", unit: "ms" },
        frame: { what: "a frame of scrolling, main thread, p95", unit: "ms" },
      },
      async run({ name, title, cpu, size }): Promise<Record<string, number>> {
        await slowDown(theatre, session, { name, cpu, megabitsPerSecond: null });
        await page.setViewportSize(size);
        if (title === null) return { frame: await scrollingPlain(theatre.browser, size) };
        await page.goto(list);
        const began = performance.now();
        await page.getByRole("link", { name: title, exact: true }).click();
        const readable = await when(page, "readable");
        const editable = await when(page, "editable");
        await settled(page, saidOf(title));
        if (title === margin) await page.locator(`:nth-match(li.beside, ${inMargin})`).waitFor();
        const whole = performance.now() - began;
        await lookNoMore(page);
        await page.locator('[role="textbox"][contenteditable="true"]').focus();
        await page.keyboard.press("Control+End");
        await page.keyboard.type("warm up ", { delay: everyMs });
        await theatre.browser.startTracing(page, { categories: traceCategories });
        await page.keyboard.type("we agree ".repeat(keystrokes).slice(0, keystrokes), { delay: everyMs });
        await page.waitForTimeout(everyMs);
        const costs = keystrokeCosts(await theatre.browser.stopTracing()).sort((a, b) => a - b);
        if (costs.length < keystrokes * 0.9) throw new Error(`only ${costs.length} keystrokes in the trace`);
        const pause = await longestTask(page);
        const frame = await aFrame(theatre.browser, page);
        return { readable, editable, whole, p95: quantile(costs, 0.95), pause, frame };
      },
      target(value, median) {
        if (value === "whole") return undefined;
        const within = beside.every(([one, floor]) => {
          const most = Math.max(dearer * median(floor), one.includes("slower") ? 0 : frameMs);
          return median(one) <= most;
        });
        return { text: `≤ ${dearer} × the pages alone, or a frame`, reached: within };
      },
    });
  } finally {
    await bob.close();
    await theatre.close();
  }
}

/** What has still not been seen is looked for at every frame, among everything on the page: that would be measured, too. */
function lookNoMore(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    Object.assign((window as unknown as { noted: { seen: object } }).noted.seen, { firstScreen: 0, home: 0 }),
  );
}

/** Comments come a step at a time, so as to be in nobody's way. */
async function settled(page: Page, all: number): Promise<void> {
  await page.locator('[role="textbox"][contenteditable="true"]').waitFor({ timeout: 60_000 });
  await page.waitForFunction((count) => document.querySelectorAll("ul.comments > li").length >= count, all, {
    timeout: 60_000,
    polling: 100,
  });
}

/** Whatever the app puts off until somebody stops writing: one letter, then two seconds of looking. */
async function longestTask(page: Page): Promise<number> {
  await page.keyboard.type("e");
  return page.evaluate(
    () =>
      new Promise<number>((found) => {
        let longest = 0;
        const seen = new PerformanceObserver((tasks) => {
          for (const { duration } of tasks.getEntries()) longest = Math.max(longest, duration);
        });
        seen.observe({ type: "longtask" });
        setTimeout(() => {
          seen.disconnect();
          found(longest);
        }, 2_000);
      }),
  );
}

/** The slowest twentieth of the frames from its top to its end. */
async function aFrame(browser: Browser, page: Page): Promise<number> {
  await browser.startTracing(page, { categories: traceCategories });
  await scroll(page);
  const frames = frameCosts(await browser.stopTracing()).sort((a, b) => a - b);
  return quantile(frames, 0.95);
}

/** What Chromium takes for as many words by themselves, set in as wide a column. */
async function scrollingPlain(browser: Browser, viewport: { width: number; height: number }): Promise<number> {
  const context = await browser.newContext({ viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript(forCompiled);
    await page.goto("about:blank");
    const all = blocksOf(pages).map(({ runs }) => `<p>${runs.map(({ text }) => text).join("")}</p>`);
    await page.setContent(`<main style="max-width: 36rem; font: 1.3rem/1.6 serif">${all.join("")}</main>`);
    return await aFrame(browser, page);
  } finally {
    await context.close();
  }
}

/** From the top to the end, in so many frames. */
async function scroll(page: Page): Promise<void> {
  await page.evaluate(
    (frames) =>
      new Promise<void>((done) => {
        scrollTo(0, 0);
        const aFrame = document.documentElement.scrollHeight / frames;
        let left = frames;
        const step = () => {
          scrollBy(0, aFrame);
          if (--left === 0) done();
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    scrolled,
  );
}
