// The only cryptography a relay does: SHA-256, and whether an Ed25519 signature is good. It holds no secret key at all.
import { hash, verify as nodeVerify } from "node:crypto";
import { keyBytes } from "@fogata/protocol";

/** What comes before an Ed25519 public key in the form Node reads (SubjectPublicKeyInfo). */
const spki = Buffer.from("302a300506032b6570032100", "hex");

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash("sha256", bytes, "buffer"));
}

/** False for a bad signature and for a key that is no key. */
export function verify(o: { publicKey: Uint8Array; data: Uint8Array; signature: Uint8Array }): boolean {
  // Node would read a longer key by its first bytes.
  if (o.publicKey.length !== keyBytes) return false;
  try {
    // Not createPublicKey: a key object for each opening would lie about until the next great collection.
    const key = { key: Buffer.concat([spki, o.publicKey]), format: "der", type: "spki" } as const;
    return nodeVerify(null, o.data, key, o.signature);
  } catch {
    return false;
  }
}
