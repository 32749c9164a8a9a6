// The table of a rotation, in Node and in Chromium: the same code in both.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { webPrimitives } from "@fogata/keys";
import { build } from "vite";
import { launchChromium } from "../../e2e/support/chromium.ts";
import { alternate, type Row, spent, timed } from "../measure.ts";
import type { Bench } from "./page.ts";
import { bareBoxes, largeGroup, type Rotated, rotate, takeIn } from "./rotation.ts";

const size = { members: Number(process.env.FOGATA_BENCH_MEMBERS ?? 200), devices: 3 };
const bare = "WebCrypto's own calls";
const ours = "Fogata";

export async function rotatingInNode(): Promise<Row[]> {
  const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
  const group = await largeGroup(p, size);
  return table("Node", 500, {
    bare: () => spentAs("made", () => bareBoxes(group.cards)),
    async ours() {
      let rotated: Rotated;
      const made = await spentAs("made", async () => {
        rotated = await rotate(p, group);
      });
      return { ...made, taken: await timed(() => takeIn(p, group, rotated)) };
    },
  });
}

export async function rotatingInPage(): Promise<Row[]> {
  const script = await bundled();
  // A page of its own, since only a page of some site may use WebCrypto.
  const server = createServer((request, response) => {
    const asked = request.url === "/bench.js";
    response.setHeader("content-type", asked ? "text/javascript" : "text/html");
    response.end(asked ? script : '<script type="module" src="/bench.js"></script>');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => "bench" in globalThis);
    await page.evaluate((o) => (globalThis as unknown as { bench: Bench }).bench.prepare(o), size);
    return await table("Chromium", 1000, {
      bare: async () => ({ made: await page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.bare()) }),
      ours: () => page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.ours()),
    });
  } finally {
    await browser.close();
    server.close();
  }
}

async function spentAs(name: string, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const { ms, cpu } = await spent(work);
  return { [name]: ms, cpu };
}

type Once = () => Promise<Record<string, number>>;

function table(where: string, msMax: number, one: { bare: Once; ours: Once }): Promise<Row[]> {
  return alternate({
    group: `a new key for ${size.members} members with ${size.devices} devices each, ${where}`,
    contestants: [{ name: bare }, { name: ours }],
    values: {
      made: { what: "made: who belongs worked out, boxed for each device, signed", unit: "ms" },
      cpu: { what: "processor time for it", unit: "ms" },
      taken: { what: "taken in by another device", unit: "ms" },
    },
    run: ({ name }) => (name === bare ? one.bare() : one.ours()),
    target: (value, median) =>
      value === "made" ? { text: `≤ ${msMax / 1000} s`, reached: median(ours) <= msMax } : undefined,
  });
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      lib: { entry: fileURLToPath(new URL("./page.ts", import.meta.url)), formats: ["es"], fileName: "bench" },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = (output as { output: { type: string; code?: string }[] }).output.find(({ type }) => type === "chunk");
  if (!chunk?.code) throw new Error("no bundle");
  return chunk.code;
}
