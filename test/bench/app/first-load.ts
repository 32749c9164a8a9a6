// A first visit: the bytes before something useful shows, and the time until it can be pressed.
import { alternate, type Row } from "../measure.ts";
import { firstScreen, openTheatre, slowedPage, speeds } from "./visit.ts";

export async function firstLoad(): Promise<Row[]> {
  const theatre = await openTheatre();
  try {
    return await alternate({
      group: "first visit",
      contestants: speeds,
      values: {
        kb: { what: "HTML, CSS and JS of the first screen", unit: "kB" },
        fonts: { what: "fonts", unit: "kB" },
        ms: { what: "to the first screen", unit: "ms" },
        shift: { what: "layout shift", unit: "score" },
      },
      async run(speed) {
        const { page, session } = await slowedPage(theatre.browser, speed);
        const bytes = new Map<string, number>();
        const kinds = new Map<string, string>();
        session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
        session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
          bytes.set(requestId, encodedDataLength),
        );
        await page.addInitScript(observeShift);
        const ms = await firstScreen(page, () => page.goto(theatre.relay.url, { waitUntil: "commit" }));
        // What came by then is what it took; the rest of the app loads behind it.
        const sum = (...types: string[]) =>
          [...bytes].reduce((all, [id, size]) => all + (types.includes(kinds.get(id) ?? "") ? size : 0), 0) / 1000;
        const kb = sum("Document", "Stylesheet", "Script");
        await page.waitForLoadState("networkidle");
        const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
        const fonts = sum("Font");
        await page.context().close();
        return { kb, fonts, ms, shift };
      },
      target: (value, median) => {
        if (value === "kb") return { text: "≤ 60 kB", reached: median("this machine") <= 60 };
        if (value === "fonts") return { text: "≤ 100 kB", reached: median("this machine") <= 100 };
        if (value === "shift") return { text: "0", reached: speeds.every(({ name }) => median(name) === 0) };
        const [, quick, slow] = speeds;
        return {
          text: "≤ 1.2 s at 9, ≤ 3 s at 1.6 Mbit/s",
          reached: median(quick?.name ?? "") <= 1200 && median(slow?.name ?? "") <= 3000,
        };
      },
    });
  } finally {
    await theatre.close();
  }
}

function observeShift(): void {
  const seen = window as unknown as { shift: number };
  seen.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}
