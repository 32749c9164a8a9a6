// How everybody stands in a group, as plain data: made of what the log comes to and the time, and of nothing anybody
// has done since. No answer here depends on how active somebody is.
import {
  claimStateAt,
  type MemberId,
  type Membership,
  neededFor,
  type Op,
  type OpBody,
  type OpId,
  pausedAt,
  principles,
  recoveryWaitMs,
} from "@fogata/keys";
import { pausedLately } from "./ask-standing.ts";
import type { GoneView, HereView, RecoveryView, StandingView } from "./belonging.types.ts";
import type { InvitationView, PersonView } from "./device.types.ts";
import { shownName } from "./names.ts";
import type { Said } from "./said.ts";

export interface Looking {
  m: Membership;
  now: number;
  /** This device and whose it is. */
  device: string;
  member: string;
  op(id: string): Op | null;
  /** When this device first saw a claim: the 72 hours are counted from then. */
  seenAt(claim: string): number;
  /** Devices that are words on paper. */
  sheets: ReadonlySet<string>;
  /** What people call their devices. */
  names: ReadonlyMap<string, string>;
}

export function standingOf(m: Membership): StandingView {
  const full = [...m.members.values()].filter((member) => member.full);
  const { removal, welcomes, ask } = m.policy;
  return {
    full: full.length,
    removalNeeds: neededFor(m, full[0]?.id ?? null),
    removalNeedsOfJoiner: neededFor(m, null),
    welcomeNeeds: principles.welcomesNeeded(full.length, welcomes),
    chosen: { removal, welcomes },
    canRemove: !m.frozen,
    // Two who have just begun lack nothing: there never were enough of them.
    frozen: m.frozen && (full.length >= 3 || m.gone.size > 0),
    chooseAgain: ask,
  };
}

export function peopleOf({ m, now, device, member: me, op, sheets, names }: Looking): PersonView[] {
  const untilOf = (about: (pause: Membership["pauses"][number]) => boolean) => {
    const ends = m.pauses.filter((one) => about(one) && one.at <= now && now < one.until).map(({ until }) => until);
    return ends.length > 0 ? Math.max(...ends) : null;
  };
  const lately = pausedLately(m, now);
  const former = formerOf(m);
  return [...m.members.values()].map(({ id, name, devices, at, full, welcomedBy, welcomesNeeded, objections }) => {
    const pausedUntil = untilOf(({ target }) => target.kind === "member" && target.member === id);
    return {
      member: id,
      name: shownName(name),
      since: at ?? 0,
      full,
      welcomedBy: full && at !== null ? [...welcomedBy] : null,
      welcome: full
        ? null
        : {
            by: [...welcomedBy],
            needed: welcomedBy.length + welcomesNeeded,
            mine: (welcomedBy as string[]).includes(me),
            objections: [...objections],
          },
      pausedUntil,
      ...(lately.has(id) ? { pausedLately: true as const } : {}),
      devices: devices.map((one) => ({
        id: one,
        since: dateOf(op(m.devices.get(one)!.by)?.body),
        recovery: sheets.has(one),
        name: names.get(one) ?? "",
        pausedUntil: untilOf(({ target }) => target.kind === "device" && target.device === one) ?? pausedUntil,
        here: one === device,
      })),
      former: former.get(id) ?? [],
    };
  });
}

export function goneOf(m: Membership): GoneView[] {
  const former = formerOf(m);
  return [...m.gone.values()].flatMap(({ id, name, how }) =>
    how === "unseated" ? [] : [{ member: id, name: shownName(name), how, former: former.get(id) ?? [] }],
  );
}
function formerOf(m: Membership): ReadonlyMap<MemberId, string[]> {
  const former = new Map<MemberId, string[]>();
  for (const { id, member } of m.lost.values()) former.set(member, [...(former.get(member) ?? []), id]);
  return former;
}

/** `why`: the words the group gave for a removal, if they have reached this device. */
export function hereOf({ m, now, device, op }: Looking, why: (hash: Uint8Array) => string | null): HereView {
  const until = pausedAt(m, now).devices.has(device as never) ? lastPauseOf(m, now, device) : null;
  if (until !== null) return { kind: "paused", until };
  const lost = m.lost.get(device as never);
  if (lost === undefined) return { kind: "here" };
  if (lost.how === "left") return { kind: "left" };
  if (lost.how !== "removed" && lost.how !== "unseated") return { kind: "device-dropped" };
  const end = op(lost.end)?.body;
  return { kind: "removed", why: end?.kind === "remove" ? why(end.why) : null };
}

function lastPauseOf(m: Membership, now: number, device: string): number | null {
  const member = m.devices.get(device as never)?.member;
  const ends = m.pauses.filter(
    ({ target, at, until }) =>
      at <= now && now < until && (target.kind === "device" ? target.device === device : target.member === member),
  );
  return ends.length > 0 ? Math.max(...ends.map(({ until }) => until)) : null;
}

/** Whose claims for a new device are under way. Written twice at once, it is one. */
export function recoveriesOf(o: Pick<Looking, "m" | "now" | "member" | "seenAt">): RecoveryView[] {
  const { m, now, member: me } = o;
  const shown = new Map<string, RecoveryView>();
  for (const claim of m.claims.values()) {
    const from = Math.max(claim.at, o.seenAt(claim.id));
    const state = recoveryStates[claimStateAt(claim, now - from >= recoveryWaitMs ? now : claim.at)];
    const before = shown.get(claim.device);
    if (before && stages.indexOf(before.state) >= stages.indexOf(state)) continue;
    shown.set(claim.device, {
      claim: claim.id,
      member: claim.member,
      from,
      state,
      mine: claim.member === me,
    });
  }
  return [...shown.values()];
}
const recoveryStates = { waiting: "waiting", ripe: "may-complete", vetoed: "said-no", completed: "done" } as const;
const stages: RecoveryView["state"][] = ["waiting", "may-complete", "said-no", "done"];

/** Which devices are words on paper: their own member said so when the sheet was made. */
export function sheetsOf(m: Membership, all: readonly Said[]): Set<string> {
  const sheets = all.filter(({ statement: { what, details, member } }) => {
    return what === sheetWord && m.devices.get(details.device as never)?.member === member;
  });
  return new Set(sheets.map(({ statement }) => String(statement.details.device)));
}
export const sheetWord = "sheet";

/** Admissions of one invitation that exceed it: who came in by each. */
export function heldOf(m: Membership, invitation: string, op: Looking["op"]): InvitationView["held"] {
  return (m.invites.get(invitation as OpId)?.held ?? []).flatMap((id) => {
    const body = op(id)?.body;
    return body?.kind === "admit" ? [{ id, name: shownName(body.name) }] : [];
  });
}

function dateOf(body: OpBody | undefined): number | null {
  return body && (body.kind === "admit" || body.kind === "device+" || body.kind === "recovered") ? body.at : null;
}
