// What a circle comes to, short and in one order, as the committed logs have it: vectors/README.md says what each field is.
import type { Membership } from "../src/types.ts";

export function summaryOf(m: Membership) {
  return {
    members: [...m.members.values()].map((one) => [one.id, one.name, one.full, one.devices, one.objections, one.doubt]),
    gone: [...m.gone.values()].map(({ id, name, how }) => [id, name, how]),
    lost: [...m.lost.values()].map(({ id, how, cut }) => [id, how, cut]),
    invites: [...m.invites.values()].map((one) => [one.id, one.admits, one.held, one.revoked]),
    policy: [m.policy.id, m.policy.removal, m.policy.welcomes, m.policy.ask],
    frozen: m.frozen,
    pauses: m.pauses.map(({ id }) => id),
    claims: [...m.claims.values()].map((one) => [one.id, one.vetoed, one.completed]),
    forked: m.forked,
    epochs: [...m.epochs.values()].map((one) => [one.kid, one.devices, one.without]),
    preferred: m.preferred,
    leaves: m.leaves,
    heads: m.heads,
    refused: m.refused.map(({ id, reason }) => [id, reason]),
  };
}
