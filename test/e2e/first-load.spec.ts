// What a first visit costs: only what the first screen needs, nothing from elsewhere, and nothing that jumps. And what a
// browser asks before it offers to keep the app.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "./support/stage.ts";

const kB = 1000;
const firstScreenBytesMax = 60 * kB;
/** The page, its one sheet of styles, what runs before the first paint, and the app. */
const firstScreenFilesMax = 4;
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
  await startButton(alice.page).waitFor();
  await alice.page.evaluate(() => document.fonts.ready);
  await Promise.all(finished);
  shift = await alice.page.evaluate(() => (window as unknown as { shift: number }).shift);
});
afterAll(() => stage?.close());

function startButton(page: Page) {
  return page.getByRole("button", { name: "Start a group" }).or(page.getByRole("link", { name: "Start a group" }));
}

test("the first screen comes without the editor and without WebAssembly", () => {
  expect(fetched.map(({ url }) => url).filter((url) => /\.wasm|documents-|editor-/.test(url))).toEqual([]);
  expect(fetched.some(({ type }) => type === "script")).toBe(true);
});

test("the first screen can be used with at most 60 kB of page, styles and script, in four files, though nothing else ever comes", async () => {
  const carol = await stage.person("Carol");
  const index = await (await fetch(stage.relay.url)).text();
  const named = [...index.matchAll(/ (?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!);
  const bytes: number[] = [];
  // Whatever the page does not name itself stays away, so that nothing of it can be part of what is shown.
  await carol.page.route(/\/assets\//, (route) => {
    const { pathname } = new URL(route.request().url());
    return named.includes(pathname) ? route.continue() : new Promise(() => {});
  });
  const measured: Promise<unknown>[] = [];
  carol.page.on("requestfinished", (request) => {
    if (!/document|stylesheet|script/.test(request.resourceType())) return;
    measured.push(request.sizes().then(({ responseBodySize }) => bytes.push(responseBodySize)));
  });
  await carol.page.goto(stage.relay.url);
  await startButton(carol.page).click({ trial: true });
  await Promise.all(measured);
  expect(bytes.length).toBeLessThanOrEqual(firstScreenFilesMax);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(firstScreenBytesMax);
  await carol.page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a theme that was chosen is there before the app itself has come", async () => {
  const dave = await stage.person("Dave", { colorScheme: "light" });
  const ground = () => dave.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await dave.page.route(/\/assets\/start-/, () => new Promise(() => {}));
  await dave.page.goto(stage.relay.url, { waitUntil: "commit" });
  await dave.page.getByText("Opening what is on this device.").waitFor();
  const light = await ground();
  await dave.page.evaluate(() => localStorage.setItem("fogata/choices", JSON.stringify({ theme: "dark" })));
  await dave.page.reload({ waitUntil: "commit" });
  await dave.page.getByText("Opening what is on this device.").waitFor();
  expect(await ground()).not.toBe(light);
  expect(await dave.page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await dave.page.unrouteAll({ behavior: "ignoreErrors" });
});

test("a browser finds nothing missing that an installable app must have", async () => {
  const erin = await stage.person("Erin");
  await erin.page.goto(stage.relay.url);
  await erin.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await erin.context.newCDPSession(erin.page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(url).toBe(`${stage.relay.url}manifest.webmanifest`);
  const manifest = JSON.parse(data ?? "null") as {
    name: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect([manifest.name, manifest.start_url, manifest.display]).toEqual(["Fogata", "/", "standalone"]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window, which every test runs in, keeps no apps; that is the only thing in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  for (const { src, sizes } of manifest.icons.filter(({ sizes }) => sizes !== "any")) {
    const size = await erin.page.evaluate(async (address) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob());
      return `${picture.width}x${picture.height}`;
    }, src);
    expect(size).toBe(sizes);
  }
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  // What start_url names is answered by the service worker when there is no network.
  await erin.context.setOffline(true);
  await erin.page.goto(stage.relay.url);
  await startButton(erin.page).waitFor();
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
