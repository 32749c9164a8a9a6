// Agreements in force, sealed under a link's secret, so that somebody invited can read them before they ask. They lie in
// an erasable channel of their own: what the link alone opens has to be gone from the relay once the link is used.
import { concat, equal, hex, idBytes, utf8 } from "./bytes.ts";
import { decodeItem, encodeItem, fieldsOf, type Item } from "./codec.ts";
import { entryBytesMax } from "./envelope.ts";
import type { InvitationLink } from "./invitation-link.ts";
import { erasableChannel } from "./keyring.ts";
import { paddedLength } from "./padding.ts";
import type { Bytes, EpochKeys, Primitives, SigningKey } from "./types.ts";

/** One agreement as it travels: hex of 16 bytes, its title, its words. */
export interface UnderLink {
  doc: string;
  title: string;
  text: string;
}

const salt = utf8("fogata agreements 1");
const version = 1;
const [nonceBytes, tagBytes, lengthBytes] = [12, 16, 4];
/** With room for the frame it is posted in. */
export const parcelBytesMax = entryBytesMax - 64;
export const agreementsMax = 500;
/** A parcel may claim no more than this once it is opened: a phone has to hold it. */
const textBytesMax = 8 * 1024 * 1024;
const titleLengthMax = 1_000;

/**
 * Whoever holds the link reads there, and can erase it: `own` comes from the link as well. Nobody else can do either, and
 * what others put there is not taken for it, since the link names its hash.
 */
export async function agreementsChannel(
  p: Primitives,
  secret: Bytes,
): Promise<{ channel: EpochKeys["channel"]; own: SigningKey }> {
  return erasableChannel(p, (info) => p.hkdfSha256({ key: secret, salt, info: utf8(info), length: 32 }));
}

/** version 1 | nonce 12 | sealed: length 4 | deflated [[doc, title, words], …] | zeros. Null when it is too long. */
export async function sealAgreements(
  p: Primitives,
  secret: Bytes,
  agreements: readonly UnderLink[],
): Promise<Bytes | null> {
  if (agreements.length > agreementsMax) return null;
  const items = encodeItem(agreements.map(({ doc, title, text }) => [idBytes(doc, 16), title, text]));
  if (items.length > textBytesMax) return null;
  const packed = await p.deflate(items);
  const plain = new Uint8Array(paddedLength(lengthBytes + packed.length));
  new DataView(plain.buffer).setUint32(0, packed.length);
  plain.set(packed, lengthBytes);
  if (1 + nonceBytes + plain.length + tagBytes > parcelBytesMax) return null;
  const head = new Uint8Array([version]);
  const nonce = p.randomBytes(nonceBytes);
  return concat(head, nonce, await p.aeadSeal({ key: await keyOf(p, secret), nonce, aad: head, plain }));
}

/** Null for anything but what the link names. */
export async function openAgreements(
  p: Primitives,
  o: { link: InvitationLink; bytes: Bytes },
): Promise<UnderLink[] | null> {
  const { link, bytes } = o;
  if (link.agreements === null || !equal(await p.sha256(bytes), link.agreements) || bytes[0] !== version) return null;
  const nonce = bytes.slice(1, 1 + nonceBytes);
  const sealed = bytes.slice(1 + nonceBytes);
  const key = await keyOf(p, link.secret);
  const plain = await p.aeadOpen({ key, nonce, aad: bytes.slice(0, 1), sealed });
  if (plain === null || plain.length < lengthBytes) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  if (lengthBytes + length > plain.length) return null;
  const items = await p.inflate(plain.slice(lengthBytes, lengthBytes + length), textBytesMax);
  const list = items && decodeItem(items);
  if (!Array.isArray(list) || list.length > agreementsMax) return null;
  const agreements = list.map(readOne);
  return agreements.every((one) => one !== null) ? agreements : null;
}

function readOne(item: Item): UnderLink | null {
  const from = fieldsOf(item);
  const one = { doc: hex(from.bytes(16)), title: from.text(titleLengthMax), text: from.text(textBytesMax) };
  return from.done() ? one : null;
}
function keyOf(p: Primitives, secret: Bytes): Promise<Bytes> {
  return p.hkdfSha256({ key: secret, salt, info: utf8("seal"), length: 32 });
}
