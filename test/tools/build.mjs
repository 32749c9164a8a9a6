// Builds the app (dist/app) and the relay (sync-server/dist/main.js, one file that any supported Node runs as it is).
// Skipped when nothing that goes into them has changed since.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { precompress } from "./precompress.mjs";
import { at, run, say, seconds } from "./shell.mjs";

const stamp = at("dist", ".fogata-built");
export const relayFile = at("sync-server", "dist", "main.js");
const outputs = [at("dist", "app", "index.html"), relayFile, stamp];
const inputs = [
  "src",
  "packages",
  "sync-server",
  "index.html",
  "vite.config.ts",
  "test/tools",
  "package.json",
  "pnpm-lock.yaml",
];

/** Exit code 0 when the app and the relay stand built from the sources as they are now. */
export async function build({ always }) {
  const wanted = fingerprint();
  if (!always && outputs.every((file) => existsSync(file)) && readFileSync(stamp, "utf8") === wanted) return 0;
  say("Building the app and the relay …");
  const began = performance.now();
  rmSync(stamp, { force: true });
  const app = await run("vite", ["build", "--logLevel", "warn"]);
  if (app !== 0) return app;
  await precompress(at("dist", "app"));
  const relay = await run("vite", ["build", "--logLevel", "warn", "--ssr"]);
  if (relay !== 0) return relay;
  writeFileSync(stamp, wanted);
  say(`Built in ${seconds(began)}.`);
  return 0;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const input of inputs) for (const file of filesUnder(input)) hash.update(file).update(readFileSync(at(file)));
  return hash.digest("hex");
}

function filesUnder(path) {
  if (/\.[a-z]+$/.test(path)) return existsSync(at(path)) ? [path] : [];
  return readdirSync(at(path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((file) => !/[\\/](node_modules|dist)[\\/]|\.test\.tsx?$/.test(file))
    .map((file) => file.slice(at().length))
    .sort();
}
