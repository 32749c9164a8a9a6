// What a person does about who belongs, as operations of the log. Each asks first how it stands now: what is so already
// is not said again, so that doing it twice is doing it once.
import {
  claimStateAt,
  type MemberId,
  type Membership,
  type OpBody,
  type OpId,
  pausedAt,
  recoveryWaitMs,
} from "@fogata/keys";
import type { Asks } from "./asks.ts";
import type { Act, ActFault } from "./belonging.types.ts";
import type { Client } from "./client.types.ts";
import type { createDeviceNames } from "./device-names.ts";
import { cleanName } from "./names.ts";
import type { Clock, Result } from "./ports.ts";

/** What an act comes to: an operation to write, nothing (it is so already), or why not. */
export type Answer = { write: OpBody } | { done: null } | { fault: ActFault };
export interface Acting {
  m: Membership;
  now: number;
  member: MemberId;
  device: string;
  /** The last entry of each device that this one holds. */
  accepted: ReadonlyMap<string, number>;
  /** When this device first saw a claim. */
  seenAt(claim: string): number;
}
export type PlainAct = Exclude<Act, { type: "ask" | "sign" | "take-back" | "name-device" }>;

/** Whoever is paused can still go, say no, and drop what they have lost. */
const whilePaused: Act["type"][] = ["leave", "say-no", "drop-device"];

/** Why this device can do nothing of the kind now, whatever it is about. */
export function standsInTheWay({ m, now, device }: Acting, act: Act): ActFault | null {
  if (!m.devices.has(device as never)) return "gone";
  const isPaused = pausedAt(m, now).devices.has(device as never);
  return isPaused && !whilePaused.includes(act.type) ? "paused" : null;
}

export function answerTo(o: Acting, act: PlainAct): Answer {
  const { m, now, member } = o;
  const me = m.members.get(member)!;
  switch (act.type) {
    case "welcome": {
      if (!me.full) return { fault: "not-full" };
      const isKnown = act.members.some((id) => m.members.has(id as MemberId));
      const members = [...new Set(act.members as MemberId[])].filter((id) => {
        const one = m.members.get(id);
        return one?.full === false && !one.welcomedBy.includes(member);
      });
      if (members.length > 0) return { write: { kind: "welcome", members: members.sort() } };
      return isKnown ? done : { fault: "gone" };
    }
    case "object": {
      const about = m.members.get(act.member as MemberId);
      if (!me.full) return { fault: "not-full" };
      if (about === undefined || about.full) return { fault: "gone" };
      return about.objections.includes(member) ? done : { write: { kind: "objection", member: about.id } };
    }
    case "rename": {
      const name = cleanName(act.name);
      if (name === null) return { fault: "bad-name" };
      return name === me.name ? done : { write: { kind: "name", name } };
    }
    case "withdraw-invitation": {
      const invite = m.invites.get(act.invitation as OpId);
      if (invite === undefined) return { fault: "gone" };
      if (invite.revoked) return done;
      return mayTend(m, invite.by, me) ? { write: { kind: "revoke", invite: invite.id } } : { fault: "not-full" };
    }
    case "settle": {
      const invite = m.invites.get(act.invitation as OpId);
      if (invite === undefined) return { fault: "gone" };
      if (invite.held.length === 0) return done;
      if (act.held !== null && !invite.held.includes(act.held as OpId)) return { fault: "gone" };
      if (!mayTend(m, invite.by, me)) return { fault: "not-full" };
      return { write: { kind: "settle", invite: invite.id, admit: act.held as OpId | null } };
    }
    case "drop-device": {
      const device = m.devices.get(act.device as never);
      if (device === undefined) return m.lost.get(act.device as never)?.member === member ? done : { fault: "gone" };
      if (device.member !== member) return { fault: "gone" };
      if (device.id === o.device) return { fault: "last-device" };
      return { write: { kind: "device-", device: device.id, last: o.accepted.get(device.id) ?? 0 } };
    }
    case "leave":
      return { write: { kind: "leave" } };
    case "say-no": {
      const claim = m.claims.get(act.claim as OpId);
      if (claim === undefined || claim.completed !== null || claim.member !== member) return { fault: "gone" };
      return claim.vetoed ? done : { write: { kind: "veto", claim: claim.id } };
    }
    case "complete": {
      const claim = m.claims.get(act.claim as OpId);
      if (claim === undefined || claim.vetoed) return { fault: "gone" };
      if (claim.completed !== null) return done;
      if (claim.member === member) return { fault: "about-me" };
      // K37 From when it was first seen here: the claim's own date is its writer's word.
      const isRipe = claimStateAt(claim, now) === "ripe" && now - o.seenAt(claim.id) >= recoveryWaitMs;
      return isRipe ? { write: { kind: "recovered", claim: claim.id, at: now } } : { fault: "too-soon" };
    }
  }
}
const done: Answer = { done: null };

/** An invitation is its inviter's to withdraw or settle, or any full member's. */
function mayTend(m: Membership, by: string, me: { id: MemberId; full: boolean }): boolean {
  return me.full || (m.devices.get(by as never) ?? m.lost.get(by as never))?.member === me.id;
}

export function createActs(o: {
  client: Client;
  clock: Clock;
  member: MemberId;
  device: string;
  asks: Asks;
  names: ReturnType<typeof createDeviceNames>;
}) {
  const acting = (): Acting => ({
    m: o.client.membership(),
    now: o.clock.now(),
    member: o.member,
    device: o.device,
    accepted: o.client.accepted(),
    seenAt: o.client.seenAt,
  });

  /** `command` is the same when it is repeated by another tab. */
  async function act(what: Act, command: string): Promise<Result<{ id: string | null }, ActFault>> {
    const stands = standsInTheWay(acting(), what);
    if (stands !== null) {
      // Said twice, and the first time was enough.
      const left = what.type === "leave" && o.client.membership().lost.get(o.device as never)?.how === "left";
      return left ? { ok: true, value: { id: null } } : { ok: false, reason: stands };
    }
    if (what.type === "ask") return o.asks.begin(what.what, command);
    if (what.type === "sign") return o.asks.sign(what.ask);
    if (what.type === "take-back") return o.asks.takeBack(what.ask);
    if (what.type === "name-device") return o.names.give(what.device, what.name);
    // What was typed until now goes before it: afterwards nobody would take it.
    if (what.type === "leave") await o.client.flush();
    const answer = answerTo(acting(), what);
    if ("fault" in answer) return { ok: false, reason: answer.fault };
    if ("done" in answer) return { ok: true, value: { id: null } };
    const written = await o.client.write(answer.write);
    return written.ok ? { ok: true, value: { id: null } } : written;
  }
  return { act };
}
