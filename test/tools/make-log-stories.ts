// Writes packages/keys/vectors/control-logs-3.jsonl: written stories of what the random logs beside it seldom come to, the
// same bytes every time: `npx tsx test/tools/make-log-stories.ts`. Run it for a new format version only.
import { writeFile } from "node:fs/promises";
import { type Bytes, neededFor, recoveryWaitMs } from "@fogata/keys";
import { Log, type Person, person, summaryOf } from "@fogata/keys/testing";
import { seededPrimitives } from "./seeded-primitives.ts";

const p = seededPrimitives(20_261_121);
const day = 24 * 60 * 60 * 1000;
const hex = (bytes: Bytes) => Buffer.from(bytes).toString("hex");

interface Group {
  log: Log;
  alice: Person;
  bob: Person;
  carol: Person;
  dan: Person;
  eve: Person;
}
type Story = (g: Group) => Promise<Log>;

/** One after the other, so that one seed draws the same keys every time. */
async function people(...names: string[]): Promise<Person[]> {
  const all: Person[] = [];
  for (const name of names) all.push(await person(p, name));
  return all;
}
/** Alice, Bob and Carol founded it, Dan and Eve are full members. */
async function five(): Promise<Group> {
  const [alice, bob, carol, dan, eve] = (await people("Alice", "Bob", "Carol", "Dan", "Eve")) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const log = await Log.foundTogether(p, [alice, bob, carol]);
  for (const who of [dan, eve]) await log.makeFull(who, alice, bob, carol);
  return { log, alice, bob, carol, dan, eve };
}
const pausing = (who: Person, at: number) =>
  ({ target: { kind: "member", member: who.member }, at, until: at + 7 * day }) as const;
const pausingDevice = (who: Person, at: number) =>
  ({ target: { kind: "device", device: who.device.id }, at, until: at + day }) as const;
async function claimed(g: Group) {
  const fresh = { ...(await person(p, "new phone")), member: g.eve.member };
  const claim = await g.log.recover(g.eve, fresh, [g.alice, g.bob, g.carol], 100);
  const complete = (by: Person, at: number, log = g.log) => log.write(by, { kind: "recovered", claim: claim.id, at });
  return { ...g, fresh, claim, complete };
}
const ripe = 100 + recoveryWaitMs;
async function crowd(founders: number) {
  const all = await people(...Array.from({ length: founders }, (_, i) => `Founder ${i}`));
  return { all, log: await Log.foundTogether(p, all) };
}

const stories: Record<string, Story> = {
  async "paused by two, and by one alone"({ log, alice, bob, eve }) {
    await log.certify("pause", pausing(eve, 0), { signers: [alice] });
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    return log;
  },
  async "paused with their own hand"({ log, alice, eve }) {
    await log.certify("pause", pausing(eve, 0), { signers: [alice, eve] });
    return log;
  },
  async "paused again after 29 days, and after 30"({ log, alice, bob, eve }) {
    for (const days of [0, 29, 30]) await log.certify("pause", pausing(eve, days * day), { signers: [alice, bob] });
    return log;
  },
  async "paused again within a month by the group's decision"({ log, alice, bob, carol, eve }) {
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    await log.certify("pause", pausing(eve, day), { signers: [alice, bob, carol] });
    return log;
  },
  async "a device paused, then the person"({ log, alice, bob, eve }) {
    await log.certify("pause", pausingDevice(eve, 0), { signers: [alice, bob] });
    await log.certify("pause", pausing(eve, 2 * day), { signers: [alice, bob] });
    return log;
  },
  async "two pauses that do not know of each other"({ log, alice, bob, carol, dan, eve }) {
    const there = log.fork();
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    await there.certify("pause", pausing(eve, day), { signers: [carol, dan] });
    return log.merge(there);
  },
  async "no key for whoever is paused, and one again"({ log, alice, bob, eve }) {
    await log.rotate(alice);
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    await log.rotate(alice, day);
    await log.rotate(bob, 8 * day);
    return log;
  },
  async "a recovery completed"(g) {
    const { complete, alice, log } = await claimed(g);
    await complete(alice, ripe);
    await log.rotate(alice);
    return log;
  },
  async "a recovery completed too soon, then by themselves, then twice"(g) {
    const { complete, alice, bob, eve, log } = await claimed(g);
    await complete(alice, ripe - 1);
    await complete(eve, ripe);
    await complete(alice, ripe);
    await complete(bob, ripe + 1);
    return log;
  },
  async "a recovery refused"(g) {
    const { complete, alice, bob, eve, claim, log } = await claimed(g);
    await log.write(bob, { kind: "veto", claim: claim.id });
    await log.write(eve, { kind: "veto", claim: claim.id });
    await complete(alice, ripe);
    return log;
  },
  async "a recovery refused by a no that its completion did not know"(g) {
    const { complete, alice, eve, claim, log } = await claimed(g);
    const there = log.fork();
    await there.write(eve, { kind: "veto", claim: claim.id });
    await complete(alice, ripe);
    return log.merge(there);
  },
  async "a recovery signed by too few"({ log, alice, bob, eve }) {
    await log.recover(eve, await person(p, "new phone"), [alice, bob], 0);
    return log;
  },
  async "one claim put there twice, one of them refused"(g) {
    const { complete, alice, bob, carol, eve, fresh, log } = await claimed(g);
    const copy = await log.recover(eve, fresh, [alice, bob, carol], 101);
    await log.write(eve, { kind: "veto", claim: copy.id });
    await complete(alice, ripe + 1);
    return log;
  },
  async "removals frozen by the group's own number, and open again"({ log, alice, bob, carol, dan, eve }) {
    const asked = { signers: [alice, bob, carol, dan] };
    const five = await log.certify("policy", { removal: 5, welcomes: null, after: log.circle }, asked);
    await log.remove(eve, [alice, bob, carol, dan]);
    await log.remove(dan, [alice, bob, carol, eve]);
    await log.certify("policy", { removal: 2, welcomes: null, after: five.id }, asked);
    const all = { signers: [alice, bob, carol, dan, eve] };
    await log.certify("policy", { removal: 2, welcomes: null, after: five.id }, all);
    await log.remove(eve, [alice, bob]);
    return log;
  },
  async "removals frozen because people left, until others are welcomed"({ log, alice, bob, carol, dan, eve }) {
    for (const who of [dan, eve, carol]) await log.write(who, { kind: "leave" });
    const [frank, grace] = (await people("Frank", "Grace")) as [Person, Person];
    await log.bringIn(alice, frank);
    await log.remove(frank, [alice, bob]);
    await log.remove(bob, [alice]);
    await log.makeFull(grace, alice, bob);
    await log.remove(frank, [alice, bob]);
    return log;
  },
  async "removed with the last entries that count, and by their own hand not"({ log, alice, bob, carol, eve }) {
    await log.remove(eve, [alice, bob, eve]);
    await log.remove(eve, [alice, bob, carol], { cut: [{ device: eve.device.id, n: 5 }] });
    await log.rotate(alice);
    return log;
  },
  async "two removals that cross"({ log, alice, bob, carol, dan, eve }) {
    const there = log.fork();
    await log.remove(eve, [alice, bob, carol]);
    await there.remove(alice, [eve, dan, bob]);
    return log.merge(there);
  },
  async "seven welcomes in a group of twenty"() {
    const { all, log } = await crowd(20);
    const [guest] = (await people("Guest")) as [Person];
    await log.bringIn(all[0]!, guest);
    for (const one of all.slice(0, 7)) await log.welcome(one, guest);
    return log;
  },
  async "six welcomes in a group of twenty"() {
    const { all, log } = await crowd(20);
    const [guest] = (await people("Guest")) as [Person];
    await log.bringIn(all[0]!, guest);
    for (const one of all.slice(0, 6)) await log.welcome(one, guest);
    return log;
  },
  async "three welcomes, as a group of twenty chose"() {
    const { all, log } = await crowd(20);
    const [guest] = (await people("Guest")) as [Person];
    const says = { removal: null, welcomes: 3, after: log.circle };
    await log.certify("policy", says, { signers: all.slice(0, neededFor(log.now, null)) });
    await log.bringIn(all[0]!, guest);
    for (const one of all.slice(0, 3)) await log.welcome(one, guest);
    return log;
  },
  async "the twelfth full member, and the group asked for its numbers again"() {
    const { all, log } = await crowd(11);
    const [guest] = (await people("Guest")) as [Person];
    await log.makeFull(guest, ...all);
    return log;
  },
  async "an invitation withdrawn, used afterwards, and beside it"({ log, alice, bob }) {
    const [frank, grace] = (await people("Frank", "Grace")) as [Person, Person];
    const invitation = await log.invite(alice, 2);
    const there = log.fork();
    await log.write(bob, { kind: "revoke", invite: invitation.op.id });
    await log.admit(alice, invitation, frank);
    await there.admit(alice, invitation, grace);
    return log.merge(there);
  },
};

const lines: string[] = [];
for (const [name, story] of Object.entries(stories)) {
  const log = await story(await five());
  const ops = [...log.ops.values()].map(({ bytes }) => hex(bytes));
  lines.push(JSON.stringify({ name, circle: log.circle, ops, result: summaryOf(log.now) }));
}
await writeFile("packages/keys/vectors/control-logs-3.jsonl", `${lines.join("\n")}\n`);
console.log(`${lines.length} stories`);
