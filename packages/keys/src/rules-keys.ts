// Which keys a circle has and where it meets: relays, epochs, frozen channels, and that other circles exist.
import { hex } from "./bytes.ts";
import { isBefore } from "./history.ts";
import { leavesToFollow } from "./leaves.ts";
import { type Body, everyCircle, nothing, type Rule } from "./rule.ts";
import type { State } from "./state.ts";
import type { DeviceId } from "./types.ts";

export const keys = {
  // Any member may say where the circle meets; of concurrent lists all stand.
  relays: {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, node) {
      state.relays = [...state.relays.filter((earlier) => !isBefore(earlier, node)), node];
    },
  },

  epoch: {
    circles: everyCircle,
    wrongByItsPast(past, op, _author, by) {
      const body = op.body as Body<"epoch">;
      if (!body.without.every((id) => mayBeLeftOut(past, id))) return "wrong-boxes";
      if (!by.boxesFit(body.boxes.length, past.devices.size - body.without.length)) return "wrong-boxes";
      const leaves = leavesToFollow([...past.leaves]);
      const same = leaves.length === body.parents.length && leaves.every((kid, i) => kid === body.parents[i]!.kid);
      return same ? null : "unknown-parent-epoch";
    },
    clashes: (state, op) => (state.epochs.has((op.body as Body<"epoch">).kid) ? "known-epoch" : null),
    note(past, op) {
      const without = new Set((op.body as Body<"epoch">).without);
      const devices = [...past.devices.keys()].filter((id) => !without.has(id)).sort();
      return { devices, ended: [...past.lost.values()].map(({ id, by, end }) => ({ id, by, end })) };
    },
    apply(state, { op }, _author, { devices = [], ended = [] }) {
      const { kid, parents: named, without } = op.body as Body<"epoch">;
      const parents = named.map((parent) => parent.kid);
      const depth = 1 + Math.max(0, ...parents.map((parent) => state.epochs.get(parent)?.depth ?? 0));
      const who = { devices: [...devices], without, closedTo: [...ended] };
      state.epochs.set(kid, { kid, op: op.id, depth, parents, ...who });
      for (const parent of parents) state.leaves.delete(parent);
      state.leaves.add(kid);
    },
  },

  frozen: {
    circles: everyCircle,
    wrongByItsPast(past, op) {
      const { kid, to } = op.body as Body<"frozen">;
      return past.epochs.has(kid) && past.epochs.has(to) ? null : "unknown-epoch";
    },
    clashes: nothing,
    apply(state, { op }) {
      const { kid, to } = op.body as Body<"frozen">;
      state.moved.set(kid, to);
    },
  },

  audience: {
    circles: everyCircle,
    wrongByItsPast: nothing,
    clashes: nothing,
    apply(state, { op }) {
      state.audiences.add(hex((op.body as Body<"audience">).commitment));
    },
  },
} satisfies Record<string, Rule>;

/** Only for a reason that stands in the log: a pause, or a seat with an end. Whether it holds now is for clocks. */
function mayBeLeftOut(past: State, id: DeviceId): boolean {
  const member = past.devices.get(id)?.member;
  if (member === undefined) return false;
  if (past.members.get(member)?.until != null) return true;
  return past.pauses.some(({ target }) => (target.kind === "device" ? target.device === id : target.member === member));
}
