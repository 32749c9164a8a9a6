// Brings node_modules in step with the lockfile, once per lockfile and Node version. The second time costs nothing.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { at, fail, run, say, seconds } from "./shell.mjs";

// The versions are pinned: advice to fetch a newer npm or pnpm would only make somebody doubt that it worked.
const quiet = { npm_config_update_notifier: "false" };
const stamp = at("node_modules", ".fogata-installed");

export async function install() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const pnpm = JSON.parse(readFileSync(at("package.json"), "utf8")).packageManager.split("+")[0];
  say(`Installing what Fogata needs with ${pnpm} …`);
  const began = performance.now();
  // --yes: npx otherwise asks before it fetches, and where npm's "yes" is off it refuses.
  const args = ["--yes", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"];
  const code = await run("npx", args, { env: quiet });
  if (code !== 0) fail("The installation did not finish; the lines above say why. Is the package registry reachable?");
  writeFileSync(stamp, wanted);
  say(`Installed in ${seconds(began)}.`);
}

function fingerprint() {
  const hash = createHash("sha256").update(process.versions.modules).update(process.platform).update(process.arch);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(at(file)));
  return hash.digest("hex");
}
