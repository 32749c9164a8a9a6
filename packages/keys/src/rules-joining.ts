// How people come in: founding, invitations, admissions, seats in a working group.
import { equal } from "./bytes.ts";
import { type Body, everyCircle, group, nothing, type Rule, workingGroup } from "./rule.ts";
import { addDevice, addMember, isKnownDevice, type State } from "./state.ts";
import type { MemberId, OpId } from "./types.ts";

export const joining = {
  genesis: {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, { op }) {
      const body = op.body as Body<"genesis">;
      [state.name, state.rule, state.group] = [body.name, body.rule, body.group];
      for (const [i, { member, name, device }] of body.founders.entries()) {
        addMember(state, { id: member, name, admittedBy: op.id, at: null, full: true });
        addDevice(state, { id: op.adds[i]!, member, card: device, by: op.id });
      }
      state.policy.fullThen = state.full.size;
    },
  },

  invite: {
    circles: group,
    // By its own past alone: should its author's own welcome fall later, those who came by it stay.
    wrongByItsPast: (past, _op, author, by) => (by.mayInvite(past.full.has(author!.member)) ? null : "not-full"),
    clashes: nothing,
    apply(state, { op }, author) {
      const { key, receive, expiresAt, uses } = op.body as Body<"invite">;
      const none = { admits: [], held: [], revoked: false };
      state.invites.set(op.id, { id: op.id, by: author!.id, key, receive, expiresAt, uses, ...none });
    },
  },

  revoke: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      const { invite } = op.body as Body<"revoke">;
      if (!past.invites.has(invite)) return "no-invite";
      const may = author!.member === inviterOf(past, invite) || by.speaksForGroup(past.full.has(author!.member));
      return may ? null : "not-full";
    },
    clashes: nothing,
    apply(state, { op }) {
      const invite = state.invites.get((op.body as Body<"revoke">).invite);
      if (invite) invite.revoked = true;
    },
  },

  admit: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      const body = op.body as Body<"admit">;
      const invite = past.invites.get(body.invite);
      if (invite === undefined || !by.mayAdmit(author!.member, inviterOf(past, body.invite))) return "no-invite";
      if (!equal(invite.key, body.key)) return "bad-request";
      if (!by.mayComeBy(invite)) return "invite-revoked";
      return invite.admits.length + invite.held.length >= invite.uses ? "invite-used" : null;
    },
    clashes(state, op) {
      const body = op.body as Body<"admit">;
      if (!state.invites.has(body.invite)) return "no-invite";
      if (state.members.has(body.member) || state.gone.has(body.member)) return "known-member";
      return isKnownDevice(state, op.adds[0]!, body.device.sign) ? "known-device" : null;
    },
    apply(state, { op }) {
      const { invite, member, name, device, at } = op.body as Body<"admit">;
      state.invites.get(invite)!.admits.push(op.id);
      addMember(state, { id: member, name, admittedBy: op.id, at, full: false });
      addDevice(state, { id: op.adds[0]!, member, card: device, by: op.id });
    },
  },

  // Which admission stands is worked out before anything is applied: see beside.ts. This only asks who may say so.
  settle: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      const { invite: id, admit } = op.body as Body<"settle">;
      const invite = past.invites.get(id);
      if (invite === undefined || invite.held.length === 0) return "nothing-held";
      if (admit !== null && !invite.held.includes(admit)) return "nothing-held";
      const may = author!.member === inviterOf(past, id) || by.speaksForGroup(past.full.has(author!.member));
      return may ? null : "not-yours-to-settle";
    },
    clashes: nothing,
    apply(state, { op }) {
      const invite = state.invites.get((op.body as Body<"settle">).invite);
      if (invite) invite.held = [];
    },
  },

  seat: {
    circles: workingGroup,
    wrongByItsPast: nothing,
    clashes(state, op) {
      const { member, devices } = op.body as Body<"seat">;
      if (state.members.has(member)) return "known-member";
      // Whoever had a seat before may have one again, with the same devices.
      const taken = devices.some((card, i) => {
        const id = op.adds[i]!;
        const theirs = state.devices.get(id)?.member ?? state.lost.get(id)?.member;
        return theirs === undefined ? isKnownDevice(state, id, card.sign) : theirs !== member;
      });
      return taken ? "known-device" : null;
    },
    apply(state, { op }) {
      const { member, name, devices, until, at } = op.body as Body<"seat">;
      addMember(state, { id: member, name, admittedBy: op.id, at, full: true, until });
      for (const [i, card] of devices.entries()) addDevice(state, { id: op.adds[i]!, member, card, by: op.id });
    },
  },
} satisfies Record<string, Rule>;

function inviterOf(state: State, invite: OpId): MemberId | undefined {
  const by = state.invites.get(invite)?.by;
  return by === undefined ? undefined : (state.devices.get(by) ?? state.lost.get(by))?.member;
}
