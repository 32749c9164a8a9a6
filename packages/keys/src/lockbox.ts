// Something sealed for one device's receiving key: a fresh ephemeral pair, agreement, HKDF, AES-GCM. "Not for me" and
// "mine, but damaged" are different answers.
import { concat, equal, hex, idBytes, utf8 } from "./bytes.ts";
import { epochKeyBytes, kidOf } from "./keyring.ts";
import type { Bytes, DeviceKeys, Kid, Primitives, ReceivingKey } from "./types.ts";

const lockboxVersion = 1;
const lockboxInfo = utf8("fogata lockbox 1");
const boxSalt = utf8("fogata box 1");
/** Each key below seals once, so the nonce need not differ. */
const onceNonce = new Uint8Array(12);
export const hintBytes = 8;
const headBytes = 1 + 16 + hintBytes;

/** One epoch key for one device: for a newcomer's reply, or for a device whose box did not open. */
export async function sealLockbox(p: Primitives, o: { kid: Kid; key: Bytes; to: Bytes }): Promise<Bytes> {
  const head = concat(new Uint8Array([lockboxVersion]), idBytes(o.kid, 16), hintOf(o.to));
  return concat(head, await sealTo(p, { to: o.to, info: concat(lockboxInfo, head), plain: o.key }));
}

/**
 * The key and its name; null where the box is for another device; "damaged" where it is for this one and does not hold
 * what it says.
 */
export async function openLockbox(
  p: Primitives,
  box: Bytes,
  device: DeviceKeys,
): Promise<{ kid: Kid; key: Bytes } | "damaged" | null> {
  if (box.length !== headBytes + 32 + epochKeyBytes + 16 || box[0] !== lockboxVersion) return "damaged";
  const head = box.subarray(0, headBytes);
  if (!isHintFor(head.subarray(17), device.receive.publicKey)) return null;
  const info = concat(lockboxInfo, head);
  const key = await openWith(p, { key: device.receive, info, sealed: box.subarray(headBytes) });
  const kid = hex(head.subarray(1, 17)) as Kid;
  // The sealer might have put in another key than the one this name commits to.
  if (key === null || (await kidOf(p, key)) !== kid) return "damaged";
  return { kid, key };
}

/** Ephemeral public key 32 | sealed. Only the holder of `to` opens it; the sealer cannot either, afterwards. */
export async function sealTo(p: Primitives, o: { to: Bytes; info: Bytes; plain: Bytes }): Promise<Bytes> {
  const ephemeral = await p.receivingKeyFromSeed(p.randomBytes(32));
  const shared = await p.agree(ephemeral, o.to);
  if (shared === null) throw new TypeError("not a receiving key");
  return concat(ephemeral.publicKey, await sealBox(p, { shared, ephemeral: ephemeral.publicKey, ...o }));
}

export async function openWith(
  p: Primitives,
  o: { key: ReceivingKey; info: Bytes; sealed: Bytes },
): Promise<Bytes | null> {
  if (o.sealed.length < 32 + 16) return null;
  const ephemeral = o.sealed.slice(0, 32);
  const shared = await p.agree(o.key, ephemeral);
  if (shared === null) return null;
  return openBox(p, { shared, ephemeral, to: o.key.publicKey, info: o.info, sealed: o.sealed.subarray(32) });
}

interface BoxPlace {
  shared: Bytes;
  ephemeral: Bytes;
  to: Bytes;
  info: Bytes;
}
export async function sealBox(p: Primitives, o: BoxPlace & { plain: Bytes }): Promise<Bytes> {
  return p.aeadSeal({ key: await boxKey(p, o), nonce: onceNonce, aad: o.info, plain: o.plain });
}
export async function openBox(p: Primitives, o: BoxPlace & { sealed: Bytes }): Promise<Bytes | null> {
  return p.aeadOpen({ key: await boxKey(p, o), nonce: onceNonce, aad: o.info, sealed: o.sealed });
}
/** Both public keys go in, so a box cannot be moved to another pair with the same secret. */
function boxKey(p: Primitives, o: BoxPlace): Promise<Bytes> {
  return p.hkdfSha256({ key: o.shared, salt: boxSalt, info: concat(o.ephemeral, o.to, o.info), length: 32 });
}

/** A few bytes of the receiver's key, so that it knows a box as its own before trying. Boxes travel sealed. */
export function hintOf(to: Bytes): Bytes {
  return to.slice(0, hintBytes);
}
export function isHintFor(hint: Bytes, publicKey: Bytes): boolean {
  return equal(hint, publicKey.subarray(0, hintBytes));
}
