// What devices of honest people said that were lost, in whoever's hands they lie: until a device has ended it is its person,
// so what it says beside its end stands, as packages/keys/README.md tells, and nobody took anything over by it.
import type { DeviceId, MemberId, Membership, Op, OpId } from "@fogata/keys";
import type { Said, Someone } from "./membership-people.ts";

export interface SaidByLost {
  /** Whose lost device said that they leave. */
  left: ReadonlySet<MemberId>;
  /** What their lost devices called them. */
  names: ReadonlyMap<MemberId, readonly string[]>;
}

/**
 * Only devices that their own people dropped or had replaced count, each for its own person and in words that do not know
 * of its end: a name or a leaving by any other hand, or after the drop, stays something that nobody decided.
 */
export function saidByLost(
  { people, said }: { people: readonly Someone[]; said: Said },
  { m, ops }: { m: Membership; ops: ReadonlyMap<OpId, Op> },
): SaidByLost {
  const lost = new Map<string, { id: DeviceId; member: MemberId }>();
  for (const { member, devices, hostile } of people)
    for (const { device } of hostile ? [] : devices.map(({ start }) => start))
      if (said.dropped.has(device.id)) lost.set(hex(device.sign.publicKey), { id: device.id, member });

  const left = new Set<MemberId>();
  const names = new Map<MemberId, string[]>();
  for (const op of ops.values()) {
    const { body } = op;
    const by = body.kind === "leave" || body.kind === "name" ? lost.get(hex(op.by)) : undefined;
    if (!by || knows(ops, op, m.lost.get(by.id)?.end)) continue;
    if (body.kind === "leave") left.add(by.member);
    if (body.kind === "name") names.set(by.member, [...(names.get(by.member) ?? []), body.name]);
  }
  return { left, names };
}

/** Whether `end` is in the past of this operation. */
function knows(ops: ReadonlyMap<OpId, Op>, op: Op, end: OpId | undefined): boolean {
  const past = new Set(op.parents);
  for (const id of past) for (const parent of ops.get(id)?.parents ?? []) past.add(parent);
  return end !== undefined && past.has(end);
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
