// A relay as a process of its own, from TypeScript, to be stopped or killed.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface RelayProcess {
  port: number;
  child: ChildProcess;
  /** All it has printed. */
  output(): string;
  stop(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<{ code: number | null }>;
}

/** `before`: a command to run it under, such as strace. */
export async function spawnRelay(o: { env: NodeJS.ProcessEnv; before?: string[] }): Promise<RelayProcess> {
  const root = new URL("../..", import.meta.url).pathname;
  const [command, ...args] = [...(o.before ?? []), process.execPath, "--import", "tsx", "sync-server/src/main.ts"];
  const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", ...o.env };
  const child = spawn(command!, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const port = await new Promise<number>((done, fail) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const said = /Fogata is at http:\/\/localhost:(\d+)\//.exec(printed);
      if (said) done(Number(said[1]));
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
    child.once("exit", (code) => fail(new Error(`the relay ended with ${code} before it answered: ${printed}`)));
    child.once("error", fail);
  });
  return {
    port,
    child,
    output: () => printed,
    async stop(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      }
      return { code: child.exitCode };
    },
  };
}
