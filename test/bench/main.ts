// `npm run bench`, or `npm run bench -- relay documents app` for some of it. Never part of a test: a slow day fails nothing.
import { load, type Row } from "./measure.ts";
import { writeReadme, writeReport } from "./report.ts";

const groups: Record<string, () => Promise<{ measure(): Promise<Row[]> }>> = {
  relay: () => import("./relay/index.ts"),
  documents: () => import("./documents/index.ts"),
  app: () => import("./app/index.ts"),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !groups[name]);
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(", ")}. There are: ${Object.keys(groups).join(", ")}.`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : Object.keys(groups)) {
  const before = load();
  const { measure } = await groups[name]!();
  writeReport(name, await measure(), before);
}
writeReadme();
process.exit(0);
