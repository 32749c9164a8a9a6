// Running other programs, and saying so. No dependency of its own.
import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const at = (...parts) => join(root, ...parts);

// npm hands its own settings to what it starts as npm_*; another package manager must not take them for its own.
export const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
env.PATH = at("node_modules", ".bin") + delimiter + (process.env.PATH ?? "");

const windows = process.platform === "win32";

export function say(text) {
  console.log(text);
}

export function fail(text) {
  console.error(text);
  process.exit(1);
}

/** Runs to the end with our terminal; gives the exit code (a signal counts as 1). */
export function run(file, args, more = {}) {
  return new Promise((done) => {
    const child = spawn(file, args, {
      stdio: "inherit",
      cwd: root,
      shell: windows,
      ...more,
      env: { ...env, ...more.env },
    });
    const pass = (signal) => {
      // Ctrl+C at a terminal reaches the whole group already; a second signal would cut a graceful stop short.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    };
    process.on("SIGINT", pass);
    process.on("SIGTERM", pass);
    // npm sends a SIGTERM to the shell it starts us in, and some shells die without passing it on: left alone, we stop too.
    const parent = process.ppid;
    const alone = setInterval(() => {
      if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
      clearInterval(alone);
      child.kill("SIGTERM");
    }, 200);
    const end = (code) => {
      clearInterval(alone);
      process.off("SIGINT", pass);
      process.off("SIGTERM", pass);
      done(code);
    };
    child.on("error", (error) => {
      console.error(`${file}: ${error.message}`);
      end(127);
    });
    child.on("exit", (code) => end(code ?? 1));
  });
}

/** A short question to another program: what it printed, or null when it could not be run or said no. */
export function ask(file, args, more = {}) {
  const answer = spawnSync(file, args, { encoding: "utf8", timeout: 20_000, env, ...more });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

export function seconds(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
