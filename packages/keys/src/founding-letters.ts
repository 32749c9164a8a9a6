// What those who found a group together say to each other while they are in one room: four words that stand for the whole
// list, on every screen the same, and each device's signature, sealed to whoever began.
import { concat, utf8 } from "./bytes.ts";
import { encodeItem, fieldsOf } from "./codec.ts";
import { encodeFounding, type FoundingDraft, signFounding } from "./founding.ts";
import type { InvitationLink } from "./invitation-link.ts";
import { openLetter, sealLetter } from "./letter.ts";
import type { Bytes, DeviceKeys, Primitives, Signature } from "./types.ts";
import { fourFor } from "./words.ts";

const leaveDomain = utf8("fogata founding leave 1");

/** A signature under one list, or: take me off whatever list there is. */
export interface FoundingWord {
  kind: "signs" | "leaves";
  signature: Signature;
}

/**
 * K71 Of the link, every name and every key: whoever reads the same four has the same list, and nobody stands between. The
 * list's salt is drawn when it is closed, so that keys cannot be tried out for its words before.
 */
export function foundingWords(
  p: Primitives,
  o: { link: Pick<InvitationLink, "key" | "receive">; draft: FoundingDraft },
): Promise<[string, string, string, string]> {
  return fourFor(p, encodeItem(["founding", o.link.key, o.link.receive, encodeFounding(o.draft)]));
}

/** `draft`: the list that is signed; null to be taken off. */
export async function sealFoundingWord(
  p: Primitives,
  o: { link: Pick<InvitationLink, "key" | "receive">; draft: FoundingDraft | null; device: DeviceKeys },
): Promise<Bytes> {
  const { by, signature } = o.draft
    ? await signFounding(p, o.draft, o.device)
    : {
        by: o.device.sign.publicKey,
        signature: await p.sign(o.device.sign, concat(leaveDomain, o.link.key)),
      };
  const item = [o.draft ? "signs" : "leaves", by, signature];
  return sealLetter(p, { to: o.link.receive, purpose: "request", item });
}

/** null for any other letter. Of a signature, whether it is one under this list is asked when the founding is written. */
export async function openFoundingWord(
  p: Primitives,
  o: { bytes: Bytes; receiveSeed: Bytes; link: Pick<InvitationLink, "key"> },
): Promise<FoundingWord | null> {
  const key = await p.receivingKeyFromSeed(o.receiveSeed);
  const letter = await openLetter(p, { bytes: o.bytes, purpose: "request", key });
  if (!letter.ok) return null;
  const from = fieldsOf(letter.value.item);
  const [kind, signature] = [from.text(6), { by: from.bytes(32), signature: from.bytes(64) }];
  if (!from.done() || (kind !== "signs" && kind !== "leaves")) return null;
  const data = concat(leaveDomain, o.link.key);
  const holds = kind === "signs" || (await p.verify({ publicKey: signature.by, data, signature: signature.signature }));
  return holds ? { kind, signature } : null;
}
