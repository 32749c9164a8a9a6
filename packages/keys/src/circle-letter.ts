// What devices of one group say to each other about a circle inside it: a seat's keys, or a word that a further device
// of one's own may join. Sealed to one device; travels in the group's channel, where everybody else sees only its size.
import { idBytes } from "./bytes.ts";
import { fieldsOf, type Item } from "./codec.ts";
import { epochKeyBytes } from "./keyring.ts";
import { openLetter, sealLetter } from "./letter.ts";
import { bytesOf, each, opId } from "./operation-fields.ts";
import type { Bytes, CircleId, DeviceKeys, Primitives } from "./types.ts";

export type CircleLetter =
  /** You have a seat: what the circle was founded with, and the keys of its leaves, in which all the rest is to be read. */
  | { kind: "seat"; circle: CircleId; ops: Bytes[]; keys: Bytes[] }
  /** From another device of the same person: give your word that you join me there. */
  | { kind: "wanted"; circle: CircleId }
  /** The word: as `signConsent` gives it. */
  | { kind: "consent"; circle: CircleId; consent: Bytes };

/** So many, of so many bytes, fit into a statement in hex. */
export const letterKeysMax = 32;
/** The first operation and the first epoch. */
const opsMax = 2;
const opBytesMax = 2 * 1024;

/** `to`: the receiving key of one device. Throws where that is none. */
export function sealCircleLetter(p: Primitives, o: { to: Bytes; letter: CircleLetter }): Promise<Bytes> {
  return sealLetter(p, { to: o.to, purpose: "circle", item: itemOf(o.letter) });
}
/** null: for somebody else, or no letter. */
export async function openCircleLetter(
  p: Primitives,
  o: { bytes: Bytes; device: DeviceKeys },
): Promise<CircleLetter | null> {
  const opened = await openLetter(p, { bytes: o.bytes, purpose: "circle", key: o.device.receive });
  return opened.ok ? read(opened.value.item) : null;
}

function itemOf(letter: CircleLetter): Item {
  const circle = idBytes(letter.circle, 32);
  switch (letter.kind) {
    case "seat":
      return ["seat", circle, letter.ops, letter.keys];
    case "wanted":
      return ["wanted", circle];
    case "consent":
      return ["consent", circle, letter.consent];
  }
}

function read(item: Item): CircleLetter | null {
  const from = fieldsOf(item);
  const kind = from.text(7);
  const circle = opId(from) as string as CircleId;

  let letter: CircleLetter | null = null;
  if (kind === "seat") {
    const ops = each(from.list(opsMax), (op) => (op instanceof Uint8Array && op.length <= opBytesMax ? op : null));
    const keys = each(from.list(letterKeysMax), (key) => bytesOf(key, epochKeyBytes));
    if (ops && keys && ops.length > 0 && keys.length > 0) letter = { kind, circle, ops, keys };
  } else if (kind === "consent") letter = { kind, circle, consent: from.bytes(64) };
  else if (kind === "wanted") letter = { kind, circle };
  return from.done() ? letter : null;
}
