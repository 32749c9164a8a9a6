// What must hold in a group at rest, whoever tried what: the rules of belonging as the people in it would say them.
import {
  type DeviceId,
  type EpochKeys,
  epochKeys,
  type Kid,
  type MemberId,
  type Membership,
  type Op,
  type OpId,
  type Primitives,
  readOp,
  resolve,
} from "@fogata/keys";
import { summaryOf } from "@fogata/keys/testing";
import type { Device } from "./device.ts";
import { saidByLost } from "./membership-lost.ts";
import { markOf, type Said, type Someone } from "./membership-people.ts";
import { opensFor, strangerKeys } from "./membership-stranger.ts";
import { notesOf, type Watch } from "./membership-watch.ts";
import type { RelayHost } from "./relay-host.ts";
import type { World } from "./world.ts";

export interface Group {
  world: World;
  relay: RelayHost;
  p: Primitives;
  circle: OpId;
  people: Someone[];
  said: Said;
  watch: Watch;
  docs: readonly string[];
  /** What was typed and is on a disk, by the change's hash. */
  changes: ReadonlyMap<string, { doc: string; device: string }>;
  statements: ReadonlyMap<string, { device: string }>;
  /** Who let whom in: the newcomer's device, the device that did it. */
  letInBy: ReadonlyMap<string, string>;
  crossed: readonly Crossed[];
  /** Those who came by one invitation, each let in beside the others, and how many of them may stay. */
  raced: readonly Raced[];
  /** Changes that somebody gone wrote under a key which knew of their end, and the document. */
  lent: ReadonlyMap<string, string>;
}
export interface Raced {
  members: readonly MemberId[];
  most: number;
}
/** Two people, and the removals of both that did not know of each other. */
export interface Crossed {
  members: readonly [MemberId, MemberId];
  removals: readonly OpId[];
}

/** Every operation that the devices hold who are still here: what somebody wrote who is gone may have reached nobody. */
export async function everyOp(group: Group): Promise<Map<OpId, Op>> {
  const honest = group.people.filter(({ hostile }) => !hostile).flatMap(({ devices }) => devices);
  const m = resolve(await opsOf(group, honest), group.circle)!;
  return opsOf(group, remaining(group, m));
}
async function opsOf({ p, circle }: Group, devices: readonly Device[]): Promise<Map<OpId, Op>> {
  const bytes = new Map<string, Uint8Array>();
  for (const device of devices)
    for (const key of device.disk.keys(`circle/${circle}/op/`)) bytes.set(key, device.disk.get(key)!);
  const ops = new Map<OpId, Op>();
  for (const one of bytes.values()) {
    const read = await readOp(p, one);
    if (read.ok) ops.set(read.value.id, read.value);
  }
  return ops;
}

export function remaining({ people }: Group, m: Membership): Device[] {
  const honest = people.filter(({ hostile }) => !hostile).flatMap(({ devices }) => devices);
  return honest.filter(({ start }) => m.devices.has(start.device.id));
}

/**
 * `belonging`: who belongs, on every device and as it is. `keys`: also what keys, channels and documents must do about it.
 */
export type Asked = "belonging" | "keys";

export async function checkGroup(group: Group, asked: Asked): Promise<string[]> {
  const broken: string[] = [];
  const fail = (what: string) => broken.push(what);
  const ops = await everyOp(group);
  // The simulator's own reading, by the true rules and at once: no device's word is taken for it.
  const m = resolve(ops, group.circle)!;
  const here = remaining(group, m);
  checkNobodyTookOver(group, { m, ops }, null, fail);
  for (const device of here) {
    const client = device.leader()?.client;
    if (!client) fail(`${device.name} has no leading tab`);
    else checkNobodyTookOver(group, { m: client.membership(), ops }, device, fail);
  }
  if (broken.length > 0) return broken;
  for (const device of here) await checkReading(group, device, fail);
  if (asked === "belonging" || broken.length > 0) return broken;
  broken.push(...new Set(group.watch.leaks));
  checkSameEverywhere(group, m, ops, here, fail);
  await checkWords(group, here, fail);
  await checkStrangers(group, m, [...ops.values()], here, fail);
  return broken;
}

type Fail = (what: string) => void;

// ----------------------------------------------------------------- nobody took over

/** As one device sees it, or as it is. Only what honest people said, in the numbers it takes, changes who belongs. */
function checkNobodyTookOver(
  { people, said, letInBy, crossed, raced, circle }: Group,
  { m, ops }: { m: Membership; ops: ReadonlyMap<OpId, Op> },
  device: Device | null,
  fail: Fail,
) {
  const who = device ? `${device.name}: ` : "";
  const honest = people.filter(({ hostile }) => !hostile);
  const byDevice = new Map(
    people.flatMap((one) => one.devices.map(({ start }) => [start.device.id as string, one] as const)),
  );
  const byLost = saidByLost({ people, said }, { m, ops });
  /** `left`: those whose leaving is reason enough. */
  const mayBeOut = (
    id: string | undefined,
    left: (one: MemberId) => boolean = (one) => said.left.has(one) || byLost.left.has(one),
  ): boolean => {
    const one = id === undefined ? undefined : byDevice.get(id);
    if (id === undefined || one === undefined) return false;
    if (said.dropped.has(id) || left(one.member) || said.removed.has(one.member)) return true;
    const by = letInBy.get(id);
    return mayBeOut(by, left);
  };
  for (const one of honest) {
    const member = m.members.get(one.member);
    const ids = one.devices.map(({ start }) => start.device.id);
    if (!member && m.gone.has(one.member) && !ids.some((id) => mayBeOut(id)))
      fail(`${who}${one.name} is gone, and nobody decided it`);
    for (const id of ids)
      if (m.lost.has(id) && !mayBeOut(id)) fail(`${who}a device of ${one.name} is gone, and nobody said so`);
    const chosen = [...(said.names.get(one.member)?.split("\n") ?? []), ...(byLost.names.get(one.member) ?? [])];
    if (member?.name !== undefined && !chosen.includes(member.name))
      fail(`${who}${one.name} bears a name they did not choose: ${member.name}`);
    for (const id of member?.devices ?? [])
      if (!one.made.has(id)) fail(`${who}somebody else's device sits in the seat of ${one.name}`);
    // What a device said counts for nothing if it turned out that it had never been let in.
    const left = said.left.get(one.member);
    if (left?.told && member && !mayBeOut(left.by, (other) => other !== one.member && said.left.has(other)))
      fail(`${who}${one.name} has left and is still here`);
  }
  const founders = new Set(people.filter(({ founder }) => founder).map(({ member }) => member));
  for (const member of m.members.values()) {
    const known = people.some((one) => one.member === member.id);
    if (!known && member.full) fail(`${who}somebody who does not exist is a full member`);
    if (member.full && !founders.has(member.id) && !said.welcomed.get(member.id)?.size)
      fail(`${who}a full member whom nobody honest welcomed`);
    if (
      member.full &&
      member.objections.length > 0 &&
      !founders.has(member.id) &&
      !said.welcomedBeforeAnyNo.has(member.id)
    )
      fail(`${who}a full member in spite of an objection`);
  }
  for (const { members, most } of raced)
    if (members.filter((id) => m.members.has(id)).length > most)
      fail(`${who}${most === 0 ? "somebody came in by another's invitation" : "two came in by an invitation for one"}`);
  const isCertified = (id: OpId) => said.certified.has(markOf(ops.get(id)?.body));
  if (m.policy.id !== circle && !isCertified(m.policy.id)) fail(`${who}numbers that the group did not choose`);
  for (const pause of m.pauses) if (!isCertified(pause.id)) fail(`${who}a pause that nobody signed`);
  for (const claim of m.claims.values())
    if (claim.completed && !isCertified(claim.id)) fail(`${who}a seat recovered for nobody`);
  const refused = new Set(m.refused.map(({ id }) => id));
  // A third removal beside them, of somebody who had signed, can leave one of them with too few.
  for (const { members } of crossed.filter((pair) => !pair.removals.some((id) => refused.has(id))))
    if (m.gone.has(members[0]) !== m.gone.has(members[1])) fail(`${who}of two removals that crossed one did not stand`);
  for (const [id, end] of m.gone)
    if (end.how === "removed" && !said.removed.has(id)) fail(`${who}a removal that too few signed`);
}

/** A device takes what it holds for the very group that the true rules make of it, read at once. */
async function checkReading(group: Group, device: Device, fail: Fail): Promise<void> {
  const mine = device.leader()!.client!.membership();
  const truth = resolve(await opsOf(group, [device]), group.circle)!;
  if (JSON.stringify(summaryOf(mine)) !== JSON.stringify(summaryOf(truth)))
    fail(`${device.name} takes its operations for another group: ${differences(mine, truth)}`);
}

// ------------------------------------------------------------ the same for everybody

function checkSameEverywhere(
  { circle, people }: Group,
  m: Membership,
  ops: ReadonlyMap<OpId, Op>,
  here: readonly Device[],
  fail: Fail,
): void {
  const hands = people.filter(({ hostile }) => !hostile).flatMap(({ devices }) => devices.map(signOf));
  const hasKey = (device: Device, kid: Kid) => device.disk.get(`circle/${circle}/epoch/${kid}`) !== undefined;
  /** Made by somebody hostile, and it opens for nobody: passed by. */
  const isShut = (kid: Kid) => {
    const by = Buffer.from(ops.get(m.epochs.get(kid)!.op)!.by).toString("hex");
    return kid !== m.preferred && !hands.includes(by) && !here.some((device) => hasKey(device, kid));
  };
  const truth = JSON.stringify(summaryOf(m));
  for (const device of here) {
    const client = device.leader()!.client!;
    if (client.status().kind !== "shared")
      fail(
        `${device.name} does not come to rest: ${JSON.stringify(client.status())} ${JSON.stringify(client.refused())}`,
      );
    const mine = client.membership();
    if (mine.heads.join() !== m.heads.join()) fail(`${device.name} has other operations than the others`);
    else if (JSON.stringify(summaryOf(mine)) !== truth)
      fail(`${device.name} takes the same operations for another group: ${differences(mine, m)}`);
    for (const kid of m.leaves)
      if (!hasKey(device, kid) && !isShut(kid))
        fail(`${device.name} does not reach ${kid === m.preferred ? "the channel that is written to" : "a channel"}`);
  }
}
const signOf = ({ start }: Device) => Buffer.from(start.device.sign.publicKey).toString("hex");
function differences(a: Membership, b: Membership): string {
  const [one, other] = [summaryOf(a), summaryOf(b)] as Record<string, unknown>[];
  return Object.keys(one!)
    .filter((key) => JSON.stringify(one![key]) !== JSON.stringify(other![key]))
    .join(", ");
}

/** Same heads on every screen and disk; nothing of those who are here is missing. */
async function checkWords(group: Group, here: readonly Device[], fail: Fail): Promise<void> {
  const names = new Set(here.map(({ name }) => name));
  for (const doc of group.docs) {
    const heads = new Map<string, string>();
    for (const device of here) {
      for (const tab of device.tabs) await tab.docs.saved({ circle: group.circle, doc });
      heads.set(`${device.name}'s screen`, (await device.leader()!.docs.read(doc)).heads());
      const disk = device.onDisk(doc);
      for (const [hash, where] of group.lent)
        if (where === doc && disk.has(hash))
          fail(`${device.name} has words of somebody gone, under a key that knew it`);
      heads.set(`${device.name}'s disk`, disk.heads());
      for (const [hash, change] of group.changes)
        if (change.doc === doc && names.has(change.device) && !disk.has(hash))
          fail(`${device.name} lacks a change of ${change.device}: ${hash.slice(0, 8)}`);
    }
    if (new Set(heads.values()).size > 1) fail(`heads differ in ${doc.slice(0, 2)}: ${JSON.stringify([...heads])}`);
  }
  for (const device of here) {
    const said = new Set((await device.leader()!.client!.statements()).map(({ hash }) => hash));
    for (const [hash, { device: by }] of group.statements)
      if (names.has(by) && !said.has(hash)) fail(`${device.name} lacks a statement of ${by}`);
  }
}

// ------------------------------------------------------------ who is gone reads no more

async function checkStrangers(
  { p, people, watch, relay, circle }: Group,
  m: Membership,
  ops: readonly Op[],
  here: readonly Device[],
  fail: Fail,
) {
  const keys = await keysOf(p, circle, here);
  const notes = here.flatMap(notesOf).filter(({ type }) => type === "lockbox");
  const atRelay = relay.entries();
  // What turned out not to count ended nobody.
  const refused = new Set<string>(m.refused.map((one) => one.id));
  for (const device of people.flatMap(({ devices }) => devices)) {
    const id = device.start.device.id as DeviceId;
    if (!m.lost.has(id)) continue;
    const letters = notes.flatMap(({ doc, kid, carries }) => {
      const inside = keys.get(carries[0]?.split("/")[0] as Kid);
      return doc === id && inside ? [{ through: kid as Kid, key: inside.key }] : [];
    });
    const stranger = await strangerKeys({ p, device, ops, letters });
    for (const sealing of watch.sealings) {
      const knew = sealing.gone.some((one) => one.id === id && !refused.has(one.end));
      const bytes = knew ? atRelay.get(sealing.id) : undefined;
      if (bytes && (await opensFor(p, stranger, bytes)))
        return fail(
          `${device.name}, gone, reads the ${sealing.type} that ${sealing.by} wrote knowing it (${sealing.kid.slice(0, 6)})`,
        );
    }
  }
}

async function keysOf(p: Primitives, circle: string, devices: readonly Device[]): Promise<Map<Kid, EpochKeys>> {
  const all = new Map<Kid, EpochKeys>();
  for (const { disk } of devices) {
    for (const key of disk.keys(`circle/${circle}/epoch/`)) {
      const kid = key.slice(key.lastIndexOf("/") + 1) as Kid;
      if (!all.has(kid)) all.set(kid, await epochKeys(p, disk.get(key)!));
    }
  }
  return all;
}
