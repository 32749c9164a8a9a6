// `npm test`: every group of tests, each timed, none skipped because another failed; the last line is the sum.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { run, say, seconds } from "./shell.mjs";

/** More seeds and runs than a person waits for; `npm run test:long` sets them, any may be set by hand. */
const longCounts = {
  FOGATA_LONG: "1",
  FOGATA_DRAWS: "new",
  FOGATA_SEEDS: "10000",
  FOGATA_SNAPSHOT_SEEDS: "3000",
  FOGATA_DECIDING_SEEDS: "300",
  FOGATA_CIRCLE_SEEDS: "180",
  FOGATA_GROUPS: "300",
  FOGATA_PLANTED_GROUPS: "1000",
  FOGATA_RUNS: "3000",
  FOGATA_FUZZ: "10000",
  FUZZ_RUNS: "1000000",
  KEYS_FUZZ_RUNS: "95000",
  KEYS_SHUFFLES: "100000",
  KEYS_ATTACK_WORLDS: "300",
  FOGATA_KILLS: "300",
};

/** What property tests draw from, day by day; `new` draws anew. */
const sameDraws = { FOGATA_DRAWS: "20261121" };

const types = () => asOneTest(run("tsc", ["-p", "."]));
const lint = () => asOneTest(run("biome", ["check", "--error-on-warnings", "."]));
const whole = () => asOneTest(build({ always: true }));
const fast = { types, lint };
const groups = {
  ...fast,
  unit: vitest,
  dom: vitest,
  browser: vitest,
  integration: vitest,
  together: vitest,
  simulation: vitest,
  membership: vitest,
  circles: vitest,
  build: whole,
  e2e: vitest,
  "e2e-people": vitest,
  "e2e-agreed": vitest,
  "e2e-hard": vitest,
};
const needBrowser = ["browser", "e2e", "e2e-people", "e2e-agreed", "e2e-hard"];

/** Arguments that name groups choose them; the rest goes to vitest (a file, or -t and a title). */
export async function test(args, { long }) {
  const named = Object.keys(groups).filter((name) => args.includes(name));
  const rest = args.filter((arg) => !named.includes(arg));
  const chosen = named.length > 0 ? named : Object.keys(groups);
  const counts = long ? longCounts : sameDraws;
  const env = { ...counts, ...pick(process.env, Object.keys(counts)) };
  if (chosen.some((name) => needBrowser.includes(name))) env.CHROMIUM = await findChromium();
  return runGroups(chosen, { env, rest });
}

/** The two groups that take seconds: types and lint. */
export function check() {
  return runGroups(Object.keys(fast), { env: {}, rest: [] });
}

async function runGroups(names, how) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const table = [];
  const broken = [];
  for (const name of names) {
    say(`\n── ${name} ──`);
    const began = performance.now();
    const { counts, broken: here = [] } = await groups[name](name, how);
    broken.push(...here);
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    table.push(`${name.padEnd(12)} ${seconds(began).padStart(8)}   ${line(counts)}`);
    say(table.at(-1));
    if (counts.failed > 0) table[table.length - 1] += "   ← failed";
  }
  if (broken.length > 0) say(`\nfailed:\n  ${broken.join("\n  ")}`);
  say(`\n${table.join("\n")}`);
  say(`\n${line(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}

async function vitest(name, { env, rest }) {
  const folder = mkdtempSync(join(tmpdir(), "fogata-test-"));
  const file = join(folder, "counts.json");
  // Vitest leaves one processor to itself, which of two is too much; browsers take both as it is.
  const workers = needBrowser.includes(name) ? [] : [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`];
  const code = await run("vitest", ["run", "--project", name, ...workers, ...rest], {
    env: { ...env, FOGATA_COUNTS: file },
  });
  const { counts, broken } = read(file);
  rmSync(folder, { recursive: true });
  // A group that fell over, or in which nothing ran, has shown nothing: that is a failure, never silence.
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1;
  return { counts, broken };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { counts: { passed: 0, failed: 0, skipped: 0 }, broken: [] };
  }
}

async function asOneTest(running) {
  const well = (await running) === 0;
  return { counts: { passed: well ? 1 : 0, failed: well ? 0 : 1, skipped: 0 } };
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function pick(from, names) {
  return Object.fromEntries(names.filter((name) => from[name]).map((name) => [name, from[name]]));
}
