// S70–S71, S105: what several people decide, with real devices on different days: welcomes, concerns, the group's numbers; and
// what they call their devices.
import type { GroupView } from "@fogata/sync";
import { expect, test } from "vitest";
import { groupOfPeople, openAsk } from "../support/belonging.ts";
import { ownRelay } from "../support/own-relay.ts";

const here = ownRelay();

const dayMs = 24 * 60 * 60 * 1000;
const named = (group: GroupView, name: string) => group.people.find((one) => one.name === name)!;

test("S71 one signature welcomes several: Alice and Bob make Dave and Eve full members with one press each", async () => {
  const c = await groupOfPeople(here.address, 5, { strangers: 2 });
  const { Alice, Bob, Dave, Eve } = c.people;
  const members = [c.idOf("Dave"), c.idOf("Eve")];
  await c.act(Alice, { type: "welcome", members });
  const seen = await c.sees(Bob, (g) => named(g, "Eve").welcome?.by.length === 1);
  expect(named(seen, "Dave").welcome).toMatchObject({ by: [c.idOf("Alice")], needed: 2 });
  await c.act(Bob, { type: "welcome", members });
  for (const [who, name] of [
    [Dave, "Dave"],
    [Eve, "Eve"],
  ] as const) {
    const theirs = named(await c.sees(who, (g) => named(g, name).full), name);
    expect([...theirs.welcomedBy!].sort()).toEqual([c.idOf("Alice"), c.idOf("Bob")].sort());
  }
  // From then on they speak as anybody does.
  expect((await c.sees(Eve, (g) => g.standing.full === 5)).standing).toMatchObject({
    welcomeNeeds: 3,
    removalNeeds: 3,
  });
});

test("S71 only full members invite; a device of her own Carol adds, new as she is", async () => {
  const c = await groupOfPeople(here.address, 3, { strangers: 1 });
  const { Carol } = c.people;
  expect(await Carol.device.invite(c.group)).toEqual({ ok: false, reason: "not-full" });
  expect((await Carol.device.invite(c.group, { purpose: { kind: "device" } })).ok).toBe(true);
  for (const by of ["Alice", "Bob"] as const)
    await c.act(c.people[by], { type: "welcome", members: [c.idOf("Carol")] });
  await c.sees(Carol, (g) => named(g, "Carol").full);
  expect((await Carol.device.invite(c.group)).ok).toBe(true);
});

test("S70 after a concern it is the group's: signed on different days, each alone, Dave is a full member in the end", async () => {
  const c = await groupOfPeople(here.address, 4, { strangers: 1 });
  const { Alice, Bob, Carol, Dave } = c.people;
  const dave = c.idOf("Dave");
  await c.act(Carol, { type: "object", member: dave });
  await c.act(Carol, { type: "object", member: dave });
  const seen = await c.sees(Alice, (g) => named(g, "Dave").welcome!.objections.length === 1);
  expect(named(seen, "Dave").welcome!.objections).toEqual([c.idOf("Carol")]);
  // Welcomes alone do it no more.
  await c.act(Alice, { type: "welcome", members: [dave] });
  await c.act(Bob, { type: "welcome", members: [dave] });
  expect(named(c.of(Bob), "Dave").full).toBe(false);

  const ask = (await c.act(Alice, { type: "ask", what: { kind: "welcome", member: dave } }))!;
  const told = await c.sees(Dave, (g) => openAsk(g, "welcome") !== undefined);
  expect(openAsk(told, "welcome")).toMatchObject({ mine: "about-me", needed: 2 });
  await c.sees(Bob, (g) => openAsk(g, "welcome") !== undefined);
  Alice.offline();
  Bob.offline();
  for (const one of Object.values(c.people)) one.clock.ahead(2 * dayMs);
  await c.act(Bob, { type: "sign", ask });
  expect(named(c.of(Bob), "Dave").full).toBe(true);
  Bob.online();
  await c.sees(Dave, (g) => named(g, "Dave").full);
  Alice.online();
  const after = await c.sees(Alice, (g) => g.standing.full === 4);
  expect(after.asks.find(({ id }) => id === ask)).toMatchObject({ open: false });
  // The group decided it, not their welcomes.
  expect((await c.sees(Carol, (g) => g.standing.full === 4)).people.every(({ full }) => full)).toBe(true);
});

test("S70 the group's numbers come into force when enough have signed, each on another day, and nobody with anybody", async () => {
  const c = await groupOfPeople(here.address, 4);
  const { Alice, Bob, Carol, Dave } = c.people;
  const what = { kind: "numbers", removal: 3, welcomes: 2 } as const;
  // More than there are could never come together.
  for (const wrong of [
    { ...what, welcomes: 5 },
    { ...what, removal: 4 },
  ])
    expect(await Alice.device.act(c.group, { type: "ask", what: wrong })).toEqual({ ok: false, reason: "too-many" });
  const ask = (await c.act(Alice, { type: "ask", what }))!;
  for (const who of [Bob, Carol, Dave]) await c.sees(who, (g) => openAsk(g, "numbers") !== undefined);
  expect(openAsk(c.of(Bob), "numbers")).toMatchObject({ signed: [c.idOf("Alice")], needed: 3, mine: "may-sign" });
  // Alice is away from then on. Bob signs on his own the next day, is there for a moment, and goes as well.
  Alice.offline();
  Bob.offline();
  Bob.clock.ahead(dayMs);
  await c.act(Bob, { type: "sign", ask });
  expect(c.of(Bob).standing.chosen).toEqual({ removal: null, welcomes: null });
  Bob.online();
  await c.sees(Carol, (g) => openAsk(g, "numbers")?.signed.length === 2);
  await c.sees(Bob, (g) => g.status.kind === "shared");
  Bob.offline();
  // Two of three: nothing is decided by waiting.
  Carol.clock.ahead(dayMs);
  expect(c.of(Carol).standing.chosen).toEqual({ removal: null, welcomes: null });
  await c.act(Carol, { type: "sign", ask });
  expect(c.of(Carol).standing.chosen).toEqual({ removal: 3, welcomes: 2 });
  await c.sees(Dave, (g) => g.standing.chosen.removal === 3);
  Alice.online();
  Bob.online();
  for (const who of [Alice, Bob]) {
    const seen = await c.sees(who, (g) => g.standing.chosen.removal === 3);
    expect(seen.standing).toMatchObject({ removalNeeds: 3, welcomeNeeds: 2, frozen: false });
    expect(seen.asks.find(({ id }) => id === ask)).toMatchObject({ open: false });
  }
});

test("S70 a number the group has become too small for asks for all of them, and locks nobody out", async () => {
  const c = await groupOfPeople(here.address, 5, { strangers: 1 });
  const { Alice, Bob, Carol, Dave, Eve } = c.people;
  const ask = (await c.act(Alice, { type: "ask", what: { kind: "numbers", removal: null, welcomes: 4 } }))!;
  for (const who of [Bob, Carol]) {
    await c.sees(who, (g) => openAsk(g, "numbers") !== undefined);
    await c.act(who, { type: "sign", ask });
  }
  await c.sees(Dave, (g) => g.standing.welcomeNeeds === 4);
  await c.act(Carol, { type: "leave" });
  await c.act(Dave, { type: "leave" });
  const seen = await c.sees(Alice, (g) => g.standing.full === 2);
  expect(seen.standing).toMatchObject({ chosen: { removal: null, welcomes: 4 }, welcomeNeeds: 2 });
  // Who had signed is still said, though one of them has left.
  const signed = seen.asks.find(({ id }) => id === ask)!.signed;
  expect(signed).toContain(c.idOf("Alice"));
  expect(signed).toContain(seen.gone.find(({ name }) => name === "Carol")!.member);
  await c.act(Alice, { type: "welcome", members: [c.idOf("Eve")] });
  await c.sees(Bob, (g) => g.standing.full === 2 && named(g, "Eve").welcome?.by.length === 1);
  await c.act(Bob, { type: "welcome", members: [c.idOf("Eve")] });
  await c.sees(Eve, (g) => named(g, "Eve").full);
});

test("S105 Bob calls his device “phone”: the group reads it, nobody else can say it, and it stays after a start", async () => {
  const c = await groupOfPeople(here.address, 2);
  const { Alice, Bob } = c.people;
  const phone = c.of(Bob).me.device;
  const nameOf = (g: GroupView) => named(g, "Bob").devices.find(({ id }) => id === phone)!.name;
  expect(nameOf(c.of(Bob))).toBe("");
  await c.act(Bob, { type: "name-device", device: phone, name: " phone " });
  await c.sees(Alice, (g) => nameOf(g) === "phone");
  expect(await Alice.device.act(c.group, { type: "name-device", device: phone, name: "mine" })).toEqual({
    ok: false,
    reason: "gone",
  });
  expect(await Bob.device.act(c.group, { type: "name-device", device: phone, name: "\u200b".repeat(90) })).toEqual({
    ok: false,
    reason: "bad-name",
  });
  await Alice.close();
  await Alice.open();
  expect(nameOf(c.of(Alice))).toBe("phone");
  await c.act(Bob, { type: "name-device", device: phone, name: "" });
  await c.sees(Alice, (g) => nameOf(g) === "");
});
