// What depends on the time: who is paused, whose seat is over, which claims are ripe, whether a new key is owed. The log
// holds dates as data and the resolver never looks at a clock; whoever asks here says what time it is.
import { principles as ours, type Principles, recoveryWaitMs } from "./principles.ts";
import type { Claim, Device, DeviceId, Epoch, Kid, LostDevice, MemberId, Membership } from "./types.ts";

/** Who is paused at `now` (ms since 1970): members, and devices, those of paused members among them. */
export function pausedAt(m: Membership, now: number): { members: Set<MemberId>; devices: Set<DeviceId> } {
  const [members, devices] = [new Set<MemberId>(), new Set<DeviceId>()];
  for (const { target, at, until } of m.pauses) {
    if (now < at || now >= until) continue;
    if (target.kind === "device") {
      if (m.devices.has(target.device)) devices.add(target.device);
      continue;
    }
    const member = m.members.get(target.member);
    if (member === undefined) continue;
    members.add(member.id);
    for (const id of member.devices) devices.add(id);
  }
  return { members, devices };
}

/** Members of a working group whose seat is over by its date. */
export function seatsOverAt(m: Membership, now: number): Set<MemberId> {
  return new Set([...m.members.values()].filter(({ until }) => until !== null && until <= now).map(({ id }) => id));
}

/** Devices that belong and get no box for the time being. */
export function withheldAt(m: Membership, now: number): Set<DeviceId> {
  const withheld = pausedAt(m, now).devices;
  for (const id of seatsOverAt(m, now)) for (const device of m.members.get(id)!.devices) withheld.add(device);
  return withheld;
}

/**
 * Rotate before you write: the preferred epoch does not know that a device is gone, paused or over its seat; or it left
 * one out that is none of these any more. Boxes alone do not tell: who came in later was handed the key by whoever let
 * them in.
 */
export function rotationOwed(m: Membership, now: number): boolean {
  const epoch = m.preferred === null ? undefined : m.epochs.get(m.preferred);
  if (epoch === undefined) return true;
  const withheld = withheldAt(m, now);
  if ([...m.lost.values()].some((device) => !isClosedTo(epoch, device))) return true;
  if ([...withheld].some((id) => !epoch.without.includes(id))) return true;
  return epoch.without.some((id) => m.devices.has(id) && !withheld.has(id));
}

/**
 * Whether entry `n` of a device counts under an epoch. A device that is gone keeps what it wrote under epochs that did
 * not know of its end, as far as the line that was drawn; without `n` the question is whether it may write now.
 */
export function mayWrite(
  m: Membership,
  kid: Kid,
  device: DeviceId,
  n?: number,
  principles: Principles = ours,
): boolean {
  const epoch = m.epochs.get(kid);
  if (epoch === undefined) return false;
  if (m.devices.has(device)) return true;
  const ended = m.lost.get(device);
  if (ended === undefined) return false;
  return principles.entryCounts({ n, ended, closed: isClosedTo(epoch, ended) });
}

/**
 * A place that was given anew after the epoch began, by a letter with its key, is none that the epoch knew the end of. Nor
 * is one whose end came to nothing: it was sent the key, before it ended otherwise.
 */
function isClosedTo({ closedTo }: Epoch, { id, by, end }: Pick<LostDevice, "id" | "by" | "end">): boolean {
  return closedTo.some((one) => one.id === id && one.by === by && one.end === end);
}

/** A device that belongs, or did: its key still verifies what it wrote. */
export function deviceOf(m: Membership, id: DeviceId): Device | null {
  return m.devices.get(id) ?? m.lost.get(id) ?? null;
}

export type ClaimState = "waiting" | "ripe" | "vetoed" | "completed";
/** `ripe`: somebody else may say that the wait is over. */
export function claimStateAt(claim: Claim, now: number): ClaimState {
  if (claim.completed !== null) return "completed";
  if (claim.vetoed) return "vetoed";
  return now - claim.at >= recoveryWaitMs ? "ripe" : "waiting";
}
/** When its wait is over, ms since 1970. */
export function claimRipeAt(claim: Claim): number {
  return claim.at + recoveryWaitMs;
}
