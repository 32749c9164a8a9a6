// What `npm start`, `npm run dev` and `npm run bench` do once everything is installed.
import { build, relayFile } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { at, env, run, say } from "./shell.mjs";

/** The relay serves the app: one process, one port. It prints the address itself, once it answers. */
export async function start() {
  const code = await build({ always: false });
  if (code !== 0) return code;
  return run(process.execPath, [relayFile], {
    shell: false,
    env: { FOGATA_WEB: at("dist", "app"), FOGATA_DATA: env.FOGATA_DATA ?? at(".data", "relay") },
  });
}

/** The app as it is being written, reloaded at every change, with a relay of its own behind the same address. */
export async function dev(args) {
  const relayPort = env.FOGATA_DEV_RELAY ?? "8788";
  const data = env.FOGATA_DATA ?? at(".data", "dev");
  say(`Starting a relay for development on port ${relayPort} (its store: ${data}) …`);
  const relay = run(process.execPath, ["--import", "tsx", "sync-server/src/main.ts"], {
    shell: false,
    env: { PORT: relayPort, FOGATA_DATA: data },
  });
  const app = run("vite", args, { env: { FOGATA_DEV_RELAY: relayPort } });
  return Math.max(...(await Promise.all([relay, app])));
}

/** The README's pictures, made by acting the story once more. */
export async function screens() {
  const code = await build({ always: false });
  if (code !== 0) return code;
  const browser = { CHROMIUM: await findChromium() };
  return run(process.execPath, ["--import", "tsx", "test/tools/screenshots.ts"], { shell: false, env: browser });
}

export async function bench(args) {
  const code = await build({ always: false });
  if (code !== 0) return code;
  const appToo = !args.some((arg) => /^(relay|documents)\b/.test(arg)) || args.some((arg) => /^app\b/.test(arg));
  const browser = appToo ? { CHROMIUM: await findChromium() } : {};
  return run(process.execPath, ["--expose-gc", "--import", "tsx", "test/bench/main.ts", ...args], {
    shell: false,
    env: browser,
  });
}
