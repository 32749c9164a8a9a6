// One invitation of this device while it is watched: what it is still good for and what it owes. Looks, and changes nothing.
import type { Invite, Membership } from "@fogata/keys";
import type { AskerRecord, InvitationRecord } from "./group-record.ts";
import type { Purpose } from "./inviting.types.ts";
import type { Bytes, Off } from "./ports.ts";
import { toHex } from "./record.ts";
import type { Rendezvous } from "./rendezvous.ts";
import type { Under } from "./under-link.ts";

export interface Watched {
  record: InvitationRecord;
  askers: Map<string, AskerRecord>;
  /** Letters found in the rendezvous since this device was opened. */
  posted: Set<Bytes>;
  rendezvous: Rendezvous | null;
  /** The agreements under it: kept there, or being erased. */
  under: { does: "keeps" | "erases"; line: Under } | null;
  /** They lie there. */
  laid: boolean;
  /** The relay has done away with the rendezvous: nobody can come there for a letter. */
  gone: boolean;
  cancelExpiry: Off;
  /** Of a recovery: when to look again. */
  cancelWake: Off;
}

/** After the invitation has expired, a reply given in time may still be on its way for as long again. */
export const replyGraceMs = 72 * 60 * 60 * 1000;
/** Signatures are gathered over days, and then there are three more. */
export const recoveryGraceMs = 14 * 24 * 60 * 60 * 1000;

export function lastsUntil(expiresAt: number, purpose: Purpose): number {
  return expiresAt + (purpose === "recovery" ? recoveryGraceMs : replyGraceMs);
}

/** The operation behind it; a link for a further device or a recovery has none, and needs none. */
export function inviteOf(m: Membership, key: string): Invite | null {
  return [...m.invites.values()].find((invite) => toHex(invite.key) === key) ?? null;
}

export const takenOf = (invite: Invite) => invite.admits.length + invite.held.length;

/** How many more it is good for, whoever let the others in. */
export function leftOf(record: InvitationRecord, m: Membership): number {
  const invite = inviteOf(m, record.key);
  return Math.max(0, record.uses - Math.max(record.chosen.length, invite ? takenOf(invite) : 0));
}
export function isWithdrawn(record: InvitationRecord, m: Membership): boolean {
  return record.withdrawn || inviteOf(m, record.key)?.revoked === true;
}
/** Somebody may still ask with it. */
export function isOpen({ record }: Watched, m: Membership, now: number): boolean {
  return record.receiveSeed !== null && now < record.link.expiresAt && leftOf(record, m) > 0 && !isWithdrawn(record, m);
}
export function isChosen({ record }: Watched, asker: AskerRecord): boolean {
  return record.chosen.some((choice) => choice.asker === asker.id);
}
/** Who waits for a word. */
export function askingOf(one: Watched): AskerRecord[] {
  return [...one.askers.values()].filter((asker) => asker.state === "asking" && !isChosen(one, asker));
}
export function lettersOf({ letters, recovery }: InvitationRecord): Bytes[] {
  // How far it is comes before the notice that the link is used.
  return recovery ? [recovery.letter, ...letters] : letters;
}
export function unposted({ record, posted }: Watched): boolean {
  return lettersOf(record).some((letter) => !posted.has(letter));
}
/** Somebody was compared and is not in yet: their answer depends on others. */
export function isUnderWay(one: Watched): boolean {
  return [...one.askers.values()].some((asker) => asker.state === "asking" && isChosen(one, asker));
}
