// What can happen in a simulated group, each with its weight: what people do, and what the world does to their devices and
// to their relay.
import type { Device } from "./device.ts";
import type { Promises } from "./invariants.ts";
import type { Stage } from "./run.ts";

export type Deed = readonly [weight: number, name: string, act: () => void | Promise<void>];

export const marker = "PLAINTEXT-MARKER";
export const docs = ["aa", "bb", "cc"].map((two) => two.repeat(16));
export const days = 24 * 60 * 60 * 1000;

/** The devices of which a tab leads, with what it leads by. */
export function leadersOf(devices: readonly Device[]) {
  return devices.flatMap((device) => {
    const tab = device.leader();
    return tab ? [{ device, tab, client: tab.client! }] : [];
  });
}

export function createDeeds(
  { world, relay, devices, broken, admit }: Omit<Stage, "quiet">,
  { circle, promises }: { circle: string; promises: Promises },
): Deed[] {
  const { chance } = world;
  let written = 0;
  const leaders = () => leadersOf(devices);

  /** Starts something that may never return, if the power goes meanwhile. */
  function begin(what: Promise<unknown>): void {
    what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`));
  }
  /** In every third story the relay keeps what it has: there, nothing may ever look like a rollback. */
  const harm = world.seed % 3 === 0 ? 0 : 0.5;
  return [
    [46, "edit", edit],
    [
      4,
      "statement",
      () => {
        const one = some(leaders());
        if (!one) return;
        const said = {
          doc: chance.pick(docs),
          text: "0".repeat(64),
          what: "agree",
          details: { words: `${marker} ${written++}` },
          time: world.now(),
        };
        begin(one.client.state(said).then((done) => done.ok && promises.statements.add(done.value.hash)));
      },
    ],
    [
      2,
      "rotation",
      () => {
        const one = some(leaders());
        if (!one || one.client.membership().leaves.length !== one.client.forNewcomer().epochs.length) return;
        world.count("rotation");
        begin(one.client.rotate().then((done) => done.ok && promises.operations.add(done.value.id)));
      },
    ],
    [1, "admit", () => (devices.length < 5 ? begin(admit(["Carol", "Dora", "Eli"][devices.length - 2]!)) : undefined)],
    [2, "flush", () => some(leaders()) && begin(some(leaders())!.client.flush())],
    [2, "look", () => some(leaders()) && begin(some(leaders())!.client.bringUp({ circle, doc: chance.pick(docs) }))],
    [
      4,
      "drop",
      () => {
        relay.dropOne();
        world.count("connection dropped");
      },
    ],
    [
      4,
      "offline",
      () => {
        const device = some(devices.filter(({ reachable }) => reachable));
        if (!device) return;
        device.reachable = false;
        relay.cutOff(device);
        const weeks = chance.often(0.2);
        world.count(weeks ? "offline for weeks" : "offline");
        // The others write on for a while; then all lids are closed for three weeks.
        if (weeks) world.after(chance.around(5_000), () => world.leap(21 * days));
        world.after(chance.around(20_000), () => {
          device.reachable = true;
        });
      },
    ],
    [
      5,
      "power cut",
      () => {
        const device = some(devices.filter((one) => one.on()));
        if (!device) return;
        // Mostly at the next write or soon after: between two effects of one step.
        device.disk.cutAt(1 + chance.below(6), () => powerCut(device));
      },
    ],
    [
      2,
      "power cut now",
      () => {
        const device = some(devices.filter((one) => one.on()));
        if (device) powerCut(device);
      },
    ],
    [
      2,
      "tab killed",
      () => {
        some(devices)?.killLeader();
        world.count("leading tab killed");
      },
    ],
    [
      2,
      "handover",
      () => {
        const device = some(devices);
        if (device?.leader()) {
          world.count("leader handed over");
          begin(device.handOver());
        }
      },
    ],
    [
      2,
      "relay restart",
      async () => {
        world.count("relay restarted");
        await relay.restart();
      },
    ],
    [
      harm,
      "relay wipe",
      async () => {
        world.count("relay wiped");
        await relay.wipe();
      },
    ],
    [
      harm,
      "relay backup",
      async () => {
        world.count("relay rolled back");
        await relay.rollBack();
      },
    ],
    [1, "whisper", () => some(leaders())?.client.whisper({ circle, doc: docs[0]! }, new TextEncoder().encode(marker))],
    [1, "reconnect", () => some(leaders())?.client.reconnect()],
  ];

  function edit(): void {
    const device = some(devices.filter((one) => one.on()));
    if (!device) return;
    const tab = chance.pick(device.tabs);
    const doc = chance.pick(docs);
    const words = `${marker} ${device.name} ${written++}`;
    begin(
      tab.docs.edit(doc, words).then((hash) => {
        if (tab.process.alive) promises.changes.set(hash, { doc, device: device.name });
        if (!tab.client) world.count("edit in a following tab");
      }),
    );
  }
  function powerCut(device: Device): void {
    if (!device.on()) return;
    world.count("power cut");
    world.log(`${device.name} loses power`);
    device.cut();
    world.after(chance.around(3_000), () => device.on() || device.boot(1 + chance.below(3)));
  }
  function some<T>(from: readonly T[]): T | undefined {
    return from.length === 0 ? undefined : chance.pick(from);
  }
}
