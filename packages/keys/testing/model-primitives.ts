// NOT SECURE, on purpose. The shape of the primitives without their strength: anybody can compute everything here.
// It exists so that a thousand simulated worlds run in a minute. What it keeps is what the rules lean on: a signature
// verifies only for the key that made it, another key opens nothing, and any changed byte makes opening fail.
import { allZero, concat, equal, utf8 } from "../src/bytes.ts";
import { deviceIdOf } from "../src/identity.ts";
import { secret } from "../src/secret.ts";
import type { Bytes, DeviceKeys, Primitives, SigningKey } from "../src/types.ts";
import { mix, mixInto } from "./model-hash.ts";

const sign = utf8("sign");
const signPub = utf8("sign public");
const receivePub = utf8("receive public");
const shared = utf8("shared");
const tagBytes = 16;

/** Two models with one seed draw the same random bytes; keys, hashes and seals are the same for every seed. */
export function modelPrimitives(o: { seed: number }): Primitives {
  const randomBytes = drawFrom(o.seed);
  const signingKey = (seed: Bytes): SigningKey => {
    const publicKey = mix(32, signPub, seed);
    return secret({ publicKey, handle: publicKey });
  };
  const receivingKey = (seed: Bytes) => {
    const publicKey = mix(32, receivePub, seed);
    return secret({ publicKey, handle: publicKey });
  };
  const signatureOf = (publicKey: Bytes, data: Bytes) => mix(64, sign, publicKey, data);
  const deviceFrom = async (seed: Bytes): Promise<DeviceKeys> => {
    const keys = { sign: signingKey(seed.subarray(0, 32)), receive: receivingKey(seed.subarray(32)) };
    const card = { sign: keys.sign.publicKey, receive: keys.receive.publicKey };
    return secret({ id: await deviceIdOf({ sha256 }, card), ...keys });
  };
  const sha256 = async (data: Bytes) => mix(32, data);

  return {
    randomBytes,
    sha256,
    hmacSha256: async (key, data) => mix(32, utf8("hmac"), key, data),
    hkdfSha256: async ({ key, salt, info, length }) => mix(length, utf8("hkdf"), key, salt, info),
    aeadSeal: async ({ key, nonce, aad, plain }) => seal(key, nonce, aad, plain),
    aeadOpen: async ({ key, nonce, aad, sealed }) => open(key, nonce, aad, sealed),
    signingKeyFromSeed: async (seed) => signingKey(seed),
    sign: async (key, data) => signatureOf(key.handle as Bytes, data),
    verify: async ({ publicKey, data, signature }) =>
      publicKey.length === 32 && equal(signature, signatureOf(publicKey, data)),
    receivingKeyFromSeed: async (seed) => receivingKey(seed),
    agree: async (key, publicKey) => {
      if (publicKey.length !== 32 || allZero(publicKey)) return null;
      const [low, high] = inOrder(key.publicKey, publicKey);
      return mix(32, shared, low, high);
    },
    newRestKey: async () => secret({ handle: randomBytes(32) }),
    restKeyFrom: async (bytes) => secret({ handle: bytes.slice() }),
    restSeal: async (key, plain, aad) => {
      const nonce = randomBytes(12);
      return concat(nonce, seal(key.handle as Bytes, nonce, aad, plain));
    },
    restOpen: async (key, sealed, aad) => open(key.handle as Bytes, sealed.subarray(0, 12), aad, sealed.subarray(12)),
    newDeviceKeys: async (restKey) => {
      const seed = randomBytes(64);
      const nonce = randomBytes(12);
      const wrapped = concat(nonce, seal(restKey.handle as Bytes, nonce, sign, seed));
      return { wrapped, keys: await deviceFrom(seed) };
    },
    unwrapDeviceKeys: async (restKey, wrapped) => {
      const seed = open(restKey.handle as Bytes, wrapped.subarray(0, 12), sign, wrapped.subarray(12));
      return seed?.length === 64 ? deviceFrom(seed) : null;
    },
    // Never smaller, so envelopes go out as they are; the real compressor has its own tests.
    deflate: async (data) => concat(new Uint8Array([0]), data),
    inflate: async (data, bytesMax) => (data[0] === 0 && data.length - 1 <= bytesMax ? data.slice(1) : null),
  };
}

function seal(key: Bytes, nonce: Bytes, aad: Bytes, plain: Bytes): Bytes {
  const sealed = new Uint8Array(plain.length + tagBytes);
  xorStream(key, nonce, plain, sealed);
  mixInto(sealed, plain.length, tagBytes, [key, nonce, aad, sealed.subarray(0, plain.length)]);
  return sealed;
}

function open(key: Bytes, nonce: Bytes, aad: Bytes, sealed: Bytes): Bytes | null {
  const length = sealed.length - tagBytes;
  if (length < 0) return null;
  const body = sealed.subarray(0, length);
  if (!equal(mix(tagBytes, key, nonce, aad, body), sealed.subarray(length))) return null;
  const plain = new Uint8Array(length);
  xorStream(key, nonce, body, plain);
  return plain;
}

/** Hides the text, so that a scan of what the simulated relay holds means something. */
function xorStream(key: Bytes, nonce: Bytes, from: Bytes, to: Bytes): void {
  const start = mix(4, key, nonce);
  let state = start[0]! | (start[1]! << 8) | (start[2]! << 16) | (start[3]! << 24) | 1;
  for (let i = 0; i < from.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    to[i] = from[i]! ^ state;
  }
}

function inOrder(a: Bytes, b: Bytes): [Bytes, Bytes] {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? [a, b] : [b, a];
  return [a, b];
}

function drawFrom(seed: number): (length: number) => Bytes {
  const start = utf8(`random ${seed}`);
  const count = new Uint8Array(8);
  const view = new DataView(count.buffer);
  let drawn = 0;
  return (length) => {
    view.setUint32(0, ++drawn);
    return mix(length, start, count);
  };
}
