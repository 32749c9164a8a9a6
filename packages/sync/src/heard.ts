// S91 Whether a device has said anything since it was given the place it has now: then it has the keys of it. What it said in
// an earlier place tells nothing of that.
import type { Device, DeviceId, Membership, Op, OpId } from "@fogata/keys";
import type { Circle } from "./circle.ts";
import type { Ledger } from "./ledger.ts";
import { toHex } from "./record.ts";

export function createHeard(o: {
  circle: Pick<Circle, "membership" | "op">;
  ledger: Pick<Ledger, "lastWritten" | "ofEpoch">;
}): (device: Device) => boolean {
  let asked: { m: Membership; log: Op[]; given: Map<DeviceId, number> } | null = null;

  /** The operations that count, and how often each device was let in. */
  function read() {
    const m = o.circle.membership();
    if (asked?.m === m) return asked;
    const past = new Set<OpId>(m.heads);
    for (const id of past) for (const parent of o.circle.op(id)?.parents ?? []) past.add(parent);
    const log = [...past].map((id) => o.circle.op(id)).filter((op) => op !== null);
    const given = new Map<DeviceId, number>();
    for (const id of log.flatMap(({ adds }) => adds)) given.set(id, (given.get(id) ?? 0) + 1);
    asked = { m, log, given };
    return asked;
  }

  function follows(id: OpId, earlier: OpId): boolean {
    const past = new Set([id]);
    for (const one of past) for (const parent of o.circle.op(one)?.parents ?? []) past.add(parent);
    return id !== earlier && past.has(earlier);
  }

  return ({ id, by, card }) => {
    const { m, log, given } = read();
    if ((given.get(id) ?? 0) <= 1) return o.ledger.lastWritten().has(id);
    const sign = toHex(card.sign);
    if (log.some((op) => toHex(op.by) === sign && follows(op.id, by))) return true;
    return [...m.epochs.values()].some(
      ({ kid, op }) => follows(op, by) && o.ledger.ofEpoch(kid).some(({ device }) => device === id),
    );
  };
}
