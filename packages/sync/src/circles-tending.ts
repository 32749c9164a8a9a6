// What is owed in a circle inside a group, from what both logs say now: whose seat has ended elsewhere, which device of
// one's own is not there yet, and who still has to be sent the keys. Pure; doing it twice is doing it once.
import { type Device, type DeviceId, type MemberId, type Membership, type OpBody, seatsOverAt } from "@fogata/keys";

export interface Tended {
  /** The circle, and its group. */
  m: Membership;
  group: Membership;
  me: { member: MemberId; device: DeviceId };
  now: number;
  /** Whether this very device let that one in. */
  isMine(device: Device): boolean;
  sent: readonly string[];
  wanted: readonly string[];
}
export interface Owed {
  /** S92 Ended in the group, or by its date: it ends here. */
  lapses: (OpBody & { kind: "lapse" })[];
  /** S93 Devices of mine that should give their word to join. */
  wanted: Device[];
  /** S91 Devices that were let in here and have no key yet. */
  letters: Device[];
}

export function owedIn(o: Tended): Owed {
  const { m, group, me } = o;
  // Whoever is gone, there or in the group, says nothing more.
  if (!m.devices.has(me.device) || !group.devices.has(me.device)) return { lapses: [], wanted: [], letters: [] };
  const mine = group.members.get(me.member)?.devices ?? [];
  return {
    lapses: lapsesOf(o),
    wanted: mine.flatMap((id) => {
      const known = m.devices.has(id) || m.lost.has(id) || o.wanted.includes(id);
      return known ? [] : [group.devices.get(id)!];
    }),
    letters: [...m.devices.values()].filter(
      (device) => device.id !== me.device && !o.sent.includes(device.id) && o.isMine(device),
    ),
  };
}

function lapsesOf({ m, group, me, now }: Tended): Owed["lapses"] {
  const over = new Set(seatsOverAt(m, now));
  return [...m.members.values()].flatMap(({ id: member, admittedBy: seat, devices }): Owed["lapses"] => {
    if (member === me.member) return [];
    const all = { kind: "lapse", member, seat, device: null } as const;
    const gone = group.gone.get(member);
    if (gone) return [{ ...all, because: gone.by }];
    if (over.has(member)) return [{ ...all, because: seat }];
    const lost = devices.flatMap((device) => group.lost.get(device) ?? []);
    // Who has no device left in it can be given a place again, with the devices they have now.
    if (lost.length > 0 && lost.length === devices.length) return [{ ...all, because: lost[0]!.end }];
    return lost.map(({ id, end }) => ({ ...all, device: id, because: end }));
  });
}
