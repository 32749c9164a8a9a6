// One signed operation of a circle's control log: written, signed, read back from hostile bytes. All that can be checked
// without history is checked here; whether the operation counts is membership.ts's to say.
//
//   [version 1, signing key, signature, [circle or null, parents, kind, …]]; its id is SHA-256 of these very bytes.
import { concat, equal, hex, idBytes, utf8 } from "./bytes.ts";
import { certificateText } from "./certificate-text.ts";
import { decodeItem, encodeItem, fieldsOf, type Item } from "./codec.ts";
import { cardOf, deviceIdOf } from "./identity.ts";
import { bodyItems, foundingItems, opBytesMax, parentsMax, readBody } from "./operation-codec.ts";
import type {
  Bytes,
  CircleId,
  DeviceCard,
  DeviceId,
  DeviceKeys,
  MemberId,
  Op,
  OpBody,
  OpId,
  Primitives,
  Result,
  Signature,
  SigningKey,
} from "./types.ts";

const version = 1;
const opDomain = utf8("fogata operation 1");
const foundingDomain = utf8("fogata founding 1");
const requestDomain = utf8("fogata request 1");
const consentDomain = utf8("fogata consent 1");

type OpFault = "malformed" | "newer-version" | "bad-signature" | "too-large";

/** Signs one operation of an existing circle. */
export function signOp(
  p: Primitives,
  o: { circle: CircleId; parents: readonly OpId[]; body: OpBody; device: DeviceKeys },
): Promise<Op> {
  return writeOp(p, { ...o, parents: [...new Set(o.parents)].sort() });
}

/** The newcomer's half of an `admit`: by the invitation's key, then by the device itself. */
export async function signRequest(
  p: Primitives,
  o: { key: SigningKey; device: DeviceKeys; name: string },
): Promise<Bytes> {
  const data = requestBytes({ key: o.key.publicKey, device: cardOf(o.device), name: o.name });
  return concat(await p.sign(o.key, data), await p.sign(o.device.sign, data));
}

export async function verifyRequest(
  p: Primitives,
  o: { key: Bytes; device: DeviceCard; name: string; request: Bytes },
): Promise<boolean> {
  const data = requestBytes(o);
  const held = await p.verify({ publicKey: o.key, data, signature: o.request.slice(0, 64) });
  return held && p.verify({ publicKey: o.device.sign, data, signature: o.request.slice(64) });
}

/** A new device's own word that it joins this member of this circle: the `consent` of a `device+`. */
export function signConsent(
  p: Primitives,
  o: { circle: CircleId; member: MemberId; device: DeviceKeys },
): Promise<Bytes> {
  return p.sign(o.device.sign, consentBytes({ ...o, device: cardOf(o.device) }));
}

export function verifyConsent(
  p: Primitives,
  o: { circle: CircleId; member: MemberId; device: DeviceCard; consent: Bytes },
): Promise<boolean> {
  return p.verify({ publicKey: o.device.sign, data: consentBytes(o), signature: o.consent });
}

/** Hostile bytes in. Gives the operation with its id, author and the ids of devices it brings, all verified. */
export async function readOp(p: Primitives, bytes: Bytes): Promise<Result<Op, OpFault>> {
  const fault = (reason: OpFault) => ({ ok: false, reason }) as const;
  if (bytes.length > opBytesMax) return fault("too-large");
  const read = decodeOp(bytes);
  if (typeof read === "string") return fault(read);
  const { by, signature, payload, circle, parents, body } = read;

  if (!(await p.verify({ publicKey: by, data: signedBytes(by, payload), signature }))) return fault("bad-signature");
  if (!(await verifyBody(p, { by, circle, body }))) return fault("bad-signature");
  const adds = await devicesOf(p, body);
  if (new Set(adds).size !== adds.length) return fault("malformed");
  const id = hex(await p.sha256(bytes)) as OpId;
  return { ok: true, value: { id, bytes, circle, parents, by, adds, body } };
}

/** By founding.ts and signOp only. */
export async function writeOp(
  p: Primitives,
  o: { circle: CircleId | null; parents: readonly OpId[]; body: OpBody; device: DeviceKeys },
): Promise<Op> {
  const circle = o.circle === null ? null : idBytes(o.circle, 32);
  const payload = encodeItem([circle, o.parents.map((id) => idBytes(id, 32)), ...bodyItems(o.body)]);
  const by = o.device.sign.publicKey;
  const signature = await p.sign(o.device.sign, signedBytes(by, payload));
  const bytes = encodeItem([version, by, signature, payload]);
  if (bytes.length > opBytesMax || typeof decodeOp(bytes) === "string") throw new TypeError("nobody could read this");
  const id = hex(await p.sha256(bytes)) as OpId;
  return { id, bytes, circle: o.circle, parents: [...o.parents], by, adds: await devicesOf(p, o.body), body: o.body };
}

function decodeOp(bytes: Bytes) {
  const item = decodeItem(bytes);
  if (Array.isArray(item) && typeof item[0] === "number" && item[0] > version) return "newer-version";
  const outer = fieldsOf(item ?? undefined);
  const v = outer.int();
  const [by, signature, payload] = [outer.bytes(32), outer.bytes(64), outer.bytes()];
  if (!outer.done() || v !== version) return "malformed";

  const items = decodeItem(payload);
  if (!Array.isArray(items) || items.length < 3) return "malformed";
  const [circleItem, parentItems, ...rest] = items as readonly Item[];
  const circle = circleItem === null ? null : idOf(circleItem);
  const parents = Array.isArray(parentItems) && parentItems.length <= parentsMax ? parentItems.map(idOf) : undefined;
  if (circle === undefined || parents === undefined || !isSortedSet(parents)) return "malformed";
  const body = readBody(rest);
  if (typeof body === "string") return body;
  // A genesis starts a circle and follows nothing; everything else is in a circle and follows something.
  const first = body.kind === "genesis";
  if (first !== (circle === null) || first !== (parents.length === 0)) return "malformed";
  return { by, signature, payload, circle, parents, body };
}

function idOf(item: Item | undefined): OpId | undefined {
  return item instanceof Uint8Array && item.length === 32 ? (hex(item) as OpId) : undefined;
}
function isSortedSet(ids: readonly (OpId | undefined)[]): ids is OpId[] {
  return ids.every((id, i) => id !== undefined && (i === 0 || ids[i - 1]! < id));
}

/** Signatures inside the body that need no history: founders, the bearer of an invitation, a further device. */
async function verifyBody(p: Primitives, o: { by: Bytes; circle: CircleId | null; body: OpBody }): Promise<boolean> {
  const { body } = o;
  switch (body.kind) {
    case "genesis": {
      const data = foundingBytes(body);
      for (const [i, founder] of body.founders.entries()) {
        const signature = body.signatures[i]!;
        if (!(await p.verify({ publicKey: founder.device.sign, data, signature }))) return false;
      }
      return body.founders.some((founder) => equal(founder.device.sign, o.by));
    }
    case "admit":
      return verifyRequest(p, body);
    case "device+": {
      return verifyConsent(p, { circle: o.circle!, ...body });
    }
    case "recover": {
      const agreed = await verifyConsent(p, { circle: o.circle!, ...body });
      return agreed && allSigned(p, certificateText(o.circle!, body), body.signatures);
    }
    case "remove":
    case "pause":
    case "policy":
    case "unseat":
    case "welcome+":
      return allSigned(p, certificateText(o.circle!, body), body.signatures);
    default:
      return true;
  }
}

async function allSigned(p: Primitives, data: Bytes, signatures: readonly Signature[]): Promise<boolean> {
  for (const { by, signature } of signatures) if (!(await p.verify({ publicKey: by, data, signature }))) return false;
  return true;
}

function devicesOf(p: Primitives, body: OpBody): Promise<DeviceId[]> {
  const cards =
    body.kind === "genesis"
      ? body.founders.map((founder) => founder.device)
      : body.kind === "seat"
        ? body.devices
        : body.kind === "admit" || body.kind === "device+" || body.kind === "recover"
          ? [body.device]
          : [];
  return Promise.all(cards.map((card) => deviceIdOf(p, card)));
}

function signedBytes(by: Bytes, payload: Bytes): Bytes {
  return concat(opDomain, by, payload);
}
export function foundingBytes(body: Omit<OpBody & { kind: "genesis" }, "signatures">): Bytes {
  return concat(foundingDomain, encodeItem(foundingItems(body)));
}
function requestBytes(o: { key: Bytes; device: DeviceCard; name: string }): Bytes {
  return concat(requestDomain, encodeItem([o.key, o.device.sign, o.device.receive, o.name]));
}
function consentBytes(o: { circle: CircleId; member: MemberId; device: DeviceCard }): Bytes {
  const { sign, receive } = o.device;
  return concat(consentDomain, encodeItem([idBytes(o.circle, 32), idBytes(o.member, 16), sign, receive]));
}
