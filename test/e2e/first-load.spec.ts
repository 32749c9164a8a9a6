// What a first visit costs: only what the first screen needs, nothing from elsewhere, and nothing that jumps.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "./support/stage.ts";

const kB = 1000;
const fontBytesMax = 100 * kB;

let stage: Stage;
const fetched: { url: string; type: string; bytes: number; encoding: string | undefined }[] = [];
let shift = Number.NaN;

beforeAll(async () => {
  stage = await openStage();
  const alice = await stage.person("Alice");
  const finished: Promise<unknown>[] = [];
  alice.page.on("requestfinished", (request) => {
    const measured = Promise.all([request.sizes(), request.response()]).then(([sizes, response]) =>
      fetched.push({
        url: request.url(),
        type: request.resourceType(),
        bytes: sizes.responseBodySize,
        encoding: response?.headers()["content-encoding"],
      }),
    );
    finished.push(measured);
  });
  await alice.page.addInitScript(() => {
    const seen = window as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await alice.page.goto(stage.relay.url, { waitUntil: "networkidle" });
  await alice.page
    .getByRole("button", { name: "Start a group" })
    .or(alice.page.getByRole("link", { name: "Start a group" }))
    .waitFor();
  await alice.page.evaluate(() => document.fonts.ready);
  await Promise.all(finished);
  shift = await alice.page.evaluate(() => (window as unknown as { shift: number }).shift);
});
afterAll(() => stage?.close());

test("the first screen comes without the editor and without WebAssembly", () => {
  expect(fetched.map(({ url }) => url).filter((url) => /\.wasm|prosemirror|automerge/.test(url))).toEqual([]);
  expect(fetched.some(({ type }) => type === "script")).toBe(true);
});

test("everything that shrinks comes compressed", () => {
  const large = fetched.filter(({ type, bytes }) => /script|stylesheet|document/.test(type) && bytes > 2 * kB);
  expect(large.length).toBeGreaterThan(0);
  expect(large.filter(({ encoding }) => encoding !== "br")).toEqual([]);
});

test("its fonts stay small", () => {
  const fonts = fetched.filter(({ type }) => type === "font");
  expect(fonts.length).toBeGreaterThan(0);
  expect(fonts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(fontBytesMax);
});

test("nothing comes from anywhere but the relay's own address", () => {
  expect(fetched.filter(({ url }) => !url.startsWith(stage.relay.url) && !url.startsWith("data:"))).toEqual([]);
});

test("nothing moves once it is shown, not even when the fonts arrive", () => {
  expect(shift).toBe(0);
});
