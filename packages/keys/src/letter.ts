// A letter in a rendezvous channel: sealed to one receiving key, shaped like an entry so that a relay stores it as one.
//
//   version 1 | suite 2 | letter id 16 | hint 8 | ephemeral 32 | sealed: [item] | zeros
import { allZero, concat, hex, utf8 } from "./bytes.ts";
import { decodeFirstItem, encodeItem, type Item } from "./codec.ts";
import { entryBytesMax } from "./envelope.ts";
import { hintBytes, hintOf, isHintFor, openWith, sealTo } from "./lockbox.ts";
import { paddedLength } from "./padding.ts";
import type { Bytes, Primitives, ReceivingKey, Result } from "./types.ts";

const version = 1;
const letterSuite = 2;
const headBytes = 18 + hintBytes;
const sealBytes = 32 + 16;
const infos = {
  request: utf8("fogata letter request 1"),
  reply: utf8("fogata letter reply 1"),
  parcel: utf8("fogata letter parcel 1"),
  circle: utf8("fogata letter circle 1"),
  along: utf8("fogata letter along 1"),
};
type Purpose = keyof typeof infos;

export async function sealLetter(p: Primitives, o: { to: Bytes; purpose: Purpose; item: Item }): Promise<Bytes> {
  const content = encodeItem(o.item);
  const plain = new Uint8Array(paddedLength(content.length));
  plain.set(content);
  const head = concat(new Uint8Array([version, letterSuite]), p.randomBytes(16), hintOf(o.to));
  const letter = concat(head, await sealTo(p, { to: o.to, info: concat(infos[o.purpose], head), plain }));
  // Only a control log of many thousand operations comes near; the caller has no other way to send it.
  if (letter.length > entryBytesMax) throw new RangeError("a letter holds at most one entry's bytes");
  return letter;
}

/** "not-mine": sealed to somebody else, or not a letter at all. "malformed": mine, and broken. */
export async function openLetter(
  p: Primitives,
  o: { bytes: Bytes; purpose: Purpose; key: ReceivingKey },
): Promise<Result<{ id: string; item: Item }, "not-mine" | "malformed">> {
  const { bytes } = o;
  const fault = (reason: "not-mine" | "malformed") => ({ ok: false, reason }) as const;
  if (bytes[0] !== version || bytes[1] !== letterSuite) return fault("not-mine");
  if (bytes.length < headBytes + sealBytes || bytes.length > entryBytesMax) return fault("not-mine");
  const head = bytes.subarray(0, headBytes);
  if (!isHintFor(head.subarray(18), o.key.publicKey)) return fault("not-mine");
  const info = concat(infos[o.purpose], head);
  const plain = await openWith(p, { key: o.key, info, sealed: bytes.subarray(headBytes) });
  const first = plain && decodeFirstItem(plain);
  if (!first || plain.length !== paddedLength(first.length) || !allZero(plain.subarray(first.length)))
    return fault("malformed");
  return { ok: true, value: { id: hex(bytes.subarray(2, 18)), item: first.item } };
}
