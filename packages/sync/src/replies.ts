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
import { sealedLetter, usedNotice } from "./letters.ts";
import type { Bytes } from "./ports.ts";

export async function replyTo(p: Primitives, to: AskerRecord, reply: JoinReply): Promise<Bytes> {
  return sealedLetter(await sealReply(p, { to: to.device, reply }));
}

/** Called once the admission is in the log: the reply carries it. */
export async function lettersOfYes(
  p: Primitives,
  o: {
    client: Pick<Client, "membership" | "forNewcomer">;
    link: InvitationLink;
    asker: AskerRecord;
    others: AskerRecord[];
  },
): Promise<Bytes[]> {
  const { ops, epochs } = o.client.forNewcomer();
  const to = o.asker.device.receive;
  const boxes = await Promise.all(epochs.map(({ kid, key }) => sealLockbox(p, { kid, key, to })));
  const { circle } = o.client.membership();
  const { request } = await openInvitation(p, o.link);
  return [
    await replyTo(p, o.asker, { kind: "admitted", circle, ops, boxes }),
    ...(await Promise.all(o.others.map((other) => replyTo(p, other, { kind: "used" })))),
    await usedNotice(p, request),
  ];
}
