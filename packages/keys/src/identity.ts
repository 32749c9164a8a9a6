// Who a device is: a name that only its two public keys can have. Fresh keys for every group, so groups cannot be linked.
import { concat, hex } from "./bytes.ts";
import type { Bytes, DeviceCard, DeviceId, DeviceKeys, MemberId, Primitives } from "./types.ts";

export const publicKeyBytes = 32;
export const signatureBytes = 64;

/** K1: the first 16 bytes of SHA-256(sign ‖ receive), in hex. */
export async function deviceIdOf(p: Pick<Primitives, "sha256">, card: DeviceCard): Promise<DeviceId> {
  const hash = await p.sha256(concat(card.sign, card.receive));
  return hex(hash.subarray(0, 16)) as DeviceId;
}

/** The two public keys, as others know this device. */
export function cardOf(device: DeviceKeys): DeviceCard {
  return { sign: device.sign.publicKey, receive: device.receive.publicKey };
}

/** 16 random bytes in hex: names nobody, and is another in every group. */
export function newMemberId(p: Pick<Primitives, "randomBytes">): MemberId {
  return hex(p.randomBytes(16)) as MemberId;
}

/** The points of small order, which give everybody the same secret: u = 0, 1, two of order eight, and p-1, p, p+1. */
const uselessPoints = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** Asked of every receiving key that comes from outside, so that sealing to one that got in cannot fail later. */
export function canReceive(publicKey: Bytes): boolean {
  if (publicKey.length !== publicKeyBytes) return false;
  const point = publicKey.slice();
  point[31]! &= 0x7f; // X25519 ignores the last bit
  return !uselessPoints.has(hex(point));
}
