// Somebody who lost every device and opened a link that a member made for them: what that member's device does next, from
// the words compared to the keys sent. Decides, and touches nothing.
import {
  type Claim,
  type DeviceCard,
  type DeviceId,
  type Membership,
  type OpBody,
  type Recovery,
  recoveryWaitMs,
} from "@fogata/keys";
import type { AskerRecord, InvitationRecord } from "./group-record.ts";
import type { Progress } from "./inviting.types.ts";
import type { Result } from "./ports.ts";

/** What the group is asked to sign, as far as a link needs to know of it. */
export interface RecoveryAsks {
  /** Saying it twice is saying it once. */
  begin(says: Recovery): Promise<Result<unknown>>;
  /** What is asked about this new device; null for nothing. */
  of(device: DeviceCard): { signed: number; needed: number; open: boolean } | null;
}

export type Step =
  | { do: "ask"; says: Recovery }
  /** `wakeAt`: when to look again, though nothing has happened. */
  | { do: "tell"; progress: Progress; wakeAt: number | null; seenAt: number | null }
  | { do: "write"; body: OpBody }
  | { do: "answer" };

export function nextStep(o: {
  m: Membership;
  record: InvitationRecord;
  asker: AskerRecord;
  asked: ReturnType<RecoveryAsks["of"]>;
  now: number;
}): Step {
  const { m, record, asker, asked, now } = o;
  const member = m.members.get(record.link.joins!.member);
  if (m.devices.has(asker.deviceId as DeviceId)) return { do: "answer" };
  const tell = (progress: Progress, seenAt: number | null = null, wakeAt: number | null = null): Step => {
    return { do: "tell", progress, wakeAt, seenAt };
  };
  const claims = [...m.claims.values()].filter(({ device }) => device === asker.deviceId);
  if (member === undefined || m.lost.has(asker.deviceId as DeviceId)) return tell({ kind: "closed" });
  // Two devices may have put the same signatures into the log: a no to one of them is a no to the other.
  if (claims.some((one) => one.vetoed)) return tell({ kind: "said-no" });
  const [claim] = claims;
  if (claim) return waitFor(claim, record.recovery?.seenAt ?? now, now, tell);
  if (asked === null) {
    // The choice says when: asked again after a crash, these are the same bytes.
    const { at } = record.chosen.find((choice) => choice.asker === asker.id)!;
    const { device, consent } = asker;
    const says = { member: member.id, device, consent: consent!, lost: member.devices.toSorted(), at };
    return { do: "ask", says };
  }
  const { signed, needed, open } = asked;
  return tell(open ? { kind: "asked", signed, needed } : { kind: "closed" });
}

/** By this device's own clock, from when it first saw the claim: the claim's own date is its writer's word. */
function waitFor(
  claim: Claim,
  seenAt: number,
  now: number,
  tell: (progress: Progress, seenAt: number, wakeAt: number) => Step,
): Step {
  const until = Math.max(claim.at, seenAt) + recoveryWaitMs;
  if (now >= until) return { do: "write", body: { kind: "recovered", claim: claim.id, at: now } };
  return tell({ kind: "waiting", until }, seenAt, until);
}

export const sameProgress = (a: Progress, b: Progress): boolean => JSON.stringify(a) === JSON.stringify(b);
