// One simulated story of working groups, from one seed: places are given, left and handed on while people are paused,
// removed, leave the group and lose their devices in it, offline and across power cuts; then everything heals.
import { assemble, cardOf, cutOf, type MemberId, neededFor, type OpBody, pausedAt, signConsent } from "@fogata/keys";
import { type CircleRules, circleRules, type Rules, rules } from "@fogata/sync/testing";
import { checkCircles, watchCircles } from "./circles-check.ts";
import { type CirclesDevice, createCirclesDevice, type Running } from "./circles-device.ts";
import { foundTogether, type Someone, signaturesOf, someone, startOf } from "./membership-people.ts";
import { modelWorld } from "./primitives.ts";
import { createRelayHost } from "./relay-host.ts";
import type { RunResult } from "./run.ts";
import { createWorld, type World } from "./world.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const relayUrl = "ws://relay.test";
export const doc = "aa".repeat(16);
const names = ["Alice", "Bob", "Carol", "Dora", "Eli"];

export interface Promised {
  circle: string;
  device: CirclesDevice;
  /** The seat under which it was written: what was typed in a place that ended since need not arrive. */
  seat: string;
}
export interface CirclesStory {
  world: World;
  devices: CirclesDevice[];
  circles: string[];
  changes: Map<string, Promised>;
}
interface Able extends Running {
  device: CirclesDevice;
}

export async function runCircles(o: {
  seed: number;
  steps: number;
  wrong?: Partial<CircleRules>;
  asks?: Partial<Rules["asks"]>;
  /** Whether somebody who had a place may be given one again. */
  again?: boolean;
  /** Whether, beside who has which keys, words and places are asked for in the end. */
  whole?: boolean;
  trace?: boolean;
}): Promise<RunResult> {
  const { p, ...parts } = modelWorld(o.seed);
  const world = createWorld(o.seed, { ...parts, trace: o.trace === true });
  const { chance } = world;
  /** In every other story nobody is paused. */
  const pauses = o.seed % 2 === 0;
  const relay = createRelayHost({ world, ...parts.relay });
  const broken: string[] = [];
  const devices: CirclesDevice[] = [];
  const circles: string[] = [];
  const changes = new Map<string, Promised>();
  const story: CirclesStory = { world, devices, circles, changes };
  const watch = watchCircles(story);
  const restKey = await p.newRestKey();
  const people: Someone[] = [];
  let written = 0;
  /** Starts something that may never return, if the power goes meanwhile. */
  function begin(what: Promise<unknown>): void {
    what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`));
  }
  /** At most the last moment may be lost to a crash. */
  function lost(device: CirclesDevice): void {
    for (const [hash, change] of changes)
      if (change.device === device && !device.onDisk(change.circle, doc).has(hash)) changes.delete(hash);
  }
  function addDevice(who: Someone, start: CirclesDevice["start"]): CirclesDevice {
    const name = `${who.name}${"'".repeat(who.made.size - 1)}`;
    const device = createCirclesDevice({
      ...{ world, relay, p, name, member: who.member, start, lost, begin },
      rules: { ...rules, asks: { ...rules.asks, ...o.asks } },
      circleRules: { ...circleRules, ...o.wrong },
    });
    devices.push(device);
    watch.over(device);
    device.boot();
    return device;
  }
  /** Who is on, and as far as they know neither gone nor paused. */
  const able = (): Able[] =>
    devices.flatMap((device) => {
      const running = device.running();
      const m = running?.group.membership();
      const id = device.start.device.id;
      const isHere = m?.devices.has(id) && !pausedAt(m, world.now()).devices.has(id);
      return running && isHere ? [{ device, ...running }] : [];
    });
  const seatedIn = (circle: string) =>
    able().filter(({ circles }) => circles.views().some(({ id, mine }) => id === circle && mine === "seated"));
  const seatedOne = () => {
    const circle = chance.some(circles);
    const one = circle === undefined ? undefined : chance.some(seatedIn(circle));
    return one && { ...one, circle: circle! };
  };

  const seatOf = ({ circles, device }: Able, circle: string) =>
    circles
      .client(circle)!
      .membership()
      .members.get(device.member as MemberId)!.admittedBy;

  // ---------------------------------------------------------------- what people do in circles

  /** Where places are given once only, nobody who had one gets another. */
  const mayHave = ({ circles, circle }: Able & { circle: string }, to: MemberId) =>
    o.again !== false || !circles.client(circle)!.membership().gone.has(to);

  async function write(): Promise<void> {
    const one = seatedOne();
    if (!one) return;
    const seat = seatOf(one, one.circle);
    const hash = await one.docs(one.circle).edit(doc, `${one.device.name} ${written++}`);
    if (one.device.on()) changes.set(hash, { circle: one.circle, device: one.device, seat });
  }
  async function give(): Promise<void> {
    const one = seatedOne();
    const to = one && chance.some([...one.group.membership().members.keys()]);
    if (!one || !to) return;
    if (!mayHave(one, to)) return;
    world.count("a place is given");
    const until = chance.often(0.2) ? world.now() + chance.below(5 * day) : null;
    await one.circles.seat(one.circle, { member: to, until });
  }
  async function leave(): Promise<void> {
    const one = seatedOne();
    if (!one || seatedIn(one.circle).length < 3) return;
    world.count("a place is left");
    await one.circles.leave(one.circle);
  }
  async function handOn(): Promise<void> {
    const one = seatedOne();
    const to = one && chance.some([...one.group.membership().members.keys()].filter((id) => id !== one.device.member));
    if (!one || !to) return;
    if (!mayHave(one, to)) return;
    world.count("a place is handed on");
    if ((await one.circles.seat(one.circle, { member: to, until: null })).ok) await one.circles.leave(one.circle);
  }
  async function end(): Promise<void> {
    const one = seatedOne();
    if (!one || seatedIn(one.circle).length < 4) return;
    const about = chance.some(one.circles.views().find(({ id }) => id === one.circle)!.people)!.member;
    world.count("the others end a place");
    for (const { circles, device } of seatedIn(one.circle))
      if (device.member !== about) await circles.end(one.circle, { member: about, ends: true });
  }

  // ------------------------------------------------------------- what happens in the group

  const inGroup = () => chance.some(able());
  /** Enough sign on paper, and one of them writes it. */
  async function certify(kind: "pause" | "remove"): Promise<void> {
    const by = inGroup();
    if (!by) return;
    const m = by.group.membership();
    const members = people.filter((who) => m.members.has(who.member));
    const target = chance.some(members.filter(({ member }) => member !== by.device.member));
    if (!target || (kind === "remove" && members.length < 4)) return;
    const signers = members.filter((who) => who !== target).map(({ device }) => device);
    const needed = kind === "pause" ? 2 : neededFor(m, target.member);
    if (signers.length < needed) return;
    const sign = signers.slice(0, needed);
    let body: OpBody;
    if (kind === "pause") {
      const own = m.members.get(target.member)!.devices;
      const which = chance.often(0.3)
        ? ({ kind: "device", device: chance.pick(own) } as const)
        : ({ kind: "member", member: target.member } as const);
      const says = { target: which, at: world.now(), until: world.now() + hour + chance.below(5 * day) };
      body = assemble(kind, says, await signaturesOf(p, by.group.membership().circle, kind, says, sign));
    } else {
      const cut = cutOf(m, target.member, by.group.accepted() as never);
      const says = { target: target.member, why: new Uint8Array(32).fill(7), policy: m.policy.id, cut };
      body = assemble(kind, says, await signaturesOf(p, m.circle, kind, says, sign));
    }
    world.count(kind === "pause" ? "a pause in the group" : "a removal from the group");
    world.log(`${by.device.name} carries a ${kind} of ${target.name}`);
    await by.group.write(body);
  }
  async function further(): Promise<void> {
    const by = inGroup();
    const who = by && people.find(({ member }) => member === by.device.member);
    if (!by || !who || who.made.size > 2) return;
    const { keys: device } = await p.newDeviceKeys(restKey);
    const m = by.group.membership();
    const consent = await signConsent(p, { circle: m.circle, member: who.member, device });
    const body: OpBody = { kind: "device+", member: who.member, device: cardOf(device), consent, at: world.now() };
    if (!(await by.group.write(body)).ok) return;
    who.made.add(device.id);
    world.count("a further device");
    addDevice(who, startOf(by.group, m.circle, device));
  }
  async function drop(): Promise<void> {
    const by = inGroup();
    const own = by?.group.membership().members.get(by.device.member as MemberId)?.devices ?? [];
    const device = chance.some(own.filter((id) => id !== by!.device.start.device.id));
    if (!by || !device) return;
    world.count("a device is dropped");
    await by.group.write({ kind: "device-", device, last: by.group.accepted().get(device) ?? 0 });
  }
  async function goes(): Promise<void> {
    const by = inGroup();
    if (!by || by.group.membership().members.size < 4) return;
    world.count("somebody leaves the group");
    await by.group.write({ kind: "leave" });
  }

  // -------------------------------------------------------------------------- the world

  function offline(): void {
    const device = chance.some(devices.filter(({ reachable }) => reachable));
    if (!device) return;
    device.reachable = false;
    relay.cutOff(device);
    world.count("offline");
    world.after(chance.around(15_000), () => {
      device.reachable = true;
    });
  }
  function cut(): void {
    const device = chance.some(devices.filter((one) => one.on()));
    if (!device) return;
    device.disk.cutAt(1 + chance.below(6), () => {
      if (!device.on()) return;
      world.count("power cut");
      device.cut();
      world.after(chance.around(3_000), () => device.on() || device.boot());
    });
  }
  const deeds: [weight: number, name: string, act: () => void | Promise<void>][] = [
    [40, "write", () => begin(write())],
    [9, "give a place", () => begin(give())],
    [3, "leave a place", () => begin(leave())],
    [3, "hand a place on", () => begin(handOn())],
    [2, "end a place", () => begin(end())],
    [pauses ? 2 : 0, "pause", () => begin(certify("pause"))],
    [0.7, "remove", () => begin(certify("remove"))],
    [0.5, "leave the group", () => begin(goes())],
    [1, "further device", () => begin(further())],
    [1, "drop a device", () => begin(drop())],
    [6, "offline", offline],
    [5, "power cut", cut],
    [3, "connection dropped", () => relay.dropOne()],
    [0.5, "relay restarted", () => relay.restart()],
    [1, "hours pass", () => world.leap(chance.below(20 * hour))],
  ];

  // -------------------------------------------------------------------------- the story

  const size = 4 + chance.below(2);
  for (let i = 0; i < size; i++)
    people.push(someone(p, names[i]!, (await p.newDeviceKeys(restKey)).keys, { founder: true }));
  const genesis = await foundTogether(p, "Night Watch", people);
  const circle = genesis.id as never;
  const first = addDevice(people[0]!, { circle, device: people[0]!.device, ops: [genesis.bytes], epochs: [] });
  await world.pass(10);
  await first.running()!.group.write({ kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  for (const who of people.slice(1)) addDevice(who, startOf(first.running()!.group, circle, who.device));
  await world.pass(2_000);
  for (const [i, { circles: own }] of able().slice(0, 2).entries()) {
    const opened = await own.open({ name: `Circle ${i}` }, `open ${i}`);
    if (opened.ok) circles.push(opened.value);
    for (const other of people.slice(0, 3)) begin(own.seat(circles[i]!, { member: other.member, until: null }));
  }
  await world.pass(3_000);
  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted(deeds);
    world.log(name);
    await act();
    await world.pass(chance.around(250));
  }
  await rest();
  broken.push(...watch.leaks());
  if (o.whole) broken.push(...(await checkCircles(story)));
  return { seed: o.seed, broken, counts: world.counts, lines: world.lines };

  /** Everything heals, pauses end, one of each circle writes once more, and time passes until nobody has more to say. */
  async function rest(): Promise<void> {
    relay.heal();
    for (const device of devices) {
      device.reachable = true;
      device.disk.cutAt(Number.POSITIVE_INFINITY, () => {});
    }
    await world.pass(70_000);
    await quiet();
    world.leap(8 * day);
    for (const device of devices) if (device.running()?.group.refused()["set-aside"]) device.cut();
    await quiet();
    for (const circle of circles) {
      const one = chance.some(seatedIn(circle));
      if (!one) continue;
      const hash = await one.docs(circle).edit(doc, "the last word");
      changes.set(hash, { circle, device: one.device, seat: seatOf(one, circle) });
    }
    await quiet();
  }
  async function quiet(): Promise<void> {
    let pushes = -1;
    for (let waited = 0, still = 0; waited < 300 && still < 4; waited++) {
      await world.pass(1_000);
      for (const device of devices) if (!device.on()) device.boot();
      still = relay.flying() === 0 && relay.pushes() === pushes && devices.every(isSettled) ? still + 1 : 0;
      pushes = relay.pushes();
    }
  }
  function isSettled(device: CirclesDevice): boolean {
    const running = device.running();
    if (!running) return false;
    if (!running.group.membership().devices.has(device.start.device.id)) return true;
    const inside = running.circles.views().filter(({ mine }) => mine === "seated");
    return [running.group.status(), ...inside.map(({ status }) => status)].every(({ kind }) => kind === "shared");
  }
}
