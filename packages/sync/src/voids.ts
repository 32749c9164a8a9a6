// S80 Epochs that counted until it was known that whoever made them had been removed beside it. Nobody writes under them any
// more; but what others had read there by then is in their documents, so whoever belongs must be able to read it as well.
import type { CircleId, DeviceId, Kid, Membership, Op, OpId } from "@fogata/keys";
import type { Asks } from "./rules.ts";

export interface Void {
  kid: Kid;
  op: Op;
  /** The circle as whoever made it saw it: who has a box in it, and where. */
  then: Membership;
  devices: readonly DeviceId[];
}

/** As many as are followed: one member could make any number of them on the day they are removed. */
export const voidsMax = 32;

export function createVoids(
  circle: CircleId,
  all: ReadonlyMap<OpId, Op>,
  resolve: Asks["resolve"],
): (m: Membership) => readonly Void[] {
  const read = new Map<OpId, Void | null>();
  let asked: { m: Membership; voids: Void[] } | null = null;

  function asItWas(op: Op): Void | null {
    const { body } = op;
    if (body.kind !== "epoch") return null;
    const then = resolve(pastOf(op, all), circle);
    const epoch = then?.epochs.get(body.kid);
    return then && epoch ? { kid: body.kid, op, then, devices: epoch.devices } : null;
  }
  function ofOp(id: OpId): Void | null {
    const op = all.get(id);
    const known = read.get(id);
    if (known !== undefined || !op) return known ?? null;
    const one = asItWas(op);
    read.set(id, one);
    return one;
  }
  return (m) => {
    if (asked?.m === m) return asked.voids;
    const voids = m.refused.filter(({ reason }) => reason === "removed").map(({ id }) => ofOp(id));
    asked = { m, voids: voids.filter((one) => one !== null).slice(0, voidsMax) };
    return asked.voids;
  };
}

/** With itself. */
function pastOf(op: Op, all: ReadonlyMap<OpId, Op>): Map<OpId, Op> {
  const past = new Map<OpId, Op>();
  const open = [op];
  for (let next = open.pop(); next; next = open.pop()) {
    if (past.has(next.id)) continue;
    past.set(next.id, next);
    open.push(...next.parents.map((id) => all.get(id)).filter((one) => one !== undefined));
  }
  return past;
}
