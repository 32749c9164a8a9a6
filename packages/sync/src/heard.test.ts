// S91 Who has spoken since they were given the place they have has its keys; who has only spoken in an earlier one has not.
import { cardOf, type OpBody } from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { createHeard } from "./heard.ts";

const p = modelPrimitives({ seed: 11 });
const seat = (who: Person): OpBody => ({
  kind: "seat",
  member: who.member,
  name: who.name,
  devices: [cardOf(who.device)],
  until: null,
  at: 1,
});

async function garden() {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const group = await Log.foundTogether(p, [alice, bob]);
  const log = await group.open([alice]);
  /** What each wrote, by the key it was written under. */
  const written: { device: string; kid: string }[] = [];
  const heard = createHeard({
    circle: { membership: () => log.now, op: (id) => log.ops.get(id) ?? null },
    ledger: {
      lastWritten: () => new Map(written.map(({ device }, i) => [device, i + 1])),
      ofEpoch: (kid) => written.filter((one) => one.kid === kid) as never,
    },
  });
  const isHeard = (who: Person) => heard(log.now.devices.get(who.device.id)!);
  const rotated = async (by: Person) => {
    await log.rotate(by);
    return log.now.preferred!;
  };
  return { alice, bob, log, written, isHeard, rotated };
}

test("S91 in somebody's first place any word of theirs tells that they have the keys", async () => {
  const { alice, bob, log, written, isHeard } = await garden();
  await log.write(alice, seat(bob));
  expect(isHeard(bob)).toBe(false);
  written.push({ device: bob.device.id, kid: "any" });
  expect(isHeard(bob)).toBe(true);
});

test("S91 in a place that was given again no word from before does, only one under a later key, or an operation", async () => {
  const { alice, bob, log, written, isHeard, rotated } = await garden();
  await log.write(alice, seat(bob));
  const before = await rotated(alice);
  written.push({ device: bob.device.id, kid: before });
  await log.write(bob, { kind: "leave" });
  await log.write(alice, seat(bob));
  expect(isHeard(bob)).toBe(false);
  const since = await rotated(alice);
  expect(isHeard(bob)).toBe(false);
  written.push({ device: bob.device.id, kid: since });
  expect(isHeard(bob)).toBe(true);
  written.pop();
  await log.write(bob, { kind: "name", name: "Robert" });
  expect(isHeard(bob)).toBe(true);
});
