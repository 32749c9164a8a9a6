// From environment to a running relay, and to a graceful stop. Every variable is described in README.md.
import { setFlagsFromString } from "node:v8";
import { defaultLimits, startRelay } from "./start.ts";

// What a relay makes for a frame is waste a moment later: a small nursery holds it. Letting it grow, as Node does once many
// people have connected, would take as much as all of their connections; sweeping it with four threads wakes four for nothing.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--no-parallel-scavenge");

const env = process.env;
const relay = await startRelay({
  port: number("PORT", 4173),
  host: env.HOST || undefined,
  data: env.FOGATA_DATA || "data",
  web: env.FOGATA_WEB || null,
  pass: env.FOGATA_PASS ?? "",
  behindProxy: env.FOGATA_BEHIND_PROXY === "1",
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

function number(name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`${name} must be a whole number, not less than 0.`);
  process.exit(1);
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE") return "another program already uses this port. Choose one with PORT=….";
  if (error.code === "EACCES") return "this port needs more rights. Choose one with PORT=….";
  if (error.code === "LEVEL_DATABASE_NOT_OPEN")
    return "its store does not open. Is another relay running on the same folder (FOGATA_DATA)?";
  return error.message;
}
