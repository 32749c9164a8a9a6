// How a yes becomes true, by what the invitation is for: the operation that brings somebody in. A recovery is not here:
// it takes the group.
import { admitBody, type JoinRequest, type MemberId, type OpBody } from "@fogata/keys";
import type { Client } from "./client.types.ts";
import type { AskerRecord } from "./group-record.ts";
import { inviteOf, takenOf, type Watched } from "./watched.ts";

/** `in`: nothing is left to write. `out`: they were in and are no more, or never can be. */
export type Standing = "in" | "out" | "not-yet";
export function standingOf(client: Pick<Client, "membership">, { deviceId }: AskerRecord): Standing {
  const m = client.membership();
  if (m.devices.has(deviceId as never)) return "in";
  return m.lost.has(deviceId as never) ? "out" : "not-yet";
}

/** True once it is in the log. */
export async function bringIn(
  client: Pick<Client, "membership" | "write">,
  one: Watched,
  asker: AskerRecord,
  chosen: { member: MemberId; at: number },
): Promise<boolean> {
  const body = bodyFor(client, one, asker, chosen);
  return body !== null && (await client.write(body)).ok;
}

function bodyFor(
  client: Pick<Client, "membership">,
  { record }: Watched,
  asker: AskerRecord,
  { member, at }: { member: MemberId; at: number },
): OpBody | null {
  const { joins } = record.link;
  if (joins) {
    const { device, consent } = asker;
    return consent && { kind: "device+", member: joins.member, device, consent, at };
  }
  const invite = inviteOf(client.membership(), record.key);
  if (!invite || invite.revoked || takenOf(invite) >= invite.uses) return null;
  const request: JoinRequest = { ...asker, deviceId: asker.deviceId as JoinRequest["deviceId"] };
  return admitBody({ invite, request, member, at });
}
