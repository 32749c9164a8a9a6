// How devices go and people go: dropping, leaving, removal, pauses, recovery, and what keys do about it.
import { describe, expect, test } from "vitest";
import { Log, modelPrimitives, type Person, person } from "../testing/index.ts";
import { recoveryWaitMs } from "./principles.ts";
import type { Kid } from "./types.ts";
import { claimStateAt, mayWrite, pausedAt, rotationOwed, withheldAt } from "./views.ts";

const p = modelPrimitives({ seed: Number(process.env.KEYS_SEED ?? 20_261_120) });
const day = 24 * 60 * 60 * 1000;
const people = (...names: string[]) => Promise.all(names.map((name) => person(p, name)));
async function three() {
  const names = ["Alice", "Bob", "Carol", "Dan", "Eve"] as const;
  const [alice, bob, carol, dan, eve] = (await people(...names)) as [Person, Person, Person, Person, Person];
  return { alice, bob, carol, dan, eve, log: await Log.foundTogether(p, [alice, bob, carol]) };
}
async function withEve() {
  const g = await three();
  await g.log.makeFull(g.eve, g.alice, g.bob);
  return g;
}
async function furtherOf(log: Log, who: Person): Promise<Person> {
  const laptop = { ...(await person(p, `${who.name}'s laptop`)), member: who.member };
  await log.device(who, laptop);
  return laptop;
}
const belongs = (log: Log, who: Person) => log.now.members.has(who.member);

describe("K31 a lost device", () => {
  test("any other device of mine drops it at once; nobody else's does, and none drops itself", async () => {
    const { log, alice, bob } = await three();
    const laptop = await furtherOf(log, alice);
    expect(log.refusal(await log.drop(bob, alice))).toBe("no-such-device");
    expect(log.refusal(await log.drop(alice, alice))).toBe("no-such-device");
    await log.drop(laptop, alice, 7);
    expect(log.now.members.get(alice.member)!.devices).toEqual([laptop.device.id]);
    expect(log.now.lost.get(alice.device.id)).toMatchObject({ how: "dropped", cut: 7 });
    expect(log.refusal(await log.write(alice, { kind: "name", name: "thief" }))).toBe("not-a-member");
    expect(log.refusal(await log.device(laptop, alice))).toBe("known-device");
  });
  test("two that drop each other are both gone, and the person stays", async () => {
    const { log, alice } = await three();
    const laptop = await furtherOf(log, alice);
    const there = log.fork();
    await log.drop(alice, laptop);
    await there.drop(laptop, alice);
    expect(log.merge(there).now.members.get(alice.member)!.devices).toEqual([]);
    expect(log.now.members.get(alice.member)!.full).toBe(true);
  });
  test("a further device it gave itself meanwhile goes with it; whom it brought in stays, and shows", async () => {
    const { log, alice, eve } = await three();
    const laptop = await furtherOf(log, alice);
    const there = log.fork();
    const thief = { ...(await person(p, "thief")), member: alice.member };
    const stolen = await there.device(alice, thief);
    await there.bringIn(alice, eve);
    await log.drop(laptop, alice);
    log.merge(there);
    expect(log.refusal(stolen)).toBe("removed");
    expect(log.now.devices.has(thief.device.id)).toBe(false);
    expect(log.now.members.get(eve.member)!.doubt).toBe("device-dropped");
  });
  test("nobody is put out by a drop dated back to before they came", async () => {
    const { log, alice, bob, dan } = await three();
    const phone = await furtherOf(log, alice);
    const then = log.now.heads;
    await log.bringIn(alice, dan);
    await log.welcome(alice, dan);
    await log.welcome(bob, dan);
    await log.drop(phone, alice, null, then);
    expect(log.now.members.get(dan.member)).toMatchObject({ full: true, doubt: "device-dropped" });
  });
});

describe("leaving", () => {
  test("needs nobody and no reason; the name stays in history, the member id does not come back", async () => {
    const { log, alice, bob } = await three();
    const laptop = await furtherOf(log, bob);
    await log.write(laptop, { kind: "leave" });
    expect(belongs(log, bob)).toBe(false);
    expect(log.now.gone.get(bob.member)).toMatchObject({ name: "Bob", how: "left" });
    expect([bob, laptop].every((who) => !log.now.devices.has(who.device.id))).toBe(true);
    const [again] = (await people("Bob")) as [Person];
    expect(log.refusal(await log.bringIn(alice, { ...again, member: bob.member }))).toBe("known-member");
  });
  test("what was said beside it stands: nobody's admission hangs on when a friend left", async () => {
    const { log, bob, dan } = await three();
    const laptop = await furtherOf(log, bob);
    const there = log.fork();
    await there.write(laptop, { kind: "leave" });
    await log.bringIn(bob, dan);
    expect(belongs(log.merge(there), dan)).toBe(true);
  });
});

describe("K32 removal", () => {
  test("two thirds of the full members without the person, at least two; not the person, and nobody twice", async () => {
    const { log, alice, bob, carol, eve } = await withEve();
    const laptop = await furtherOf(log, alice);
    expect(log.refusal(await log.remove(eve, [alice]))).toBe("too-few-signatures");
    expect(log.refusal(await log.remove(eve, [alice, laptop]))).toBe("too-few-signatures");
    expect(log.refusal(await log.remove(eve, [alice, eve]))).toBe("too-few-signatures");
    expect(belongs(log, eve)).toBe(true);
    expect(log.refusal(await log.remove(eve, [alice, bob]))).toBeUndefined();
    expect(log.now.gone.get(eve.member)).toMatchObject({ how: "removed", name: "Eve" });
    expect(log.refusal(await log.remove(carol, [alice, eve]))).toBe("too-few-signatures");
    expect(log.refusal(await log.remove(eve, [alice, bob]))).toBe("no-such-member");
  });
  test("a newcomer's signature counts for nothing, a newcomer can be removed", async () => {
    const { log, alice, bob, carol, dan, eve } = await three();
    await log.bringIn(alice, dan);
    await log.bringIn(alice, eve);
    expect(log.refusal(await log.remove(eve, [alice, dan]))).toBe("too-few-signatures");
    expect(log.refusal(await log.remove(eve, [bob, carol]))).toBeUndefined();
  });
  test("before three full members exist nobody can be removed, and it says so", async () => {
    const [alice, bob, carol] = (await people("Alice", "Bob", "Carol")) as [Person, Person, Person];
    const log = await Log.found(p, alice);
    await log.makeFull(bob, alice);
    await log.bringIn(alice, carol);
    expect(log.now.frozen).toBe(true);
    expect(log.refusal(await log.remove(carol, [alice, bob]))).toBe("frozen");
    await log.welcome(alice, carol);
    await log.welcome(bob, carol);
    expect(log.now.frozen).toBe(false);
  });
  test("it names the policy in force, so that nobody signs by one number and is counted by another", async () => {
    const { log, alice, bob, carol, eve } = await withEve();
    const old = log.now.policy.id;
    await log.certify("policy", { removal: 2, welcomes: null, after: old }, { signers: [alice, bob, carol] });
    expect(log.refusal(await log.remove(eve, [alice, bob], { policy: old }))).toBe("wrong-policy");
  });
  test("K33 what the removed wrote beside it is void, and whoever rests on that: no ghosts", async () => {
    const { log, alice, bob, dan, eve } = await withEve();
    const there = log.fork();
    await there.bringIn(eve, dan);
    const [puppet] = (await people("Puppet")) as [Person];
    await there.bringIn(dan, puppet);
    await log.remove(eve, [alice, bob]);
    log.merge(there);
    expect([eve, dan, puppet].map((who) => belongs(log, who))).toEqual([false, false, false]);
  });
  test("K33 two removals that cross both stand, whoever carries them", async () => {
    const g = await withEve();
    await g.log.makeFull(g.dan, g.alice, g.bob, g.carol);
    const there = g.log.fork();
    await g.log.remove(g.eve, [g.alice, g.bob, g.carol]);
    await there.remove(g.alice, [g.eve, g.dan, g.bob]);
    const both = g.log.merge(there);
    expect([belongs(both, g.eve), belongs(both, g.alice)]).toEqual([false, false]);
    expect(both.now.members.size).toBe(3);
  });
  test("K34 two who were most of a small group cannot sign, as of that day, for the large one", async () => {
    const { log, alice, bob, carol, dan, eve } = await three();
    await log.makeFull(eve, alice, bob);
    const then = log.now.heads;
    const laptop = await furtherOf(log, eve);
    const others = await people("F", "G", "H", "I");
    for (const other of [dan, ...others]) await log.makeFull(other, alice, bob, carol, dan, ...others);
    expect(log.now.members.size).toBe(9);
    const back = await log.remove(alice, [eve, carol], { parents: then, carrier: eve });
    expect(log.refusal(back)).toBe("too-few-signatures");
    expect(belongs(log, alice)).toBe(true);
    expect(laptop.member).toBe(eve.member);
  });
  test("where too few are left to sign, removals are frozen", async () => {
    const { log, alice, bob, carol } = await three();
    await log.certify("policy", { removal: 3, welcomes: null, after: log.circle }, { signers: [alice, bob] });
    expect(log.now.frozen).toBe(true);
    expect(log.refusal(await log.remove(carol, [alice, bob]))).toBe("frozen");
  });
});

describe("K36 pausing", () => {
  const pausing = (target: Person, at: number, until = at + 7 * day) =>
    ({ target: { kind: "member", member: target.member }, at, until }) as const;
  test("two full members pause somebody until a date; not one, and not with the person's own hand", async () => {
    const { log, alice, bob, eve } = await withEve();
    expect(log.refusal(await log.certify("pause", pausing(eve, 0), { signers: [alice] }))).toBe("too-few-signatures");
    expect(log.refusal(await log.certify("pause", pausing(eve, 0), { signers: [alice, eve] }))).toBe(
      "too-few-signatures",
    );
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    expect([...pausedAt(log.now, day).members]).toEqual([eve.member]);
    expect(pausedAt(log.now, 7 * day).members.size).toBe(0);
    expect(belongs(log, eve)).toBe(true);
  });
  test("not more than seven days", async () => {
    const { log, alice, bob, eve } = await withEve();
    const longer = log.certify("pause", pausing(eve, 0, 7 * day + 1), { signers: [alice, bob] });
    await expect(longer).rejects.toThrow(TypeError);
  });
  test("nobody twice within thirty days, unless the group decides it", async () => {
    const { log, alice, bob, carol, dan, eve } = await withEve();
    await log.makeFull(dan, alice, bob, carol);
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    expect(log.refusal(await log.certify("pause", pausing(eve, 29 * day), { signers: [alice, bob] }))).toBe(
      "paused-lately",
    );
    expect(log.refusal(await log.certify("pause", pausing(eve, 30 * day), { signers: [alice, bob] }))).toBeUndefined();
    const decided = { signers: [alice, bob, carol] };
    expect(log.refusal(await log.certify("pause", pausing(eve, 31 * day), decided))).toBeUndefined();
  });
  test("a pause goes round by keys: no box while it lasts, one again when it is over", async () => {
    const { log, alice, bob, eve } = await withEve();
    await log.rotate(alice);
    await log.certify("pause", pausing(eve, 0), { signers: [alice, bob] });
    expect([rotationOwed(log.now, day), rotationOwed(log.now, 8 * day)]).toEqual([true, false]);
    const { op, body } = await log.rotate(alice, day);
    expect(log.refusal(op)).toBeUndefined();
    expect(log.now.epochs.get(body.kid)!.devices).not.toContain(eve.device.id);
    expect([rotationOwed(log.now, day), rotationOwed(log.now, 8 * day)]).toEqual([false, true]);
  });
  test("K19 nobody is left out of an epoch without a reason in the log", async () => {
    const { log, alice, bob } = await withEve();
    const { body } = await log.rotate(alice);
    const without = [bob.device.id];
    const parents = [{ kid: body.kid, wrapped: new Uint8Array(48) }];
    const kid = "ab".repeat(16) as Kid;
    const sly = await log.write(alice, { ...body, kid, parents, boxes: body.boxes.slice(1), without });
    expect(log.refusal(sly)).toBe("wrong-boxes");
  });
  test("two full members pause a device said to be lost", async () => {
    const { log, alice, bob, eve } = await withEve();
    const target = { kind: "device", device: eve.device.id } as const;
    await log.certify("pause", { target, at: 0, until: day }, { signers: [alice, bob] });
    expect([...withheldAt(log.now, 1)]).toEqual([eve.device.id]);
    expect(pausedAt(log.now, 1).members.size).toBe(0);
  });
});

describe("K37 recovery", () => {
  async function lostAll() {
    const g = await withEve();
    const fresh = { ...(await person(p, "new phone")), member: g.eve.member };
    const claim = await g.log.recover(g.eve, fresh, [g.alice, g.bob], 100);
    return { ...g, fresh, claim };
  }
  test("k full members claim, somebody else completes it three days later, and only then the old is dropped", async () => {
    const { log, alice, eve, fresh, claim } = await lostAll();
    expect(log.now.devices.has(fresh.device.id)).toBe(false);
    const stateAt = (now: number) => claimStateAt(log.now.claims.get(claim.id)!, now);
    expect([stateAt(100), stateAt(100 + recoveryWaitMs)]).toEqual(["waiting", "ripe"]);
    const complete = (by: Person, at: number) => log.write(by, { kind: "recovered", claim: claim.id, at });
    expect(log.refusal(await complete(alice, 99 + recoveryWaitMs))).toBe("too-soon");
    expect(log.refusal(await complete(eve, 100 + recoveryWaitMs))).toBe("own-claim");
    expect(log.refusal(await complete(alice, 100 + recoveryWaitMs))).toBeUndefined();
    expect(log.now.members.get(eve.member)!.devices).toEqual([fresh.device.id]);
    expect(log.now.members.get(eve.member)!.full).toBe(true);
    expect(log.now.lost.get(eve.device.id)).toMatchObject({ how: "replaced" });
    expect(log.refusal(await complete(alice, 200 + recoveryWaitMs))).toBe("no-claim");
    expect(stateAt(0)).toBe("completed");
  });
  test("any device of the person says no, and it is no", async () => {
    const { log, alice, eve, bob, claim } = await lostAll();
    expect(log.refusal(await log.write(bob, { kind: "veto", claim: claim.id }))).toBe("no-claim");
    await log.write(eve, { kind: "veto", claim: claim.id });
    expect(claimStateAt(log.now.claims.get(claim.id)!, recoveryWaitMs * 2)).toBe("vetoed");
    const late = await log.write(alice, { kind: "recovered", claim: claim.id, at: 200 + recoveryWaitMs });
    expect(log.refusal(late)).toBe("vetoed");
  });
  test("a no its completion did not know voids it", async () => {
    const { log, alice, eve, fresh, claim } = await lostAll();
    const there = log.fork();
    await there.write(eve, { kind: "veto", claim: claim.id });
    const done = await log.write(alice, { kind: "recovered", claim: claim.id, at: 200 + recoveryWaitMs });
    const late = log.fork();
    expect(log.merge(there).refusal(done)).toBe("vetoed");
    expect(log.now.devices.has(fresh.device.id)).toBe(false);
    expect(late.refusal(await late.write(eve, { kind: "veto", claim: claim.id }))).toBe("not-a-member");
  });
  test("the same claim put there twice is one device: a no to either is a no to both, whichever is completed", async () => {
    const at = 200 + recoveryWaitMs;
    for (const order of [0, 1])
      for (const knows of [false, true]) {
        const { log, alice, bob, eve, fresh, claim } = await lostAll();
        // Another device put the same signatures into the log, a moment later.
        const copy = await log.recover(eve, fresh, [alice, bob], 101);
        const [refused, completed] = order === 0 ? [claim, copy] : [copy, claim];
        const there = knows ? log : log.fork();
        await log.write(eve, { kind: "veto", claim: refused.id });
        const done = await there.write(alice, { kind: "recovered", claim: completed.id, at });
        log.merge(there);
        expect(log.refusal(done)).toBe("vetoed");
        expect(log.now.devices.has(fresh.device.id)).toBe(false);
        expect([...log.now.claims.values()].map(({ vetoed }) => vetoed)).toEqual([true, true]);
        // And put there once more afterwards, it is still the same device.
        const again = await log.recover(eve, fresh, [alice, bob], 102);
        expect(log.now.claims.get(again.id)!.vetoed).toBe(true);
      }
  });
  test("too few cannot claim, nor the person alone", async () => {
    const { log, alice, eve } = await withEve();
    const [fresh] = (await people("new")) as [Person];
    expect(log.refusal(await log.recover(eve, fresh, [alice], 0))).toBe("too-few-signatures");
    expect(log.refusal(await log.recover(eve, fresh, [alice, eve], 0))).toBe("too-few-signatures");
  });
});

describe("K38 keys follow", () => {
  test("leaving, removal and a lost device each owe a new key; a removed device's entries count to the line", async () => {
    const { log, alice, bob, eve } = await withEve();
    const laptop = await furtherOf(log, alice);
    const { body } = await log.rotate(alice);
    expect(rotationOwed(log.now, 0)).toBe(false);
    await log.remove(eve, [alice, bob], { cut: [{ device: eve.device.id, n: 5 }] });
    expect(rotationOwed(log.now, 0)).toBe(true);
    const next = await log.rotate(bob);
    expect(rotationOwed(log.now, 0)).toBe(false);
    expect(log.now.epochs.get(next.body.kid)!.devices).not.toContain(eve.device.id);
    const may = (kid: Kid, n?: number) => mayWrite(log.now, kid, eve.device.id, n);
    expect([may(body.kid, 5), may(body.kid, 6), may(body.kid), may(next.body.kid, 1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(mayWrite(log.now, next.body.kid, alice.device.id, 1)).toBe(true);
    await log.drop(laptop, alice);
    expect(rotationOwed(log.now, 0)).toBe(true);
    await log.rotate(laptop);
    await log.write(bob, { kind: "leave" });
    expect(rotationOwed(log.now, 0)).toBe(true);
  });
  test("a newcomer was handed the key without a box of their own: their going owes a new one all the same", async () => {
    const { log, alice, bob, dan, eve } = await three();
    await log.rotate(alice);
    await log.bringIn(alice, dan);
    const phone = await furtherOf(log, bob);
    expect(rotationOwed(log.now, 0)).toBe(false);
    await log.write(dan, { kind: "leave" });
    expect(rotationOwed(log.now, 0)).toBe(true);
    await log.rotate(alice);
    expect(rotationOwed(log.now, 0)).toBe(false);
    await log.bringIn(alice, eve);
    const target = { kind: "member", member: eve.member } as const;
    await log.certify("pause", { target, at: 0, until: day }, { signers: [alice, bob] });
    expect([rotationOwed(log.now, 1), rotationOwed(log.now, 2 * day)]).toEqual([true, false]);
    await log.drop(bob, phone);
    expect(rotationOwed(log.now, 2 * day)).toBe(true);
  });
  test("the clean epoch is written, though another lies deeper", async () => {
    const { log, alice, bob, carol, eve } = await withEve();
    await log.rotate(alice);
    const there = log.fork();
    await there.rotate(carol);
    await there.rotate(carol);
    await log.remove(eve, [alice, bob]);
    const clean = await log.rotate(bob);
    expect(log.merge(there).now.preferred).toBe(clean.body.kid);
    expect(log.now.leaves).toHaveLength(2);
  });
  test("a frozen channel says where it went on; another circle shows only that it exists", async () => {
    const { log, alice } = await three();
    const [a, b] = [await log.rotate(alice), await log.rotate(alice)];
    await log.write(alice, { kind: "frozen", kid: a.body.kid, to: b.body.kid });
    expect([...log.now.moved]).toEqual([[a.body.kid, b.body.kid]]);
    const lost = await log.write(alice, { kind: "frozen", kid: b.body.kid, to: "00".repeat(16) as Kid });
    expect(log.refusal(lost)).toBe("unknown-epoch");
    await log.write(alice, { kind: "audience", commitment: new Uint8Array(32).fill(9) });
    expect(log.now.audiences).toEqual(["09".repeat(32)]);
  });
});
