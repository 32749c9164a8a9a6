// What counts in a group: welcomes, objections, names, pauses and the group's own numbers.
import { type Body, everyCircle, group, nothing, type Rule, workingGroup } from "./rule.ts";
import { makeFull, type State } from "./state.ts";
import type { MemberId, Pause, PauseTarget } from "./types.ts";
import { signersNeeded, voicesEver, voicesOf } from "./voices.ts";

export const standing = {
  welcome: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      if (!by.speaksForGroup(past.full.has(author!.member))) return "not-full";
      return (op.body as Body<"welcome">).members.some((id) => isNew(past, id)) ? null : "no-such-member";
    },
    // Their own welcome may rest on something void, or on a hand that wrote in two places.
    clashes: (state, _op, author, by) => (by.speaksForGroup(state.everFull.has(author!.member)) ? null : "not-full"),
    note(past, op, author, by) {
      const members = (op.body as Body<"welcome">).members.filter((id) => {
        const member = isNew(past, id);
        return member && by.welcomesCount(member);
      });
      const needed = by.welcomesNeeded(past.full.size, past.policy.welcomes);
      const voices = (id: MemberId) => new Set([...past.members.get(id)!.welcomedBy, author!.member]).size;
      return { members, needed, makes: members.filter((id) => voices(id) >= needed) };
    },
    apply(state, _node, author, { members = [], needed = 1 }) {
      for (const id of members) {
        const member = state.members.get(id);
        if (member === undefined) continue;
        if (!member.welcomedBy.includes(author!.member)) member.welcomedBy.push(author!.member);
        if (member.welcomedBy.length >= needed) makeFull(state, id);
      }
    },
  },

  "welcome+": {
    circles: group,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"welcome+">;
      if (!isNew(past, body.member)) return "no-such-member";
      if (body.policy !== past.policy.id) return "wrong-policy";
      const voices = voicesOf(past, body.signatures, body.member, by);
      return voices >= signersNeeded(past, body.member, by) ? null : "too-few-signatures";
    },
    clashes: nothing,
    apply: (state, { op }) => makeFull(state, (op.body as Body<"welcome+">).member),
    certificate: {
      about: (body) => (body as Body<"welcome+">).member,
      needed: (state, body, by) => signersNeeded(state, (body as Body<"welcome+">).member, by),
    },
  },

  // Looks forward only: taking back what others said already would put everybody in one member's hands.
  objection: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      if (!by.speaksForGroup(past.full.has(author!.member))) return "not-full";
      return isNew(past, (op.body as Body<"objection">).member) ? null : "no-such-member";
    },
    clashes: (state, _op, author, by) => (by.speaksForGroup(state.everFull.has(author!.member)) ? null : "not-full"),
    apply(state, { op }, author) {
      const member = state.members.get((op.body as Body<"objection">).member);
      if (member && !member.objections.includes(author!.member)) member.objections.push(author!.member);
    },
  },

  name: {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, { op }, author) {
      const member = state.members.get(author!.member) ?? state.gone.get(author!.member);
      if (member) member.name = (op.body as Body<"name">).name;
    },
  },

  policy: {
    circles: group,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"policy">;
      if (body.after !== past.policy.id) return "wrong-policy";
      return voicesOf(past, body.signatures, null, by) >= signersNeeded(past, null, by) ? null : "too-few-signatures";
    },
    clashes: nothing,
    apply(state, node) {
      const { removal, welcomes } = node.op.body as Body<"policy">;
      // Of two chosen beside each other, the one of greater depth holds, then the one with the lower id.
      if (state.policy.id !== state.circle && node.depth === state.policy.depth) return;
      state.policy = { id: node.op.id, removal, welcomes, depth: node.depth, fullThen: state.full.size };
    },
    certificate: { about: () => null, needed: (state, _body, by) => signersNeeded(state, null, by) },
  },

  pause: {
    circles: group,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"pause">;
      const about = memberOf(past, body.target);
      if (about === null) return body.target.kind === "member" ? "no-such-member" : "no-such-device";
      return voicesOf(past, body.signatures, about, by) >= by.pausersNeeded ? null : "too-few-signatures";
    },
    clashes(state, op, _author, by) {
      const body = op.body as Body<"pause">;
      const about = memberOf(state, body.target);
      const voices = voicesEver(state, body.signatures, about, by);
      if (voices < by.pausersNeeded) return "too-few-signatures";
      const isDecision = voices >= signersNeeded(state, about, by);
      const lately = state.pauses.some(
        (pause) => overlaps(state, pause.target, body.target) && !by.mayPauseAgain(body.at - pause.at, isDecision),
      );
      return lately ? "paused-lately" : null;
    },
    apply(state, { op }) {
      const { target, at, until } = op.body as Body<"pause">;
      state.pauses.push({ id: op.id, target, at, until } satisfies Pause);
    },
  },

  // By anybody seated, since this log cannot see the group's: as "lapse" is, and over by itself.
  paused: {
    circles: workingGroup,
    wrongByItsPast(past, op) {
      const { target } = op.body as Body<"paused">;
      if (memberOf(past, target) !== null) return null;
      return target.kind === "member" ? "no-such-member" : "no-such-device";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { target, at, until } = op.body as Body<"paused">;
      state.pauses.push({ id: op.id, target, at, until } satisfies Pause);
    },
  },
} satisfies Record<string, Rule>;

function isNew(state: State, id: MemberId) {
  const member = state.members.get(id);
  return member?.full === false ? member : null;
}
function memberOf(state: State, target: PauseTarget): MemberId | null {
  if (target.kind === "device") return state.devices.get(target.device)?.member ?? null;
  return state.members.has(target.member) ? target.member : null;
}
/** The same device, the same member, or a device of that member. */
function overlaps(state: State, a: PauseTarget, b: PauseTarget): boolean {
  if (a.kind === "device" && b.kind === "device") return a.device === b.device;
  return memberOf(state, a) === memberOf(state, b);
}
