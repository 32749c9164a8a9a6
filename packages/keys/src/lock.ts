// How the key that everything on a device rests under is itself kept: wrapped by a passphrase, or by a guard that lies
// beside it. The key stays the same whichever holds it, so turning a lock on or off is the change of one small record.
import { concat, utf8 } from "./bytes.ts";
import type { Bytes, Primitives, RestKey } from "./types.ts";

/** Without a lock: whoever has both opens it. The guard cannot be exported, but it can be used where it lies. */
export interface GuardedKey {
  readonly kind: "guarded";
  readonly guard: RestKey;
  readonly wrapped: Bytes;
}
/** With a lock: nothing in it opens without the passphrase. */
export interface LockedKey {
  readonly kind: "locked";
  readonly version: 1;
  readonly salt: Bytes;
  readonly cost: PassphraseCost;
  readonly wrapped: Bytes;
}
/** What one guess costs. Kept beside the salt, so that it can be raised later. */
export interface PassphraseCost {
  readonly memoryKiB: number;
  readonly passes: number;
}
type P = Pick<Primitives, "randomBytes" | "aeadSeal" | "aeadOpen">;

export const passphraseLettersMin = 8;
export const passphraseBytesMax = 1024;
/** 0.2 to 0.3 s on a desk, about a second on a cheap phone; 64 MiB is what such a phone can spare. */
export const presentCost: PassphraseCost = { memoryKiB: 64 * 1024, passes: 3 };
/** A damaged record must not make a phone compute for hours, or ask for memory that it has not. */
const costMax: PassphraseCost = { memoryKiB: 1024 * 1024, passes: 16 };
const saltBytes = 16;
const nonceBytes = 12;
const restKeyBytes = 32;
const guardedName = utf8("fogata rest key, guarded 1");
const lockedName = utf8("fogata rest key, locked 1");

/** A rest key for a fresh device, guarded. */
export async function newGuardedKey(p: Primitives): Promise<{ guarded: GuardedKey; key: RestKey }> {
  const bytes = p.randomBytes(restKeyBytes);
  try {
    return { guarded: await guardKey(p, bytes), key: await p.restKeyFrom(bytes) };
  } finally {
    bytes.fill(0);
  }
}

/** The bare bytes under a fresh guard. The caller wipes `bytes`. */
export async function guardKey(p: Primitives, bytes: Bytes): Promise<GuardedKey> {
  const guard = await p.newRestKey();
  return { kind: "guarded", guard, wrapped: await p.restSeal(guard, bytes, guardedName) };
}

/** The bare bytes, for the caller to use and wipe; null if they are damaged. */
export async function bareOfGuarded(p: Primitives, guarded: GuardedKey): Promise<Bytes | null> {
  const bytes = await p.restOpen(guarded.guard, guarded.wrapped, guardedName).catch(() => null);
  return bytes?.length === restKeyBytes ? bytes : null;
}

/** The caller wipes `bytes`. A fresh salt each time: the same passphrase twice is two keys. */
export async function lockKey(
  p: P,
  o: { bytes: Bytes; passphrase: string; cost?: PassphraseCost },
): Promise<LockedKey> {
  const cost = o.cost ?? presentCost;
  const salt = p.randomBytes(saltBytes);
  const nonce = p.randomBytes(nonceBytes);
  const key = await keyOf(o.passphrase, salt, cost);
  const sealed = await p.aeadSeal({ key, nonce, aad: nameOf(salt, cost), plain: o.bytes });
  key.fill(0);
  return { kind: "locked", version: 1, salt, cost, wrapped: concat(nonce, sealed) };
}

/** The bare bytes, for the caller to use and wipe; null for another passphrase, or a record that is damaged. */
export async function bareOfLocked(p: P, locked: LockedKey, passphrase: string): Promise<Bytes | null> {
  const { salt, cost, wrapped } = locked;
  // The library throws at no passphrase at all, and there is no lock without one.
  if (!fitsHere(locked) || passphrase === "") return null;
  const key = await keyOf(passphrase, salt, cost);
  const nonce = wrapped.subarray(0, nonceBytes);
  const bytes = await p.aeadOpen({ key, nonce, aad: nameOf(salt, cost), sealed: wrapped.subarray(nonceBytes) });
  key.fill(0);
  return bytes?.length === restKeyBytes ? bytes : null;
}

/** Made when guessing was cheaper than it is now: to be wrapped again, once it is open. */
export function isCheap({ cost }: LockedKey): boolean {
  return cost.memoryKiB < presentCost.memoryKiB || cost.passes < presentCost.passes;
}

/** The same words from another keyboard are the same passphrase. */
export function passphraseBytes(passphrase: string): Bytes {
  return utf8(passphrase.normalize("NFKC"));
}

export function passphraseFault(passphrase: string): "too-short" | "too-long" | null {
  if ([...passphrase].length < passphraseLettersMin) return "too-short";
  return passphraseBytes(passphrase).length > passphraseBytesMax ? "too-long" : null;
}

async function keyOf(passphrase: string, salt: Bytes, cost: PassphraseCost): Promise<Bytes> {
  const { hashPassphrase } = await import("./lock-hash.ts");
  const bytes = passphraseBytes(passphrase);
  const key = await hashPassphrase({ passphrase: bytes, salt, cost });
  bytes.fill(0);
  return key;
}

/** Whoever may change the record could otherwise make a guess cheap without its being noticed. */
function nameOf(salt: Bytes, { memoryKiB, passes }: PassphraseCost): Bytes {
  return concat(lockedName, salt, utf8(`${memoryKiB}/${passes}`));
}

function fitsHere({ salt, cost, wrapped }: LockedKey): boolean {
  const { memoryKiB, passes } = cost;
  const whole = Number.isInteger(memoryKiB) && Number.isInteger(passes);
  const within = memoryKiB >= 8 && memoryKiB <= costMax.memoryKiB && passes >= 1 && passes <= costMax.passes;
  return whole && within && salt.length === saltBytes && wrapped.length === nonceBytes + restKeyBytes + 16;
}
