// What must be so of working groups: while they go on, nobody writes under a key that somebody gone or paused has; in the
// end everybody seated has every word and sees the same places, and nobody else's keys open what came after they went.
import { type Membership, type Op, type OpId, pausedAt, resolve, seatsOverAt } from "@fogata/keys";
import type { Client } from "@fogata/sync";
import { type CirclesStory, doc } from "./circles.ts";
import type { CirclesDevice, Running } from "./circles-device.ts";
import type { NoteOnDisk } from "./membership-watch.ts";

/** An entry of a circle, and whom its author knew to be kept out of it then. */
interface Sealing {
  circle: string;
  kid: string;
  by: string;
  /** With the places that had been given to each by then. */
  gone: ReadonlyMap<string, Given>;
  /** Devices paused then, and until when. */
  paused: ReadonlyMap<string, number>;
}
/** Operations that let a device in, and when. */
type Given = ReadonlyMap<string, number>;
const keyOf = (circle: string, kid: string) => `circle/${circle}/epoch/${kid}`;

export interface Watch {
  over(device: CirclesDevice): void;
  leaks(): string[];
}

export function watchCircles({ world, devices, circles }: CirclesStory): Watch {
  const sealings: Sealing[] = [];
  const leaks: string[] = [];
  /** Keys that somebody had who had gone, with the hour: whether they had been let in once more is asked when all are there. */
  const suspects: { circle: string; id: string; before: Given; now: number; what: string }[] = [];
  const seen = new Set<string>();

  function sealed(device: CirclesDevice, circle: string, note: NoteOnDisk): void {
    const running = device.running();
    const m = running?.circles.client(circle)?.membership();
    const group = running?.group.membership();
    // Nor does it tell anybody anything that what lies there was looked at.
    const tellsNothing = note.type === "control" || note.type === "lockbox" || note.comp === "checked";
    if (!m || !group || tellsNothing) return;
    const now = world.now();
    const mine = device.start.device.id;
    // Who has just left says their last words to those who stay.
    if (m.lost.get(mine as never)?.how === "left") return;
    if (pausedAt(group, now).devices.has(mine as never)) leaks.push(`${device.name} writes while paused`);
    if (!group.devices.has(mine as never)) leaks.push(`${device.name} writes, and is not in the group`);
    const over = [...seatsOverAt(m, now)].flatMap((id) => m.members.get(id)!.devices);
    const given = placesGiven(device, circle);
    const gone = new Map(
      [...m.lost.keys(), ...group.lost.keys(), ...over].map((id) => [id as string, given.get(id) ?? new Map()]),
    );
    const paused = new Map<string, number>();
    for (const { target, at, until } of group.pauses) {
      if (now < at || now >= until) continue;
      const about = target.kind === "device" ? [target.device] : (group.members.get(target.member)?.devices ?? []);
      for (const id of about) paused.set(id, Math.max(until, paused.get(id) ?? 0));
    }
    if (paused.size > 0) world.count("written while somebody was paused");
    if (gone.size > 0) world.count("written after somebody had gone");
    sealings.push({ circle, kid: note.kid, by: device.name, gone, paused });
    for (const other of devices) {
      const id = other.start.device.id;
      if (id === mine || !other.disk.get(keyOf(circle, note.kid))) continue;
      if (paused.has(id)) leaks.push(`${device.name} writes under a key of ${other.name}, who is paused`);
      const before = gone.get(id);
      const what = `${device.name} writes under a key of ${other.name}, who has gone`;
      if (before) suspects.push({ circle, id, before, now, what });
    }
  }
  /** Whether anybody has let that device in once more by then, whoever knows of it yet: then it has everything. */
  function isGivenAnew(circle: string, id: string, before: Given, now: number): boolean {
    const given = devices.flatMap((device) => [...(placesGiven(device, circle).get(id) ?? [])]);
    return given.some(([op, at]) => !before.has(op) && at <= now);
  }
  /** Whoever is paused comes to no key under which was written meanwhile, before it is over. */
  function learned(device: CirclesDevice, circle: string, kid: string): void {
    const id = device.start.device.id;
    for (const one of sealings)
      if (one.circle === circle && one.kid === kid && world.now() < (one.paused.get(id) ?? 0))
        leaks.push(`${device.name} got a key of ${one.by}'s while paused`);
  }

  return {
    over(device) {
      device.disk.onWrite((writes) => {
        const own = writes.some(({ key }) => key.endsWith("/counter"));
        for (const { key, value } of writes) {
          const [, circle, what, kid] = key.split("/") as [string, string, string, string];
          if (!value || !circles.includes(circle)) continue;
          if (what === "epoch") learned(device, circle, kid);
          if (what !== "note" || !own) continue;
          const note = JSON.parse(new TextDecoder().decode(value)) as NoteOnDisk;
          if (note.device !== device.start.device.id || Object.keys(note.at).length > 0 || seen.has(note.id)) continue;
          seen.add(note.id);
          sealed(device, circle, note);
        }
      });
    },
    leaks() {
      for (const { circle, id, before, now, what } of suspects)
        if (!isGivenAnew(circle, id, before, now)) leaks.push(what);
      for (const { circle, kid, by, gone } of sealings) {
        for (const device of devices) {
          const id = device.start.device.id;
          const before = gone.get(id);
          if (!before || !device.disk.get(keyOf(circle, kid))) continue;
          // Of two places given beside each other the one may end and the other go on.
          if (devices.some((other) => isSeated(other, circle, id))) continue;
          if (!isGivenAnew(circle, id, before, world.now()))
            leaks.push(`${device.name} has a key under which ${by} wrote after they had gone`);
        }
      }
      return [...new Set(leaks)];
    },
  };
}

/** What all the operations come to that anybody has. */
function wholeOf(devices: CirclesDevice[], circle: string, of: (running: Running) => Client | null): Membership | null {
  const ops = new Map<OpId, Op>();
  for (const device of devices) {
    const running = device.running();
    const client = running && of(running);
    for (const key of device.disk.keys(`circle/${circle}/op/`)) {
      const op = client?.op(key.split("/")[3]!);
      if (op) ops.set(op.id, op);
    }
  }
  return resolve(ops, circle as never);
}

/** Keys made for a circle that none of these has. */
function lostKeys(devices: CirclesDevice[], circle: string, there: readonly { device: CirclesDevice }[]): string[] {
  const prefix = keyOf(circle, "");
  const made = devices.flatMap(({ disk }) => disk.keys(prefix));
  return [...new Set(made)].filter((key) => !there.some(({ device }) => device.disk.get(key)));
}

function isSeated(device: CirclesDevice, circle: string, id: string): boolean {
  return (
    device
      .running()
      ?.circles.client(circle)
      ?.membership()
      .devices.has(id as never) === true
  );
}

/** Every operation a device has that lets somebody in, with its hour, by the devices it lets in. */
function placesGiven(device: CirclesDevice, circle: string): Map<string, Map<string, number>> {
  const client = device.running()?.circles.client(circle);
  const given = new Map<string, Map<string, number>>();
  for (const key of device.disk.keys(`circle/${circle}/op/`)) {
    const op = client?.op(key.split("/")[3]!);
    const at = op && "at" in op.body ? op.body.at : 0;
    for (const id of op?.adds ?? []) given.set(id, (given.get(id) ?? new Map()).set(op!.id, at));
  }
  return given;
}

export async function checkCircles({ devices, circles, changes, world }: CirclesStory): Promise<string[]> {
  const broken: string[] = [];
  for (const circle of circles) {
    const m = wholeOf(devices, circle, ({ circles }) => circles.client(circle));
    // Who was kept from the keys and then removed cannot know of it.
    const group = wholeOf(devices, devices[0]!.start.circle, (running) => running.group);
    if (!m || !group) throw new Error("a log without its beginning");
    const over = seatsOverAt(m, world.now());
    const isThere = (id: string) =>
      m.devices.has(id as never) && group.devices.has(id as never) && !over.has(m.devices.get(id as never)!.member);
    const there = devices.flatMap((device) => {
      const running = device.running();
      const client = running?.circles.client(circle);
      return isThere(device.start.device.id) && running && client
        ? [{ device, client, m: client.membership(), running }]
        : [];
    });
    const [one] = there;
    if (!one) {
      world.count("a circle that nobody is left in");
      continue;
    }
    if (lostKeys(devices, circle, there).length > 0) {
      // Whoever had it left before those who were kept from it could be sent it: what was said under it is gone with them.
      world.count("a key that nobody left has");
      continue;
    }
    const seatsOf = ({ m }: typeof one) =>
      JSON.stringify(
        [...m.members.values()].map(({ id, until, admittedBy, devices }) => [
          id,
          until,
          admittedBy,
          [...devices].sort(),
        ]),
      );
    if (seatsOf({ ...one, m }) !== seatsOf(one)) broken.push(`${one.device.name} sees other places than were given`);
    // Nobody has a place who has gone, and every device of who has one is there.
    for (const { id: member, devices: seated } of m.members.values()) {
      for (const id of seated) if (!group.devices.has(id)) broken.push(`${tellOf(id)} has a place, and has gone`);
      // One that was let in while the power went was never set up.
      for (const id of group.members.get(member)?.devices ?? [])
        if (isSetUp(id) && !there.some(({ device }) => device.start.device.id === id))
          broken.push(`${tellOf(id)} has a place and not the circle`);
    }
    function isSetUp(id: string): boolean {
      return devices.some(({ start }) => start.device.id === id);
    }
    function tellOf(id: string): string {
      const device = devices.find(({ start }) => start.device.id === id);
      const view = device
        ?.running()
        ?.circles.views()
        .find((one) => one.id === circle);
      return `${device?.name} (${view?.mine ?? "without a letter"})`;
    }
    for (const each of there) {
      const { device, m } = each;
      if (seatsOf(each) !== seatsOf(one)) broken.push(`${device.name} and ${one.device.name} see different places`);
      if (m.heads.join() !== one.m.heads.join())
        broken.push(`${device.name} has other operations than ${one.device.name}`);
      const mine = device.onDisk(circle, doc);
      if (mine.heads() !== one.device.onDisk(circle, doc).heads())
        broken.push(`${device.name} and ${one.device.name} read different words`);
      const status = each.client.status().kind;
      if (status !== "shared") broken.push(`${device.name} is ${status} in the end`);
      for (const [hash, { circle: where, device: by, seat }] of changes) {
        const author = m.members.get(by.member as never);
        if (where !== circle || author?.admittedBy !== seat || !m.devices.has(by.start.device.id as never)) continue;
        if (!mine.has(hash)) broken.push(`${device.name} lacks what ${by.name} wrote`);
      }
    }
  }
  return [...new Set(broken)];
}
