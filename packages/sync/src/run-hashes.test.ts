// S30: what is hashed in a row comes out as the platform would have it, whatever the length.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { magic, typeAt } from "./packing.ts";
import { hashRun } from "./run-hashes.ts";

const numRuns = Number(process.env.FOGATA_RUNS ?? 200);
const hash = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

/** Each change by itself, from its type on, with the hash of the one before it in its place. */
function expectRun(bytes: Uint8Array, size: number, hashAt: number, before: Uint8Array) {
  const rows = bytes.slice();
  const hashes = hashRun(rows, size, hashAt, before);
  let last = before;
  for (let i = 0; i < bytes.length / size; i++) {
    const row = bytes.slice(i * size, (i + 1) * size);
    row.set(last, hashAt);
    last = hash(row.subarray(typeAt));
    row.set(last.subarray(0, typeAt - magic.length), magic.length);
    expect(rows.subarray(i * size, (i + 1) * size)).toEqual(row);
    expect(hashes.subarray(i * 32, (i + 1) * 32)).toEqual(last);
  }
}

test("S30 a run of changes is hashed as the platform hashes each of them, where a block ends and where it does not", () => {
  const before = hash(Uint8Array.of(1));
  // A block is 64 bytes: all lengths from one in which the end just fits to two blocks on.
  for (let size = 60; size < 200; size++) {
    const bytes = Uint8Array.from({ length: 3 * size }, (_, i) => (i * 7919) >> 3);
    expectRun(bytes, size, 12, before);
  }
});

test("S30 any run of changes is hashed as the platform hashes each of them", () => {
  const run = fc
    .record({ size: fc.integer({ min: 48, max: 1200 }), count: fc.integer({ min: 1, max: 4 }) })
    .chain(({ size, count }) =>
      fc.record({
        size: fc.constant(size),
        hashAt: fc.integer({ min: typeAt + 1, max: size - 32 }),
        bytes: fc.uint8Array({ minLength: size * count, maxLength: size * count }),
        before: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      }),
    );
  fc.assert(
    fc.property(run, ({ bytes, size, hashAt, before }) => expectRun(bytes, size, hashAt, before)),
    { numRuns },
  );
});
