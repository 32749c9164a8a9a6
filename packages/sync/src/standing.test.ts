// How everybody stands, of a log as it has come to be.
import { pauseAgainMs, webPrimitives } from "@fogata/keys";
import { Log, person } from "@fogata/keys/testing";
import { expect, test } from "vitest";
import { goneOf, peopleOf } from "./standing.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });

test("K36 whom two paused is told as paused lately for thirty days, also when the pause is over, and on account of a device too", async () => {
  const [alice, bob, carol, dan] = await Promise.all(["Alice", "Bob", "Carol", "Dan"].map((name) => person(p, name)));
  const log = await Log.foundTogether(p, [alice!, bob!, carol!, dan!]);
  const signers = [alice!, dan!];
  await log.certify("pause", { target: { kind: "member", member: bob!.member }, at: 10, until: 1_000 }, { signers });
  await log.certify("pause", { target: { kind: "device", device: carol!.device.id }, at: 20, until: 90 }, { signers });
  const lately = (now: number) =>
    peopleOf({
      ...{ m: log.now, now, device: alice!.device.id, member: alice!.member, seenAt: () => 0 },
      ...{ op: (id: string) => log.ops.get(id as never) ?? null, sheets: new Set<string>(), names: new Map() },
    })
      .filter(({ pausedLately }) => pausedLately)
      .map(({ name }) => name);
  expect(lately(10)).toEqual(["Bob", "Carol"]);
  expect(lately(10 + pauseAgainMs - 1)).toEqual(["Bob", "Carol"]);
  expect(lately(10 + pauseAgainMs)).toEqual(["Carol"]);
  expect(lately(20 + pauseAgainMs)).toEqual([]);
});

test("D39 a phone that Bob lost, and all that Carol had when she left, are told as having been theirs", async () => {
  const [alice, bob, carol, phone] = await Promise.all(
    ["Alice", "Bob", "Carol", "Bob's phone"].map((name) => person(p, name)),
  );
  const log = await Log.foundTogether(p, [alice!, bob!, carol!]);
  await log.device(bob!, phone!);
  await log.drop(bob!, phone!);
  await log.write(carol!, { kind: "leave" });
  const people = peopleOf({
    ...{ m: log.now, now: 0, device: alice!.device.id, member: alice!.member, seenAt: () => 0 },
    ...{ op: (id: string) => log.ops.get(id as never) ?? null, sheets: new Set<string>(), names: new Map() },
  });
  expect(people.map(({ name, former }) => [name, former])).toEqual([
    ["Alice", []],
    ["Bob", [phone!.device.id]],
  ]);
  expect(goneOf(log.now)).toMatchObject([{ name: "Carol", former: [carol!.device.id] }]);
});
