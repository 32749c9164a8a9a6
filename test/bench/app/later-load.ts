// A later visit with no network: everything comes from the service worker and this device, up to the group's home.
import { alternate, type Row } from "../measure.ts";
import { foundGroup } from "./scene.ts";
import { newVisitor, openTheatre, slowDown, speeds, when } from "./visit.ts";

export async function laterLoad(): Promise<Row[]> {
  const theatre = await openTheatre();
  const [here] = speeds;
  const contestants = [here!, { name: "4 × slower", cpu: 4, megabitsPerSecond: null }];
  const { context, page, session } = await newVisitor(theatre.browser);
  try {
    await foundGroup({ name: "Alice", context, page, errors: [] }, theatre.url);
    const home = page.url();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    return await alternate({
      group: "later visit, offline",
      contestants,
      values: { ms: { what: "to the group's home", unit: "ms" } },
      async run(speed) {
        await page.goto("about:blank");
        await slowDown(theatre, session, speed);
        await page.goto(home, { waitUntil: "commit" });
        return { ms: await when(page, "home") };
      },
      target: (_, median) => ({ text: "≤ 400 ms, 4 × slower", reached: median("4 × slower") <= 400 }),
    });
  } finally {
    await theatre.close();
  }
}
