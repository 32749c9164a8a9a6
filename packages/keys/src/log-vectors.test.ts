// K14 The committed control logs come to the same circle, to the letter; what was to be refused still is.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { summaryOf } from "../testing/index.ts";
import { unhex } from "./bytes.ts";
import { resolve } from "./membership.ts";
import { readOp } from "./operation.ts";
import { webPrimitives } from "./primitives.ts";
import type { CircleId, Op, OpId } from "./types.ts";

const p = webPrimitives({ crypto: globalThis.crypto });
const bytesOf = (text: string) => unhex(text, text.length / 2)!;
const linesOf = <T>(file: string): T[] =>
  readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

interface Vector {
  name: string;
  circle: CircleId;
  ops: string[];
  result: ReturnType<typeof summaryOf>;
}
/** Each log comes to what stands beside it; gives why operations in them are refused. */
async function readAll(logs: readonly Vector[]): Promise<string[]> {
  const reasons: string[] = [];
  for (const { name, circle, ops, result } of logs) {
    const read = new Map<OpId, Op>();
    for (const bytes of ops) {
      const op = await readOp(p, bytesOf(bytes));
      if (!op.ok) throw new Error(`${name}: ${op.reason}`);
      read.set(op.value.id, op.value);
    }
    expect(summaryOf(resolve(read, circle)!), name).toEqual(result);
    reasons.push(...result.refused.map(([, reason]) => reason!));
  }
  return reasons;
}

test("K14 two hundred logs, each with its members, devices, keys and what is refused in it", async () => {
  const logs = linesOf<Vector>("control-logs-2.jsonl");
  expect(logs.length).toBeGreaterThanOrEqual(200);
  expect((await readAll(logs)).length).toBeGreaterThanOrEqual(100);
}, 60_000);

test("K14 written stories: pauses, recoveries, frozen removals, welcomes in a large group", async () => {
  const logs = linesOf<Vector>("control-logs-3.jsonl");
  expect(logs.length).toBeGreaterThanOrEqual(20);
  const reasons = await readAll(logs);
  expect(reasons).toEqual(expect.arrayContaining(["paused-lately", "too-soon", "own-claim", "vetoed", "frozen"]));
  const results = logs.map(({ result }) => result);
  expect(results.some(({ claims }) => claims.some(([, , completed]) => completed !== null))).toBe(true);
  expect(results.some(({ members }) => members.filter(([, , full]) => full).length > 7)).toBe(true);
}, 60_000);

test("K5 K6 K9 operations of every kind that must be refused, and why", async () => {
  const all = linesOf<{ name: string; bytes: string; fault: string }>("refused-operations-1.jsonl");
  expect(all.length).toBeGreaterThanOrEqual(100);
  for (const { name, bytes, fault } of all)
    expect(await readOp(p, bytesOf(bytes)), name).toEqual({ ok: false, reason: fault });
});
