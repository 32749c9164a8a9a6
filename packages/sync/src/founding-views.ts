// How a founding looks on the device that began it, as plain data.
import { type MemberId, readFounding, type Signature } from "@fogata/keys";
import type { FounderView, FoundingView } from "./founding.types.ts";
import type { FounderRecord, FoundingRecord } from "./group-record.ts";
import { shownName } from "./names.ts";
import type { Bytes } from "./ports.ts";
import { sameBytes } from "./record.ts";
import type { Reached } from "./rendezvous.ts";

export function foundingView(
  record: FoundingRecord,
  o: { now: number; reached: Reached; formatLink(): string },
): FoundingView {
  const { list } = record;
  const state = stateOf(record, o.now);
  const people = foundersOf(record);
  return {
    id: record.id,
    name: shownName(record.name),
    link: state === "gathering" || state === "signing" ? o.formatLink() : null,
    expiresAt: record.link.expiresAt,
    state,
    reachable: o.reached === "open" ? "yes" : o.reached === "trying" ? "trying" : "no",
    people,
    words: list?.words ?? null,
    complete: list !== null && people.every(({ me, listed, signed }) => me || !listed || signed),
    group: record.group,
  };
}

export const isOver = ({ link, group }: FoundingRecord, now: number) => group === null && now >= link.expiresAt;
export const hereOf = ({ people }: FoundingRecord) => people.filter(({ state }) => state === "here");
export const lettersOf = ({ letters, list }: FoundingRecord) => [...letters, ...(list?.letters ?? [])];

function stateOf(record: FoundingRecord, now: number): FoundingView["state"] {
  if (record.group !== null) return "founded";
  if (isOver(record, now) || record.receiveSeed === null) return "ended";
  return record.list === null ? "gathering" : "signing";
}

function foundersOf(record: FoundingRecord): FounderView[] {
  const { me, list } = record;
  const hasSigned = (who: FounderRecord) => list?.signatures.some(({ by }) => sameBytes(by, who.device.sign)) === true;
  return [
    { id: me.member, name: shownName(me.name), me: true, listed: true, signed: false },
    ...hereOf(record).map((who) => ({
      id: who.id,
      name: shownName(who.name),
      me: false,
      listed: list === null || listed(list.draft, who),
      signed: hasSigned(who),
    })),
  ];
}

export function listed(bytes: Bytes, who: { member: MemberId }): boolean {
  return readFounding(bytes)?.founders.some(({ member }) => member === who.member) === true;
}
export function withOne(signatures: readonly Signature[], one: Signature): Signature[] {
  return [...signatures.filter(({ by }) => !sameBytes(by, one.by)), one];
}
