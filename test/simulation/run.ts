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
import { createDeeds, days, docs, leadersOf, marker } from "./deeds.ts";
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

const relayUrl = "ws://relay.test";

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
    const by = leadersOf(devices).find(({ client, device }) => {
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
  // ------------------------------------------------------------------------ the story

  const deeds = createDeeds({ world, relay, devices, broken, admit }, { circle: genesis.id, promises });
  for (let step = 0; step < o.steps && broken.length === 0; step++) {
    const [, name, act] = chance.weighted(deeds);
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
