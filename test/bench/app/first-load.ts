// A first visit: the bytes before something useful shows, the time until it can be pressed; and, where a group is on the
// device but nothing of the app is, until an agreement can be written in.
import { editor } from "../../e2e/support/people.ts";
import { alternate, type Row } from "../measure.ts";
import { foundGroup } from "./scene.ts";
import { newVisitor, openTheatre, shiftOf, slowDown, speeds, when } from "./visit.ts";

export async function firstLoad(): Promise<Row[]> {
  const theatre = await openTheatre();
  const [here] = speeds;
  try {
    return await alternate({
      group: "first visit",
      contestants: speeds,
      runMsMax: 100_000,
      values: {
        kb: { what: "HTML, CSS and JS of the first screen", unit: "kB" },
        fonts: { what: "fonts", unit: "kB" },
        ms: { what: "to the first screen", unit: "ms" },
        editable: { what: "to an agreement to write in, nothing of the app kept", unit: "ms" },
        shift: { what: "layout shift", unit: "score" },
      },
      async run(speed) {
        const { context, page, session } = await newVisitor(theatre.browser);
        const fetched: { kind: string; at: number; bytes: number }[] = [];
        page.on("requestfinished", async (request) => {
          const { responseBodySize: bytes } = await request.sizes();
          const { startTime, responseEnd } = request.timing();
          fetched.push({ kind: request.resourceType(), at: startTime + responseEnd, bytes });
        });
        await slowDown(theatre, session, speed);
        await page.goto(theatre.url, { waitUntil: "commit" });
        const ms = await when(page, "firstScreen");
        const shownAt = ms + (await page.evaluate(() => performance.timeOrigin));
        await page.waitForLoadState("networkidle");
        const shift = await shiftOf(page);
        // What came by then is what it took; the rest of the app loads behind it.
        const sum = (of: typeof fetched) => of.reduce((all, { bytes }) => all + bytes, 0) / 1000;
        const first = fetched.filter(({ kind, at }) => /document|stylesheet|script/.test(kind) && at <= shownAt);
        const fonts = fetched.filter(({ kind }) => kind === "font");

        await slowDown(theatre, session, here!);
        const alice = { name: "Alice", context, page, errors: [] };
        await foundGroup(alice, theatre.url);
        await page.getByRole("navigation").getByRole("link", { name: "Agreements" }).click();
        await page.getByRole("button", { name: "New agreement" }).click();
        await page.getByLabel("Title").fill("The kitchen");
        await page.keyboard.press("Enter");
        await editor(alice).waitFor();
        const place = page.url();
        await page.goto("about:blank");
        const storageTypes = "service_workers,cache_storage";
        await session.send("Storage.clearDataForOrigin", { origin: new URL(theatre.url).origin, storageTypes });
        await session.send("Network.clearBrowserCache");
        await slowDown(theatre, session, speed);
        await page.goto(place, { waitUntil: "commit" });
        const editable = await when(page, "editable");
        await context.close();
        return { kb: sum(first), fonts: sum(fonts), ms, editable, shift };
      },
      target: (value, median) => {
        const [, quick, slow] = speeds.map(({ name }) => median(name)) as [number, number, number];
        if (value === "kb") return { text: "≤ 60 kB", reached: median(here!.name) <= 60 };
        if (value === "fonts") return { text: "≤ 100 kB", reached: median(here!.name) <= 100 };
        if (value === "shift") return { text: "0", reached: speeds.every(({ name }) => median(name) === 0) };
        if (value === "editable") {
          return { text: "≤ 1.9 s at 9, ≤ 6 s at 1.6 Mbit/s", reached: quick <= 1900 && slow <= 6000 };
        }
        return { text: "≤ 1.2 s at 9, ≤ 3 s at 1.6 Mbit/s", reached: quick <= 1200 && slow <= 3000 };
      },
    });
  } finally {
    await theatre.close();
  }
}
