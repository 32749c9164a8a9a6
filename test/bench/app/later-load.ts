// A later visit with the relay gone and no network: everything comes from the service worker and this device.
import { alternate, type Row } from "../measure.ts";
import { firstScreen, openTheatre, slowDown, slowedPage, speeds } from "./visit.ts";

export async function laterLoad(): Promise<Row[]> {
  const theatre = await openTheatre();
  const [here, slower] = speeds;
  const contestants = [here!, { ...slower!, name: "4 × slower", megabitsPerSecond: null }];
  try {
    return await alternate({
      group: "later visit, offline",
      contestants,
      values: { ms: { what: "to the first screen", unit: "ms" } },
      async run(speed) {
        const { page, session } = await slowedPage(theatre.browser, here!);
        await page.goto(theatre.relay.url);
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await page.reload();
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        await page.context().setOffline(true);
        await slowDown(session, speed);
        const ms = await firstScreen(page, () => page.reload({ waitUntil: "commit" }));
        await page.context().close();
        return { ms };
      },
      target: (_, median) => ({ text: "≤ 400 ms, 4 × slower", reached: median("4 × slower") <= 400 }),
    });
  } finally {
    await theatre.close();
  }
}
