// A group at its very beginning: one person's device, the first key, and a log of two operations. Nothing of it is stored.
import {
  foundCircle,
  newEpoch,
  newMemberId,
  type Op,
  type OpId,
  type Primitives,
  type RestKey,
  resolve,
  signOp,
} from "@fogata/keys";
import type { GroupRecord } from "./group-record.ts";
import type { Clock } from "./ports.ts";

/** S46 Its keys are made for this group alone. */
export async function beginGroup(
  { p, restKey, clock }: { p: Primitives; restKey: RestKey; clock: Clock },
  o: { name: string; myName: string; relay: string; command: string },
): Promise<{ record: GroupRecord; device: string }> {
  const { wrapped, keys: device } = await p.newDeviceKeys(restKey);
  const member = newMemberId(p);
  const genesis = await foundCircle(p, { name: o.name, founder: { member, name: o.myName }, device });
  const first = await newEpoch(p, resolve(new Map<OpId, Op>([[genesis.id, genesis]]), genesis.id as never)!, new Map());
  const circle = genesis.id as string as GroupRecord["circle"];
  const epoch = await signOp(p, { circle, parents: [genesis.id], body: first.body, device });
  const record: GroupRecord = {
    circle,
    member,
    wrapped,
    ops: [genesis.bytes, epoch.bytes],
    epochs: [{ kid: first.keys.kid, key: first.keys.key }],
    relayWanted: o.relay,
    command: o.command,
    since: clock.now(),
  };
  return { record, device: device.id };
}
