// `npm run bench`, or `npm run bench -- relay documents app --rounds 3` for some of it, sooner. Never part of a test: a
// slow day fails nothing.
import { parseArgs } from "node:util";
import { load, type Row } from "./measure.ts";
import { writeReadme, writeReport } from "./report.ts";

const groups: Record<string, () => Promise<{ measure(): Promise<Row[]> }>> = {
  relay: () => import("./relay/index.ts"),
  documents: () => import("./documents/index.ts"),
  app: () => import("./app/index.ts"),
};

const { positionals: asked } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string" } } });
const unknown = asked.filter((name) => !groups[name]);
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(", ")}. There are: ${Object.keys(groups).join(", ")}.`);
  process.exit(1);
}
// Libraries of peers throw from their timers when a server they knew is gone: that ends no measurement of the others.
for (const trouble of ["uncaughtException", "unhandledRejection"])
  process.on(trouble, (error) => console.error(`    a library complains: ${error?.message ?? error}`));
process.setMaxListeners(0);

for (const name of asked.length > 0 ? asked : Object.keys(groups)) {
  const before = load();
  const { measure } = await groups[name]!();
  const began = performance.now();
  const rows = await measure();
  writeReport(name, rows, { loadBefore: before, seconds: (performance.now() - began) / 1000 });
}
writeReadme();
process.exit(0);
