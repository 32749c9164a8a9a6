import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { modelPrimitives } from "../testing/index.ts";
import x25519 from "../vectors/wycheproof/x25519.json" with { type: "json" };
import { hex } from "./bytes.ts";
import { canReceive, deviceIdOf } from "./identity.ts";
import { epochKeys } from "./keyring.ts";
import { primitivesSuite } from "./primitives.suite.ts";
import { webPrimitives } from "./primitives.ts";

const web = webPrimitives({ crypto: globalThis.crypto });

primitivesSuite("WebCrypto in Node", web);
primitivesSuite("the simulator's model", modelPrimitives({ seed: 1 }));

describe("WebCrypto alone", () => {
  test("K3 no private key can be taken out again", async () => {
    const rest = await web.newRestKey();
    const { wrapped, keys } = await web.newDeviceKeys(rest);
    const again = (await web.unwrapDeviceKeys(rest, wrapped))!;
    const fromSeed = await web.signingKeyFromSeed(web.randomBytes(32));
    for (const key of [rest, keys.sign, keys.receive, again.sign, again.receive, fromSeed]) {
      const handle = key.handle as CryptoKey;
      expect(handle.extractable).toBe(false);
      for (const format of ["raw", "pkcs8", "jwk"] as const)
        await expect(crypto.subtle.exportKey(format as "raw", handle)).rejects.toThrow();
    }
  });

  test("K3 nor does inspecting an epoch show its key", async () => {
    const epoch = await epochKeys(web, new Uint8Array(32).fill(7));
    expect(inspect({ epoch })).toBe("{ epoch: <secret> }");
    expect(inspect(epoch.channel)).toBe("<secret>");
  });

  test("K1 a device's id is the first half of SHA-256 of both its public keys", async () => {
    const card = { sign: new Uint8Array(32).fill(1), receive: new Uint8Array(32).fill(2) };
    const both = new Uint8Array(64).fill(1, 0, 32).fill(2, 32);
    expect(await deviceIdOf(web, card)).toBe(hex(await web.sha256(both)).slice(0, 32));
  });

  test("K18 every published point without a secret is known as one, and no other", () => {
    const rows = x25519.tests as [number, string, string, string, string][];
    for (const [id, publicKey, , shared] of rows)
      expect(canReceive(Uint8Array.from(Buffer.from(publicKey, "hex"))), `test ${id}`).toBe(!/^0+$/.test(shared));
  });
});

describe("the model alone", () => {
  test("K27 one seed draws the same bytes again, another seed others", () => {
    const draw = (seed: number) => hex(modelPrimitives({ seed }).randomBytes(40));
    expect(draw(5)).toBe(draw(5));
    expect(draw(5)).not.toBe(draw(6));
    const p = modelPrimitives({ seed: 5 });
    expect(new Set(Array.from({ length: 10_000 }, () => hex(p.randomBytes(16)))).size).toBe(10_000);
  });
});
