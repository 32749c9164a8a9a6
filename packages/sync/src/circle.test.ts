// S13 What somebody new is handed opens everything that whoever hands it over can open.
import { Log, modelPrimitives, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { createCircle } from "./circle.ts";
import { rules } from "./rules.ts";

const p = modelPrimitives({ seed: 17 });

test("S13 one key is handed over for all that are wrapped in it, and with it any that is not", async () => {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const log = await Log.foundTogether(p, [alice, bob]);
  await log.rotate(alice);
  const handedByAlice = async () => {
    const ops = [...log.ops.values()].map(({ bytes }) => bytes);
    const kept = { circle: log.now.circle, ops, keys: [], now: () => 0, asks: rules.asks };
    const circle = await createCircle(p, alice.device, kept);
    await circle.openBoxes();
    return circle.handedOver().map(({ kid }) => kid);
  };
  const second = await log.rotate(alice);
  expect(await handedByAlice()).toEqual([second.keys.kid]);
  // Bob has not come to Alice's key yet, and puts noise in its place.
  log.keys.delete(second.keys.kid);
  const third = await log.rotate(bob);
  expect(await handedByAlice()).toEqual([third.keys.kid, second.keys.kid]);
});

test("S80 what Carol wrote under a key of Mallory's, before she knew of his removal beside it, counts for whoever reads it later", async () => {
  const [alice, bob, carol, mallory] = await Promise.all(
    ["Alice", "Bob", "Carol", "Mallory"].map((name) => person(p, name)),
  );
  const log = await Log.foundTogether(p, [alice!, bob!, carol!, mallory!]);
  await log.rotate(alice!);
  const elsewhere = log.fork();
  const { keys } = await elsewhere.rotate(mallory!);
  await log.remove(mallory!, [alice!, bob!]);
  log.merge(elsewhere);
  const ops = [...log.ops.values()].map(({ bytes }) => bytes);
  const circle = await createCircle(p, alice!.device, {
    ...{ circle: log.now.circle, ops, keys: [], now: () => 0, asks: rules.asks },
  });
  expect(circle.membership().epochs.has(keys.kid)).toBe(false);
  expect(circle.counts(keys.kid, carol!.device.id, 1)).toBe(true);
  expect(circle.counts(keys.kid, mallory!.device.id, 1)).toBe(false);
});

test("S81 a key is out that Dora was sent while her removal had come to nothing, once it counts after all: another is owed", async () => {
  const [alice, bob, carol, dora, eli] = await Promise.all(
    ["Alice", "Bob", "Carol", "Dora", "Eli"].map((name) => person(p, name)),
  );
  const log = await Log.foundTogether(p, [alice!, bob!, carol!, dora!]);
  await log.bringIn(alice!, eli!);
  const [welcoming, elsewhere] = [log.fork(), log.fork()];
  const removal = await log.remove(dora!, [alice!, bob!]);
  const { keys } = await log.rotate(alice!);
  const sent = new Set<string>();
  const owed = async (...sentTo: string[]) => {
    for (const one of sentTo) sent.add(one);
    const ops = [...log.ops.values()].map(({ bytes }) => bytes);
    const kept = { circle: log.now.circle, ops, keys: [], now: () => 0, asks: rules.asks, sent: () => sent };
    return (await createCircle(p, alice!.device, kept)).rotationOwed();
  };
  expect(await owed()).toBe(false);
  // With Eli two have not been enough to remove her.
  for (const who of [alice!, bob!, carol!]) await welcoming.welcome(who, eli!);
  log.merge(welcoming);
  expect(log.refusal(removal)).toBe("too-few-signatures");
  expect(await owed(`${keys.kid}/${dora!.device.id}`)).toBe(false);
  // Carol, of whom Eli's last welcome is, said something else in another place: her welcome is none.
  await elsewhere.write(carol!, { kind: "audience", commitment: p.randomBytes(32) });
  log.merge(elsewhere);
  expect([log.refusal(removal), log.now.preferred]).toEqual([undefined, keys.kid]);
  expect(await owed()).toBe(true);
});
