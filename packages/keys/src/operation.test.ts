import { describe, expect, test } from "vitest";
import { busyLog, chance, Log, modelPrimitives, person } from "../testing/index.ts";
import { concat, hex } from "./bytes.ts";
import { assemble, removalText, signCertificate } from "./certificate.ts";
import { decodeItem, encodeItem, type Item } from "./codec.ts";
import { foundCircle } from "./founding.ts";
import { cardOf } from "./identity.ts";
import { readOp, signConsent, signOp } from "./operation.ts";
import { nameLengthMax, opBytesMax } from "./operation-codec.ts";
import { webPrimitives } from "./primitives.ts";
import { rules } from "./rules.ts";
import type { Bytes, CircleId, Op, OpBody, Primitives, Signature } from "./types.ts";

const web = webPrimitives({ crypto: globalThis.crypto });
const model = modelPrimitives({ seed: 4 });

/** One operation of every kind, in a circle of two. */
async function everyKind(p: Primitives) {
  const [alice, bob, phone] = [await person(p, "Alice"), await person(p, "Bob"), await person(p, "Alice")];
  const log = await Log.found(p, alice);
  const invitation = await log.invite(alice);
  await log.admit(alice, invitation, bob);
  const consent = await signConsent(p, { circle: log.circle, member: alice.member, device: phone.device });
  await log.write(alice, { kind: "device+", member: alice.member, device: cardOf(phone.device), consent, at: 1 });
  await log.write(bob, { kind: "relays", relays: [{ url: "ws://relay.example", key: p.randomBytes(32) }] });
  await log.rotate(bob);
  return { log, alice, bob };
}
/** The same operation with its body's items changed, signed again by the same hand. */
async function resigned(
  p: Primitives,
  bytes: Bytes,
  by: Awaited<ReturnType<typeof person>>,
  change: (items: Item[]) => void,
) {
  const [v, key, , payload] = decodeItem(bytes) as [number, Bytes, Bytes, Bytes];
  const items = [...(decodeItem(payload) as Item[])];
  change(items);
  const changed = encodeItem(items);
  const domain = new TextEncoder().encode("fogata operation 1");
  const signature = await p.sign(by.device.sign, concat(domain, key, changed));
  return encodeItem([v, key, signature, changed]);
}

describe.each([
  ["WebCrypto", web],
  ["the model", model],
])("operations, with %s", (_name, p) => {
  test("every kind is read back as it was written, under the id of its bytes", async () => {
    const { log } = await everyKind(p);
    const kinds = new Set<string>();
    for (const op of log.ops.values()) {
      expect(await readOp(p, op.bytes)).toEqual({ ok: true, value: op });
      expect(op.id).toBe(hex(await p.sha256(op.bytes)));
      kinds.add(op.body.kind);
    }
    expect([...kinds]).toEqual(["genesis", "invite", "admit", "device+", "relays", "epoch"]);
  });

  test("K6 changing any byte of any operation is noticed, and no shortened one is read", async () => {
    const { log } = await everyKind(p);
    for (const { bytes, body } of log.ops.values()) {
      for (let i = 0; i < bytes.length; i += p === web ? 5 : 1) {
        const bent = bytes.slice();
        bent[i]! ^= 1 << (i % 8);
        expect((await readOp(p, bent)).ok, `${body.kind} byte ${i}`).toBe(false);
      }
      for (let length = 0; length < bytes.length; length += 11)
        expect((await readOp(p, bytes.subarray(0, length))).ok).toBe(false);
      expect((await readOp(p, concat(bytes, new Uint8Array(1)))).ok).toBe(false);
    }
  });
});

describe("all the kinds there are", () => {
  test("K5 K6 each is read back as it was written, and with any byte changed it is not", async () => {
    const kinds = new Map<string, Op>();
    for (let i = 0; i < 60; i++) {
      const rule = i % 4 === 3 ? "working group" : "group";
      const log = await busyLog(modelPrimitives({ seed: i }), chance(i), { steps: 40, copies: 2, rule });
      for (const op of log.ops.values()) if (!kinds.has(op.body.kind)) kinds.set(op.body.kind, op);
    }
    expect([...kinds.keys()].sort()).toEqual(Object.keys(rules).sort());
    for (const [kind, op] of kinds) {
      expect(await readOp(model, op.bytes), kind).toEqual({ ok: true, value: op });
      for (let i = 0; i < op.bytes.length; i++)
        expect((await readOp(model, op.bytes.with(i, op.bytes[i]! ^ (1 << (i % 8))))).ok, `${kind} byte ${i}`).toBe(
          false,
        );
    }
  }, 60_000);
  test("K32 a certificate with one signature that is not over these very words is not read", async () => {
    const who = await Promise.all(["Alice", "Bob", "Carol"].map((name) => person(model, name)));
    const log = await Log.foundTogether(model, who);
    const says = { target: who[2]!.member, why: new Uint8Array(32), policy: log.circle, cut: [] };
    const sign = (text: Bytes) =>
      Promise.all(who.slice(0, 2).map(({ device }) => signCertificate(model, { text, device })));
    const written = async (signatures: Signature[]) => {
      const body = assemble("remove", says, signatures);
      const op = await signOp(model, { circle: log.circle, parents: log.now.heads, body, device: who[0]!.device });
      return readOp(model, op.bytes);
    };
    expect((await written(await sign(removalText(log.circle, says)))).ok).toBe(true);
    const refused = { ok: false, reason: "bad-signature" };
    expect(await written(await sign(removalText(log.circle, { ...says, why: new Uint8Array(32).fill(1) })))).toEqual(
      refused,
    );
    expect(await written(await sign(removalText("ab".repeat(32) as CircleId, says)))).toEqual(refused);
  });
});

describe("signatures that need no history", () => {
  test("K18 nobody is named a founder, admitted or joined to a member without having signed it", async () => {
    const { log, alice, bob } = await everyKind(model);
    const by = { genesis: alice, admit: alice, "device+": alice };
    const places = { genesis: 7, admit: 9, "device+": 6 } as const;
    for (const { bytes, body } of log.ops.values()) {
      if (body.kind !== "genesis" && body.kind !== "admit" && body.kind !== "device+") continue;
      const place = places[body.kind];
      const blank = body.kind === "genesis" ? [new Uint8Array(64)] : new Uint8Array(body.kind === "admit" ? 128 : 64);
      const forged = await resigned(model, bytes, by[body.kind], (items) => {
        expect(items[place]).toHaveLength(body.kind === "genesis" ? 1 : blank.length);
        items[place] = blank;
      });
      expect(await readOp(model, forged), body.kind).toEqual({ ok: false, reason: "bad-signature" });
    }
    const admit = [...log.ops.values()].find((op) => op.body.kind === "admit")!;
    for (const half of [0, 64]) {
      const forged = await resigned(model, admit.bytes, alice, (items) => {
        items[9] = (items[9] as Bytes).map((byte, i) => (i >= half && i < half + 64 ? 0 : byte));
      });
      expect(await readOp(model, forged), `half at ${half}`).toEqual({ ok: false, reason: "bad-signature" });
    }
    const founding = [...log.ops.values()][0]!;
    const [v, , signature, payload] = decodeItem(founding.bytes) as [number, Bytes, Bytes, Bytes];
    const stolen = encodeItem([v, bob.device.sign.publicKey, signature, payload]);
    expect(await readOp(model, stolen)).toEqual({ ok: false, reason: "bad-signature" });
    const adopted = concat(new TextEncoder().encode("fogata operation 1"), bob.device.sign.publicKey, payload);
    const theirs = encodeItem([v, bob.device.sign.publicKey, await model.sign(bob.device.sign, adopted), payload]);
    expect(await readOp(model, theirs)).toEqual({ ok: false, reason: "bad-signature" });
  });

  test("K18 a receiving key that gives everybody the same secret is refused where it comes in", async () => {
    const { log, alice } = await everyKind(model);
    const invite = [...log.ops.values()].find((op) => op.body.kind === "invite")!;
    const weak = await resigned(model, invite.bytes, alice, (items) => {
      items[4] = new Uint8Array(32);
    });
    expect(await readOp(model, weak)).toEqual({ ok: false, reason: "malformed" });
  });
});

describe("K9 what a newer Fogata writes", () => {
  test("a newer version, or a kind we do not know, is newer and not broken", async () => {
    const { log, alice } = await everyKind(model);
    const { bytes } = [...log.ops.values()].at(-1)!;
    const [, ...rest] = decodeItem(bytes) as Item[];
    expect(await readOp(model, encodeItem([2, ...rest, "more"]))).toEqual({ ok: false, reason: "newer-version" });
    const relays = [...log.ops.values()].find((op) => op.body.kind === "relays")!;
    const [v, , , payload] = decodeItem(relays.bytes) as [number, Bytes, Bytes, Bytes];
    const items = [...(decodeItem(payload) as Item[])].with(2, "section");
    const unknown = encodeItem([v, alice.device.sign.publicKey, new Uint8Array(64), encodeItem(items)]);
    expect(await readOp(model, unknown)).toEqual({ ok: false, reason: "newer-version" });
  });
});

describe("K5 one form, and limits", () => {
  test("parents are a sorted set; only a genesis has none", async () => {
    const { log, bob } = await everyKind(model);
    const relays = [...log.ops.values()].find((op) => op.body.kind === "relays")!;
    const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const parents = async (list: Item) =>
      (await readOp(model, await resigned(model, relays.bytes, bob, (items) => void items.splice(1, 1, list)))).ok;
    expect(await parents([a, b])).toBe(true);
    for (const wrong of [[b, a], [a, a], [], [a, b.subarray(1)], 7]) expect(await parents(wrong)).toBe(false);
  });

  test("K8 names at n and n + 1 letters, operations at n and n + 1 bytes", async () => {
    const alice = await person(model, "Alice");
    const found = (length: number) =>
      foundCircle(model, {
        name: "x".repeat(length),
        founder: { member: alice.member, name: "A" },
        device: alice.device,
      });
    expect((await readOp(model, (await found(nameLengthMax)).bytes)).ok).toBe(true);
    await expect(found(nameLengthMax + 1)).rejects.toThrow(TypeError);
    expect(await readOp(model, new Uint8Array(opBytesMax + 1))).toEqual({ ok: false, reason: "too-large" });
    expect(await readOp(model, new Uint8Array(opBytesMax))).toEqual({ ok: false, reason: "malformed" });
  });

  test("what this package could not read back, it does not sign", async () => {
    const alice = await person(model, "Alice");
    const log = await Log.found(model, alice);
    const body: OpBody = { kind: "relays", relays: Array(17).fill({ url: "ws://x", key: new Uint8Array(32) }) };
    const signing = signOp(model, { circle: log.circle, parents: [log.circle], body, device: alice.device });
    await expect(signing).rejects.toThrow(TypeError);
  });
});
