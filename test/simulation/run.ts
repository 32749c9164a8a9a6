// One simulated story from one seed: people write, the world misbehaves, then everything heals and must agree.
import {
  admitBody,
  type DeviceKeys,
  foundCircle,
  newInvitation,
  newMemberId,
  openRequest,
  type Primitives,
  sealRequest,
} from "@fogata/keys";
import type { createClient } from "@fogata/sync";
import { createDevice, type Device } from "./device.ts";
import { check, type Promises } from "./invariants.ts";
import { createRelayHost } from "./relay-host.ts";
import { createWorld, type World } from "./world.ts";

export interface RunOptions {
  seed: number;
  steps: number;
  p: Primitives;
  busy?: () => boolean;
  relay: Pick<Parameters<typeof createRelayHost>[0], "sha256" | "verify">;
  rules: Rules;
  trace?: boolean;
  /** What else happens in this story. */
  scene?: (stage: Stage) => Scene;
}
type Rules = NonNullable<Parameters<typeof createClient>[2]>;
export interface Stage {
  world: World;
  relay: ReturnType<typeof createRelayHost>;
  devices: Device[];
  broken: string[];
  admit(name: string, how?: "" | "whatever-was-begun"): Promise<void>;
  quiet(): Promise<void>;
}
export interface Scene {
  /** Of somebody who means harm, or keeps to other rules. */
  castOf?(name: string): { rules?: Rules; savesLess?: boolean };
  /** When all has healed and everybody is at rest. */
  ending?(): Promise<void>;
  /** An entry that a device lacks may lie in something else that it has. */
  isThere?(device: Device, id: string): boolean;
  /** An entry that the relay lost need not be brought again, as something else stands for it. */
  mayBeGone?(id: string): boolean;
  /** A place in a log may be in none any more without any harm. */
  mayReset?: boolean;
}
export interface RunResult {
  seed: number;
  /** Empty: every promise was kept. */
  broken: string[];
  counts: ReadonlyMap<string, number>;
  lines: readonly string[];
}

export const marker = "PLAINTEXT-MARKER";
const docs = ["aa", "bb", "cc"].map((two) => two.repeat(16));
const relayUrl = "ws://relay.test";
const days = 24 * 60 * 60 * 1000;

export async function run(o: RunOptions): Promise<RunResult> {
  const world = createWorld(o.seed, o);
  const { chance } = world;
  const relay = createRelayHost({ world, ...o.relay });
  const devices: Device[] = [];
  const promises: Promises = {
    changes: new Map(),
    statements: new Set(),
    operations: new Set(),
    secrets: [],
    early: [],
  };
  const restKey = await o.p.newRestKey();
  let written = 0;
  let admitting = false;
  const broken: string[] = [];
  const quiet = () => comeToRest(world, relay, devices);
  const scene: Scene = o.scene?.({ world, relay, devices, broken, admit, quiet }) ?? {};

  const born = async (): Promise<DeviceKeys> => (await o.p.newDeviceKeys(restKey)).keys;
  function addDevice(name: string, start: Parameters<typeof createDevice>[0]["start"]): void {
    const device = createDevice({ world, relay, p: o.p, name, start, rules: o.rules, lost, ...scene.castOf?.(name) });
    watchSealing(device);
    devices.push(device);
    device.boot(1 + chance.below(3));
  }
  /** S5 Who seals has read everything that the relay had, when they connected, in every channel they can read. */
  function watchSealing(device: Device): void {
    const under = `circle/${device.start.circle}`;
    device.disk.onWrite((writes) => {
      // What it seals itself is written together with its counter.
      if (!writes.some(({ key }) => key === `${under}/counter`)) return;
      const sealed = writes.some(({ key, value }) => {
        if (!value || !key.startsWith(`${under}/note/`)) return false;
        const note = JSON.parse(new TextDecoder().decode(value));
        return note.device === device.start.device.id && Object.keys(note.at).length === 0;
      });
      if (!sealed) return;
      const readable = device.disk.keys(`${under}/epoch/`).map((key) => key.slice(`${under}/epoch/`.length));
      for (const one of relay.logged()) {
        const { id, kidHint, at } = one;
        const kid = at < device.connectedAt && readable.find((one) => one.startsWith(kidHint));
        if (kid && !device.disk.get(`${under}/note/${id}`) && !relay.isHidden(one))
          promises.early.push(`${device.name} sealed before reading ${id}`);
      }
    });
  }
  /** At most the last moment may be lost to a crash: what neither the disk nor another tab has was not promised yet. */
  function lost(device: Device): void {
    for (const doc of docs) {
      const there = device.onDisk(doc);
      for (const [hash, change] of promises.changes) {
        if (change.device !== device.name || change.doc !== doc || there.has(hash)) continue;
        if (!device.tabs.some((tab) => tab.docs.has(doc, hash))) promises.changes.delete(hash);
      }
    }
  }

  const first = await born();
  const genesis = await foundCircle(o.p, {
    name: `${marker} group`,
    founder: { member: newMemberId(o.p), name: `${marker} Alice` },
    device: first,
  });
  addDevice("Alice", { circle: genesis.id as never, device: first, ops: [genesis.bytes], epochs: [] });
  await world.pass(10);
  await devices[0]!.leader()!.client!.write({ kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  await admit("Bob");

  async function admit(name: string, how: "" | "whatever-was-begun" = ""): Promise<void> {
    const by = leaders().find(({ client, device }) => {
      const m = client.membership();
      const { member } = m.devices.get(device.start.device.id) ?? {};
      return member && m.members.get(member)?.full && m.leaves.length === client.forNewcomer().epochs.length;
    });
    if (!by || (admitting && how === "")) return;
    admitting = true;
    try {
      const { client } = by;
      const invitation = await newInvitation(o.p, {
        relay: { url: relayUrl, key: relay.key },
        expiresAt: world.now() + 3 * days,
      });
      const invite = await client.write(invitation.body);
      if (!invite.ok) return;
      const device = await born();
      const bytes = await sealRequest(o.p, { link: invitation.link, device, name: `${marker} ${name}` });
      const request = await openRequest(o.p, { bytes, receiveSeed: invitation.receiveSeed, invite: invitation.body });
      if (!request.ok) throw new Error(request.reason);
      const known = client.membership().invites.get(invite.value.id);
      if (!known) throw new Error("An invitation of our own is not known");
      const body = admitBody({ invite: known, request: request.value, member: newMemberId(o.p), at: world.now() });
      const admitted = await client.write(body);
      if (!admitted.ok) return;
      promises.operations.add(invite.value.id).add(admitted.value.id);
      promises.secrets.push(invitation.link.secret, invitation.link.receive, invitation.link.key);
      const { ops, epochs } = client.forNewcomer();
      addDevice(name, { circle: genesis.id as never, device, ops, epochs });
      world.count("admission");
      world.log(`${by.device.name} admits ${name}`);
    } finally {
      admitting = false;
    }
  }
  function leaders() {
    return devices.flatMap((device) => {
      const tab = device.leader();
      return tab ? [{ device, tab, client: tab.client! }] : [];
    });
  }
  /** Starts something that may never return, if the power goes meanwhile. */
  function begin(what: Promise<unknown>): void {
    what.catch((error) => broken.push(`threw: ${error instanceof Error ? error.stack : error}`));
  }
  // ------------------------------------------------------------------ what can happen

  /** In every third story the relay keeps what it has: there, nothing may ever look like a rollback. */
  const harm = o.seed % 3 === 0 ? 0 : 0.5;
  const actions: [weight: number, name: string, act: () => void | Promise<void>][] = [
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
    [
      2,
      "look",
      () => some(leaders()) && begin(some(leaders())!.client.bringUp({ circle: genesis.id, doc: chance.pick(docs) })),
    ],
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
    [
      1,
      "whisper",
      () => some(leaders())?.client.whisper({ circle: genesis.id, doc: docs[0]! }, new TextEncoder().encode(marker)),
    ],
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

  // ------------------------------------------------------------------------ the story

  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted(actions);
    world.log(name);
    await act();
    await world.pass(chance.around(120));
  }
  await quiet();
  await scene.ending?.();
  broken.push(...(await check({ world, relay, devices, docs, promises, p: o.p, ...scene })));
  return { seed: o.seed, broken, counts: world.counts, lines: world.lines };
}

/** Everything heals; then time passes until nobody has anything left to say. */
async function comeToRest(world: World, relay: ReturnType<typeof createRelayHost>, devices: Device[]): Promise<void> {
  relay.heal();
  for (const device of devices) {
    device.reachable = true;
    device.disk.cutAt(Number.POSITIVE_INFINITY, () => {});
  }
  world.log("everything heals");
  // Power that went again and again while one entry was tried makes it look like poison. It is tried again a day later.
  await world.pass(5_000);
  const setAside = devices.filter((device) => "set-aside" in (device.leader()?.client?.refused() ?? {}));
  if (setAside.length > 0) world.leap(days);
  for (const device of setAside) {
    world.count("set aside by chance");
    device.cut();
  }
  let pushes = -1;
  for (let waited = 0, still = 0; waited < 900 && still < 5; waited++) {
    await world.pass(1_000);
    for (const device of devices) if (!device.on()) device.boot(1);
    still = relay.flying() === 0 && relay.pushes() === pushes && devices.every(settled) ? still + 1 : 0;
    pushes = relay.pushes();
  }
}

function settled(device: Device): boolean {
  const client = device.leader()?.client;
  if (client?.status().kind !== "shared") return false;
  return Object.keys(client.refused()).length === 0;
}
