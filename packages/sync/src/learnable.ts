// Which epochs each device of a circle can come to know by itself. Asked at every step of a large group, so the graph is
// walked once for each epoch and not for each device.
import type { Device, DeviceId, Epoch, Kid, Membership, Op, OpId } from "@fogata/keys";
import { toHex } from "./record.ts";

export interface Learnable {
  /**
   * Three sorts: those that whoever let it in could hand over then; those that have a box for it and whose whole past it
   * can read; and the earlier ones whose keys are wrapped in these.
   */
  of(device: Device): ReadonlySet<Epoch>;
}

interface Known {
  /** Whose key is here. */
  isHeld?(kid: Kid): boolean;
  /** Where noise lies in an epoch in place of the key of one before it. */
  isShut?(kid: Kid, parent: Kid): boolean;
}

export function learnableIn(
  m: Membership,
  all: ReadonlyMap<OpId, Op>,
  { isHeld = () => true, isShut = () => false }: Known = {},
): Learnable {
  const children = new Map<OpId, OpId[]>();
  for (const { id, parents } of all.values())
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), id]);
  const after = new Map<OpId, Set<OpId>>();
  function isBefore(op: OpId, other: OpId): boolean {
    let following = after.get(op);
    if (!following) {
      following = new Set();
      const open = [...(children.get(op) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (following.has(next)) continue;
        following.add(next);
        open.push(...(children.get(next) ?? []));
      }
      after.set(op, following);
    }
    return following.has(other);
  }

  const everybody = [...m.lost.values(), ...m.devices.values()];
  const byKey = new Map(everybody.map((one) => [toHex(one.card.sign), one]));
  const rising = [...m.epochs.values()].sort((a, b) => a.depth - b.depth);
  // What was passed by, since it opened for nobody, has noise in its place: nobody comes through it to what lies before.
  const passedBy = new Set(
    rising.filter(({ kid }) => isHeld(kid)).flatMap(({ parents }) => parents.filter((kid) => !isHeld(kid))),
  );
  const earlier = new Map(rising.map((epoch) => [epoch, rising.filter(({ op }) => isBefore(op, epoch.op))]));
  const refused = new Set(m.refused.map(({ id }) => id));
  const placesOf = new Map<DeviceId, Set<Op>>();
  const letIn = (id: DeviceId, op: Op) => placesOf.set(id, (placesOf.get(id) ?? new Set()).add(op));
  // Only in a circle inside a group can there be several.
  for (const op of all.values())
    if (op.body.kind === "seat" && !refused.has(op.id)) for (const id of op.adds) letIn(id, op);
  for (const { id, by } of everybody) if (all.has(by)) letIn(id, all.get(by)!);
  const known = new Map<DeviceId, ReadonlySet<Epoch>>();

  function of(device: Device): ReadonlySet<Epoch> {
    const before = known.get(device.id);
    if (before) return before;
    const learns = new Set<Epoch>();
    // Two who each gave the other a place, the one after the other had gone, know of each other what their boxes say.
    known.set(device.id, learns);
    withBoxes(device, learns);
    // Whoever had a place before has the keys of that still: three can each have given the next one a place again.
    for (const place of placesOf.get(device.id) ?? []) {
      const admitter = byKey.get(toHex(place.by));
      const given = admitter && admitter.id !== device.id ? [...of(admitter)] : [];
      // What was open then is handed over; what came before is found in it.
      const then = given.filter((epoch) => isBefore(epoch.op, place.id));
      for (const epoch of then) if (!then.some(({ parents }) => parents.includes(epoch.kid))) learns.add(epoch);
      withBoxes(device, learns);
    }
    return learns;
  }
  function withBoxes(device: Device, learns: Set<Epoch>): void {
    for (let size = -1; size < learns.size; ) {
      size = learns.size;
      for (const epoch of rising) {
        // An operation counts for nobody who lacks its past, and each part of that was said in an epoch of its own.
        const isReadable = () => earlier.get(epoch)!.every((one) => learns.has(one) || passedBy.has(one.kid));
        if (!learns.has(epoch) && epoch.devices.includes(device.id) && isReadable()) learns.add(epoch);
        if (!learns.has(epoch)) continue;
        for (const kid of epoch.parents) {
          const parent = m.epochs.get(kid);
          if (parent && !passedBy.has(kid) && !isShut(epoch.kid, kid)) learns.add(parent);
        }
      }
    }
  }
  return { of };
}
