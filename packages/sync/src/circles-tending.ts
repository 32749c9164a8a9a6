// What is owed in a circle inside a group, from what both logs say now: whose seat has ended elsewhere, who is paused,
// which device of one's own is not there yet, who still has to be sent the keys. Pure; doing it twice is doing it once.
import {
  type Device,
  type DeviceId,
  type MemberId,
  type Membership,
  type Op,
  type OpBody,
  type OpId,
  pausedAt,
  seatsOverAt,
  withheldAt,
} from "@fogata/keys";

/** How both stand, and who asks. */
export interface Both {
  /** The circle, and its group. */
  m: Membership;
  group: Membership;
  me: { member: MemberId; device: DeviceId };
  now: number;
  /** An operation of the group. */
  groupOp(id: OpId): Op | null;
}
export interface Tended extends Both {
  /** Which device let that one in; null if none that is still here. */
  letInBy(device: Device): DeviceId | null;
  /** Whether anything of that device's was heard in the circle since it has this place: then it has its keys. */
  wasHeard(device: Device): boolean;
  /** Whether the circle's relay has this operation. */
  wasGiven(op: OpId): boolean;
  groupIsRead: boolean;
  /** The places whose keys were sent from here, and those that devices of mine were asked to take (`placeOf`). */
  sent: readonly string[];
  wanted: readonly string[];
}
export interface Owed {
  /** S93 Devices of mine that should give their word to join me in the place I have now. */
  wanted: Device[];
  /** S91 Devices that were let in here and have no key yet. */
  letters: Device[];
}
type Said = OpBody & { kind: "leave" | "lapse" | "paused" };

/** What the simulator replaces to show that it would notice. */
export interface CircleRules {
  saidLess(both: Both): Said[];
  mayWrite(o: Both & { groupIsRead: boolean; saidLess: readonly Said[] }): boolean;
  owedIn(tended: Tended): Owed;
}

/**
 * S92 What the group says of who belongs and this circle does not say yet. Whoever is gone or paused says nothing of
 * others, and about oneself one says nothing but that one leaves.
 */
export function saidLess(both: Both): Said[] {
  const { m, group, me, now } = both;
  if (!m.devices.has(me.device)) return [];
  if (group.gone.get(me.member)?.how === "left") return [{ kind: "leave" }];
  if (!isHere(group, me.device, now)) return [];
  return [...lapsesOf(both), ...pausesOf(both)];
}

/** S92 Until all that the group says is known, and said here, only that is said here. */
export function mayWrite({ group, me, now, groupIsRead, saidLess }: Parameters<CircleRules["mayWrite"]>[0]): boolean {
  return groupIsRead && isHere(group, me.device, now) && saidLess.length === 0;
}

export function owedIn({ m, group, me, now, letInBy, wasHeard, wasGiven, groupIsRead, sent, wanted }: Tended): Owed {
  if (!m.devices.has(me.device) || !isHere(group, me.device, now)) return { wanted: [], letters: [] };
  const mine = group.members.get(me.member)?.devices ?? [];
  const seat = m.members.get(me.member)!.admittedBy;
  // Who was never heard may themselves be waiting for a letter.
  const canSend = (one: Device) => isHere(group, one.id, now) && (one.id === me.device || wasHeard(one));
  const senders = [...m.devices.values()].filter(canSend).map(({ id }) => id);
  const isFirst = senders.sort()[0] === me.device;
  const withheld = withheldAt(m, now);
  // S83 A place can be given to somebody who is paused: the keys come when that is over, here and in the group.
  const mayBeSent = (id: DeviceId) => isHere(group, id, now) && !withheld.has(id);
  return {
    wanted: mine.flatMap((id) => {
      // What ended with an earlier place of mine may not have been named by whoever gave me this one: it is asked again.
      const isDropped = m.lost.get(id)?.how === "dropped";
      const one = { ...group.devices.get(id)!, by: seat };
      return m.devices.has(id) || isDropped || wanted.includes(placeOf(one)) ? [] : [one];
    }),
    letters: [...m.devices.values()].filter((device) => {
      if (device.id === me.device || sent.includes(placeOf(device)) || !mayBeSent(device.id)) return false;
      // Else somebody who is paused could have the keys before the others know that they have a place.
      // Or whoever it is for may be paused by now, where that has not been read yet.
      if (!wasGiven(device.by) || !groupIsRead) return false;
      const by = letInBy(device);
      if (by !== null && isHere(group, by, now)) return by === me.device;
      // Whoever gave the place may have gone before the letter went out.
      return isFirst && !wasHeard(device);
    }),
  };
}

export const circleRules: CircleRules = { saidLess, mayWrite, owedIn };

/** A device in the place it has now: what was sent for an earlier one does not open what came since. */
export const placeOf = ({ id, by }: Device): string => `${id}/${by}`;

const isHere = (group: Membership, device: DeviceId, now: number) =>
  group.devices.has(device) && !pausedAt(group, now).devices.has(device);

function lapsesOf({ m, group, me, now, groupOp }: Both): Said[] {
  const over = seatsOverAt(m, now);
  const nobodys = nobodysDevices(group, groupOp);
  return [...m.members.values()].flatMap(({ id: member, admittedBy: seat, devices }): Said[] => {
    // Of oneself one says only which devices of one's own are lost.
    if (member === me.member) return devices.filter((id) => id !== me.device).flatMap((id) => lapseOf(id) ?? []);
    const all = { kind: "lapse", member, seat, device: null } as const;
    const gone = group.gone.get(member);
    if (gone) return [{ ...all, because: gone.by }];
    if (over.has(member)) return [{ ...all, because: seat }];
    const ends = devices.flatMap((device) => endOf(device) ?? []);
    // Who has no device left in it can be given a place again, with the devices they have now.
    if (ends.length > 0 && ends.length === devices.length) return [{ ...all, because: ends[0]! }];
    return devices.flatMap((id) => lapseOf(id) ?? []);

    function lapseOf(device: DeviceId): Said | null {
      const because = endOf(device);
      return because ? { kind: "lapse", member, seat, device, because } : null;
    }
  });

  function endOf(device: DeviceId): OpId | undefined {
    return group.lost.get(device)?.end ?? nobodys.get(device);
  }
}

/** Those that were given a place before it was known that they had never been let in, with what was to let them in. */
function nobodysDevices(group: Membership, groupOp: Both["groupOp"]): ReadonlyMap<DeviceId, OpId> {
  const given = group.refused.flatMap(({ id }) => groupOp(id)?.adds.map((device) => [device, id] as const) ?? []);
  return new Map(given.filter(([device]) => !group.devices.has(device) && !group.lost.has(device)));
}

function pausesOf({ m, group, me, now }: Both): Said[] {
  const key = ({ target, at, until }: Membership["pauses"][number]) => JSON.stringify([target, at, until]);
  const known = new Set(m.pauses.map(key));
  return group.pauses.flatMap((pause): Said[] => {
    const { id: because, target, at, until } = pause;
    const about = target.kind === "device" ? m.devices.get(target.device)?.member : target.member;
    // A lost phone of mine is mine to tell of, from another device.
    const isMe = target.kind === "device" ? target.device === me.device : target.member === me.member;
    const seated = about !== undefined && m.members.has(about);
    if (isMe || !seated || until <= now || known.has(key(pause))) return [];
    return [{ kind: "paused", target, at, until, because }];
  });
}
