// Writes what is new of packages/verify/vectors from one seed, the same every time: `npx tsx test/tools/make-decision-records.ts`.
// What is committed stays as it is; what is written otherwise today than then is written beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { alteredRecords, goodRecords, laterRecords, takenBackRecords } from "../support/decision-records/index.ts";

const folder = new URL("../../packages/verify/vectors/", import.meta.url);
function write(name: string, all: readonly object[]): void {
  const before = [1, 2].flatMap((n) => readFileSync(new URL(`${name}-${n}.jsonl`, folder), "utf8").split("\n"));
  const lines = all.map((one) => JSON.stringify(one)).filter((line) => !before.includes(line));
  writeFileSync(new URL(`${name}-3.jsonl`, folder), `${lines.join("\n")}\n`);
}

const [good, altered] = [await goodRecords(), await alteredRecords()];
const [later, taken] = [await laterRecords(), await takenBackRecords()];
write("records", [...good, ...later.good, ...taken.good]);
write("refused-records", [...altered, ...later.altered, ...taken.altered]);
