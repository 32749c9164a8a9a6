// What the members who decide something together sign, byte for byte: the same whoever gathers it, on whatever day.
import { concat, idBytes, utf8 } from "./bytes.ts";
import { encodeItem, type Item } from "./codec.ts";
import { cardItems, cutItem } from "./operation-fields.ts";
import type {
  Bytes,
  CircleId,
  GroupWelcome,
  OpBody,
  PauseText,
  PolicyText,
  Recovery,
  Removal,
  Unseat,
} from "./types.ts";

const domain = utf8("fogata certificate 1");

/** The items of each certificate before its signatures, as they stand in the operation. */
export const certificateTexts = {
  remove: (c: Removal): Item[] => [idBytes(c.target, 16), c.why, idBytes(c.policy, 32), c.cut.map(cutItem)],
  pause: (c: PauseText): Item[] => [
    c.target.kind,
    idBytes(c.target.kind === "member" ? c.target.member : c.target.device, 16),
    c.at,
    c.until,
  ],
  policy: (c: PolicyText): Item[] => [c.removal, c.welcomes, idBytes(c.after, 32)],
  recover: (c: Recovery): Item[] => [
    idBytes(c.member, 16),
    ...cardItems(c.device),
    c.consent,
    c.lost.map((id) => idBytes(id, 16)),
    c.at,
  ],
  unseat: (c: Unseat): Item[] => [idBytes(c.member, 16), idBytes(c.seat, 32)],
  "welcome+": (c: GroupWelcome): Item[] => [idBytes(c.member, 16), idBytes(c.policy, 32)],
};

export type CertificateKind = keyof typeof certificateTexts;
export type CertificateBody = OpBody & { kind: CertificateKind };

/** Circle and kind are signed with the rest: a signature serves for nothing else and nowhere else. */
export function textOf(circle: CircleId, kind: CertificateKind, items: readonly Item[]): Bytes {
  return concat(domain, encodeItem([idBytes(circle, 32), kind, ...items]));
}

export function certificateText(circle: CircleId, body: CertificateBody): Bytes {
  return textOf(circle, body.kind, (certificateTexts[body.kind] as (c: OpBody) => Item[])(body));
}
