// What a keystroke at the end of an agreement costs the page's main thread while two others type in it, and how long a
// tap takes to show its words and to let them be changed. Measured in Chromium's own trace, up to the frame that shows it.
import { editor, go } from "../../e2e/support/people.ts";
import { alternate, quantile, type Row } from "../measure.ts";
import { importAgreement, openScene } from "./scene.ts";
import { keystrokeCosts, traceCategories } from "./trace.ts";

const kilobytes = (process.env.FOGATA_BENCH_SIZES ?? "10,70,150,350").split(",").map(Number);
const keystrokes = Number(process.env.FOGATA_BENCH_TYPED ?? 30);
const everyMs = 110;
/** Each of the other two: as fast as people type. */
const othersEveryMs = 200;

export async function typing(): Promise<Row[]> {
  const scene = await openScene();
  const { alice, browser } = scene;
  try {
    const contestants: { name: string; url: string }[] = [];
    for (const kB of kilobytes) {
      const name = `${kB} kB`;
      contestants.push({ name, url: await importAgreement(alice, name, kB * 1000) });
    }
    const others = [await scene.joinUnseen("Bob"), await scene.joinUnseen("Carol")];
    return await alternate({
      group: "a keystroke at the end of an agreement, two others typing in it",
      contestants,
      values: {
        p50: { what: "main thread until its frame, p50", unit: "ms" },
        p95: { what: "main thread until its frame, p95", unit: "ms" },
      },
      async run({ name, url }) {
        const { page } = alice;
        await go(alice, "Agreements");
        await page.getByRole("link", { name, exact: true }).click();
        await editor(alice).waitFor();
        const stops = await Promise.all(others.map((other, i) => other.typeIn(url, 0.1 + i * 0.4, othersEveryMs)));
        try {
          await editor(alice).focus();
          await page.keyboard.press("Control+End");
          await page.keyboard.type("warm up ", { delay: everyMs });
          await browser.startTracing(page, { categories: traceCategories });
          await page.keyboard.type("we agree ".repeat(keystrokes).slice(0, keystrokes), { delay: everyMs });
          await page.waitForTimeout(everyMs);
          const costs = keystrokeCosts(await browser.stopTracing()).sort((a, b) => a - b);
          if (costs.length < keystrokes * 0.9) throw new Error(`only ${costs.length} keystrokes in the trace`);
          return { p50: quantile(costs, 0.5), p95: quantile(costs, 0.95) };
        } finally {
          for (const stop of stops) stop();
        }
      },
      target: (value, median) => {
        if (value === "p50") return undefined;
        return { text: "≤ 8 ms at 70 kB (later: ≤ 16 ms at 350 kB)", reached: median("70 kB") <= 8 };
      },
    });
  } finally {
    await scene.close();
  }
}
