// `npm run bench`, or `npm run bench -- relay documents/merging --rounds 3` for some of it, sooner. Never part of a test:
// a slow day fails nothing.
import { parseArgs } from "node:util";
import { load, type Parts } from "./measure.ts";
import { keepRows, writeReadme } from "./report.ts";

const groups: Record<string, () => Promise<{ parts: Parts }>> = {
  relay: () => import("./relay/index.ts"),
  documents: () => import("./documents/index.ts"),
  app: () => import("./app/index.ts"),
};

const { positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string" } } });
const work: { group: string; part: string; parts: Parts }[] = [];
for (const asked of positionals.length > 0 ? positionals : Object.keys(groups)) {
  const [group, only] = asked.split("/") as [string, string?];
  const parts = (await groups[group]?.())?.parts;
  const names = parts ? Object.keys(parts) : Object.keys(groups);
  if (!parts || (only !== undefined && !parts[only])) {
    console.error(`There is no ${asked}. There are: ${names.join(", ")}.`);
    process.exit(1);
  }
  for (const part of only === undefined ? names : [only]) work.push({ group, part, parts });
}
// Libraries of peers throw from their timers when a server they knew is gone: that ends no measurement of the others.
for (const trouble of ["uncaughtException", "unhandledRejection"])
  process.on(trouble, (error) => console.error(`    a library complains: ${error?.message ?? error}`));
process.setMaxListeners(0);

// What one part has measured is kept before the next begins, and one that cannot be measured stops no other.
for (const { group, part, parts } of work) {
  const before = load();
  try {
    keepRows(group, await parts[part]!(), before);
  } catch (error) {
    console.error(`  ${group}/${part} was not measured: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
writeReadme();
process.exit();
