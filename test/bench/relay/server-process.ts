// Starts one contestant's server in a process of its own, waits until it takes connections, and asks what it uses.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../e2e/support/relay.ts";
import { underWay } from "../measure.ts";

const startMsMax = 30_000;

export interface Usage {
  cpuMs: number;
  rssBytes: number;
}
export interface ServerProcess {
  url: string;
  port: number;
  data: string;
  /** From spawning to the first connection taken. */
  startedInMs: number;
  /** Processor time and memory, after collecting garbage. */
  usage(): Promise<Usage>;
  cpu(): Promise<number>;
  stop(): Promise<void>;
  /** Bytes of its store, by file length. */
  diskBytes(): Promise<number>;
  remove(): Promise<void>;
}

export async function startServer(o: {
  file: string;
  path: string;
  data?: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<ServerProcess> {
  const port = o.port ?? (await freePort());
  const data = o.data ?? (await mkdtemp(join(tmpdir(), "fogata-bench-")));
  const probe = new URL("./probe.mjs", import.meta.url).href;
  const began = performance.now();
  const child = fork(o.file, {
    execArgv: ["--expose-gc", "--import", probe],
    env: { ...process.env, PORT: String(port), DATA: data, FOGATA_DATA: data, YPERSISTENCE: data, ...o.env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let complaints = "";
  child.stderr?.on("data", (bytes) => (complaints += bytes));
  let gone = false;
  const end = () => void child.kill("SIGKILL");
  underWay.add(end);
  const exited = once(child, "exit").then(() => {
    underWay.delete(end);
    gone = true;
  });
  while (!(await takesConnections(port))) {
    if (gone) throw new Error(`the server ended: ${complaints.slice(0, 300)}`);
    if (performance.now() - began > startMsMax) throw new Error("the server did not start in time");
  }
  const startedInMs = performance.now() - began;

  async function ask(question: string): Promise<Usage> {
    const answer = once(child, "message");
    child.send(question);
    const ended = exited.then(() => {
      throw new Error("the server ended before it answered");
    });
    return (await Promise.race([answer, ended]))[0] as Usage;
  }
  async function stop() {
    if (!gone) child.kill("SIGTERM");
    await exited;
  }
  return {
    url: `ws://localhost:${port}${o.path}`,
    port,
    data,
    startedInMs,
    usage: () => ask("usage"),
    cpu: async () => (await ask("cpu")).cpuMs,
    stop,
    diskBytes: () => bytesUnder(data),
    async remove() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export const serverFile = (name: string) => fileURLToPath(new URL(`./servers/${name}.mjs`, import.meta.url));

function takesConnections(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, "localhost");
    socket.once("connect", () => {
      socket.destroy();
      answer(true);
    });
    // The next try comes a turn later, so that asking does not slow the one who is starting.
    socket.once("error", () => setTimeout(() => answer(false), 2));
  });
}

async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // A store that tidies up may throw a file away between being listed and being looked at.
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 })));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}
