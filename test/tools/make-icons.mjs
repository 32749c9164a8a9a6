// Draws the app's icons into src/public from the mark: one SVG that reads on light and dark, and PNGs for home screens.
// Needs a Chromium: CHROMIUM=/path/to/it, or the one at the usual place.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../src/public");
const flame =
  "M16.4 4.5c.5 3.6-1.5 5.2-3.2 7.4-1.3 1.7-2.3 3.5-2.3 5.7 0 3.3 2.3 5.6 5.2 5.6s5.2-2.3 5.2-5.5c0-2-.8-3.7-1.9-5.1-.3 1.3-1 2.2-2 2.7.9-3.7-.1-8-1-10.8z";
const watch = "M5.2 20.5c1.2 4.3 5.5 7.3 10.8 7.3s9.6-3 10.8-7.3";

const mark = (ink, glow) =>
  `<path fill="${glow}" d="${flame}"/><path fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round" d="${watch}"/>`;

writeFileSync(
  join(folder, "icon.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Fogata</title>${mark("#8f8375", "#cf5a1f")}</svg>\n`,
);

/** `inset`: how much of the square stays paper around the mark; a maskable icon may lose a fifth on each side. */
const square = (size, inset, round) => {
  const box = 32 / (1 - 2 * inset);
  const from = -(box - 32) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${from} ${from} ${box} ${box}"><rect x="${from}" y="${from}" width="${box}" height="${box}" rx="${round * box}" fill="#f6f4f0"/>${mark("#201a15", "#cf5a1f")}</svg>`;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const [name, size, inset, round] of [
  ["icon-192.png", 192, 0.12, 0.2],
  ["icon-512.png", 512, 0.12, 0.2],
  ["icon-maskable-512.png", 512, 0.22, 0],
]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${square(size, inset, round)}</body>`);
  await page.screenshot({ path: join(folder, name), omitBackground: true });
}
await browser.close();
console.log("icon.svg, icon-192.png, icon-512.png, icon-maskable-512.png");
