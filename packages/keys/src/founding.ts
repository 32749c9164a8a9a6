// A circle's first operation: by several people in a room, each signing what all of them see, or by one alone.
import { equal } from "./bytes.ts";
import { decodeItem, encodeItem } from "./codec.ts";
import { cardOf } from "./identity.ts";
import { foundingBytes, writeOp } from "./operation.ts";
import { bodyItems, foundersMax, readBody } from "./operation-codec.ts";
import type { Bytes, CircleId, DeviceKeys, Founder, Op, OpBody, Primitives, Signature } from "./types.ts";

/** What the founders sign: everything but their signatures. */
export type FoundingDraft = Omit<OpBody & { kind: "genesis" }, "signatures">;

/** `group` makes it a working group of that group; its founders are its first seats. */
export function draftFounding(
  p: Primitives,
  o: { name: string; founders: readonly Founder[]; group?: CircleId },
): FoundingDraft {
  if (o.founders.length === 0 || o.founders.length > foundersMax) throw new TypeError("founders: 1 to 64");
  const salt = p.randomBytes(16);
  const [rule, group] = o.group === undefined ? (["group", null] as const) : (["working group", o.group] as const);
  return { kind: "genesis", name: o.name, rule, salt, founders: [...o.founders], group };
}

/** A draft as it is shown to the others, so that each device reads for itself what it is asked to sign. */
export function encodeFounding(draft: FoundingDraft): Bytes {
  return encodeItem(bodyItems({ ...draft, signatures: draft.founders.map(() => new Uint8Array(64)) }));
}
/** null for anything that is not a draft: nothing is signed unread. */
export function readFounding(bytes: Bytes): FoundingDraft | null {
  const items = decodeItem(bytes);
  const body = Array.isArray(items) ? readBody(items) : null;
  if (body === null || typeof body === "string" || body.kind !== "genesis") return null;
  const { signatures, ...draft } = body;
  return signatures.every((signature) => signature.every((byte) => byte === 0)) ? draft : null;
}

/** A founder's word under the whole list. `hasSigned` asks whether the device is on it. */
export async function signFounding(p: Primitives, draft: FoundingDraft, device: DeviceKeys): Promise<Signature> {
  return { by: device.sign.publicKey, signature: await p.sign(device.sign, foundingBytes(draft)) };
}

/** K70 Whether a founder's device has signed exactly this list. */
export async function hasSigned(p: Primitives, draft: FoundingDraft, { by, signature }: Signature): Promise<boolean> {
  const isOn = draft.founders.some(({ device }) => equal(device.sign, by));
  return isOn && p.verify({ publicKey: by, data: foundingBytes(draft), signature });
}

/** The genesis, written by any founder's device; null while somebody's signature is missing or wrong. */
export async function assembleFounding(
  p: Primitives,
  o: { draft: FoundingDraft; signatures: readonly Signature[]; device: DeviceKeys },
): Promise<Op | null> {
  const signatures: Bytes[] = [];
  const data = foundingBytes(o.draft);
  for (const { device } of o.draft.founders) {
    const theirs = o.signatures.find(({ by }) => equal(by, device.sign));
    if (!theirs || !(await p.verify({ publicKey: device.sign, data, signature: theirs.signature }))) return null;
    signatures.push(theirs.signature);
  }
  return writeOp(p, { circle: null, parents: [], body: { ...o.draft, signatures }, device: o.device });
}

/** Alone, to welcome the first others afterwards: until there are three full members nobody can be removed. */
export async function foundCircle(
  p: Primitives,
  o: { name: string; founder: Omit<Founder, "device">; device: DeviceKeys; group?: CircleId },
): Promise<Op> {
  const founders = [{ ...o.founder, device: cardOf(o.device) }];
  const draft = draftFounding(p, { name: o.name, founders, ...(o.group === undefined ? {} : { group: o.group }) });
  const genesis = await assembleFounding(p, {
    draft,
    signatures: [await signFounding(p, draft, o.device)],
    device: o.device,
  });
  if (genesis === null) throw new TypeError("a device that cannot verify itself");
  return genesis;
}
