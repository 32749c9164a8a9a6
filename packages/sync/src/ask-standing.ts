// How something that several have to sign stands: worked out from what was said on it and from the log, each time it is
// asked. Only looks.
import { type Bytes, type MemberId, type Membership, neededFor, pauseAgainMs, type Signature } from "@fogata/keys";
import { type Asked, aboutOf } from "./ask-text.ts";
import type { AskView } from "./belonging.types.ts";
import { sameBytes } from "./record.ts";

export interface Ask {
  id: string;
  by: MemberId;
  at: number;
  command: string;
  asked: Asked;
  text: Bytes;
  /** The words of a removal; empty for all else. */
  why: string;
}
/** A member's last word on an ask: a signature, or that it was taken back. */
export type Word = Signature | "taken-back";
/** One ask, and all it is judged by. */
export interface Seen {
  m: Membership;
  ask: Ask;
  words: ReadonlyMap<MemberId, Word> | undefined;
  now: number;
}

export function neededOf(m: Membership, { asked }: Ask): number {
  const decision = neededFor(m, aboutOf(m, asked));
  return asked.kind === "pause" && !isLately(m, asked) ? Math.min(2, decision) : decision;
}

/** Who has signed, of those who can: full members that belong, by devices that belong, and not about themselves. */
export function signaturesOf({ m, ask, words = new Map() }: Seen): Map<MemberId, Signature> {
  const about = aboutOf(m, ask.asked);
  const valid = new Map<MemberId, Signature>();
  for (const [member, word] of words) {
    if (word === "taken-back" || member === about || !m.members.get(member)?.full) continue;
    const belongs = [...m.devices.values()].some(({ card }) => sameBytes(card.sign, word.by));
    if (belongs) valid.set(member, word);
  }
  return valid;
}

/** Of what waits no more: those who had signed, whether or not they are still here. */
function signedThen({ m, ask, words = new Map() }: Seen): MemberId[] {
  const about = aboutOf(m, ask.asked);
  const signers: MemberId[] = [];
  for (const [member, word] of words)
    if (word !== "taken-back" && member !== about && (m.members.get(member)?.full || m.gone.has(member)))
      signers.push(member);
  return signers;
}

export function isOpen(seen: Seen): boolean {
  const { m, ask, now } = seen;
  // Taken back by all who stood behind it, or by somebody who could never sign it.
  if (signaturesOf(seen).size === 0) return false;
  const { asked } = ask;
  switch (asked.kind) {
    case "remove":
      return m.members.has(asked.says.target) && asked.says.policy === m.policy.id;
    case "pause": {
      const { target, at, until } = asked.says;
      const is = JSON.stringify(target);
      const isDone = m.pauses.some((one) => one.at === at && one.until === until && JSON.stringify(one.target) === is);
      const isHere = target.kind === "member" ? m.members.has(target.member) : m.devices.has(target.device);
      return isHere && !isDone && now < until;
    }
    case "policy":
      return asked.says.after === m.policy.id;
    case "welcome+":
      return m.members.get(asked.says.member)?.full === false && asked.says.policy === m.policy.id;
    case "recover": {
      const { device, member, lost } = asked.says;
      const isKnown = [...m.claims.values(), ...m.devices.values(), ...m.lost.values()].some(({ card }) =>
        sameBytes(card.sign, device.sign),
      );
      const theirs = m.members.get(member)?.devices;
      return !isKnown && theirs !== undefined && lost.every((id) => theirs.includes(id));
    }
  }
}

export function isComplete(seen: Seen): boolean {
  const { m, ask } = seen;
  if (!isOpen(seen) || signaturesOf(seen).size < neededOf(m, ask)) return false;
  return ask.asked.kind !== "remove" || !m.frozen;
}

/** K36 Paused within the last thirty days: once more takes the group's decision. */
function isLately(m: Membership, asked: Asked & { kind: "pause" }): boolean {
  const about = aboutOf(m, asked);
  return about !== null && pausedLately(m, asked.says.at).has(about);
}
/** Whose pauses began within thirty days of a time. */
export function pausedLately(m: Membership, at: number): ReadonlySet<MemberId> {
  const lately = m.pauses.filter((one) => Math.abs(at - one.at) < pauseAgainMs);
  return new Set(lately.flatMap((one) => aboutOf(m, { kind: "pause", says: one }) ?? []));
}

export function viewOf(seen: Seen, me: MemberId): AskView {
  const { m, ask } = seen;
  const open = isOpen(seen);
  const signed = open ? [...signaturesOf(seen).keys()] : signedThen(seen);
  const isFull = m.members.get(me)?.full === true;
  const cannot = aboutOf(m, ask.asked) === me ? "about-me" : isFull ? null : "not-full";
  return {
    id: ask.id,
    what: whatOf(m, ask),
    by: ask.by,
    at: ask.at,
    signed,
    needed: neededOf(m, ask),
    mine: cannot ?? (signed.includes(me) ? "signed" : "may-sign"),
    open,
  };
}

function whatOf(m: Membership, { asked, why }: Ask): AskView["what"] {
  switch (asked.kind) {
    case "remove":
      return { kind: "removal", member: asked.says.target, why };
    case "pause": {
      const { target, until } = asked.says;
      const device = target.kind === "device" ? target.device : null;
      return { kind: "pause", member: aboutOf(m, asked) ?? "", device, until };
    }
    case "policy":
      return { kind: "numbers", removal: asked.says.removal, welcomes: asked.says.welcomes };
    case "welcome+":
      return { kind: "welcome", member: asked.says.member };
    case "recover":
      return { kind: "recovery", member: asked.says.member, lost: [...asked.says.lost] };
  }
}
