// How many voices stand behind something: who counts, and how many it takes. Never activity, never seniority.
import { principles as ours, type Principles } from "./principles.ts";
import { deviceBy, keyText, type State } from "./state.ts";
import type { MemberId, Membership, Signature } from "./types.ts";

/** Distinct full members, without the one it is about, whose devices belong and have signed. */
export function voicesOf(
  state: State,
  signatures: readonly Signature[],
  about: MemberId | null,
  by: Principles,
): number {
  const members: MemberId[] = [];
  for (const { by: key } of signatures) {
    const member = deviceBy(state, key)?.member;
    if (member === undefined || !by.speaksForGroup(state.full.has(member)) || !by.maySign(member, about)) continue;
    members.push(member);
  }
  return by.voices(members);
}

/** The same in a wider view: those who went since have spoken all the same. */
export function voicesEver(
  state: State,
  signatures: readonly Signature[],
  about: MemberId | null,
  by: Principles,
): number {
  const members: MemberId[] = [];
  for (const { by: key } of signatures) {
    const id = state.signers.get(keyText(key));
    const member = id && (state.devices.get(id) ?? state.lost.get(id))?.member;
    if (!member || !by.speaksForGroup(state.everFull.has(member)) || !by.maySign(member, about)) continue;
    members.push(member);
  }
  return by.voices(members);
}

/** The k of this group for a decision about `about` (null: about nobody, all full members are asked). */
export function signersNeeded(state: Pick<State, "full" | "policy">, about: MemberId | null, by: Principles): number {
  const others = state.full.size - (about !== null && state.full.has(about) ? 1 : 0);
  return by.signersNeeded(others, state.policy.removal);
}

/** A seat in a working group ends by half of its members, and at least two. */
export function unseatNeeded(members: number): number {
  return Math.max(2, Math.ceil(members / 2));
}

/** Nobody can be removed before three full members exist, or when those left could not sign it. */
export function isFrozen(state: State, by: Principles): boolean {
  if (state.rule === "working group") return state.members.size < 3;
  return state.full.size < 3 || state.full.size - 1 < by.signersNeeded(state.full.size - 1, state.policy.removal);
}

/** How many must sign a certificate about `about` (null: about nobody), by the numbers in force. */
export function neededFor(m: Membership, about: MemberId | null, by: Principles = ours): number {
  if (m.rule === "working group") return unseatNeeded(m.members.size);
  const others = askedToSign(m, about).length;
  return by.signersNeeded(others, m.policy.removal);
}

/** Who may still sign about `about`, and how many must: for a page that gathers signatures. */
export function askedToSign(m: Membership, about: MemberId | null): MemberId[] {
  return [...m.members.values()].filter(({ full, id }) => full && id !== about).map(({ id }) => id);
}
