// The platform's cryptography, the only file that touches it: WebCrypto, in browsers and in Node. Small hashes, and keys
// derived from keys, are worked out here, because the asking is dearer. Keys that stay are non-extractable; a device's
// pair is extractable for one instant, inside newDeviceKeys, because a key born otherwise cannot be wrapped.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 as sha256Here } from "@noble/hashes/sha2.js";
import { allZero, concat, unbase64url } from "./bytes.ts";
import { deflateRaw, inflateRaw } from "./deflate.ts";
import { deviceIdOf } from "./identity.ts";
import { secret } from "./secret.ts";
import type { Bytes, DeviceKeys, Primitives, ReceivingKey, RestKey, SigningKey } from "./types.ts";

/** Without waiting, for whoever hashes many small things one after the other. */
export const sha256Now: (data: Bytes) => Bytes = sha256Here;

const pkcs8Ed25519 = new Uint8Array([0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 34, 4, 32]);
const pkcs8X25519 = new Uint8Array([0x30, 46, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 34, 4, 32]);
const nonceBytes = 12;
const pkcs8Bytes = 48;
const wrappedKeyBytes = pkcs8Bytes + 16;
/** Asking the platform costs forty times what hashing a change or a place in a log does. */
const hashedHereMax = 1024;
const restUsages: KeyUsage[] = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];

/** `randomBytes` is the platform's unless a test gives its own. */
export function webPrimitives(o: { crypto: Crypto; randomBytes?: (length: number) => Bytes }): Primitives {
  const subtle = o.crypto.subtle;
  const randomBytes = o.randomBytes ?? ((length: number) => o.crypto.getRandomValues(new Uint8Array(length)));

  // Importing costs about as much as using. Callers keep long-lived keys in one array each and never write into it,
  // so the imported key can hang on the array itself and go when it goes.
  const hmacKeys = new WeakMap<Bytes, Promise<CryptoKey>>();
  const verifyKeys = new WeakMap<Bytes, Promise<CryptoKey | null>>();

  async function sha256(data: Bytes): Promise<Bytes> {
    if (data.length <= hashedHereMax) return sha256Here(data);
    return new Uint8Array(await subtle.digest("SHA-256", buffer(data)));
  }

  async function fromSeed(prefix: Bytes, seed: Bytes, name: "Ed25519" | "X25519", usage: KeyUsage) {
    const pkcs8 = buffer(concat(prefix, seed));
    // A raw import of an Ed25519 seed is refused; the public half is only to be had as `x` of the JWK.
    const exportable = await subtle.importKey("pkcs8", pkcs8, name, true, [usage]);
    const { x } = await subtle.exportKey("jwk", exportable);
    const handle = await subtle.importKey("pkcs8", pkcs8, name, false, [usage]);
    pkcs8.fill(0);
    return secret({ publicKey: unbase64url(x!)!, handle });
  }

  async function unwrapDevice(restKey: RestKey, wrapped: Bytes): Promise<DeviceKeys | null> {
    const layout = readWrapped(wrapped);
    if (layout === null) return null;
    const unwrap = (part: Bytes, label: number, name: "Ed25519" | "X25519", usage: KeyUsage) =>
      subtle.unwrapKey(
        "pkcs8",
        buffer(part.subarray(nonceBytes)),
        restKey.handle as CryptoKey,
        wrapping(part.subarray(0, nonceBytes), label, layout.head),
        name,
        false,
        [usage],
      );
    try {
      const sign: SigningKey = secret({
        publicKey: layout.signPub,
        handle: await unwrap(layout.sign, 1, "Ed25519", "sign"),
      });
      const receive: ReceivingKey = secret({
        publicKey: layout.receivePub,
        handle: await unwrap(layout.receive, 2, "X25519", "deriveBits"),
      });
      const id = await deviceIdOf({ sha256 }, { sign: sign.publicKey, receive: receive.publicKey });
      return secret({ id, sign, receive });
    } catch {
      return null;
    }
  }

  return {
    randomBytes,
    sha256,

    async hmacSha256(key, data) {
      const imported = await cached(hmacKeys, key, () =>
        subtle.importKey("raw", buffer(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
      );
      return new Uint8Array(await subtle.sign("HMAC", imported, buffer(data)));
    },

    // A few hashes over a few hundred bytes: SHA-256 takes the same steps whatever the key is.
    hkdfSha256: async ({ key, salt, info, length }) => hkdf(sha256Here, key, salt, info, length),

    async aeadSeal({ key, nonce, aad, plain }) {
      const imported = await subtle.importKey("raw", buffer(key), "AES-GCM", false, ["encrypt"]);
      return new Uint8Array(await subtle.encrypt(gcm(nonce, aad), imported, buffer(plain)));
    },

    async aeadOpen({ key, nonce, aad, sealed }) {
      const imported = await subtle.importKey("raw", buffer(key), "AES-GCM", false, ["decrypt"]);
      return attempt(subtle.decrypt(gcm(nonce, aad), imported, buffer(sealed)));
    },

    signingKeyFromSeed: (seed) => fromSeed(pkcs8Ed25519, seed, "Ed25519", "sign"),

    async sign(key, data) {
      return new Uint8Array(await subtle.sign("Ed25519", key.handle as CryptoKey, buffer(data)));
    },

    async verify({ publicKey, data, signature }) {
      const imported = await cached(verifyKeys, publicKey, () =>
        subtle.importKey("raw", buffer(publicKey), "Ed25519", false, ["verify"]).catch(() => null),
      );
      if (imported === null || signature.length !== 64) return false;
      return subtle.verify("Ed25519", imported, buffer(signature), buffer(data)).catch(() => false);
    },

    receivingKeyFromSeed: (seed) => fromSeed(pkcs8X25519, seed, "X25519", "deriveBits"),

    async agree(key, publicKey) {
      try {
        const theirs = await subtle.importKey("raw", buffer(publicKey), "X25519", false, []);
        const algorithm = { name: "X25519", public: theirs };
        const shared = new Uint8Array(await subtle.deriveBits(algorithm, key.handle as CryptoKey, 256));
        return allZero(shared) ? null : shared;
      } catch {
        return null;
      }
    },

    async newRestKey() {
      const handle = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, restUsages);
      return secret({ handle });
    },

    async restKeyFrom(bytes) {
      return secret({ handle: await subtle.importKey("raw", buffer(bytes), "AES-GCM", false, restUsages) });
    },

    async restSeal(key, plain, aad) {
      const nonce = randomBytes(nonceBytes);
      const sealed = await subtle.encrypt(gcm(nonce, aad), key.handle as CryptoKey, buffer(plain));
      return concat(nonce, new Uint8Array(sealed));
    },

    async restOpen(key, sealed, aad) {
      if (sealed.length < nonceBytes + 16) return null;
      const algorithm = gcm(sealed.subarray(0, nonceBytes), aad);
      return attempt(subtle.decrypt(algorithm, key.handle as CryptoKey, buffer(sealed.subarray(nonceBytes))));
    },

    async newDeviceKeys(restKey) {
      const sign = (await subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
      const receive = (await subtle.generateKey("X25519", true, ["deriveBits"])) as CryptoKeyPair;
      const raw = async (key: CryptoKey) => new Uint8Array(await subtle.exportKey("raw", key));
      const head = concat(new Uint8Array([1]), await raw(sign.publicKey), await raw(receive.publicKey));
      const wrap = async (key: CryptoKey, label: number) => {
        const nonce = randomBytes(nonceBytes);
        const algorithm = wrapping(nonce, label, head);
        const sealed = await subtle.wrapKey("pkcs8", key, restKey.handle as CryptoKey, algorithm);
        return concat(nonce, new Uint8Array(sealed));
      };
      const wrapped = concat(head, await wrap(sign.privateKey, 1), await wrap(receive.privateKey, 2));
      const keys = await unwrapDevice(restKey, wrapped);
      if (keys === null) throw new Error("this platform does not unwrap the keys it wrapped");
      return { wrapped, keys };
    },
    unwrapDeviceKeys: unwrapDevice,

    deflate: deflateRaw,
    inflate: inflateRaw,
  };
}

/** WebCrypto's types want memory that is not shared; ours never is. */
function buffer(bytes: Bytes): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

function gcm(nonce: Bytes, aad: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv: buffer(nonce), additionalData: buffer(aad), tagLength: 128 };
}

/** Binds a wrapped private key to its place and to both public keys: halves of two devices cannot be mixed. */
function wrapping(nonce: Bytes, label: number, head: Bytes): AesGcmParams {
  return gcm(nonce, concat(new Uint8Array([label]), head));
}

function readWrapped(wrapped: Bytes) {
  const part = nonceBytes + wrappedKeyBytes;
  if (wrapped.length !== 65 + 2 * part || wrapped[0] !== 1) return null;
  return {
    head: wrapped.slice(0, 65),
    signPub: wrapped.slice(1, 33),
    receivePub: wrapped.slice(33, 65),
    sign: wrapped.subarray(65, 65 + part),
    receive: wrapped.subarray(65 + part),
  };
}

async function attempt(opening: Promise<ArrayBuffer>): Promise<Bytes | null> {
  try {
    return new Uint8Array(await opening);
  } catch {
    return null;
  }
}

function cached<T>(cache: WeakMap<Bytes, Promise<T>>, key: Bytes, make: () => Promise<T>): Promise<T> {
  const held = cache.get(key);
  if (held !== undefined) return held;
  const made = make();
  cache.set(key, made);
  return made;
}
