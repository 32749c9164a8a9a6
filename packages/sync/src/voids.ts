// S80 What counted until it was known that whoever said it had been removed beside it: keys they made, and devices they let
// in. Nobody writes under such a key any more, and such a device never belonged; but what others had read by then is in
// their documents, so whoever belongs must be able to read it as well.
import type { CircleId, Device, DeviceId, Kid, Membership, Op, OpId } from "@fogata/keys";
import type { Asks } from "./rules.ts";

export interface Void {
  kid: Kid;
  op: Op;
  /** The circle as whoever made it saw it: who has a box in it, and where. */
  then: Membership;
  devices: readonly DeviceId[];
}
export interface Voids {
  epochs: readonly Void[];
  /** As they were let in, and what they let in themselves. */
  devices: ReadonlyMap<DeviceId, Device>;
}

/** As many of both are followed: one member could make any number of them on the day they are removed. */
export const voidsMax = 64;

export function createVoids(
  circle: CircleId,
  all: ReadonlyMap<OpId, Op>,
  resolve: Asks["resolve"],
): (m: Membership) => Voids {
  const read = new Map<OpId, Membership | null>();
  let asked: { m: Membership; voids: Voids } | null = null;

  /** As its own past makes it: what had no right to be said even then is in none of it. */
  function asItWas(op: Op): Membership | null {
    const known = read.get(op.id);
    if (known !== undefined) return known;
    const past = pastOf(op, all);
    // Some of it may come later: then it is another.
    if (past === null) return null;
    const then = resolve(past, circle);
    read.set(op.id, then);
    return then;
  }
  function epochOf(op: Op): Void[] {
    const then = op.body.kind === "epoch" ? asItWas(op) : null;
    const epoch = op.body.kind === "epoch" ? then?.epochs.get(op.body.kid) : undefined;
    return then && epoch ? [{ kid: epoch.kid, op, then, devices: epoch.devices }] : [];
  }
  /** A claim names the device, and lets it in once it is completed. */
  const letIn = ({ adds, body }: Op) => (body.kind === "recovered" ? (all.get(body.claim)?.adds ?? []) : adds);

  return (m) => {
    if (asked?.m === m) return asked.voids;
    const voided = m.refused.filter(({ reason }) => reason === "removed" || reason === "not-a-member");
    const ops = voided.map(({ id }) => all.get(id)).filter((op) => op !== undefined);
    const refused = new Set(m.refused.map(({ id }) => id));
    // Somebody can be let in beside the removal of the person whose device it is: then nothing is refused.
    const given = [...ops, ...[...all.values()].filter(({ id }) => !refused.has(id))].flatMap((op) =>
      letIn(op).map((id) => ({ id, op })),
    );
    const nobodys = given.filter(({ id }) => !m.devices.has(id) && !m.lost.has(id));
    const devices = nobodys
      .sort((a, b) => (a.op.id < b.op.id ? -1 : 1))
      .slice(0, voidsMax)
      .flatMap(({ id, op }) => asItWas(op)?.devices.get(id) ?? []);
    const epochs = ops.flatMap(epochOf).slice(0, voidsMax);
    asked = { m, voids: { epochs, devices: new Map(devices.map((device) => [device.id, device])) } };
    return asked.voids;
  };
}

/** With itself; null while not all of it is here. */
function pastOf(op: Op, all: ReadonlyMap<OpId, Op>): Map<OpId, Op> | null {
  const past = new Map<OpId, Op>();
  const open = [op.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (past.has(id)) continue;
    const one = all.get(id);
    if (!one) return null;
    past.set(id, one);
    open.push(...one.parents);
  }
  return past;
}
