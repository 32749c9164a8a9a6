// All the cryptography there is: SHA-256 and Ed25519, by the platform.
import { type Bytes, hex, unhex } from "./bytes.ts";

export interface Checks {
  sha256(data: Bytes): Promise<string>;
  /** `key` and the answer in hex: whether this key signed exactly this. */
  isSigned(o: { key: string; data: Bytes; signature: Bytes }): Promise<boolean>;
}

export function checks({ subtle }: Crypto): Checks {
  return {
    sha256: async (data) => hex(new Uint8Array(await subtle.digest("SHA-256", data))),
    async isSigned({ key, data, signature }) {
      if (signature.length !== 64) return false;
      try {
        const publicKey = await subtle.importKey("raw", unhex(key), "Ed25519", false, ["verify"]);
        return await subtle.verify("Ed25519", publicKey, signature, data);
      } catch {
        return false;
      }
    },
  };
}
