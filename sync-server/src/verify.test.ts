import { expect, test } from "vitest";
import { sha256, verify } from "./verify.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

test("SHA-256 gives what FIPS 180-4 says for «abc»", () => {
  expect(Buffer.from(sha256(Buffer.from("abc"))).toString("hex")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("R1 Ed25519 holds for RFC 8032's second vector and for nothing changed by one bit", () => {
  const publicKey = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const data = hex("72");
  const signature = hex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  );
  expect(verify({ publicKey, data, signature })).toBe(true);
  for (const [name, bytes] of Object.entries({ publicKey, data, signature })) {
    for (let bit = 0; bit < 8 * bytes.length; bit += 5) {
      const bent = bytes.slice();
      bent[bit >> 3]! ^= 1 << (bit & 7);
      expect(verify({ publicKey, data, signature, [name]: bent })).toBe(false);
    }
  }
});

test("R1 bytes that are no key, and signatures of another length, are just wrong", () => {
  const nothing = { data: new Uint8Array(3), signature: new Uint8Array(64) };
  for (const length of [0, 31, 33, 64]) expect(verify({ ...nothing, publicKey: new Uint8Array(length) })).toBe(false);
  expect(verify({ ...nothing, publicKey: new Uint8Array(32).fill(255) })).toBe(false);
  expect(verify({ publicKey: new Uint8Array(32), data: new Uint8Array(), signature: new Uint8Array() })).toBe(false);
});
