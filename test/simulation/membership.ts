// One simulated story of who belongs, from one seed: people come, are welcomed, bring devices, lose them, leave, are
// paused and removed, away for months; some are hostile; then everything heals, and nobody may have taken anything over.
import { type DeviceKeys, type OpId, pausedAt, resolve } from "@fogata/keys";
import { createDevice, type Device } from "./device.ts";
import {
  type Asked,
  type Crossed,
  checkGroup,
  everyOp,
  type Group,
  type Raced,
  remaining,
} from "./membership-check.ts";
import { createDeeds, type Deed } from "./membership-deeds.ts";
import { foundTogether, nothingSaid, type Someone, someone, startOf } from "./membership-people.ts";
import { createWatch } from "./membership-watch.ts";
import { createRelayHost } from "./relay-host.ts";
import type { RunOptions, RunResult } from "./run.ts";
import { createWorld, type World } from "./world.ts";

export const day = 24 * 60 * 60 * 1000;
export const relayUrl = "ws://relay.test";
const docs = ["aa", "bb"].map((two) => two.repeat(16));
const names = ["Alice", "Bob", "Carol", "Dora", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon"];

/** The group while its story runs. */
export interface Story extends Group {
  changes: Map<string, { doc: string; device: string }>;
  statements: Map<string, { device: string }>;
  letInBy: Map<string, string>;
  crossed: Crossed[];
  raced: Raced[];
  lent: Map<string, string>;
  nextName(): string | null;
  born(): Promise<DeviceKeys>;
  addDevice(who: Someone, start: Device["start"]): Device;
  /** Starts something that may never return, if the power goes meanwhile. */
  begin(what: Promise<unknown>): void;
  /** Devices that lead and, as far as they know, belong and are not paused. */
  able(): Able[];
}
export interface Able {
  device: Device;
  who: Someone;
  client: NonNullable<NonNullable<ReturnType<Device["leader"]>>["client"]>;
}

/** `weights`: of deeds that are to happen more often, or less, than in an ordinary group. */
export type Told = RunOptions & { asked: Asked; weights?: Readonly<Record<string, number>> };

export async function runMembership(o: Told): Promise<RunResult> {
  const world = createWorld(o.seed, o);
  const { chance } = world;
  const broken: string[] = [];
  const story = await begin(o, world, broken);
  const deeds = createDeeds(story).map(([weight, name, act]): Deed => [o.weights?.[name] ?? weight, name, act]);
  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted<Deed>(deeds);
    world.log(name);
    await act();
    await world.pass(chance.around(300));
  }
  if (broken.length === 0) {
    await rest(story);
    broken.push(...(await checkGroup(story, o.asked)));
  }
  return { seed: o.seed, broken, counts: world.counts, lines: world.lines };
}

async function begin(o: RunOptions, world: World, broken: string[]): Promise<Story> {
  const { p } = o;
  const { chance } = world;
  const relay = createRelayHost({ world, ...o.relay });
  const restKey = await p.newRestKey();
  const people: Someone[] = [];
  const changes: Story["changes"] = new Map();
  const watch = createWatch(world);
  const said = nothingSaid();
  let named = 0;
  const born = async () => (await p.newDeviceKeys(restKey)).keys;
  const nextName = () => names[named++] ?? null;

  // Three to five in a room; fewer than half of them, and sometimes nobody, are in league.
  const size = 3 + chance.below(3);
  const league = chance.often(0.25) ? 0 : size === 5 && chance.often(0.5) ? 2 : 1;
  for (let i = 0; i < size; i++) {
    const who = someone(p, nextName()!, await born(), { hostile: i >= size - league, founder: true });
    said.names.set(who.member, who.name);
    people.push(who);
  }
  const genesis = await foundTogether(p, "Night Watch", people);
  const circle = genesis.id as OpId;

  /** At most the last moment may be lost to a crash: what neither the disk nor another tab has was not promised yet. */
  function lost(device: Device): void {
    for (const doc of docs) {
      const there = device.onDisk(doc);
      for (const [hash, change] of changes) {
        if (change.device !== device.name || change.doc !== doc || there.has(hash)) continue;
        if (!device.tabs.some((tab) => tab.docs.has(doc, hash))) changes.delete(hash);
      }
    }
  }
  function addDevice(who: Someone, start: Device["start"]): Device {
    const name =
      who.devices.length === 0
        ? who.name
        : `${who.name}'s ${["phone", "old phone", "laptop"][who.devices.length - 1] ?? "other"}`;
    const device = createDevice({ world, relay, p, name, start, rules: o.rules, lost });
    who.devices.push(device);
    if (!who.hostile) watch.over(device);
    device.boot(1 + chance.below(2));
    return device;
  }
  const story: Story = {
    world,
    relay,
    p,
    circle,
    people,
    said,
    watch,
    docs,
    changes,
    statements: new Map(),
    letInBy: new Map(),
    crossed: [],
    raced: [],
    lent: new Map(),
    nextName,
    born,
    addDevice,
    begin(what) {
      what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`));
    },
    able: () =>
      people.flatMap((who) =>
        who.devices.flatMap((device) => {
          const client = device.leader()?.client;
          if (!client) return [];
          const m = client.membership();
          const id = device.start.device.id;
          return m.devices.has(id) && !pausedAt(m, world.now()).devices.has(id) ? [{ device, who, client }] : [];
        }),
      ),
  };

  // The first phone makes the first key; the others find their boxes in the log they are handed in the room.
  const first = addDevice(people[0]!, { circle, device: people[0]!.device, ops: [genesis.bytes], epochs: [] });
  await world.pass(10);
  const { client } = first.leader()!;
  await client!.write({ kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  for (const who of people.slice(1)) addDevice(who, { ...startOf(client!, circle, who.device), epochs: [] });
  await world.pass(10);
  return story;
}

/** Everything heals, pauses end, those who are here write once more, and time passes until nobody has anything to say. */
async function rest(story: Story): Promise<void> {
  const { world, relay, people, docs } = story;
  const devices = people.flatMap((who) => who.devices);
  relay.heal();
  for (const device of devices) {
    device.reachable = true;
    device.disk.cutAt(Number.POSITIVE_INFINITY, () => {});
  }
  world.log("everything heals");
  // Whoever tried in vain for long waits a minute before the next time.
  await world.pass(70_000);
  await quiet(story);
  world.leap(8 * day);
  for (const device of devices) if (device.leader()?.client?.refused()["set-aside"]) device.cut();
  await quiet(story);
  const m = resolve(await everyOp(story), story.circle)!;
  for (const device of remaining(story, m).slice(0, 2)) {
    const tab = device.leader();
    if (!tab) continue;
    const hash = await tab.docs.edit(docs[0]!, `the last word of ${device.name}`);
    story.changes.set(hash, { doc: docs[0]!, device: device.name });
    await tab.client!.flush();
    await quiet(story);
  }
}

async function quiet({ world, relay, people }: Story): Promise<void> {
  const devices = people.flatMap((who) => who.devices);
  const isSettled = (device: Device) => {
    const client = device.leader()?.client;
    if (!client) return false;
    return client.status().kind === "shared" || !client.membership().devices.has(device.start.device.id);
  };
  let pushes = -1;
  for (let waited = 0, still = 0; waited < 300 && still < 4; waited++) {
    await world.pass(1_000);
    for (const device of devices) if (!device.on()) device.boot(1);
    still = relay.flying() === 0 && relay.pushes() === pushes && devices.every(isSettled) ? still + 1 : 0;
    pushes = relay.pushes();
  }
}
