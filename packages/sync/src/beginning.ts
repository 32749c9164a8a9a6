// A group at its very beginning: one person's device, the first key, and a log of two operations. Nothing of it is stored.
import { foundCircle, newMemberId, type Primitives, type RestKey } from "@fogata/keys";
import { firstOps } from "./first-ops.ts";
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
  const first = await firstOps(p, { genesis, device, relay: null });
  const record: GroupRecord = {
    ...first,
    member,
    wrapped,
    relayWanted: o.relay,
    command: o.command,
    since: clock.now(),
  };
  return { record, device: device.id };
}
