// K42 A working group is a circle with seats: its own members, its own keys, and one mechanism with the group.
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, type Person, person } from "../testing/index.ts";
import { type CircleLetter, openCircleLetter, sealCircleLetter } from "./circle-letter.ts";
import { cardOf } from "./identity.ts";
import type { OpBody } from "./types.ts";
import { mayWrite, rotationOwed, seatsOverAt, withheldAt } from "./views.ts";
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
  test("K42 whoever is seated again brings back another device of an earlier place, and nobody a dropped one", async () => {
    const { log, alice, bob } = await garden();
    const tablet = await person(p, "Bob’s tablet");
    await log.write(alice, seat(bob));
    await log.device(bob, tablet);
    await log.write(bob, { kind: "leave" });
    await log.write(alice, seat(bob));
    expect(log.now.devices.has(tablet.device.id)).toBe(false);
    expect(log.refusal(await log.device(bob, tablet))).toBeUndefined();
    expect(log.now.members.get(bob.member)!.devices).toEqual([bob.device.id, tablet.device.id]);
    await log.drop(bob, tablet);
    expect(log.refusal(await log.device(bob, tablet))).toBe("known-device");
    expect(log.refusal(await log.device(alice, { ...alice, device: bob.device }))).toBe("known-device");
  });
  test("K12 K38 who left, was given a place again and left again is kept out each time, and what they wrote between counts", async () => {
    const { log, alice, bob } = await garden();
    await log.write(alice, seat(bob));
    await log.write(bob, { kind: "leave" });
    const { keys } = await log.rotate(alice, 0);
    // The key comes with the place, by letter: no box in the epoch tells of it.
    await log.write(alice, seat(bob));
    expect(rotationOwed(log.now, 0)).toBe(false);
    await log.write(bob, { kind: "leave" });
    expect(rotationOwed(log.now, 0)).toBe(true);
    expect(mayWrite(log.now, keys.kid, bob.device.id, 1)).toBe(true);
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

describe("K43 what has ended in the group ends in its working groups", () => {
  test("anybody seated says that a seat has lapsed, naming why; nobody else, and no later seat with it", async () => {
    const { log, group, alice, bob, carol } = await garden();
    await log.write(alice, seat(bob));
    const gone = (await group.write(bob, { kind: "leave" })).id;
    const says: OpBody = {
      kind: "lapse",
      member: bob.member,
      seat: log.now.members.get(bob.member)!.admittedBy,
      device: null,
      because: gone,
    };
    expect(log.refusal(await log.write(carol, says))).toBe("not-a-member");
    expect(log.refusal(await log.write(alice, says))).toBeUndefined();
    expect(log.now.gone.get(bob.member)).toMatchObject({ how: "unseated" });
    expect(rotationOwed(log.now, 0)).toBe(true);
    await log.write(alice, seat(bob));
    expect(log.refusal(await log.write(alice, says))).toBe("no-such-member");
    expect([...log.now.members.keys()]).toContain(bob.member);
  });
  test("one lost device of somebody lapses, and the rest of their seat stays", async () => {
    const { log, group, alice, bob } = await garden();
    const [phone] = (await people("Bob’s phone")) as [Person];
    await log.write(alice, { ...seat(bob), devices: [cardOf(bob.device), cardOf(phone.device)] });
    const of = log.now.members.get(bob.member)!.admittedBy;
    const lapse = (device: Person["device"]["id"]): OpBody => ({
      kind: "lapse",
      member: bob.member,
      seat: of,
      device,
      because: group.circle as never,
    });
    expect(log.refusal(await log.write(alice, lapse(alice.device.id)))).toBe("no-such-device");
    expect(log.refusal(await log.write(alice, lapse(phone.device.id)))).toBeUndefined();
    expect(log.now.members.get(bob.member)!.devices).toEqual([bob.device.id]);
    expect(log.now.lost.get(phone.device.id)).toMatchObject({ how: "dropped" });
  });
  test("two who say the same at once, and somebody who left meanwhile, come to the same", async () => {
    const { log, group, alice, bob, carol } = await garden();
    for (const who of [bob, carol]) await log.write(alice, seat(who));
    const lapse: OpBody = {
      kind: "lapse",
      member: bob.member,
      seat: log.now.members.get(bob.member)!.admittedBy,
      device: null,
      because: group.circle as never,
    };
    const there = log.fork();
    await there.write(carol, lapse);
    const third = log.fork();
    await third.write(bob, { kind: "leave" });
    await log.write(alice, lapse);
    log.merge(there);
    expect(log.merge(third).now.members.has(bob.member)).toBe(false);
    expect(log.now.members.size).toBe(2);
  });
});

describe("K45 who is paused in the group is paused in its working groups", () => {
  const day = 24 * 60 * 60 * 1000;
  test("said by anybody seated, naming why: no box for them while it lasts, and one again when it is over", async () => {
    const { log, group, alice, bob, carol } = await garden();
    await log.write(alice, seat(bob));
    await log.rotate(alice, 0);
    const target = { kind: "member", member: bob.member } as const;
    const pause = await group.certify("pause", { target, at: 10, until: 10 + day }, { signers: [alice, carol] });
    const says: OpBody = { kind: "paused", target, at: 10, until: 10 + day, because: pause.id };
    expect(group.refusal(await group.write(alice, says))).toBe("not-here");
    expect(log.refusal(await log.write(carol, says))).toBe("not-a-member");
    expect(log.refusal(await log.write(alice, says))).toBeUndefined();
    expect([rotationOwed(log.now, 9), rotationOwed(log.now, 10)]).toEqual([false, true]);
    const { op } = await log.rotate(alice, 10);
    expect(log.refusal(op)).toBeUndefined();
    expect(log.now.epochs.get(log.now.preferred!)).toMatchObject({ without: [bob.device.id] });
    expect([rotationOwed(log.now, 9 + day), rotationOwed(log.now, 10 + day)]).toEqual([false, true]);
    expect(log.now.members.has(bob.member)).toBe(true);
  });
  test("of one device alone as well; of nobody who has no place, and never for longer than a week", async () => {
    const { log, group, alice, bob, carol } = await garden();
    await log.write(alice, seat(bob));
    const because = group.circle as never;
    const about = (device: Person["device"]["id"], until: number): OpBody => ({
      kind: "paused",
      target: { kind: "device", device },
      at: 0,
      until,
      because,
    });
    expect(log.refusal(await log.write(alice, about(carol.device.id, day)))).toBe("no-such-device");
    expect(log.refusal(await log.write(alice, about(bob.device.id, 7 * day)))).toBeUndefined();
    expect([...withheldAt(log.now, 0)]).toEqual([bob.device.id]);
    await expect(log.write(alice, about(bob.device.id, 7 * day + 1))).rejects.toThrow();
  });
});

describe("K44 letters about a circle", () => {
  const circle = "ab".repeat(32) as never;
  const letters: CircleLetter[] = [
    { kind: "seat", circle, ops: [new Uint8Array(300).fill(7), new Uint8Array(2)], keys: [new Uint8Array(32).fill(1)] },
    { kind: "wanted", circle },
    { kind: "consent", circle, consent: new Uint8Array(64).fill(2) },
  ];
  test("open for the device they are for, whole, and for nobody else", async () => {
    const [bob, eve] = (await people("Bob", "Eve")) as [Person, Person];
    for (const letter of letters) {
      const bytes = await sealCircleLetter(p, { to: bob.device.receive.publicKey, letter });
      expect(await openCircleLetter(p, { bytes, device: bob.device })).toEqual(letter);
      expect(await openCircleLetter(p, { bytes, device: eve.device })).toBeNull();
      for (let at = 0; at < bytes.length; at += 13) {
        const bent = bytes.slice();
        bent[at]! ^= 1;
        // The id of a letter is part of what it is sealed under.
        expect(await openCircleLetter(p, { bytes: bent, device: bob.device })).toBeNull();
      }
    }
  });
  test("with no key, a key of another length or operations without end, they are no letters", async () => {
    const [bob] = (await people("Bob")) as [Person];
    const ops = [new Uint8Array(300)];
    const key = new Uint8Array(32);
    for (const wrong of [
      { kind: "seat", circle, ops, keys: [] },
      { kind: "seat", circle, ops, keys: [new Uint8Array(31)] },
      { kind: "seat", circle, ops: [new Uint8Array(2_049)], keys: [key] },
      { kind: "seat", circle, ops: [...ops, ...ops, ...ops], keys: [key] },
      { kind: "seat", circle, ops: [], keys: [key] },
      { kind: "seat", circle, ops, keys: Array.from({ length: 33 }, () => key) },
      { kind: "consent", circle, consent: new Uint8Array(63) },
    ] as CircleLetter[]) {
      const bytes = await sealCircleLetter(p, { to: bob.device.receive.publicKey, letter: wrong });
      expect(await openCircleLetter(p, { bytes, device: bob.device })).toBeNull();
    }
  });
});
