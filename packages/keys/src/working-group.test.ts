// K42 A working group is a circle with seats: its own members, its own keys, and one mechanism with the group.
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, type Person, person } from "../testing/index.ts";
import { cardOf } from "./identity.ts";
import type { OpBody } from "./types.ts";
import { rotationOwed, seatsOverAt, withheldAt } from "./views.ts";
import { neededFor } from "./voices.ts";

const p = modelPrimitives({ seed: Number(process.env.KEYS_SEED ?? 20_261_120) });
const people = (...names: string[]) => Promise.all(names.map((name) => person(p, name)));
const seat = (who: Person, until: number | null = null): OpBody & { kind: "seat" } => ({
  kind: "seat",
  member: who.member,
  name: who.name,
  devices: [cardOf(who.device)],
  until,
  at: 1,
});
async function garden() {
  const names = ["Alice", "Bob", "Carol", "Dan", "Eve"] as const;
  const [alice, bob, carol, dan, eve] = (await people(...names)) as [Person, Person, Person, Person, Person];
  const group = await Log.foundTogether(p, [alice, bob, carol]);
  return { alice, bob, carol, dan, eve, group, log: await group.open([alice]) };
}

describe("K42 a working group", () => {
  test("is opened by one, names its group, and is a circle of its own", async () => {
    const { log, group, alice, bob } = await garden();
    expect(log.now).toMatchObject({ rule: "working group", group: group.circle, name: "Garden" });
    expect(log.circle).not.toBe(group.circle);
    expect([...log.now.members.keys()]).toEqual([alice.member]);
    expect(log.refusal(await log.write(bob, { kind: "name", name: "me too" }))).toBe("not-a-member");
  });
  test("anybody seated seats others, who count at once; nobody is seated twice or with another's device", async () => {
    const { log, alice, bob, carol } = await garden();
    await log.write(alice, seat(bob));
    expect(log.refusal(await log.write(bob, seat(carol)))).toBeUndefined();
    expect([...log.now.members.values()].map(({ name, full }) => [name, full])).toEqual([
      ["Alice", true],
      ["Bob", true],
      ["Carol", true],
    ]);
    expect(log.refusal(await log.write(alice, seat(bob)))).toBe("known-member");
    const [dan] = (await people("Dan")) as [Person];
    expect(log.refusal(await log.write(alice, seat({ ...dan, device: bob.device })))).toBe("known-device");
  });
  test("the two sorts of circle do not know each other's operations", async () => {
    const { log, group, alice, bob } = await garden();
    expect(log.refusal(await log.write(alice, { kind: "objection", member: bob.member }))).toBe("not-here");
    expect(log.refusal(await log.invite(alice).then(({ op }) => op))).toBe("not-here");
    expect(group.refusal(await group.write(alice, seat(bob)))).toBe("not-here");
  });
  test("a seat ends by its date: shown, and out of the next key", async () => {
    const { log, alice, bob } = await garden();
    await log.write(alice, seat(bob, 1_000));
    await log.rotate(alice, 0);
    expect([...seatsOverAt(log.now, 999), ...seatsOverAt(log.now, 1_000)]).toEqual([bob.member]);
    expect([rotationOwed(log.now, 999), rotationOwed(log.now, 1_000)]).toEqual([false, true]);
    const { op } = await log.rotate(alice, 1_000);
    expect(log.refusal(op)).toBeUndefined();
    expect([...withheldAt(log.now, 1_000)]).toEqual([bob.device.id]);
  });
  test("or by leaving; and somebody may be seated again", async () => {
    const { log, alice, bob } = await garden();
    await log.write(alice, seat(bob));
    await log.write(bob, { kind: "leave" });
    expect(log.now.gone.get(bob.member)).toMatchObject({ how: "left" });
    expect(log.refusal(await log.write(alice, seat(bob)))).toBeUndefined();
    expect(log.now.devices.has(bob.device.id)).toBe(true);
    expect(log.now.gone.size).toBe(0);
    expect(log.refusal(await log.write(bob, { kind: "name", name: "Bob again" }))).toBeUndefined();
  });
  test("or by half of its members and at least two; an old certificate ends no later seat", async () => {
    const { log, alice, bob, carol, dan, eve } = await garden();
    for (const who of [bob, carol, dan, eve]) await log.write(alice, seat(who));
    expect(neededFor(log.now, eve.member)).toBe(3);
    const says = { member: eve.member, seat: log.now.members.get(eve.member)!.admittedBy };
    expect(log.refusal(await log.certify("unseat", says, { signers: [alice, bob] }))).toBe("too-few-signatures");
    expect(log.refusal(await log.certify("unseat", says, { signers: [alice, bob, carol] }))).toBeUndefined();
    expect(log.now.gone.get(eve.member)).toMatchObject({ how: "unseated" });
    await log.write(dan, seat(eve));
    expect(log.refusal(await log.certify("unseat", says, { signers: [alice, bob, carol] }))).toBe("no-such-member");
    expect(log.now.members.has(eve.member)).toBe(true);
  });
  test("K33 whom an unseated member seated beside it is not seated", async () => {
    const { log, alice, bob, eve, dan } = await garden();
    for (const who of [bob, eve]) await log.write(alice, seat(who));
    const there = log.fork();
    await there.write(eve, seat(dan));
    const says = { member: eve.member, seat: log.now.members.get(eve.member)!.admittedBy };
    await log.certify("unseat", says, { signers: [alice, bob] });
    expect(log.merge(there).now.members.size).toBe(2);
  });
});
