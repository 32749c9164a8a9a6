import { describe, expect, test } from "vitest";
import { addressOf, Log, modelPrimitives, person } from "../testing/index.ts";
import { concat, hex, idBytes, utf8 } from "./bytes.ts";
import { openEpoch, openParents } from "./epoch.ts";
import { channelId, epochKeys, kidOf } from "./keyring.ts";
import { openLockbox, sealBox, sealLockbox } from "./lockbox.ts";
import { webPrimitives } from "./primitives.ts";
import type { Kid } from "./types.ts";

const web = webPrimitives({ crypto: globalThis.crypto });

describe.each([
  ["WebCrypto", web],
  ["the model", modelPrimitives({ seed: 3 })],
])("epochs, with %s", (_name, p) => {
  async function group() {
    const [alice, bob, eve] = [await person(p, "Alice"), await person(p, "Bob"), await person(p, "Eve")];
    const log = await Log.found(p, alice);
    const first = await log.rotate(alice);
    await log.bringIn(alice, bob);
    return { alice, bob, eve, log, first };
  }

  test("K11 an epoch's name commits to its key, and its channel's id to its keys", async () => {
    const key = p.randomBytes(32);
    const epoch = await epochKeys(p, key);
    expect(epoch.kid).toBe(await kidOf(p, key));
    expect(await epochKeys(p, key.slice())).toEqual(epoch);
    const { kind, read, write, ownPub, id } = epoch.channel;
    const pubs = concat(new Uint8Array([0]), read.publicKey, write.publicKey, ownPub);
    expect(hex(id)).toBe(hex(await p.sha256(pubs)));
    const erasable = { kind: "erasable", readPub: read.publicKey, writePub: write.publicKey, ownPub } as const;
    expect(hex(await channelId(p, erasable))).toBe(hex(await p.sha256(pubs.with(0, 1))));
    expect(kind).toBe("kept");
    const other = await epochKeys(p, p.randomBytes(32));
    const all = [read.publicKey, write.publicKey, ownPub, other.channel.read.publicKey, epoch.slotKey].map(hex);
    expect(new Set(all).size).toBe(all.length);
  });

  test("K12 each device of its past opens a new epoch, and nobody else; it opens the epochs before", async () => {
    const { alice, bob, eve, log, first } = await group();
    const { op, keys } = await log.rotate(bob);
    const m = log.now;
    for (const who of [alice, bob]) expect(await openEpoch(p, { op, m, device: who.device })).toEqual(keys.key);
    expect(await openEpoch(p, { op, m, device: eve.device })).toBeNull();
    expect(await openEpoch(p, { op: first.op, m, device: bob.device })).toBeNull();
    expect(await openParents(p, op, keys)).toEqual(new Map([[first.keys.kid, first.keys.key]]));
    expect(await openParents(p, op, first.keys)).toEqual(new Map());
  });

  test("K13 a box of mine that is broken is damaged, not absent", async () => {
    const { alice, bob, log } = await group();
    const { op } = await log.rotate(bob);
    const m = log.now;
    if (op.body.kind !== "epoch") throw new Error("not an epoch");
    const bent = { ...op.body, boxes: op.body.boxes.map((box) => box.map((byte, i) => (i === 5 ? byte ^ 1 : byte))) };
    expect(await openEpoch(p, { op: { ...op, body: bent }, m, device: alice.device })).toBe("damaged");
  });

  test("K11 a sealer who boxes another key than the epoch is named after is found out", async () => {
    const { alice, bob, log } = await group();
    const { body } = await log.rotate(bob);
    const lie = "ab".repeat(16) as Kid;
    const ephemeral = await p.receivingKeyFromSeed(p.randomBytes(32));
    const cards = [...log.now.devices.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((known) => known.card);
    const info = concat(utf8("fogata epoch box 1"), idBytes(lie, 16));
    const boxes = await Promise.all(
      cards.map(async ({ receive }) => {
        const shared = (await p.agree(ephemeral, receive))!;
        return sealBox(p, { shared, ephemeral: ephemeral.publicKey, to: receive, info, plain: p.randomBytes(32) });
      }),
    );
    const parents = [{ ...body.parents[0]!, kid: body.kid }];
    const op = await log.write(bob, { ...body, kid: lie, ephemeral: ephemeral.publicKey, boxes, parents });
    expect(log.refusal(op)).toBeUndefined();
    expect(await openEpoch(p, { op, m: log.now, device: alice.device })).toBe("damaged");
    const box = await sealLockbox(p, { kid: lie, key: p.randomBytes(32), to: addressOf(alice) });
    expect(await openLockbox(p, box, alice.device)).toBe("damaged");
  });

  test("K13 Alice's lockbox is nothing to Bob; Alice's own, changed anywhere, is damaged or not hers", async () => {
    const { alice, bob, first } = await group();
    const { kid, key } = first.keys;
    const box = await sealLockbox(p, { kid, key, to: addressOf(alice) });
    expect(await openLockbox(p, box, alice.device)).toEqual({ kid, key });
    expect(await openLockbox(p, box, bob.device)).toBeNull();
    for (let i = 0; i < box.length; i++) {
      const bent = box.slice();
      bent[i]! ^= 4;
      const isHint = i >= 17 && i < 25;
      expect(await openLockbox(p, bent, alice.device), `byte ${i}`).toBe(isHint ? null : "damaged");
    }
    expect(await openLockbox(p, box.subarray(1), alice.device)).toBe("damaged");
  });
});
