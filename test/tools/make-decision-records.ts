// Writes packages/verify/vectors from one seed, the same every time: `npx tsx test/tools/make-decision-records.ts`. Run it
// for a new format version only, and keep the old files beside the new.
import { writeFileSync } from "node:fs";
import { alteredRecords, goodRecords } from "../support/decision-records.ts";

const folder = new URL("../../packages/verify/vectors/", import.meta.url);
const lines = (all: readonly object[]) => `${all.map((one) => JSON.stringify(one)).join("\n")}\n`;

writeFileSync(new URL("records-1.jsonl", folder), lines(await goodRecords()));
writeFileSync(new URL("refused-records-1.jsonl", folder), lines(await alteredRecords()));
