// A document too long for one entry, as a list of sealed parts: the entry says how long it is, the key made for these
// parts alone, and the hash of each, in order. So the entry's signature stands under every byte of them.
import { type Primitives, payloadBytesMax } from "@fogata/keys";
import { partsPerSnapMax } from "@fogata/protocol";
import type { Bytes } from "./ports.ts";
import { fromHex, toHex } from "./record.ts";

export interface SealedPart {
  /** Hex, of what is sent and stored. */
  hash: string;
  bytes: Bytes;
}
/** What the entry says in place of the document. */
export interface PartList {
  key: Bytes;
  /** Of the document. */
  length: number;
  hashes: readonly string[];
}

const keyBytes = 32;
const lengthBytes = 4;
const hashBytes = 32;
const nonceBytes = 12;
const aad = new TextEncoder().encode("fogata part 1");
/** All parts are of one length; the last is filled with zeros up to the next of so many steps. */
const stepsPerPart = 8;

export async function cutIntoParts(
  p: Pick<Primitives, "randomBytes" | "sha256" | "aeadSeal">,
  document: Bytes,
  partBytes: number,
): Promise<{ payload: Bytes; parts: SealedPart[] }> {
  const key = p.randomBytes(keyBytes);
  const step = Math.ceil(partBytes / stepsPerPart);
  const parts: SealedPart[] = [];
  for (let at = 0; at < document.length; at += partBytes) {
    const piece = document.subarray(at, at + partBytes);
    const plain = new Uint8Array(Math.min(partBytes, Math.ceil(piece.length / step) * step));
    plain.set(piece);
    const bytes = await p.aeadSeal({ key, nonce: nonceOf(parts.length), aad, plain });
    parts.push({ hash: toHex(await p.sha256(bytes)), bytes });
  }
  return { payload: writeList({ key, length: document.length, hashes: parts.map(({ hash }) => hash) }), parts };
}

function writeList({ key, length, hashes }: PartList): Bytes {
  const bytes = new Uint8Array(keyBytes + lengthBytes + hashBytes * hashes.length);
  bytes.set(key);
  new DataView(bytes.buffer).setUint32(keyBytes, length);
  bytes.set(fromHex(hashes.join("")), keyBytes + lengthBytes);
  return bytes;
}

/** Null for what no honest device writes. */
export function readPartList(bytes: Bytes): PartList | null {
  const hashed = bytes.subarray(keyBytes + lengthBytes);
  const count = hashed.length / hashBytes;
  if (!Number.isInteger(count) || count < 1 || count > partsPerSnapMax) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(keyBytes);
  if (length < 1 || length > payloadBytesMax) return null;
  const hashes = Array.from({ length: count }, (_, i) => toHex(hashed.subarray(i * hashBytes, (i + 1) * hashBytes)));
  return { key: bytes.slice(0, keyBytes), length, hashes };
}

/** The document again; null while a part is not here, or if they are not what the list says. */
export async function joinParts(
  p: Pick<Primitives, "aeadOpen">,
  { key, length, hashes }: PartList,
  partOf: (hash: string) => Promise<Bytes | null>,
): Promise<Bytes | null> {
  const document = new Uint8Array(length);
  let at = 0;
  for (const [i, hash] of hashes.entries()) {
    const sealed = await partOf(hash);
    const plain = sealed && (await p.aeadOpen({ key, nonce: nonceOf(i), aad, sealed }));
    // Each brings something, and only the last brings more than there is room for.
    if (!plain || at >= length || plain.length === 0) return null;
    document.set(plain.subarray(0, length - at), at);
    at += plain.length;
  }
  return at >= length ? document : null;
}

/** The key seals these parts and nothing else, each under its place. */
function nonceOf(place: number): Bytes {
  const nonce = new Uint8Array(nonceBytes);
  nonce[nonceBytes - 1] = place;
  return nonce;
}
