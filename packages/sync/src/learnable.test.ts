// S13 Which keys a device can come to by itself.
import { cardOf, type OpBody } from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { learnableIn } from "./learnable.ts";

const p = modelPrimitives({ seed: 13 });

test("S13 two who each gave the other a place, one after the other had gone, are told apart without end of asking", async () => {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const group = await Log.foundTogether(p, [alice, bob]);
  const log = await group.open([alice]);
  const seat = ({ member, name, device }: Person): OpBody => {
    return { kind: "seat", member, name, devices: [cardOf(device)], until: null, at: 1 };
  };
  await log.write(alice, seat(bob));
  await log.rotate(alice);
  await log.write(alice, { kind: "leave" });
  await log.rotate(bob);
  await log.write(bob, seat(alice));
  const { of } = learnableIn(log.now, log.ops);
  for (const { device } of [alice, bob]) expect(of(log.now.devices.get(device.id)!).size).toBe(log.now.epochs.size);
});

test("S13 nobody comes to an older key through one that was passed by, so it is sent to them", async () => {
  const [alice, bob, carol] = [await person(p, "Alice"), await person(p, "Bob"), await person(p, "Carol")];
  const log = await Log.foundTogether(p, [alice, bob]);
  const first = await log.rotate(alice);
  const passedBy = await log.rotate(bob);
  log.keys.delete(passedBy.keys.kid);
  const last = await log.rotate(alice);
  await log.bringIn(alice, carol);
  const m = log.now;
  const { of } = learnableIn(m, log.ops, { isHeld: (kid) => kid !== passedBy.keys.kid });
  const learns = [...of(m.devices.get(carol.device.id)!)].map(({ kid }) => kid);
  expect(learns).toContain(last.keys.kid);
  expect(learns).not.toContain(first.keys.kid);
});

test("S13 whoever was paused makes a key without the one before it: others have that, and send it to who came by the later", async () => {
  const [alice, bob, carol] = [await person(p, "Alice"), await person(p, "Bob"), await person(p, "Carol")];
  const log = await Log.foundTogether(p, [alice, bob]);
  const first = await log.rotate(alice);
  const withoutBob = await log.rotate(alice);
  const bobs = await log.rotate(bob);
  await log.bringIn(bob, carol);
  const m = log.now;
  const isShut = (kid: string, parent: string) => kid === bobs.keys.kid && parent === withoutBob.keys.kid;
  const learns = [...learnableIn(m, log.ops, { isShut }).of(m.devices.get(carol.device.id)!)].map(({ kid }) => kid);
  expect(learns).toContain(bobs.keys.kid);
  for (const { keys } of [first, withoutBob]) expect(learns).not.toContain(keys.kid);
});

test("S13 of three who each gave the next one a place again it is known that they have the keys of their first", async () => {
  const [alice, bob, carol, dora] = await Promise.all(["Alice", "Bob", "Carol", "Dora"].map((name) => person(p, name)));
  const people = [alice!, bob!, carol!, dora!] as const;
  const log = await (await Log.foundTogether(p, [...people])).open([people[0]]);
  const seat = ({ member, name, device }: Person): OpBody => {
    return { kind: "seat", member, name, devices: [cardOf(device)], until: null, at: 1 };
  };
  const first = await log.rotate(people[0]);
  for (const one of people.slice(1)) await log.write(people[0], seat(one));
  await log.write(people[1], { kind: "leave" });
  await log.write(people[2], seat(people[1]));
  await log.write(people[2], { kind: "leave" });
  await log.write(people[3], seat(people[2]));
  await log.write(people[3], { kind: "leave" });
  await log.write(people[1], seat(people[3]));
  const m = log.now;
  const { of } = learnableIn(m, log.ops);
  for (const { device } of people.slice(1)) {
    const learns = [...of(m.devices.get(device.id)!)].map(({ kid }) => kid);
    expect(learns).toContain(first.keys.kid);
  }
});
