// A new key for a circle, boxed for exactly the devices that belong; and what a device finds in such an operation.
import { concat, idBytes, utf8 } from "./bytes.ts";
import { epochKeyBytes, epochKeys, kidOf } from "./keyring.ts";
import { leavesToFollow } from "./leaves.ts";
import { openBox, sealBox } from "./lockbox.ts";
import { boxBytes } from "./operation-fields.ts";
import type { Bytes, DeviceId, DeviceKeys, EpochKeys, Kid, Membership, Op, OpBody, Primitives } from "./types.ts";

const boxInfo = utf8("fogata epoch box 1");
const parentSalt = utf8("fogata parent epoch 1");
const onceNonce = new Uint8Array(12);

/**
 * `leafKeys` must hold the key of every leaf to follow: who has not all of them cannot carry the past forward. `withheld` is
 * what `withheldAt` gives for now; `unopenable`, leaves whose box was damaged and whose key nobody has sent since.
 */
export async function newEpoch(
  p: Primitives,
  m: Membership,
  leafKeys: ReadonlyMap<Kid, Bytes>,
  withheld: ReadonlySet<DeviceId> = new Set(),
  unopenable: ReadonlySet<Kid> = new Set(),
): Promise<{ body: OpBody & { kind: "epoch" }; keys: EpochKeys }> {
  const keys = await epochKeys(p, p.randomBytes(epochKeyBytes));
  const ephemeral = await p.receivingKeyFromSeed(p.randomBytes(32));
  const devices = [...m.devices.values()].filter(({ id }) => !withheld.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const without = [...withheld].filter((id) => m.devices.has(id)).sort();
  const boxes = await Promise.all(
    devices.map(async ({ card }) => {
      const shared = await p.agree(ephemeral, card.receive);
      if (shared === null) throw new TypeError("readOp lets no device in whose key cannot receive");
      const info = boxInfoOf(keys.kid);
      return sealBox(p, { shared, ephemeral: ephemeral.publicKey, to: card.receive, info, plain: keys.key });
    }),
  );
  const parents = await Promise.all(
    leavesToFollow(m.leaves).map(async (kid) => {
      const key = leafKeys.get(kid);
      // Somebody's epoch that opens for nobody must not keep the others from ever making a new key.
      if (key === undefined && unopenable.has(kid)) return { kid, wrapped: p.randomBytes(boxBytes) };
      if (key === undefined) throw new TypeError("newEpoch needs the key of every leaf epoch");
      return { kid, wrapped: await wrapParent(p, keys, kid, key) };
    }),
  );
  return { body: { kind: "epoch", kid: keys.kid, ephemeral: ephemeral.publicKey, boxes, parents, without }, keys };
}

/** My box in an epoch: null if there is none for me, "damaged" if it does not open to the key it is named after. */
export async function openEpoch(
  p: Primitives,
  o: { op: Op; m: Membership; device: DeviceKeys },
): Promise<Bytes | "damaged" | null> {
  if (o.op.body.kind !== "epoch") return null;
  const { kid, ephemeral, boxes } = o.op.body;
  const epoch = o.m.epochs.get(kid);
  if (epoch?.op !== o.op.id) return null;
  const sealed = boxes[epoch.devices.indexOf(o.device.id)];
  if (sealed === undefined) return null;
  const shared = await p.agree(o.device.receive, ephemeral);
  if (shared === null) return "damaged";
  const key = await openBox(p, { shared, ephemeral, to: o.device.receive.publicKey, info: boxInfoOf(kid), sealed });
  return key !== null && (await kidOf(p, key)) === kid ? key : "damaged";
}

/** Keys of the parent epochs wrapped in this one; those that do not open to their own name are left out. */
export async function openParents(p: Primitives, op: Op, keys: EpochKeys): Promise<Map<Kid, Bytes>> {
  const opened = new Map<Kid, Bytes>();
  if (op.body.kind !== "epoch" || op.body.kid !== keys.kid) return opened;
  for (const { kid, wrapped } of op.body.parents) {
    const aad = idBytes(kid, 16);
    const key = await p.aeadOpen({ key: await parentKey(p, keys, kid), nonce: onceNonce, aad, sealed: wrapped });
    if (key !== null && (await kidOf(p, key)) === kid) opened.set(kid, key);
  }
  return opened;
}

async function wrapParent(p: Primitives, under: EpochKeys, kid: Kid, key: Bytes): Promise<Bytes> {
  return p.aeadSeal({ key: await parentKey(p, under, kid), nonce: onceNonce, aad: idBytes(kid, 16), plain: key });
}
/** One key for one parent, so the fixed nonce is used once. */
function parentKey(p: Primitives, under: EpochKeys, kid: Kid): Promise<Bytes> {
  return p.hkdfSha256({ key: under.key, salt: parentSalt, info: idBytes(kid, 16), length: 32 });
}
function boxInfoOf(kid: Kid): Bytes {
  return concat(boxInfo, idBytes(kid, 16));
}
