// Finds a Chromium for the browser tests: one that is installed, else Playwright's own, else the system's package.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ask, at, fail, run, say } from "./shell.mjs";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The path of a Chromium that starts on this machine. Ends the program, saying what to do, when there is none. */
export async function findChromium() {
  if (process.env.CHROMIUM) {
    if (runs(process.env.CHROMIUM)) return process.env.CHROMIUM;
    fail(`CHROMIUM names ${process.env.CHROMIUM}, which does not start.`);
  }
  const here = installed.find(runs);
  if (here) return here;

  const own = await playwrightsOwn();
  if (runs(own)) return own;
  say("No Chrome or Chromium is installed: fetching Playwright's Chromium …");
  const fetched = await run("playwright", ["install", "chromium"], { timeout: 240_000 });
  if (fetched === 0 && runs(own)) return own;
  say(fetched === 0 ? "Playwright's Chromium does not start here." : "Playwright's Chromium could not be fetched.");

  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium from the system's packages (apt-get) …");
    const quiet = { shell: false, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await run("apt-get", ["update", "-qq"], quiet);
    const packages = ["chromium", "fonts-dejavu-core"];
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], quiet);
    const packaged = installed.find(runs);
    if (packaged) return packaged;
    say("The system's package did not bring a Chromium that starts.");
  }
  fail("The browser tests need Chrome or Chromium: install one, or set CHROMIUM to its path.");
}

function runs(path) {
  // On Windows `chrome --version` opens a window instead of answering: being there must do.
  if (!path || !existsSync(path)) return false;
  return process.platform === "win32" || ask(path, ["--version"]) !== null;
}

async function playwrightsOwn() {
  const { chromium } = await import(pathToFileURL(at("node_modules", "playwright-core", "index.mjs")).href);
  return chromium.executablePath();
}
