// What can happen in a simulated group that decides, each with its weight: what is said, who comes and goes, and what the
// world does to their devices.
import { type AnswerKind, type Facts, type Hash, type Said, saying } from "@fogata/domain";
import { admitBody, assemble, cutOf, neededFor, newInvitation, openRequest, sealRequest } from "@fogata/keys";
import { createLies } from "./deciding-lies.ts";
import { type Able, type DecidingStory, day, hour, names, relayUrl } from "./deciding-story.ts";
import { createSpeaking } from "./deciding-words.ts";
import type { Device } from "./device.ts";
import { signaturesOf, someone, startOf } from "./membership-people.ts";

type Deed = readonly [weight: number, name: string, act: () => void];

export function createDeeds(story: DecidingStory): Deed[] {
  const { world, relay, p, people, fullSince } = story;
  const { chance } = world;
  const words = createSpeaking(story);
  const { say, question, about, anAnswer } = words;
  const hostileDeed = createLies(story, words);

  // ------------------------------------------------------------------- who belongs

  async function remove({ client, who: by }: Able): Promise<void> {
    const m = client.membership();
    const members = people.filter((who) => m.members.has(who.member));
    const target = chance.some(members.filter((who) => who !== by));
    const full = members.filter((who) => who !== target && m.members.get(who.member)!.full);
    if (!target || members.length < 4 || full.length < neededFor(m, target.member)) return;
    const signers = full.slice(0, neededFor(m, target.member)).map(({ device }) => device);
    const cut = cutOf(m, target.member, client.accepted() as never);
    const says = { target: target.member, why: new Uint8Array(32).fill(7), policy: m.policy.id, cut };
    world.count("somebody is removed");
    await client.write(assemble("remove", says, await signaturesOf(p, m.circle, "remove", says, signers)));
  }
  async function letIn({ client, who: by }: Able): Promise<void> {
    const name = names[people.length];
    if (!name || !client.membership().members.get(by.member)?.full) return;
    const link = { relay: { url: relayUrl, key: relay.key }, expiresAt: world.now() + 3 * day };
    const invitation = await newInvitation(p, link);
    const invite = await client.write(invitation.body);
    if (!invite.ok) return;
    const device = await story.born();
    const bytes = await sealRequest(p, { link: invitation.link, device, name });
    const request = await openRequest(p, { bytes, receiveSeed: invitation.receiveSeed, invite: invitation.body });
    const known = client.membership().invites.get(invite.value.id);
    if (!request.ok || !known || names[people.length] !== name) return;
    const who = someone(p, name, device, {});
    people.push(who);
    const body = admitBody({ invite: known, request: request.value, member: who.member, at: world.now() });
    if (!(await client.write(body)).ok) return;
    world.count("somebody comes");
    story.addDevice(who, startOf(client, client.membership().circle, device));
  }
  async function welcome({ client, who: by }: Able): Promise<void> {
    const m = client.membership();
    const known = [...m.members.values()].filter(({ full, welcomedBy }) => !full && !welcomedBy.includes(by.member));
    const members = known.map(({ id }) => id).sort();
    if (members.length > 0 && m.members.get(by.member)?.full) await client.write({ kind: "welcome", members });
    for (const { id, full } of client.membership().members.values())
      if (full && !fullSince.has(id)) fullSince.set(id, world.now());
  }

  // ------------------------------------------------------------------- the world

  function goOffline(device: Device, ms: number): void {
    device.reachable = false;
    relay.cutOff(device);
    world.count("offline");
    world.after(ms, () => {
      device.reachable = true;
    });
  }
  function offline(): void {
    const one = chance.some(story.devices().filter(({ device }) => device.reachable));
    if (one) goOffline(one.device, chance.around(10_000));
  }
  /** Goes away for days with a no that nobody hears meanwhile; the others agree, and close it when its date is over. */
  async function awayWithNo(one: Able): Promise<void> {
    const known = await story.facts(one.client);
    const which = await say(one, question(known.heads), known, "asked");
    if (which === null) return;
    const others = () => story.able().filter(({ who, device }) => device.reachable && who !== one.who);
    const given = (kind: AnswerKind) => (now: Facts, _: Said, text: Hash) =>
      saying.answer(now, which, text, { ...anAnswer(), kind });
    world.after(3_000, () => {
      goOffline(one.device, 4 * day);
      story.begin(about(one, "a no while away", given("no"), which));
      for (const other of others()) story.begin(about(other, "answered", given("agree"), which));
    });
    world.after(6_000, () => {
      world.leap(4.5 * day);
      const closer = chance.some(others().filter(({ who }) => !who.hostile));
      if (closer) story.begin(about(closer, "closed", (now) => saying.close(now, which), which));
    });
  }
  function powerCut(): void {
    const { device } = chance.some(story.devices().filter((one) => one.device.on())) ?? {};
    if (!device) return;
    world.count("power cut");
    device.cut();
    world.after(chance.around(2_000), () => device.on() || device.boot(1));
  }
  const does =
    (act: (one: Able) => Promise<unknown>, who: (one: Able) => boolean = () => true) =>
    () => {
      const one = chance.some(story.able().filter(who));
      if (one) story.begin(act(one));
    };

  return [
    [3, "ask", does(words.ask)],
    [50, "answer", does(words.answer)],
    [2, "answer for somebody", does(words.answerFor)],
    [24, "close", does(words.closeRightly, ({ who }) => !who.hostile)],
    [0.6, "reword", does(words.reword)],
    [0.8, "more time", does(words.moreTime)],
    [0.5, "meet", does(words.meet)],
    [2, "back from the meeting", does(words.meetNoMore)],
    [
      4,
      "left out",
      does(
        (one) => words.sayLeftOut(one),
        ({ who }) => !who.hostile,
      ),
    ],
    [10, "hostile", does(hostileDeed, ({ who }) => who.hostile)],
    [0.7, "remove", does(remove)],
    [1.5, "let in", does(letIn)],
    [12, "welcome", does(welcome)],
    [6, "offline", offline],
    [1.5, "away with a no", does(awayWithNo, ({ who, device }) => !who.hostile && device.reachable)],
    [2, "power cut", powerCut],
    [2, "connection dropped", () => relay.dropOne()],
    [9, "hours pass", () => world.leap(chance.below(30 * hour))],
  ];
}
