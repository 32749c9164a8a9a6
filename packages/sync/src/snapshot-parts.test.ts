import { webPrimitives } from "@fogata/keys";
import { expect, test } from "vitest";
import { toHex } from "./record.ts";
import { cutIntoParts, joinParts, readPartList } from "./snapshot-parts.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const partBytes = 1_000;
const document = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);
async function cut(length: number) {
  const { payload, parts } = await cutIntoParts(p, document(length), partBytes);
  const there = new Map(parts.map(({ hash, bytes }) => [hash, bytes]));
  return { payload, parts, there, partOf: async (hash: string) => there.get(hash) ?? null };
}

test("S95 a long document is the same again from its parts, whatever its length; what is sent says it in steps only", async () => {
  for (const length of [1, 124, 125, 126, 999, 1_000, 1_001, 2_000, 2_345, 32_000]) {
    const { payload, parts, partOf } = await cut(length);
    const list = readPartList(payload)!;
    expect(list.hashes).toEqual(parts.map(({ hash }) => hash));
    expect(await joinParts(p, list, partOf)).toEqual(document(length));
    for (const { bytes, hash } of parts) {
      expect((bytes.length - 16) % 125).toBe(0);
      expect(toHex(await p.sha256(bytes))).toBe(hash);
    }
  }
});

test("S98 parts that are missing, swapped or changed make no document, and a list nobody writes is none", async () => {
  const { payload, parts, there, partOf } = await cut(2_500);
  const list = readPartList(payload)!;
  expect(await joinParts(p, { ...list, hashes: list.hashes.toReversed() }, partOf)).toBeNull();
  expect(await joinParts(p, { ...list, length: list.length + partBytes }, partOf)).toBeNull();
  expect(await joinParts(p, { ...list, hashes: [...list.hashes, list.hashes[2]!] }, partOf)).toBeNull();
  const [first] = parts;
  there.set(
    first!.hash,
    Uint8Array.from(first!.bytes, (byte, i) => (i === 7 ? byte ^ 1 : byte)),
  );
  expect(await joinParts(p, list, partOf)).toBeNull();
  there.delete(first!.hash);
  expect(await joinParts(p, list, partOf)).toBeNull();

  const tooMany = new Uint8Array(32 + 4 + 32 * 33).fill(1);
  const tooLong = payload.slice();
  tooLong.fill(255, 32, 36);
  for (const bytes of [new Uint8Array(0), new Uint8Array(36), payload.subarray(0, -1), tooMany, tooLong])
    expect(readPartList(bytes)).toBeNull();
});
