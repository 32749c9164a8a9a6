// S35, S38: a run read at once says of its changes what each says when it is read by itself, whatever is in its columns.
import * as A from "@automerge/automerge/slim";
import { webPrimitives } from "@fogata/keys";
import fc from "fast-check";
import { expect, test } from "vitest";
import { operationsMax, readPayloads } from "./changes.ts";
import { join, leb128, readLeb128 } from "./leb128.ts";
import { hashBytes, typeAt, type Unpacked, unpackChanges } from "./packing.ts";
import { readRunHeads } from "./run-heads.ts";
import { packRun } from "./runs.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const id = "d".repeat(32);
const alice = "a1".repeat(16);
const numRuns = Number(process.env.FOGATA_RUNS ?? 1500);
const count = 40;

/** What a run of keystrokes says after the hash of the one before; the first whole, as it stands before the run. */
function typed(): { first: Uint8Array; rests: Uint8Array[] } {
  let doc = A.from<{ text: string }>({ text: "" }, id);
  doc = A.clone(doc, alice + "07".repeat(8));
  for (let i = 0; i < 150; i++) doc = A.change(doc, (d) => A.splice(d, ["text"], i, 0, "x"));
  const before = A.getHeads(doc);
  for (let i = 0; i <= count; i++) doc = A.change(doc, (d) => A.splice(d, ["text"], 150 + i, 0, "the fire "[i % 9]!));
  const bodies = A.getChangesSince(doc, before).map((change) => change.slice(readLeb128(change, typeAt + 1)!.end));
  const same = bodies.filter((body) => body.length === bodies[0]!.length);
  return { first: same[0]!, rests: same.slice(1).map((body) => body.slice(1 + hashBytes)) };
}
const { first, rests } = typed();

const part = (how: number, head: number[], bytes: Uint8Array) =>
  join([Uint8Array.from([how, ...head, ...leb128(bytes.length)]), bytes]);
/** As a hostile writer packs it: any bytes in any place. */
const packed = (rows: readonly Uint8Array[]) =>
  join([part(1, [], first), part(3, leb128(rows.length), packRun(first.subarray(1 + hashBytes), rows))]);

/** The same changes, each by itself. */
async function oneByOne(run: readonly Unpacked[], by: string) {
  const chunks = join(run.map(({ bytes }) => bytes));
  return readPayloads(p, [{ comp: "changes", payload: chunks, by }], id);
}

test("S38 a run whose columns hold anything is taken or refused as its changes are one by one", async () => {
  expect(rests.length).toBeGreaterThan(20);
  const length = rests[0]!.length;
  const byte = fc.oneof(fc.constantFrom(0, 1, 0x7e, 0x7f, 0x80, 0x81, 0xff), fc.nat(255));
  const bend = fc.record({ row: fc.nat(rests.length - 1), at: fc.nat(length - 1), byte, all: fc.boolean() });
  let taken = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(bend, { maxLength: 3 }), async (bends) => {
      const rows = rests.map((rest) => rest.slice());
      for (const { row, at, byte, all } of bends) for (const one of all ? rows : [rows[row]!]) one[at] = byte;
      const payload = packed(rows);
      const unpacked = await unpackChanges(p.sha256, payload);
      expect(unpacked!.at(-1)!.count).toBe(rows.length);
      const atOnce = await readPayloads(p, [{ comp: "packed", payload, by: alice }], id);
      expect(atOnce).toEqual(await oneByOne(unpacked!, alice));
      if (atOnce) taken++;
      else refused++;
    }),
    { numRuns },
  );
  expect(taken).toBeGreaterThan(numRuns / 10);
  expect(refused).toBeGreaterThan(numRuns / 10);
}, 120_000);

test("S38 one change in the middle of a run that is by somebody else has the whole refused", async () => {
  const rows = rests.map((rest) => rest.slice());
  expect(await readPayloads(p, [{ comp: "packed", payload: packed(rows), by: alice }], id)).not.toBeNull();
  rows[7]![1] = 0xb2;
  expect(await readPayloads(p, [{ comp: "packed", payload: packed(rows), by: alice }], id)).toBeNull();
});

test("S35 what every change of a run does is counted for each of them, and of honest typing one head is read", async () => {
  const unpacked = await unpackChanges(p.sha256, packed(rests));
  const run = unpacked!.at(-1)!;
  const bodyAt = run.bytes.length / run.count - first.length;
  expect(readRunHeads(run, bodyAt)?.map(({ times }) => times)).toEqual([rests.length]);
  // Two columns of a hundred thousand times nothing: five of them are as many as there may be.
  const bomb = (operations: number) => {
    const column = [...signed(operations), 1];
    const columns = [1, 0x42, column.length, ...column];
    return Uint8Array.from([24, ...Buffer.from(alice + "07".repeat(8), "hex"), 1, 1, 0, 0, 0, ...columns]);
  };
  const each = operationsMax / 5;
  const whole = join([new Uint8Array([1]), new Uint8Array(hashBytes), bomb(each)]);
  const bombs = (many: number) => {
    const rows = Array.from({ length: many }, (_, i) => bomb(each).with(25, 2 + i));
    const run = part(3, leb128(many), packRun(bomb(each), rows));
    return readPayloads(p, [{ comp: "packed", payload: join([part(1, [], whole), run]), by: alice }], id);
  };
  expect(await bombs(4)).not.toBeNull();
  expect(await bombs(5)).toBeNull();
});

function signed(value: number): number[] {
  const bytes = leb128(value);
  return bytes.at(-1)! < 64 ? bytes : [...bytes.slice(0, -1), bytes.at(-1)! | 128, 0];
}
