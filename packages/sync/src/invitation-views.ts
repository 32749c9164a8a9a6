// How invitations and those who ask look, as plain data.
import { type Invite, type Membership, pausedAt, principles } from "@fogata/keys";
import type { AskerView, InvitationView } from "./device.types.ts";
import type { InvitationRecord } from "./group-record.ts";
import type { AskedFor, InviteFault, InviteOptions } from "./inviting.types.ts";
import { cleanName, shownName } from "./names.ts";
import { toHex } from "./record.ts";
import { heldOf, type Looking } from "./standing.ts";
import { askingOf, inviteOf, leftOf, takenOf, type Watched } from "./watched.ts";

const hourMs = 60 * 60 * 1000;
const [usesMax, hoursMax] = [50, 14 * 24];
export const hoursUsual = 72;
/** People asking with an invitation for one. More would be a flood, not a mistake. */
export const askersMax = 16;

export interface Wish {
  label: string;
  uses: number;
  expiresAt: number;
  agreements: InviteOptions["agreements"];
  purpose: AskedFor;
}
/** What was chosen, within what can be chosen. */
export function wishOf(o: Partial<InviteOptions>, now: number): Wish {
  const purpose = o.purpose ?? { kind: "person" };
  const within = (value: number, max: number) => Math.min(max, Math.max(1, Math.floor(value) || 1));
  return {
    label: cleanName(o.label ?? "") ?? "",
    uses: purpose.kind === "person" ? within(o.uses ?? 1, usesMax) : 1,
    expiresAt: now + within(o.hours ?? hoursUsual, hoursMax) * hourMs,
    agreements: o.agreements ?? null,
    purpose,
  };
}
/** Why this device cannot make such an invitation now; null where it can. */
export function inviteFault(m: Membership, o: { device: string; purpose: AskedFor; now: number }): InviteFault | null {
  const mine = m.devices.get(o.device as never);
  if (mine === undefined || pausedAt(m, o.now).devices.has(mine.id)) return "not-possible";
  const { purpose } = o;
  // A further device of one's own is nobody else's affair.
  if (purpose.kind === "device") return null;
  const isFull = m.members.get(mine.member)?.full === true;
  if (purpose.kind === "person") return principles.mayInvite(isFull) ? null : "not-full";
  // It is their signature that begins it.
  const isAboutAnother = purpose.member !== mine.member && m.members.has(purpose.member as never);
  return isFull && isAboutAnother ? null : "not-possible";
}

/** Every invitation of the group, and this device's own links that need no operation. */
export function invitationViews(
  watched: Iterable<Watched>,
  o: Pick<Looking, "m" | "now" | "device" | "op"> & { formatLink(record: InvitationRecord): string },
): InvitationView[] {
  const records = new Map([...watched].map(({ record }) => [record.key, record]));
  const linkOf = (record: InvitationRecord | undefined, state: InvitationView["state"]) =>
    record && state === "open" ? o.formatLink(record) : null;
  const ours = [...o.m.invites.values()].map((invite): InvitationView => {
    const record = records.get(toHex(invite.key));
    const state = stateOf(invite, o.now);
    return {
      id: invite.id,
      link: linkOf(record, state),
      expiresAt: invite.expiresAt,
      state,
      mine: invite.by === o.device,
      here: record !== undefined,
      label: record?.label ?? "",
      purpose: { kind: "person" },
      uses: invite.uses,
      left: Math.max(0, invite.uses - takenOf(invite)),
      agreements: record ? record.link.agreements !== null : false,
      held: heldOf(o.m, invite.id, o.op),
    };
  });
  const alone = [...records.values()].filter(({ purpose }) => purpose.kind !== "person");
  return [
    ...ours,
    ...alone.map((record): InvitationView => {
      const state = ownStateOf(record, o);
      const { label, purpose, uses } = record;
      return {
        id: record.key,
        link: linkOf(record, state),
        expiresAt: record.link.expiresAt,
        state,
        mine: true,
        here: true,
        label,
        purpose,
        uses,
        left: leftOf(record, o.m),
        agreements: record.link.agreements !== null,
        held: [],
      };
    }),
  ];
}

export function askerViews(watched: Iterable<Watched>, m: Membership): AskerView[] {
  return [...watched].flatMap((one) => {
    const { record } = one;
    const invitation = record.purpose.kind === "person" ? inviteOf(m, record.key)?.id : record.key;
    const left = leftOf(record, m);
    if (invitation === undefined || left === 0) return [];
    const asking = askingOf(one);
    const known = record.link.joins && m.members.get(record.link.joins.member)?.name;
    return asking.map(({ id, name, words, companion }) => ({
      id,
      invitation,
      name: shownName(known ?? name),
      purpose: record.purpose,
      words,
      contested: asking.length > left,
      companion,
    }));
  });
}

function stateOf(invite: Invite, now: number): InvitationView["state"] {
  if (invite.admits.length >= invite.uses) return "used";
  if (invite.revoked) return "withdrawn";
  if (invite.held.length > 0) return "held";
  return now >= invite.expiresAt ? "expired" : "open";
}
function ownStateOf(record: InvitationRecord, { m, now }: { m: Membership; now: number }): InvitationView["state"] {
  if (leftOf(record, m) === 0) return "used";
  if (record.withdrawn) return "withdrawn";
  return now >= record.link.expiresAt ? "expired" : "open";
}
