// The letters that follow from a decision: everything the newcomer needs, sealed to the newcomer's device; a word to
// those who asked with the same link; and a notice for whoever comes later.
import {
  type InvitationLink,
  type JoinReply,
  openInvitation,
  type Primitives,
  sealLockbox,
  sealReply,
} from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { AskerRecord } from "./group-record.ts";
import { notice, sealedLetter } from "./letters.ts";
import type { Bytes } from "./ports.ts";

export async function replyTo(p: Primitives, to: AskerRecord, reply: JoinReply): Promise<Bytes> {
  return sealedLetter(await sealReply(p, { to: to.device, reply }));
}

/** Called once the admission is in the log: the reply carries it. */
export async function letterOfYes(
  p: Primitives,
  client: Pick<Client, "membership" | "forNewcomer">,
  asker: AskerRecord,
): Promise<Bytes> {
  const { ops, epochs } = client.forNewcomer();
  const to = asker.device.receive;
  const boxes = await Promise.all(epochs.map(({ kid, key }) => sealLockbox(p, { kid, key, to })));
  return replyTo(p, asker, { kind: "admitted", circle: client.membership().circle, ops, boxes });
}

/** Nobody can come in with it any more: to each who waits for a word, and for whoever comes later. */
export async function lettersOfEnd(
  p: Primitives,
  o: { link: InvitationLink; waiting: AskerRecord[]; why: "used" | "withdrawn" },
): Promise<Bytes[]> {
  const { request } = await openInvitation(p, o.link);
  const told = await Promise.all(o.waiting.map((asker) => replyTo(p, asker, { kind: o.why })));
  return [...told, await notice(p, request, o.why)];
}
