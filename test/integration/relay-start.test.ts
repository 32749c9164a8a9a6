// What the keeper of a relay reads when it cannot start: one sentence that says what to do, and never a stack trace.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fogata-start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "sync-server/src/main.ts"], {
    cwd: root,
    env: { ...process.env, PORT: "0", FOGATA_DATA: join(folder, "data"), ...env },
    encoding: "utf8",
    timeout: 30_000,
  });
  return { status, lines: stderr.trim().split("\n") };
}

test("R22 a port that is taken is said in one sentence", async () => {
  const taken = createServer().listen(0);
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const said = start({ PORT: String(port) });
  taken.close();
  expect(said).toEqual({
    status: 1,
    lines: ["Fogata could not start: another program already uses this port. Choose one with PORT=…."],
  });
});

test("R22 a folder that is a file, and a number that is none, are named", async () => {
  const file = join(folder, "file");
  await writeFile(file, "here");
  const said = start({ FOGATA_DATA: file });
  expect(said.status).toBe(1);
  expect(said.lines).toHaveLength(1);
  expect(said.lines[0]).toContain(`nothing can be kept in FOGATA_DATA=${file}`);
  for (const PORT of ["99999", "-1", "four"])
    expect(start({ PORT })).toEqual({ status: 1, lines: ["PORT must be a whole number from 0 to 65535."] });
});
