// A person founds a group, writes, looks around and invites somebody, on a processor four times as slow: how long each
// press takes to be answered by a frame, and whether anything moved by itself.
import { editor, go } from "../../e2e/support/people.ts";
import { alternate, quantile, type Row } from "../measure.ts";
import { foundGroup } from "./scene.ts";
import { newVisitor, openTheatre, type Speed, shiftOf, slowDown } from "./visit.ts";

const contestants: Speed[] = [{ name: "4 × slower", cpu: 4, megabitsPerSecond: null }];
/** The browser does not report what was quicker. */
const quickestMs = 16;

type Answers = { slowest: Map<number, number> };

export async function story(): Promise<Row[]> {
  const theatre = await openTheatre();
  try {
    return await alternate({
      group: "a story, press by press",
      contestants,
      values: {
        p75: { what: "press to next paint, p75", unit: "ms" },
        worst: { what: "press to next paint, slowest", unit: "ms" },
        presses: { what: "presses", unit: "count" },
        shift: { what: "layout shift, whole story", unit: "score" },
      },
      async run(speed) {
        const { context, page, session } = await newVisitor(theatre.browser);
        await page.addInitScript(() => {
          const slowest = new Map<number, number>();
          (window as unknown as { answers: Answers }).answers = { slowest };
          new PerformanceObserver((list) => {
            for (const { interactionId, duration } of list.getEntries() as (PerformanceEntry & {
              interactionId: number;
            })[]) {
              if (interactionId > 0) slowest.set(interactionId, Math.max(duration, slowest.get(interactionId) ?? 0));
            }
          }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
        });
        await slowDown(theatre, session, speed);
        const alice = { name: "Alice", context, page, errors: [] };
        await foundGroup(alice, theatre.url);
        await go(alice, "Agreements");
        await page.getByRole("button", { name: "New agreement" }).click();
        await page.getByLabel("Title").pressSequentially("The kitchen", { delay: 60 });
        await page.keyboard.press("Enter");
        await editor(alice).click();
        await page.keyboard.type("We open on Tuesdays and Fridays.", { delay: 60 });
        await page.keyboard.press("Enter");
        await page.keyboard.press("Control+b");
        await page.keyboard.type("Whoever holds the keys comes early.", { delay: 60 });
        await page.keyboard.press("Control+z");
        await go(alice, "People");
        await page.getByRole("button", { name: "Invite someone" }).click();
        await page.getByRole("dialog", { name: "Invitation" }).waitFor();
        await page.keyboard.press("Escape");
        await go(alice, "Relay");
        await go(alice, "This device");
        await go(alice, "Agreements");
        await page.getByRole("link", { name: "The kitchen" }).first().click();
        await editor(alice).waitFor();
        await go(alice, "Home");
        await page.waitForTimeout(500);
        const { slowest, count } = await page.evaluate(() => ({
          slowest: [...(window as unknown as { answers: Answers }).answers.slowest.values()],
          count: (performance as unknown as { interactionCount: number }).interactionCount,
        }));
        const shift = await shiftOf(page);
        await context.close();
        const quick = Array.from({ length: Math.max(0, count - slowest.length) }, () => quickestMs);
        const all = [...quick, ...slowest].sort((a, b) => a - b);
        return { p75: quantile(all, 0.75), worst: all.at(-1)!, presses: all.length, shift };
      },
      target: (value, median) => {
        if (value === "p75") return { text: "≤ 100 ms, 4 × slower", reached: median("4 × slower") <= 100 };
        if (value === "shift") return { text: "0", reached: contestants.every(({ name }) => median(name) === 0) };
        return undefined;
      },
    });
  } finally {
    await theatre.close();
  }
}
