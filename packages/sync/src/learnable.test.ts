// S13 Which keys a device can come to by itself.
import { cardOf } from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { learnableIn } from "./learnable.ts";

const p = modelPrimitives({ seed: 13 });

test("S13 two who each gave the other a place, one after the other had gone, are told apart without end of asking", async () => {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const group = await Log.foundTogether(p, [alice, bob]);
  const log = await group.open([alice]);
  const seat = (who: Person) =>
    ({ kind: "seat", member: who.member, name: who.name, devices: [cardOf(who.device)], until: null, at: 1 }) as const;
  await log.write(alice, seat(bob));
  await log.rotate(alice);
  await log.write(alice, { kind: "leave" });
  await log.rotate(bob);
  await log.write(bob, seat(alice));
  const { of } = learnableIn(log.now, log.ops);
  for (const { device } of [alice, bob]) expect(of(log.now.devices.get(device.id)!).size).toBe(log.now.epochs.size);
});
