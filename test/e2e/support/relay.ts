// A relay as a person would run it: the built file in a process of its own, on a free port, with a store of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const startMsMax = 30_000;

export interface RelayProcess {
  /** `http://localhost:PORT/`, which serves the app and is the relay. */
  url: string;
  port: number;
  /** The folder of its store. */
  data: string;
  process: ChildProcess;
  /** All it has printed so far. */
  printed(): string;
  /** Asks it to finish; gives its exit code. The store stays. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops it and throws its store away. */
  remove(): Promise<void>;
}

/** Needs the build to be there: `npm run build`, or the group "build" of the tests. FOGATA_TEST_APP, FOGATA_TEST_RELAY: app and relay built elsewhere. */
export async function startRelayProcess(
  o: { port?: number; data?: string; env?: Record<string, string> } = {},
): Promise<RelayProcess> {
  const port = o.port ?? (await freePort());
  const data = o.data ?? (await mkdtemp(join(tmpdir(), "fogata-relay-")));
  const child = spawn(process.execPath, [process.env.FOGATA_TEST_RELAY ?? join(root, "sync-server/dist/main.js")], {
    env: {
      ...process.env,
      FOGATA_WEB: process.env.FOGATA_TEST_APP ?? join(root, "dist/app"),
      PORT: String(port),
      FOGATA_DATA: data,
      ...o.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (bytes) => (printed += bytes));
  child.stderr.on("data", (bytes) => (printed += bytes));
  const exited = once(child, "exit") as Promise<[number | null]>;

  await new Promise<void>((answers, fails) => {
    const late = setTimeout(
      () => fails(new Error(`The relay did not answer in time. It printed:\n${printed}`)),
      startMsMax,
    );
    child.stdout.on("data", () => {
      if (!printed.includes("Fogata is at ")) return;
      clearTimeout(late);
      answers();
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      fails(new Error(`The relay ended at once with ${code}. It printed:\n${printed}`));
    });
  });

  async function stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return (await exited)[0];
  }
  return {
    url: `http://localhost:${port}/`,
    port,
    data,
    process: child,
    printed: () => printed,
    stop,
    async remove() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
