// Writes what is new of packages/verify/vectors from one seed, the same every time: `npx tsx test/tools/make-decision-records.ts`.
// What is committed stays as it is; what is written otherwise today than then is written beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { alteredRecords, goodRecords, laterRecords } from "../support/decision-records/index.ts";

const folder = new URL("../../packages/verify/vectors/", import.meta.url);
function write(name: string, all: readonly object[]): void {
  const first = readFileSync(new URL(`${name}-1.jsonl`, folder), "utf8").split("\n");
  const lines = all.map((one) => JSON.stringify(one)).filter((line) => !first.includes(line));
  writeFileSync(new URL(`${name}-2.jsonl`, folder), `${lines.join("\n")}\n`);
}

const [good, altered] = [await goodRecords(), await alteredRecords()];
const later = await laterRecords();
write("records", [...good, ...later.good]);
write("refused-records", [...altered, ...later.altered]);
