// What the device that began a founding makes of its record: the list to sign, the group once all have signed, and what
// the others are told at the end. Sealed letters and records; nothing is kept or sent here.
import {
  assembleFounding,
  type DeviceKeys,
  draftFounding,
  encodeFounding,
  foundingWords,
  type JoinReply,
  openInvitation,
  type Primitives,
  readFounding,
  sealLockbox,
  sealReply,
  signFounding,
} from "@fogata/keys";
import { firstOps } from "./first-ops.ts";
import { hereOf, listed } from "./founding-views.ts";
import type { FounderRecord, FoundingRecord, GroupRecord } from "./group-record.ts";
import { type Notice, notice, sealedLetter } from "./letters.ts";
import type { Bytes } from "./ports.ts";

export async function replyTo(p: Primitives, to: FounderRecord, reply: JoinReply): Promise<Bytes> {
  return sealedLetter(await sealReply(p, { to: to.device, reply }));
}

/** S101 Everybody who is here now, and a letter to each. */
export async function closedList(
  p: Primitives,
  record: FoundingRecord,
): Promise<Pick<FoundingRecord, "round" | "list">> {
  const { me, name, link } = record;
  const others = hereOf(record);
  const founders = [me, ...others].map(({ member, name, device }) => ({ member, name, device }));
  const draft = draftFounding(p, { name, founders });
  const round = record.round + 1;
  const letters = await Promise.all(others.map((who) => replyTo(p, who, { kind: "founding", round, draft })));
  const words = await foundingWords(p, { link, draft });
  return { round, list: { draft: encodeFounding(draft), words, signatures: [], letters } };
}

/** S100 The group, and what each of the others needs of it; null while somebody has not signed. */
export async function foundedGroup(
  p: Primitives,
  o: { record: FoundingRecord; device: DeviceKeys; now: number },
): Promise<{ group: GroupRecord; letters: Bytes[] } | null> {
  const { record, device } = o;
  const { list, link, me, wrapped, id } = record;
  const draft = list && readFounding(list.draft);
  if (!draft) return null;
  const signatures = [...list.signatures, await signFounding(p, draft, device)];
  const genesis = await assembleFounding(p, { draft, signatures, device });
  if (genesis === null) return null;
  const first = await firstOps(p, { genesis, device, relay: link.relay });
  const { circle, ops, epochs } = first;
  const letters = hereOf(record).map(async (who) => {
    // Whoever came after the list was closed is not on it, and can be invited.
    if (!listed(list.draft, who)) return replyTo(p, who, { kind: "used" });
    const boxes = epochs.map(({ kid, key }) => sealLockbox(p, { kid, key, to: who.device.receive }));
    return replyTo(p, who, { kind: "admitted", circle, ops, boxes: await Promise.all(boxes) });
  });
  const group: GroupRecord = { ...first, member: me.member, wrapped, relayWanted: null, command: id, since: o.now };
  return { group, letters: [...(await Promise.all(letters)), await noticeOf(p, record, "used")] };
}

/** S103 It comes to nothing: to each, and for whoever comes later. */
export async function asideLetters(p: Primitives, record: FoundingRecord): Promise<Bytes[]> {
  const told = await Promise.all(hereOf(record).map((who) => replyTo(p, who, { kind: "withdrawn" })));
  return [...told, await noticeOf(p, record, "withdrawn")];
}

async function noticeOf(p: Primitives, { link }: FoundingRecord, what: Notice): Promise<Bytes> {
  const { request } = await openInvitation(p, link);
  return notice(p, request, what);
}
