// What the words of a recovery sheet give, and nothing else does: a device for one group, and a channel in which a
// parcel lies for it, sealed to the words. Whoever keeps the parcel up to date can write it and cannot open it.
import { concat, hex, idBytes, utf8 } from "./bytes.ts";
import { fieldsOf, type Item } from "./codec.ts";
import { deviceIdOf } from "./identity.ts";
import { recoveryChannel } from "./keyring.ts";
import { openLetter, sealLetter } from "./letter.ts";
import { secret } from "./secret.ts";
import type { Bytes, CircleId, DeviceKeys, EpochKeys, Primitives, ReceivingKey } from "./types.ts";

const salt = utf8("fogata recovery 1");
const parcelOpsMax = 20_000;
const parcelBoxesMax = 512;

/** Where the parcel lies. `place` gives the channel and opens nothing in it: a device may keep it. */
export interface RecoveryPlace {
  readonly place: Bytes;
  /** Public: what is sealed to it opens with the words alone. */
  readonly to: Bytes;
}
export interface RecoveryParcel {
  circle: CircleId;
  /** The control log so far, byte for byte. */
  ops: Bytes[];
  /** One lockbox for each leaf epoch, for the recovery device. */
  boxes: Bytes[];
}

/** The device of these words in this group: in another group they give another, and nothing links the two. */
export async function recoveryDevice(p: Primitives, o: { words: Bytes; circle: CircleId }): Promise<DeviceKeys> {
  const of = (what: string) => derive(p, o.words, concat(utf8(`device ${what} `), idBytes(o.circle, 32)));
  const [signSeed, receiveSeed] = await Promise.all([of("sign"), of("receive")]);
  const [sign, receive] = await Promise.all([p.signingKeyFromSeed(signSeed), p.receivingKeyFromSeed(receiveSeed)]);
  signSeed.fill(0);
  receiveSeed.fill(0);
  const id = await deviceIdOf(p, { sign: sign.publicKey, receive: receive.publicKey });
  return secret({ id, sign, receive });
}

/** `words`: the 32 bytes they hold. */
export async function recoveryPlace(p: Primitives, words: Bytes): Promise<RecoveryPlace> {
  return { place: await derive(p, words, utf8("place")), to: (await parcelKey(p, words)).publicKey };
}

/** The channel in which the parcel lies, from `RecoveryPlace.place`. */
export function placeChannel(p: Primitives, place: Bytes): Promise<EpochKeys["channel"]> {
  return recoveryChannel(p, place);
}

/** `to`: `RecoveryPlace.to`. Throws where that is no receiving key. */
export function sealParcel(p: Primitives, o: { to: Bytes; parcel: RecoveryParcel }): Promise<Bytes> {
  const { circle, ops, boxes } = o.parcel;
  return sealLetter(p, { to: o.to, purpose: "parcel", item: [idBytes(circle, 32), ops, boxes] });
}

/** Null for what is not for these words or is damaged. Whether its log says what it should is the reader's to ask. */
export async function openParcel(p: Primitives, o: { words: Bytes; bytes: Bytes }): Promise<RecoveryParcel | null> {
  const letter = await openLetter(p, { bytes: o.bytes, purpose: "parcel", key: await parcelKey(p, o.words) });
  if (!letter.ok) return null;
  const from = fieldsOf(letter.value.item);
  const circle = hex(from.bytes(32)) as CircleId;
  const [ops, boxes] = [from.list(parcelOpsMax), from.list(parcelBoxesMax)];
  if (!from.done() || !ops.every(isBytes) || !boxes.every(isBytes)) return null;
  return { circle, ops: [...ops], boxes: [...boxes] };
}

const isBytes = (item: Item): item is Bytes => item instanceof Uint8Array;

async function parcelKey(p: Primitives, words: Bytes): Promise<ReceivingKey> {
  const seed = await derive(p, words, utf8("parcel"));
  return p.receivingKeyFromSeed(seed);
}

function derive(p: Primitives, words: Bytes, info: Bytes): Promise<Bytes> {
  return p.hkdfSha256({ key: words, salt, info, length: 32 });
}
