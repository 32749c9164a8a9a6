// A browser that comes to the app over a line and with a processor as slow as asked, and notes by itself when something
// came to be seen: asking it again and again from outside would take part in what is measured.
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { launchChromium } from "../../e2e/support/chromium.ts";
import { type RelayProcess, startRelayProcess } from "../../e2e/support/relay.ts";
import { type Line, openLine } from "../line.ts";

export interface Speed {
  name: string;
  cpu: number;
  /** null: as fast as the loopback is. */
  megabitsPerSecond: number | null;
}
export const speeds: Speed[] = [
  { name: "this machine", cpu: 1, megabitsPerSecond: null },
  { name: "4 × slower, 9 Mbit/s", cpu: 4, megabitsPerSecond: 9 },
  { name: "4 × slower, 1.6 Mbit/s", cpu: 4, megabitsPerSecond: 1.6 },
];
const latencyMs = 150;
const sightMsMax = 60_000;

export interface Theatre {
  browser: Browser;
  relay: RelayProcess;
  line: Line;
  /** The app's address, at the near end of the line. */
  url: string;
  close(): Promise<void>;
}
export async function openTheatre(): Promise<Theatre> {
  const [relay, browser] = await Promise.all([startRelayProcess(), launchChromium()]);
  const line = await openLine(relay.port);
  return {
    browser,
    relay,
    line,
    url: `http://localhost:${line.port}/`,
    async close() {
      await browser.close();
      await line.close();
      await relay.remove();
    },
  };
}

export const phone = { viewport: { width: 390, height: 780 } };

export async function newVisitor(
  browser: Browser,
): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await watch(page);
  return { context, page, session: await context.newCDPSession(page) };
}

export async function slowDown(
  { line }: Theatre,
  session: CDPSession,
  { cpu, megabitsPerSecond }: Speed,
): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  line.slow(megabitsPerSecond === null ? null : { megabitsPerSecond, latencyMs });
}

/** What is looked for at every frame, and how it is recognised. */
const sights = {
  firstScreen: { selector: "button:enabled, a", text: "Start a group" },
  home: { selector: "nav a", text: "Agreements" },
  readable: { selector: ".doc", text: " " },
  editable: { selector: '[role="textbox"][contenteditable="true"]', text: "" },
};
export type Sight = keyof typeof sights;

interface Noted {
  seen: Partial<Record<Sight, number>>;
  shift: number;
}

/** What tsx puts into every function that it compiles has to be there in the page as well. */
export const forCompiled = { content: "globalThis.__name ??= (work) => work;" };

async function watch(page: Page): Promise<void> {
  await page.addInitScript(forCompiled);
  await page.addInitScript((all) => {
    const noted: Noted = { seen: {}, shift: 0 };
    (window as unknown as { noted: Noted }).noted = noted;
    let from = 0;
    // A tap begins anew.
    addEventListener(
      "click",
      (event) => {
        from = event.timeStamp;
        noted.seen = {};
      },
      true,
    );
    const look = () => {
      for (const [name, { selector, text }] of Object.entries(all)) {
        if (name in noted.seen) continue;
        for (const element of document.querySelectorAll(selector)) {
          if (!element.textContent?.includes(text)) continue;
          noted.seen[name as Sight] = performance.now() - from;
          break;
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) noted.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  }, sights);
}

/** Milliseconds from the start of the navigation, or from the last tap, until this could be seen. */
export async function when(page: Page, sight: Sight): Promise<number> {
  const found = await page.waitForFunction(
    (name) => (window as unknown as { noted?: Noted }).noted?.seen[name],
    sight,
    { polling: 100, timeout: sightMsMax },
  );
  return (await found.jsonValue()) as number;
}

/** What moved without being touched, so far. */
export const shiftOf = (page: Page) => page.evaluate(() => (window as unknown as { noted: Noted }).noted.shift);
