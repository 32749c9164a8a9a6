import { expect, test } from "vitest";
import { hex, utf8 } from "./bytes.ts";
import {
  bareOfGuarded,
  bareOfLocked,
  guardKey,
  isCheap,
  type LockedKey,
  lockKey,
  newGuardedKey,
  passphraseFault,
  presentCost,
} from "./lock.ts";
import { hashPassphrase } from "./lock-hash.ts";
import { webPrimitives } from "./primitives.ts";

const p = webPrimitives({ crypto });
const quick = { memoryKiB: 64, passes: 1 };
const name = utf8("some value");

async function aliceLocks(passphrase: string) {
  const { guarded, key } = await newGuardedKey(p);
  const bytes = (await bareOfGuarded(p, guarded))!;
  return { guarded, key, bytes, locked: await lockKey(p, { bytes, passphrase, cost: quick }) };
}

test("K60 the passphrase is hashed by Argon2id, as RFC 9106's reference computes it", async () => {
  // argon2 -id -t 2 -k 65536 -p 1 -l 32, the reference's own test of version 0x13
  const hash = await hashPassphrase({
    passphrase: utf8("password"),
    salt: utf8("somesalt"),
    cost: { memoryKiB: 65536, passes: 2 },
  });
  expect(hex(hash)).toBe("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
});

test("K60 a guess costs 64 MiB and three passes; a lock that is cheaper is known for it", async () => {
  expect(presentCost).toEqual({ memoryKiB: 65536, passes: 3 });
  const { locked } = await aliceLocks("river lamp onion door");
  expect(isCheap(locked)).toBe(true);
  expect(isCheap({ ...locked, cost: presentCost })).toBe(false);
});

test("K61 guarded or locked, the same key comes out: what rested under it opens as before", async () => {
  const { key, bytes, locked } = await aliceLocks("river lamp onion door");
  const sealed = await p.restSeal(key, utf8("our words"), name);
  for (const bare of [
    await bareOfLocked(p, structuredClone(locked), "river lamp onion door"),
    await bareOfGuarded(p, structuredClone(await guardKey(p, bytes))),
  ]) {
    const again = await p.restKeyFrom(bare!);
    expect(await p.restOpen(again, sealed, name)).toEqual(utf8("our words"));
    expect((again.handle as CryptoKey).extractable).toBe(false);
  }
});

test("K61 another passphrase opens nothing; the same words from another keyboard do", async () => {
  const { locked } = await aliceLocks("caf\u00e9 am Fluss");
  for (const wrong of ["", "cafe am Fluss", "Caf\u00e9 am Fluss", "caf\u00e9 am Fluss ", "caf\u00e9 am Flus"])
    expect(await bareOfLocked(p, locked, wrong), wrong).toBeNull();
  expect(await bareOfLocked(p, locked, "cafe\u0301 am Fluss")).not.toBeNull();
});

test("K61 every changed byte of a lock, and every changed cost, opens nothing and never throws", async () => {
  const { locked } = await aliceLocks("river lamp onion door");
  const bent = (of: "salt" | "wrapped", at: number): LockedKey => {
    const bytes = locked[of].slice();
    bytes[at]! ^= 1;
    return { ...locked, [of]: bytes };
  };
  const hostile = [
    ...Array.from(locked.salt, (_, at) => bent("salt", at)),
    ...Array.from(locked.wrapped, (_, at) => bent("wrapped", at)),
    { ...locked, salt: locked.salt.slice(1) },
    { ...locked, wrapped: locked.wrapped.slice(1) },
    ...[{ passes: 2 }, { passes: 0 }, { passes: 1e9 }, { passes: 1.5 }, { memoryKiB: 2 ** 40 }, { memoryKiB: 0 }].map(
      (cost) => ({ ...locked, cost: { ...locked.cost, ...cost } }),
    ),
  ];
  for (const one of hostile) expect(await bareOfLocked(p, one, "river lamp onion door")).toBeNull();
});

test("K61 the same passphrase twice is two keys, and neither record holds the key or the words", async () => {
  const { bytes, locked } = await aliceLocks("river lamp onion door");
  const other = await lockKey(p, { bytes, passphrase: "river lamp onion door", cost: quick });
  expect(hex(other.salt)).not.toBe(hex(locked.salt));
  expect(hex(other.wrapped)).not.toBe(hex(locked.wrapped));
  const written = hex(locked.wrapped) + hex(locked.salt);
  expect(written).not.toContain(hex(bytes));
  expect(written).not.toContain(hex(utf8("river")));
});

test("K62 a passphrase has 8 letters at least and 1,024 bytes at most, however its letters are written", () => {
  expect(passphraseFault("sevenxx")).toBe("too-short");
  expect(passphraseFault("eightxxx")).toBeNull();
  expect(passphraseFault("🔥".repeat(7))).toBe("too-short");
  expect(passphraseFault("🔥".repeat(8))).toBeNull();
  expect(passphraseFault("x".repeat(1024))).toBeNull();
  expect(passphraseFault("x".repeat(1025))).toBe("too-long");
});
