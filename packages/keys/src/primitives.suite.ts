// What every set of primitives must keep, WebCrypto's and the model's alike: the rules lean on nothing more.
import { describe, expect, test } from "vitest";
import { concat, utf8 } from "./bytes.ts";
import type { Primitives } from "./types.ts";

const empty = new Uint8Array(0);

export function primitivesSuite(name: string, p: Primitives): void {
  describe(`primitives: ${name}`, () => {
    test("K4 a wrapped device comes back the same, and only under its own rest key", async () => {
      const [mine, hers] = [await p.newRestKey(), await p.newRestKey()];
      const { wrapped, keys } = await p.newDeviceKeys(mine);
      const again = await p.unwrapDeviceKeys(structuredClone(mine), wrapped);
      expect(again!.id).toBe(keys.id);
      const signature = await p.sign(again!.sign, utf8("hello"));
      expect(await p.verify({ publicKey: keys.sign.publicKey, data: utf8("hello"), signature })).toBe(true);
      expect(await p.unwrapDeviceKeys(hers, wrapped)).toBeNull();
      for (let i = 0; i < wrapped.length; i++) {
        const bent = wrapped.slice();
        bent[i]! ^= 1;
        expect(await p.unwrapDeviceKeys(mine, bent), `byte ${i}`).toBeNull();
      }
      expect(await p.unwrapDeviceKeys(mine, wrapped.subarray(1))).toBeNull();
      expect(await p.unwrapDeviceKeys(mine, empty)).toBeNull();
    });

    test("K3 secrets print as <secret>", async () => {
      const rest = await p.newRestKey();
      const { keys } = await p.newDeviceKeys(rest);
      for (const key of [rest, keys, keys.sign, keys.receive, await p.signingKeyFromSeed(new Uint8Array(32))]) {
        expect(String(key)).toBe("<secret>");
        expect(JSON.stringify({ key })).toBe('{"key":"<secret>"}');
      }
    });

    test("a signature verifies for its key and its data alone", async () => {
      const [alice, eve] = [
        await p.signingKeyFromSeed(p.randomBytes(32)),
        await p.signingKeyFromSeed(p.randomBytes(32)),
      ];
      const data = utf8("we meet on Tuesday");
      const signature = await p.sign(alice, data);
      const check = (o: Partial<Parameters<Primitives["verify"]>[0]>) =>
        p.verify({ publicKey: alice.publicKey, data, signature, ...o });
      expect(await check({})).toBe(true);
      expect(await check({ publicKey: eve.publicKey })).toBe(false);
      expect(await check({ data: utf8("we meet on Monday!") })).toBe(false);
      for (const hostile of [empty, new Uint8Array(64), signature.subarray(1), concat(signature, new Uint8Array(1))])
        expect(await check({ signature: hostile })).toBe(false);
      for (const hostile of [empty, new Uint8Array(31), new Uint8Array(33).fill(255)])
        expect(await check({ publicKey: hostile })).toBe(false);
    });

    test("two devices agree on one secret, and nobody agrees with a useless key", async () => {
      const [alice, bob] = [
        await p.receivingKeyFromSeed(p.randomBytes(32)),
        await p.receivingKeyFromSeed(p.randomBytes(32)),
      ];
      expect(await p.agree(alice, bob.publicKey)).toEqual(await p.agree(bob, alice.publicKey));
      expect(await p.agree(alice, bob.publicKey)).not.toEqual(await p.agree(alice, alice.publicKey));
      for (const hostile of [empty, new Uint8Array(32), new Uint8Array(31)])
        expect(await p.agree(alice, hostile)).toBeNull();
    });

    test("sealing opens with the same key, nonce and place; any other byte gives null", async () => {
      const o = { key: p.randomBytes(32), nonce: p.randomBytes(12), aad: utf8("here") };
      const sealed = await p.aeadSeal({ ...o, plain: utf8("the text") });
      expect(sealed.length).toBe("the text".length + 16);
      expect(await p.aeadOpen({ ...o, sealed })).toEqual(utf8("the text"));
      expect(await p.aeadOpen({ ...o, sealed, key: p.randomBytes(32) })).toBeNull();
      expect(await p.aeadOpen({ ...o, sealed, nonce: p.randomBytes(12) })).toBeNull();
      expect(await p.aeadOpen({ ...o, sealed, aad: utf8("hers") })).toBeNull();
      expect(await p.aeadOpen({ ...o, sealed: sealed.subarray(0, 15) })).toBeNull();
      for (let i = 0; i < sealed.length; i++) {
        const bent = sealed.slice();
        bent[i]! ^= 128;
        expect(await p.aeadOpen({ ...o, sealed: bent })).toBeNull();
      }
    });

    test("what rests opens in its own place alone", async () => {
      const key = await p.newRestKey();
      const sealed = await p.restSeal(key, utf8("draft"), utf8("group/1"));
      expect(await p.restOpen(key, sealed, utf8("group/1"))).toEqual(utf8("draft"));
      expect(await p.restOpen(key, sealed, utf8("group/2"))).toBeNull();
      expect(await p.restOpen(key, sealed.subarray(0, 20), utf8("group/1"))).toBeNull();
      expect(await p.restOpen(await p.newRestKey(), sealed, utf8("group/1"))).toBeNull();
    });

    test("K8 inflating stops at its bound: n passes, n + 1 does not", async () => {
      const data = new Uint8Array(100_000);
      const small = await p.deflate(data);
      expect(await p.inflate(small, 100_000)).toEqual(data);
      expect(await p.inflate(small, 99_999)).toBeNull();
      expect(await p.inflate(utf8("not deflated at all"), 100_000)).toBeNull();
    });
  });
}
