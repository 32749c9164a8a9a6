// The control log a record brings: each operation's form and signatures, and whether all that it follows is here.
import { type Bytes, concat, fromBase64url, hex, utf8 } from "./bytes.ts";
import { decode, encode, type Item } from "./cbor.ts";
import type { Checks } from "./crypto.ts";
import { Refused } from "./refused.ts";

export interface Card {
  member: string;
  name: string;
  device: string;
  sign: string;
}
export interface Operation {
  id: string;
  circle: string | null;
  parents: string[];
  /** Signing key of the device that wrote it. */
  by: string;
  kind: string;
  fields: readonly Item[];
  /** Devices it brings in. */
  cards: Card[];
  /** Keys that signed its certificate, where it has one. */
  signers: string[];
}

export async function readOperations(is: Checks, list: unknown, circle: string): Promise<Map<string, Operation>> {
  if (!Array.isArray(list) || list.length === 0) throw new Refused("operation-malformed", "there are none");
  const all = new Map<string, Operation>();
  for (const text of list) {
    const bytes = fromBase64url(text);
    if (bytes === null) throw new Refused("operation-malformed", "not base64url");
    const one = await readOperation(is, bytes);
    if ((one.circle ?? one.id) !== circle) throw new Refused("other-circle", one.id);
    all.set(one.id, one);
  }
  if (all.get(circle)?.kind !== "genesis") throw new Refused("operations-incomplete", "the beginning is missing");
  for (const { parents } of all.values())
    for (const parent of parents) if (!all.has(parent)) throw new Refused("operations-incomplete", parent);
  return all;
}

async function readOperation(is: Checks, bytes: Bytes): Promise<Operation> {
  const id = await is.sha256(bytes);
  const [version, byKey, signature, payload, ...more] = listOf(decode(bytes), id);
  const by = bytesOf(byKey, 32, id);
  const inner = bytesOf(payload, null, id);
  if (version !== 1 || more.length > 0) throw new Refused("operation-malformed", id);
  const data = concat(utf8("fogata operation 1"), by, inner);
  if (!(await is.isSigned({ key: hex(by), data, signature: bytesOf(signature, 64, id) })))
    throw new Refused("operation-signature", id);

  const [circleItem, parentItems, kind, ...fields] = listOf(decode(inner), id);
  if (typeof kind !== "string") throw new Refused("operation-malformed", id);
  const circle = circleItem === null ? null : hex(bytesOf(circleItem, 32, id));
  const parents = listOf(parentItems, id).map((parent) => hex(bytesOf(parent, 32, id)));
  const first = kind === "genesis";
  if (first !== (circle === null) || first !== (parents.length === 0)) throw new Refused("operation-malformed", id);
  const op: Operation = { id, circle, parents, by: hex(by), kind, fields, cards: [], signers: [] };
  op.cards = await cardsOf(is, op);
  op.signers = await signersOf(is, op);
  return op;
}

async function cardsOf(is: Checks, { id, kind, fields, circle, by }: Operation): Promise<Card[]> {
  const card = async (
    member: Item | undefined,
    name: Item | undefined,
    signKey: Item | undefined,
    receive: Item | undefined,
  ) => {
    const sign = bytesOf(signKey, 32, id);
    const device = (await is.sha256(concat(sign, bytesOf(receive, 32, id)))).slice(0, 32);
    return {
      member: hex(bytesOf(member, 16, id)),
      name: typeof name === "string" ? name : "",
      device,
      sign: hex(sign),
    };
  };
  const mustBeSigned = async (key: string, data: Bytes, signature: Bytes) => {
    if (!(await is.isSigned({ key, data, signature }))) throw new Refused("operation-signature", id);
  };
  switch (kind) {
    case "genesis": {
      const founders = listOf(fields[3], id).map((one) => listOf(one, id));
      const signatures = listOf(fields[4], id);
      const data = concat(utf8("fogata founding 1"), encode(fields.toSpliced(4, 1)));
      const cards = await Promise.all(
        founders.map(([member, name, sign, receive]) => card(member, name, sign, receive)),
      );
      for (const [i, one] of cards.entries()) await mustBeSigned(one.sign, data, bytesOf(signatures[i], 64, id));
      if (!cards.some(({ sign }) => sign === by)) throw new Refused("operation-signature", id);
      return cards;
    }
    case "admit": {
      const [, member, name, sign, receive, key, request] = fields;
      const data = concat(utf8("fogata request 1"), encode([key!, sign!, receive!, name!]));
      const both = bytesOf(request, 128, id);
      const one = await card(member, name, sign, receive);
      await mustBeSigned(hex(bytesOf(key, 32, id)), data, both.slice(0, 64));
      await mustBeSigned(one.sign, data, both.slice(64));
      return [one];
    }
    case "device+":
    case "recover": {
      const [member, sign, receive, consent] = fields;
      const data = concat(utf8("fogata consent 1"), encode([unhexItem(circle!), member!, sign!, receive!]));
      const one = await card(member, "", sign, receive);
      await mustBeSigned(one.sign, data, bytesOf(consent, 64, id));
      return [one];
    }
    case "seat": {
      const [member, name, cards] = fields;
      return Promise.all(
        listOf(cards, id).map((one) => {
          const [sign, receive] = listOf(one, id);
          return card(member, name, sign, receive);
        }),
      );
    }
    default:
      return [];
  }
}

const certificates = new Set(["remove", "pause", "policy", "recover", "unseat", "welcome+"]);
async function signersOf(is: Checks, { id, kind, fields, circle }: Operation): Promise<string[]> {
  if (!certificates.has(kind)) return [];
  const data = concat(utf8("fogata certificate 1"), encode([unhexItem(circle!), kind, ...fields.slice(0, -1)]));
  const signers: string[] = [];
  for (const one of listOf(fields.at(-1), id)) {
    const [byKey, signature] = listOf(one, id);
    const key = hex(bytesOf(byKey, 32, id));
    if (!(await is.isSigned({ key, data, signature: bytesOf(signature, 64, id) })))
      throw new Refused("operation-signature", id);
    signers.push(key);
  }
  return signers;
}

export function listOf(item: Item | undefined, id: string): readonly Item[] {
  if (!Array.isArray(item)) throw new Refused("operation-malformed", id);
  return item as readonly Item[];
}
export function bytesOf(item: Item | undefined, length: number | null, id: string): Bytes {
  if (!(item instanceof Uint8Array) || (length !== null && item.length !== length))
    throw new Refused("operation-malformed", id);
  return item;
}
function unhexItem(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
