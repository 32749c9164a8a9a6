// Writes packages/keys/vectors/control-logs-2.jsonl and refused-operations-1.jsonl from one seed, the same every time:
// `npx tsx test/tools/make-log-vectors.ts`. Run it for a new format version only, and keep the old files beside the new.
import { writeFile } from "node:fs/promises";
import { type Bytes, type Op, readOp, resolve } from "@fogata/keys";
import { busyLog, chance, summaryOf } from "@fogata/keys/testing";
import { seededPrimitives } from "./seeded-primitives.ts";

const seed = 20_261_120;
const logs = 200;
const p = seededPrimitives(seed);
const hex = (bytes: Bytes) => Buffer.from(bytes).toString("hex");

const lines: string[] = [];
const kinds = new Map<string, Op>();
for (let i = 0; i < logs; i++) {
  const rule = i % 5 === 4 ? "working group" : "group";
  const log = await busyLog(p, chance(seed + i), { steps: 6 + (i % 7), copies: 3, rule });
  for (const op of log.ops.values()) if (!kinds.has(op.body.kind)) kinds.set(op.body.kind, op);
  const ops = [...log.ops.values()].map(({ bytes }) => hex(bytes));
  const result = summaryOf(resolve(log.ops, log.circle)!);
  lines.push(JSON.stringify({ name: `${rule} ${i}`, circle: log.circle, ops, result }));
}
await writeFile("packages/keys/vectors/control-logs-2.jsonl", `${lines.join("\n")}\n`);

const bends: [string, (bytes: Bytes) => Bytes][] = [
  ["cut short", (bytes) => bytes.subarray(0, bytes.length - 1)],
  ["longer", (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
  ["version two", (bytes) => bytes.with(1, 2)],
  ["version zero", (bytes) => bytes.with(1, 0)],
  ["another signing key", (bytes) => bytes.with(4, bytes[4]! ^ 1)],
  ["another signature", (bytes) => bytes.with(38, bytes[38]! ^ 1)],
  ["another last byte", (bytes) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)],
  ["an array of three", (bytes) => bytes.with(0, 0x83)],
];
const refused: string[] = [];
for (const [kind, op] of kinds)
  for (const [name, bend] of bends) {
    const bytes = bend(op.bytes);
    const read = await readOp(p, bytes);
    if (read.ok) throw new Error(`${kind}, ${name}: was read`);
    refused.push(JSON.stringify({ name: `${kind}: ${name}`, bytes: hex(bytes), fault: read.reason }));
  }
await writeFile("packages/keys/vectors/refused-operations-1.jsonl", `${refused.join("\n")}\n`);
console.log(`${logs} logs, ${refused.length} operations to be refused, of ${kinds.size} kinds`);
