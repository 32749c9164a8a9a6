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

export function cardOf(device: DeviceKeys): DeviceCard {
  return { sign: device.sign.publicKey, receive: device.receive.publicKey };
}

export function newMemberId(p: Pick<Primitives, "randomBytes">): MemberId {
  return hex(p.randomBytes(16)) as MemberId;
}

export function isCard(card: { sign: Bytes; receive: Bytes }): boolean {
  return card.sign.length === publicKeyBytes && card.receive.length === publicKeyBytes;
}
