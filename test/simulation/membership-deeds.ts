// What can happen in a simulated group, each with its weight: what people do about who belongs, and what the world does
// to their devices. What honest people really said is written down as they say it.
import { admitBody, cardOf, newInvitation, type OpBody, openRequest, sealRequest, signConsent } from "@fogata/keys";
import type { Client } from "@fogata/sync";
import { type Able, day, relayUrl, type Story } from "./membership.ts";
import { createCeremonies } from "./membership-ceremonies.ts";
import { createDirected } from "./membership-directed.ts";
import { createMischief } from "./membership-mischief.ts";
import { someone, startOf } from "./membership-people.ts";

export type Deed = readonly [weight: number, name: string, act: () => void | Promise<void>];

export function createDeeds(story: Story): Deed[] {
  const { world, p, people, said, relay, circle } = story;
  const { chance } = world;
  let written = 0;

  const honest = () => story.able().filter(({ who }) => !who.hostile);
  const someFull = () =>
    chance.some(honest().filter(({ who, client }) => client.membership().members.get(who.member)?.full));
  const hasEveryKey = (client: Client) => client.membership().leaves.length === client.forNewcomer().epochs.length;
  /** Said by this device; gives the operation's id, or null when it could not be said. */
  async function say({ client }: Able, body: OpBody, count: string) {
    const done = await client.write(body);
    if (!done.ok) return null;
    world.count(count);
    return done.value.id;
  }
  /** Somebody's deed, if there is anybody to do it. */
  const by = (who: () => Able | undefined, deed: (one: Able) => Promise<unknown>) => () => {
    const one = who();
    if (one) story.begin(deed(one));
  };

  // ------------------------------------------------------------------------ words

  function edit(): void {
    const one = chance.some(honest());
    if (!one) return;
    const tab = chance.pick(one.device.tabs);
    const doc = chance.pick(story.docs);
    story.begin(
      tab.docs.edit(doc, `${one.device.name} ${written++}`).then((hash) => {
        if (tab.process.alive) story.changes.set(hash, { doc, device: one.device.name });
      }),
    );
  }
  async function state({ device, client }: Able): Promise<void> {
    const words = { doc: chance.pick(story.docs), text: "0".repeat(64), what: "agree", details: { n: written++ } };
    const done = await client.state({ ...words, time: world.now() });
    if (done.ok) story.statements.set(done.value.hash, { device: device.name });
  }

  // ---------------------------------------------------------------- coming and going

  async function admit(one: Able): Promise<void> {
    const { client, device: inviter } = one;
    const isFull = client.membership().members.get(one.who.member)?.full === true;
    const name = people.length < 8 && isFull && hasEveryKey(client) ? story.nextName() : null;
    if (!name) return;
    const invitation = await newInvitation(p, {
      relay: { url: relayUrl, key: relay.key },
      expiresAt: world.now() + 3 * day,
    });
    const invite = await client.write(invitation.body);
    if (!invite.ok) return;
    const device = await story.born();
    const bytes = await sealRequest(p, { link: invitation.link, device, name });
    const request = await openRequest(p, { bytes, receiveSeed: invitation.receiveSeed, invite: invitation.body });
    const known = client.membership().invites.get(invite.value.id);
    if (!request.ok || !known) return;
    const who = someone(p, name, device, { hostile: chance.often(0.15) });
    const body = admitBody({ invite: known, request: request.value, member: who.member, at: world.now() });
    if (!(await say(one, body, "admission"))) return;
    story.letInBy.set(device.id, inviter.start.device.id);
    said.names.set(who.member, name);
    people.push(who);
    story.addDevice(who, startOf(client, circle, device));
    if (who.hostile) world.count("somebody hostile came in");
  }
  async function welcome(one: Able): Promise<void> {
    const m = one.client.membership();
    const members = [...m.members.values()]
      .filter(({ id, full, welcomedBy }) => !full && !welcomedBy.includes(one.who.member) && isKnown(id))
      .map(({ id }) => id)
      .sort();
    if (members.length === 0) return;
    for (const id of members) {
      said.welcomed.set(id, new Set([...(said.welcomed.get(id) ?? []), one.who.member]));
      if (m.members.get(id)!.objections.length === 0) said.welcomedBeforeAnyNo.add(id);
    }
    await say(one, { kind: "welcome", members }, "welcome");
  }
  /** Nobody honest says "I know this person" of somebody made up. Now and then they are taken in by a hostile one. */
  const isKnown = (id: string) =>
    people.some(({ member, hostile }) => member === id && (!hostile || chance.often(0.3)));

  async function furtherDevice(one: Able): Promise<void> {
    const { who, client, device: giver } = one;
    if (who.devices.length > 2 || !hasEveryKey(client)) return;
    const device = await story.born();
    who.made.add(device.id);
    const consent = await signConsent(p, { circle, member: who.member, device });
    const body = { kind: "device+", member: who.member, device: cardOf(device), consent, at: world.now() } as const;
    if (!(await say(one, body, "further device"))) return;
    story.letInBy.set(device.id, giver.start.device.id);
    story.addDevice(who, startOf(client, circle, device));
  }
  async function dropDevice(one: Able): Promise<void> {
    const { who, device, client } = one;
    const m = client.membership();
    const lost = chance.some(who.devices.filter((other) => other !== device && m.devices.has(other.start.device.id)));
    if (!lost) return;
    const id = lost.start.device.id;
    const last = chance.often(0.3) ? null : (client.accepted().get(id) ?? 0);
    said.dropped.add(id);
    await say(
      one,
      { kind: "device-", device: id, last },
      last === null ? "device dropped without a line" : "device dropped",
    );
  }
  async function leave(one: Able): Promise<void> {
    // Those who are in league must not come to be the larger part of the group.
    const m = one.client.membership();
    const full = people.filter((who) => !who.hostile && m.members.get(who.member)?.full).length;
    const league = people.filter(({ hostile }) => hostile).length;
    if (one.who.founder && (league > 1 || full < 4)) return;
    await one.client.flush();
    // Said beforehand: it may be written and the power gone before anybody is told.
    const by = one.device.start.device.id;
    said.left.set(one.who.member, { by, told: false });
    if (await say(one, { kind: "leave" }, "somebody left")) said.left.set(one.who.member, { by, told: true });
  }
  async function object(one: Able): Promise<void> {
    const about = chance.some(
      [...one.client.membership().members.values()].filter(({ full, id }) => !full && id !== one.who.member),
    );
    if (!about) return;
    await say(one, { kind: "objection", member: about.id }, "objection");
  }
  async function rename(one: Able): Promise<void> {
    const name = `${one.who.name} ${written++}`;
    said.names.set(one.who.member, `${said.names.get(one.who.member)}\n${name}`);
    await say(one, { kind: "name", name }, "renamed");
  }
  async function withdraw(one: Able): Promise<void> {
    const invite = chance.some([...one.client.membership().invites.values()].filter(({ revoked }) => !revoked));
    if (invite) await say(one, { kind: "revoke", invite: invite.id }, "invitation withdrawn");
  }
  async function rotate({ client }: Able): Promise<void> {
    if (!hasEveryKey(client)) return;
    const done = await client.rotate();
    if (done.ok) world.count(client.status().kind === "offline" ? "rotation offline" : "rotation");
  }

  // ---------------------------------------------------------------- what the world does

  const devices = () => people.flatMap((who) => who.devices);
  function offline(): void {
    const device = chance.some(devices().filter(({ reachable }) => reachable));
    if (!device) return;
    device.reachable = false;
    relay.cutOff(device);
    world.count("offline");
    world.after(chance.around(20_000), () => {
      device.reachable = true;
    });
  }
  /** Half a year without this device; the others go on meanwhile, and change keys. */
  function away(): void {
    const device = chance.some(devices().filter(({ reachable }) => reachable));
    if (!device) return;
    device.reachable = false;
    relay.cutOff(device);
    world.count("away for half a year");
    world.after(8_000, () => world.leap(180 * day));
    world.after(16_000, () => {
      device.reachable = true;
      world.count("back after half a year");
    });
  }
  function cut(): void {
    const device = chance.some(devices().filter((one) => one.on()));
    if (!device) return;
    device.disk.cutAt(1 + chance.below(6), () => {
      if (!device.on()) return;
      world.count("power cut");
      device.cut();
      world.after(chance.around(3_000), () => device.on() || device.boot(1));
    });
  }

  function drop(): void {
    world.count("connection dropped");
    relay.dropOne();
  }
  function restart(): Promise<void> {
    world.count("relay restarted");
    return relay.restart();
  }
  function daysPass(): void {
    world.count("days pass");
    world.leap(chance.around(2 * day));
  }

  const { ask, cross, recover } = createCeremonies(story);
  const { scheme, vandalise, ...hands } = createMischief(story);
  return [
    [36, "edit", edit],
    [4, "statement", by(() => chance.some(honest()), state)],
    [3, "rotation", by(() => chance.some(honest()), rotate)],
    [5, "admission", by(() => chance.some(honest()), admit)],
    [8, "welcome", by(someFull, welcome)],
    [3, "further device", by(() => chance.some(honest()), furtherDevice)],
    [2, "device dropped", by(() => chance.some(honest()), dropDevice)],
    [0.6, "leave", by(() => chance.some(honest()), leave)],
    [0.7, "objection", by(someFull, object)],
    [0.7, "rename", by(() => chance.some(honest()), rename)],
    [0.7, "withdraw", by(someFull, withdraw)],
    [1.6, "removal", () => ask("remove")],
    [1.2, "pause", () => ask("pause")],
    [0.5, "numbers", () => ask("policy")],
    [0.4, "removals that cross", () => cross()],
    [0, "removals of founders that cross", () => cross("everybody")],
    [0.7, "recovery", recover],
    [8, "scheme", scheme],
    [7, "vandals", vandalise],
    [3, "drop", drop],
    [3, "offline", offline],
    [0.6, "away", away],
    [2, "power cut", cut],
    [0.6, "relay restart", restart],
    [1.2, "days pass", daysPass],
    ...createDirected(story, hands),
  ];
}
