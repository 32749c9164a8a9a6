// How devices come and go, and people go: dropping, leaving, being removed, the end of a seat, recovery.
import { type Body, everyCircle, group, nothing, type Rule, workingGroup } from "./rule.ts";
import { addDevice, dropDevice, endMember, isKnownDevice, nearer, type State } from "./state.ts";
import type { Claim } from "./types.ts";
import { isFrozen, signersNeeded, unseatNeeded, voicesOf } from "./voices.ts";

export const leaving = {
  "device+": {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes(state, op, author) {
      const body = op.body as Body<"device+">;
      if (body.member !== author!.member) return "not-a-member";
      // Whoever has a place in a working group again may have with them what ended with an earlier place of theirs.
      const lost = state.group === null ? undefined : state.lost.get(op.adds[0]!);
      if (lost && lost.member === body.member && lost.how !== "dropped") return null;
      return isKnownDevice(state, op.adds[0]!, body.device.sign) ? "known-device" : null;
    },
    apply(state, { op }) {
      const { member, device } = op.body as Body<"device+">;
      if (state.members.has(member)) addDevice(state, { id: op.adds[0]!, member, card: device, by: op.id });
    },
  },

  // At once and alone. Two devices that drop each other are both gone; recovery follows.
  "device-": {
    circles: everyCircle,
    wrongByItsPast(past, op, author, by) {
      const device = past.devices.get((op.body as Body<"device-">).device);
      return device && by.mayDrop(author!, device) ? null : "no-such-device";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { device, last } = op.body as Body<"device-">;
      const was = state.lost.get(device);
      if (was && was.how !== "dropped" && was.how !== "left") return;
      dropDevice(state, device, { how: "dropped", end: op.id, cut: nearer(was?.cut ?? null, last) });
    },
  },

  leave: {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes: nothing,
    apply: (state, { op }, author) => endMember(state, author!.member, { how: "left", by: op.id }),
  },

  remove: {
    circles: group,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"remove">;
      if (!past.members.has(body.target)) return "no-such-member";
      if (body.policy !== past.policy.id) return "wrong-policy";
      if (isFrozen(past, by)) return "frozen";
      const voices = voicesOf(past, body.signatures, body.target, by);
      return voices >= signersNeeded(past, body.target, by) ? null : "too-few-signatures";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { target, cut } = op.body as Body<"remove">;
      const cuts = new Map(cut.map(({ device, n }) => [device, n]));
      endMember(state, target, { how: "removed", by: op.id, cuts });
    },
    certificate: {
      about: (body) => (body as Body<"remove">).target,
      needed: (state, body, by) => signersNeeded(state, (body as Body<"remove">).target, by),
    },
  },

  unseat: {
    circles: workingGroup,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"unseat">;
      if (past.members.get(body.member)?.admittedBy !== body.seat) return "no-such-member";
      const voices = voicesOf(past, body.signatures, body.member, by);
      return voices >= unseatNeeded(past.members.size) ? null : "too-few-signatures";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { member, seat } = op.body as Body<"unseat">;
      const seated = state.members.get(member)?.admittedBy ?? seat;
      if (seated === seat) endMember(state, member, { how: "unseated", by: op.id });
    },
    certificate: {
      about: (body) => (body as Body<"unseat">).member,
      // Everybody seated may seat others: asked again, one member could outnumber any certificate about them.
      needed: () => null,
    },
  },

  // By anybody seated, since this log cannot see the group's. It gives no power that seating others does not give, and
  // stands here with its reason for everybody to compare. Like leaving it makes nothing void.
  lapse: {
    circles: workingGroup,
    wrongByItsPast(past, op) {
      const { member, seat, device } = op.body as Body<"lapse">;
      const seated = past.members.get(member);
      if (seated?.admittedBy !== seat) return "no-such-member";
      return device === null || seated.devices.includes(device) ? null : "no-such-device";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { member, seat, device } = op.body as Body<"lapse">;
      // They may have gone and been seated again beside it.
      if (state.members.get(member)?.admittedBy !== seat) return;
      if (device === null) endMember(state, member, { how: "unseated", by: op.id });
      else if (state.devices.has(device)) dropDevice(state, device, { how: "dropped", end: op.id, cut: null });
    },
  },

  recover: {
    circles: group,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"recover">;
      const member = past.members.get(body.member);
      if (member === undefined) return "no-such-member";
      if (!body.lost.every((id) => member.devices.includes(id))) return "no-such-device";
      const voices = voicesOf(past, body.signatures, body.member, by);
      return voices >= signersNeeded(past, body.member, by) ? null : "too-few-signatures";
    },
    clashes(state, op) {
      const { device } = op.body as Body<"recover">;
      return isKnownDevice(state, op.adds[0]!, device.sign) ? "known-device" : null;
    },
    apply(state, { op }) {
      const { member, lost, at, device } = op.body as Body<"recover">;
      const claim = { id: op.id, member, device: op.adds[0]!, card: device, lost, at };
      state.claims.set(op.id, {
        ...claim,
        vetoed: claimsLike(state, claim).some((one) => one.vetoed),
        completed: null,
      });
    },
    certificate: {
      about: (body) => (body as Body<"recover">).member,
      needed: (state, body, by) => signersNeeded(state, (body as Body<"recover">).member, by),
    },
  },

  // No clock here: whoever completes says by their own that the wait is over, and both dates are there to be seen.
  recovered: {
    circles: group,
    wrongByItsPast(past, op, author, by) {
      const body = op.body as Body<"recovered">;
      const claim = past.claims.get(body.claim);
      if (claim === undefined || claim.completed !== null) return "no-claim";
      const { member, vetoed, at } = claim;
      return by.mayComplete({ author: author!.member, member, vetoed, waitedMs: body.at - at });
    },
    clashes(state, op) {
      const claim = state.claims.get((op.body as Body<"recovered">).claim);
      if (claim === undefined || claim.completed !== null) return "no-claim";
      return isKnownDevice(state, claim.device, claim.card.sign) ? "known-device" : null;
    },
    apply(state, { op }) {
      const claim = state.claims.get((op.body as Body<"recovered">).claim)!;
      claim.completed = op.id;
      const { member, device, card } = claim;
      if (!state.members.has(member)) return;
      addDevice(state, { id: device, member, card, by: op.id });
      for (const id of claim.lost)
        if (state.devices.has(id)) dropDevice(state, id, { how: "replaced", end: op.id, cut: null });
    },
  },

  veto: {
    circles: group,
    wrongByItsPast(past, op, author) {
      const claim = past.claims.get((op.body as Body<"veto">).claim);
      return claim?.member === author!.member && claim.completed === null ? null : "no-claim";
    },
    clashes: nothing,
    apply(state, { op }) {
      const claim = state.claims.get((op.body as Body<"veto">).claim);
      if (claim) for (const one of claimsLike(state, claim)) one.vetoed = true;
    },
  },
} satisfies Record<string, Rule>;

/** Several may put the same signatures into the log: a no to one of them is a no to that device. */
function claimsLike(state: State, { device, member }: Pick<Claim, "device" | "member">): Claim[] {
  return [...state.claims.values()].filter((one) => one.device === device && one.member === member);
}
