// What several members sign together, gathered over days, on paper or by hand if need be: the bytes, one signature, the whole.
// A signature serves for these bytes in this circle and nothing else; who gathers them gains nothing by it.
import { concat, equal, hex } from "./bytes.ts";
import { type CertificateBody, type CertificateKind, certificateTexts, textOf } from "./certificate-text.ts";
import type { Item } from "./codec.ts";
import type {
  Bytes,
  CircleId,
  Cut,
  DeviceId,
  DeviceKeys,
  GroupWelcome,
  MemberId,
  Membership,
  PauseText,
  PolicyText,
  Primitives,
  Recovery,
  Removal,
  Signature,
  Unseat,
} from "./types.ts";

/** What each kind of certificate says, apart from who signed it. */
export interface Certificates {
  remove: Removal;
  pause: PauseText;
  policy: PolicyText;
  recover: Recovery;
  unseat: Unseat;
  "welcome+": GroupWelcome;
}

/** The bytes to sign. */
export function certificateTextOf<K extends CertificateKind>(circle: CircleId, kind: K, says: Certificates[K]): Bytes {
  return textOf(circle, kind, (certificateTexts[kind] as (c: Certificates[K]) => Item[])(says));
}
/** The texts that several sign, one for each kind: the same on every device, and of one circle only. */
export const removalText = (circle: CircleId, says: Removal) => certificateTextOf(circle, "remove", says);
export const pauseText = (circle: CircleId, says: PauseText) => certificateTextOf(circle, "pause", says);
export const policyText = (circle: CircleId, says: PolicyText) => certificateTextOf(circle, "policy", says);
export const recoveryText = (circle: CircleId, says: Recovery) => certificateTextOf(circle, "recover", says);
export const unseatText = (circle: CircleId, says: Unseat) => certificateTextOf(circle, "unseat", says);
export const groupWelcomeText = (circle: CircleId, says: GroupWelcome) => certificateTextOf(circle, "welcome+", says);

/** One device's word under a text, such as `removalText` gives it. */
export async function signCertificate(p: Primitives, o: { text: Bytes; device: DeviceKeys }): Promise<Signature> {
  return { by: o.device.sign.publicKey, signature: await p.sign(o.device.sign, o.text) };
}
/** Whether that key signed exactly this text; whose key it is, the reader has to ask. */
export function verifyCertificate(p: Primitives, o: { text: Bytes; signature: Signature }): Promise<boolean> {
  const { by, signature } = o.signature;
  return p.verify({ publicKey: by, data: o.text, signature });
}

/** The operation's body: the same for the same signatures, in whatever order they came. */
export function assemble<K extends CertificateKind>(
  kind: K,
  says: Certificates[K],
  signatures: readonly Signature[],
): CertificateBody & { kind: K } {
  const byKey = new Map(signatures.map((one) => [hex(one.by), one]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { kind, ...says, signatures: sorted } as unknown as CertificateBody & { kind: K };
}

/** Whose signatures are there so far, as members who belong; what a page that gathers them shows. */
export function signersOf(m: Membership, signatures: readonly Signature[]): Set<MemberId> {
  const signers = new Set<MemberId>();
  for (const device of m.devices.values())
    if (signatures.some(({ by }) => equal(by, device.card.sign))) signers.add(device.member);
  return signers;
}

/** The line drawn under a member's devices: what this device has accepted of each, 0 for none. */
export function cutOf(m: Membership, target: MemberId, accepted: ReadonlyMap<DeviceId, number>): Cut[] {
  const devices = m.members.get(target)?.devices ?? [];
  return devices.toSorted().map((device) => ({ device, n: accepted.get(device) ?? 0 }));
}

/** SHA-256 of the words why, as `remove` carries it. */
export function whyHash(p: Pick<Primitives, "sha256">, words: string): Promise<Bytes> {
  return p.sha256(concat(whyDomain, new TextEncoder().encode(words)));
}
const whyDomain = new TextEncoder().encode("fogata why 1");
