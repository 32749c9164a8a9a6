// Seals and opens without waiting: for the last words of a page that is being left, which is given no time for the
// platform's own AES. The same AES-256-GCM, by the audited noble library; held to the same vectors.
import { gcm } from "@noble/ciphers/aes.js";
import type { Bytes } from "./types.ts";

/** `key` 32 bytes, `nonce` 12 bytes used once. Gives the ciphertext with its 16-byte tag. */
export function instantSeal(o: { key: Bytes; nonce: Bytes; aad: Bytes; plain: Bytes }): Bytes {
  return gcm(o.key, o.nonce, o.aad).encrypt(o.plain);
}

/** Null for anything that does not verify. */
export function instantOpen(o: { key: Bytes; nonce: Bytes; aad: Bytes; sealed: Bytes }): Bytes | null {
  try {
    return gcm(o.key, o.nonce, o.aad).decrypt(o.sealed);
  } catch {
    return null;
  }
}
