// From environment to a running relay, and to a graceful stop. Every variable is described in README.md.
import { access, constants, mkdir, stat } from "node:fs/promises";
import { nurseryOfV8 } from "./nursery.ts";
import { defaultLimits, startRelay } from "./start.ts";

const nursery = nurseryOfV8();

const env = process.env;
const data = env.FOGATA_DATA || "data";
const relay = await startRelay({
  port: number("PORT", 4173, 65_535),
  host: env.HOST || undefined,
  data: await writable(data),
  web: env.FOGATA_WEB || null,
  pass: env.FOGATA_PASS ?? "",
  behindProxy: env.FOGATA_BEHIND_PROXY === "1",
  onFrame: nursery.frame,
  limits: {
    channelBytes: number("FOGATA_CHANNEL_BYTES", defaultLimits.channelBytes),
    framesPerSecond: number("FOGATA_FRAMES_PER_SECOND", defaultLimits.framesPerSecond),
    connections: number("FOGATA_CONNECTIONS", defaultLimits.connections),
  },
}).catch((error: NodeJS.ErrnoException) => {
  console.error(`Fogata could not start: ${reasonOf(error)}`);
  process.exit(1);
});
console.log(`Fogata is at http://localhost:${relay.port}/`);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    // A second signal means: now.
    if (stopping) process.exit(1);
    stopping = true;
    void relay.close().then(() => process.exit(0));
  });

/** The folder, once it is there and takes files. A store that does not open would not say which of the two it was. */
async function writable(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
    if (!(await stat(folder)).isDirectory()) throw new Error("it is a file");
    return folder;
  } catch (error) {
    console.error(
      `Fogata could not start: nothing can be kept in FOGATA_DATA=${folder} (${(error as Error).message}).`,
    );
    process.exit(1);
  }
}

function number(name: string, otherwise: number, max = Number.MAX_SAFE_INTEGER): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return value;
  console.error(`${name} must be a whole number from 0 to ${max}.`);
  process.exit(1);
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE") return "another program already uses this port. Choose one with PORT=….";
  if (error.code === "EACCES") return "this port needs more rights. Choose one with PORT=….";
  if (error.code === "LEVEL_DATABASE_NOT_OPEN")
    return "its store does not open. Is another relay running on the same folder (FOGATA_DATA)?";
  return error.message;
}
