// One simulated story of a group that decides, from one seed: people ask, answer, think again, close, go offline, come and
// are removed meanwhile, and one of them may be hostile; then everything heals, and all must come to the same.
import { type Facts, type Principles, principles, rollKey, withMinimums } from "@fogata/domain";
import type { Client } from "@fogata/sync";
import { rollsAt, rules, spokenIn } from "@fogata/sync/testing";
import { checkDeciding } from "./deciding-check.ts";
import { createDeeds } from "./deciding-deeds.ts";
import { type DecidingStory, day, names, relayUrl } from "./deciding-story.ts";
import { createDevice, type Device } from "./device.ts";
import { foundTogether, type Someone, someone, startOf } from "./membership-people.ts";
import { modelWorld } from "./primitives.ts";
import { createRelayHost } from "./relay-host.ts";
import type { RunResult } from "./run.ts";
import { createWorld } from "./world.ts";

const whats = ["proposal", "decision"];

export async function runDeciding(o: {
  seed: number;
  steps: number;
  by?: Partial<Principles>;
  trace?: boolean;
}): Promise<RunResult> {
  const { p, ...parts } = modelWorld(o.seed);
  const world = createWorld(o.seed, { ...parts, trace: o.trace === true });
  const { chance } = world;
  const relay = createRelayHost({ world, ...parts.relay });
  const broken: string[] = [];
  const people: Someone[] = [];
  const restKey = await p.newRestKey();
  const story: DecidingStory = {
    ...{ world, relay, p, people, by: { ...principles, ...o.by }, truth: new Map(), fullSince: new Map(), older: [] },
    ...{ agrees: o.seed % 3 === 0, facts, addDevice },
    born: async () => (await p.newDeviceKeys(restKey)).keys,
    begin: (what) => void what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`)),
    devices: () => people.flatMap((who) => who.devices.map((device) => ({ who, device }))),
    able: () =>
      story.devices().flatMap(({ who, device }) => {
        const client = device.leader()?.client;
        return client?.membership().devices.has(device.start.device.id) ? [{ who, device, client }] : [];
      }),
  };
  const deeds = createDeeds(story);

  function addDevice(who: Someone, start: Device["start"]): void {
    const device = createDevice({ world, relay, p, name: who.name, start, rules, lost() {} });
    who.devices.push(device);
    device.boot(1);
  }
  async function facts(client: Client): Promise<Facts> {
    const here = await spokenIn(client, whats);
    const lists = new Map([[rollKey(here.heads), here.heads as readonly string[]]]);
    for (const { details } of here.statements)
      if (typeof details.heads === "string") lists.set(rollKey(details.heads.split(" ")), details.heads.split(" "));
    const keys = [...lists.keys()];
    const rolls = rollsAt(client, [...lists.values()]).flatMap((roll, i) => {
      const covers = new Set(roll?.covers.map((place) => keys[place]!));
      return roll ? [[keys[i]!, { ...roll, covers }] as const] : [];
    });
    const plain = { ...here, rolls: new Map(rolls), minimums: new Map(), now: world.now() };
    return withMinimums(plain, undefined, story.by);
  }

  const size = 3 + chance.below(3);
  const isHostile = chance.often(0.6) ? chance.below(size) : -1;
  for (let i = 0; i < size; i++)
    people.push(someone(p, names[i]!, await story.born(), { hostile: i === isHostile, founder: true }));
  for (const { member } of people) story.fullSince.set(member, world.now());
  const genesis = await foundTogether(p, "Night Watch", people);
  const circle = genesis.id as never;
  addDevice(people[0]!, { circle, device: people[0]!.device, ops: [genesis.bytes], epochs: [] });
  await world.pass(10);
  const first = people[0]!.devices[0]!.leader()!.client!;
  await first.write({ kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  for (const who of people.slice(1)) addDevice(who, startOf(first, circle, who.device));
  await world.pass(2_000);
  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted(deeds);
    world.log(name);
    act();
    await world.pass(chance.around(350));
  }
  if (broken.length === 0) {
    await rest();
    broken.push(...(await checkDeciding(story)));
  }
  return { seed: o.seed, broken, counts: world.counts, lines: world.lines };

  /** Everything heals, and time passes until nobody has anything more to say. */
  async function rest(): Promise<void> {
    relay.heal();
    for (const { device } of story.devices()) device.reachable = true;
    await world.pass(70_000);
    let pushes = -1;
    for (let waited = 0, still = 0; waited < 300 && still < 4; waited++) {
      await world.pass(1_000);
      for (const { device } of story.devices()) if (!device.on()) device.boot(1);
      still = relay.flying() === 0 && relay.pushes() === pushes && isSettled() ? still + 1 : 0;
      pushes = relay.pushes();
    }
    // No clock of theirs is ahead, and every date is over.
    world.leap(60 * day);
  }
  function isSettled(): boolean {
    return story.devices().every(({ device }) => {
      const client = device.leader()?.client;
      if (!client) return false;
      return client.status().kind === "shared" || !client.membership().devices.has(device.start.device.id);
    });
  }
}
