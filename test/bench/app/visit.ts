// A browser with nothing stored, slowed to a given processor and line, that opens the app and says when it could be used.
import type { Browser, CDPSession, Page } from "playwright-core";
import { launchChromium } from "../../e2e/support/chromium.ts";
import { type RelayProcess, startRelayProcess } from "../../e2e/support/relay.ts";

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
/** What DevTools calls the latency of such a line. */
const latencyMs = 150;

export interface Theatre {
  browser: Browser;
  relay: RelayProcess;
  close(): Promise<void>;
}
export async function openTheatre(): Promise<Theatre> {
  const [relay, browser] = await Promise.all([startRelayProcess(), launchChromium()]);
  return {
    browser,
    relay,
    async close() {
      await browser.close();
      await relay.remove();
    },
  };
}

export async function slowedPage(browser: Browser, speed: Speed): Promise<{ page: Page; session: CDPSession }> {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 780 } })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await slowDown(session, speed);
  return { page, session };
}

export async function slowDown(session: CDPSession, { cpu, megabitsPerSecond }: Speed): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (megabitsPerSecond === null) return;
  const bytesPerSecond = (megabitsPerSecond * 1_000_000) / 8;
  const line = {
    offline: false,
    latency: latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 3,
  };
  await session.send("Network.emulateNetworkConditions", line);
}

/** Milliseconds from the start of the navigation until the first screen can be pressed. */
export async function firstScreen(page: Page, go: () => Promise<unknown>): Promise<number> {
  await go();
  await page.getByRole("button", { name: "Start a group" }).waitFor();
  return page.evaluate(() => performance.now());
}
