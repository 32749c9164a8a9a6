// Every Wycheproof vector for every primitive, through the interface the rest of the package uses. Called by a test in
// Node and by one in a real browser, since it is the platform's own cryptography that is on trial.
import { describe, expect, test } from "vitest";
import aesGcm from "../vectors/wycheproof/aes-256-gcm.json" with { type: "json" };
import ed25519 from "../vectors/wycheproof/ed25519.json" with { type: "json" };
import hkdf from "../vectors/wycheproof/hkdf-sha256.json" with { type: "json" };
import hmac from "../vectors/wycheproof/hmac-sha256.json" with { type: "json" };
import x25519 from "../vectors/wycheproof/x25519.json" with { type: "json" };
import { allZero, concat, hex, unhex } from "./bytes.ts";
import { instantOpen, instantSeal } from "./instant.ts";
import { webPrimitives } from "./primitives.ts";

const bytes = (text: string) => unhex(text, text.length / 2)!;

export function wycheproofSuite(where: string): void {
  const p = webPrimitives({ crypto: globalThis.crypto });

  describe(`K2 Wycheproof, ${where}`, () => {
    test("Ed25519: 151 signatures", async () => {
      const tests = ed25519.tests as [number, string, string, string, string][];
      expect(tests).toHaveLength(151);
      const wrong: number[] = [];
      for (const [id, publicKey, data, signature, result] of tests) {
        const verified = await p.verify({
          publicKey: bytes(publicKey),
          data: bytes(data),
          signature: bytes(signature),
        });
        if (verified !== (result === "valid")) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });

    test("X25519: 518 agreements, all-zero secrets refused", async () => {
      const tests = x25519.tests as [number, string, string, string, string][];
      expect(tests).toHaveLength(518);
      const wrong: number[] = [];
      for (const [id, publicKey, seed, expected, result] of tests) {
        const shared = await p.agree(await p.receivingKeyFromSeed(bytes(seed)), bytes(publicKey));
        const want = result === "invalid" || allZero(bytes(expected)) ? null : expected;
        if ((shared && hex(shared)) !== want) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });

    test("AES-256-GCM: 66 messages, sealed and opened, by the platform and at once", async () => {
      const tests = aesGcm.tests as [number, string, string, string, string, string, string, string][];
      expect(tests).toHaveLength(66);
      const wrong: number[] = [];
      for (const [id, key, nonce, aad, plain, body, tag, result] of tests) {
        const o = { key: bytes(key), nonce: bytes(nonce), aad: bytes(aad) };
        const sealed = concat(bytes(body), bytes(tag));
        const opened = await p.aeadOpen({ ...o, sealed });
        const resealed = await p.aeadSeal({ ...o, plain: bytes(plain) });
        const atOnce = { opened: instantOpen({ ...o, sealed }), sealed: instantSeal({ ...o, plain: bytes(plain) }) };
        const both = [
          { opened, sealed: resealed },
          { opened: atOnce.opened, sealed: atOnce.sealed },
        ];
        const right = both.every((one) =>
          result === "valid"
            ? one.opened !== null && hex(one.opened) === plain && hex(one.sealed) === hex(sealed)
            : one.opened === null,
        );
        if (!right) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });

    test("HKDF-SHA256: 86 derivations, too long ones refused", async () => {
      const tests = hkdf.tests as [number, string, string, string, number, string, string][];
      expect(tests).toHaveLength(86);
      const wrong: number[] = [];
      for (const [id, key, salt, info, length, expected, result] of tests) {
        const o = { key: bytes(key), salt: bytes(salt), info: bytes(info), length };
        const derived = await p.hkdfSha256(o).then(hex, () => null);
        if (derived !== (result === "valid" ? expected : null)) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });

    test("HMAC-SHA256: 87 tags", async () => {
      const tests = hmac.tests as [number, string, string, string, string][];
      expect(tests).toHaveLength(87);
      const wrong: number[] = [];
      for (const [id, key, data, tag, result] of tests) {
        const matches = hex(await p.hmacSha256(bytes(key), bytes(data))) === tag;
        if (matches !== (result === "valid")) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });
  });
}
