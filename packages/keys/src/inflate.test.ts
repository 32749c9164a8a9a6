// K8: what is inflated here is what zlib makes of it, refused when zlib refuses it, and never larger than it may be.
import { deflateRawSync, inflateRawSync, type ZlibOptions } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inflateNow, inflatingHere } from "./inflate.ts";
import { webPrimitives } from "./primitives.ts";

const numRuns = Number(process.env.FOGATA_RUNS ?? 300);
const bytesMax = 20_000;

/** Zlib itself lets anything follow the end. */
function byZlib(bytes: Uint8Array): Uint8Array | null {
  try {
    const options = { info: true, maxOutputLength: bytesMax } as ZlibOptions;
    const { buffer, engine } = inflateRawSync(bytes, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return engine.bytesWritten === bytes.length ? new Uint8Array(buffer) : null;
  } catch {
    return null;
  }
}

const texts = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  fc.array(fc.constantFrom(1, 2, 3, 101), { maxLength: 600 }).map((bytes) => Uint8Array.from(bytes)),
  fc.nat(9_000).map((length) => new Uint8Array(length)),
);
const deflated = fc
  .record({ text: texts, level: fc.integer({ min: 0, max: 9 }), strategy: fc.integer({ min: 0, max: 4 }) })
  .map(({ text, ...how }) => new Uint8Array(deflateRawSync(text, how)));

test("K8 what zlib deflates in any way comes back", () => {
  fc.assert(
    fc.property(deflated, (bytes) => {
      const inflated = byZlib(bytes);
      expect(inflated).not.toBeNull();
      expect(inflateNow(bytes, bytesMax)).toEqual(inflated);
    }),
    { numRuns },
  );
});

test("K8 damaged or made up bytes are refused, or read, as zlib does", () => {
  const flips = fc.array(fc.record({ at: fc.nat(60), bit: fc.nat(7) }), { minLength: 1, maxLength: 3 });
  const damaged = fc.tuple(deflated, flips).map(([bytes, all]) => {
    for (const { at, bit } of all) if (at < bytes.length) bytes[at]! ^= 1 << bit;
    return bytes;
  });
  const cut = fc.tuple(deflated, fc.nat(200)).map(([bytes, by]) => bytes.subarray(0, Math.max(0, bytes.length - by)));
  const longer = fc.tuple(deflated, fc.uint8Array({ maxLength: 3 })).map(([bytes, more]) => {
    return new Uint8Array([...bytes, ...more]);
  });
  fc.assert(
    fc.property(fc.oneof(damaged, cut, longer, fc.uint8Array({ maxLength: 60 })), (bytes) => {
      expect(inflateNow(bytes, bytesMax)).toEqual(byZlib(bytes));
    }),
    { numRuns: 3 * numRuns },
  );
});

test("K8 inflating stops at its bound, in whichever way the bytes are written", () => {
  for (const text of [new Uint8Array(5_000), Uint8Array.from({ length: 5_000 }, (_, i) => (i * i * 7919) >> 7)])
    for (const level of [0, 9]) {
      const bytes = new Uint8Array(deflateRawSync(text, { level }));
      expect(inflateNow(bytes, 5_000)).toEqual(text);
      expect(inflateNow(bytes, 4_999)).toBeNull();
    }
});

test("K8 what is small is inflated here and what is not by the platform: both come out the same", async () => {
  const p = inflatingHere(webPrimitives({ crypto: globalThis.crypto as Crypto }));
  for (const length of [100, 50_000]) {
    const text = Uint8Array.from({ length }, (_, i) => (i * i * 7919) >> 7);
    const bytes = await p.deflate(text);
    expect(await p.inflate(bytes, length)).toEqual(text);
    expect(await p.inflate(bytes, length - 1)).toBeNull();
    expect(await p.inflate(bytes.subarray(0, -1), length)).toBeNull();
  }
});
