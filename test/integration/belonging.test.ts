// S70–S84: who belongs, told with real devices, a real relay, and nobody in charge.
import type { Act, GroupView } from "@fogata/sync";
import { expect, test } from "vitest";
import { groupOfPeople, openAsk } from "../support/belonging.ts";
import { ownRelay } from "../support/own-relay.ts";
import { person } from "../support/people.ts";
import { open, type, until } from "../support/stories.ts";

const here = ownRelay();

const dayMs = 24 * 60 * 60 * 1000;
const groupOf = (count: number, o: { strangers?: number } = {}) => groupOfPeople(here.address, count, o);

test("S71 Carol becomes a full member when more than half of the full members say they know her, and not before", async () => {
  const c = await groupOf(3, { strangers: 1 });
  const { Alice, Bob, Carol } = c.people;
  const carol = c.idOf("Carol");
  const standing = (group: GroupView) => group.people.find((one) => one.member === carol)!;
  expect(c.of(Alice).standing).toMatchObject({ full: 2, welcomeNeeds: 2, canRemove: false, frozen: false });
  await c.act(Alice, { type: "welcome", members: [carol] });
  // Said twice, it is said once.
  await c.act(Alice, { type: "welcome", members: [carol] });
  const seen = await c.sees(Carol, (g) => standing(g).welcome?.by.length === 1);
  expect(standing(seen).welcome).toMatchObject({ by: [c.idOf("Alice")], needed: 2, mine: false });
  expect(await Carol.device.act(c.group, { type: "welcome", members: [carol] })).toEqual({
    ok: false,
    reason: "not-full",
  });
  await c.sees(Bob, (g) => standing(g).welcome?.by.length === 1);
  await c.act(Bob, { type: "welcome", members: [carol] });
  const after = await c.sees(Carol, (g) => standing(g).full);
  expect(after.standing).toMatchObject({ full: 3, canRemove: true });
});

test("S71 a name is changed by the person who bears it", async () => {
  const c = await groupOf(2);
  await c.act(c.people.Bob, { type: "rename", name: "Roberta" });
  await c.sees(c.people.Alice, (g) => g.people.some(({ name }) => name === "Roberta"));
  expect(await c.people.Bob.device.act(c.group, { type: "rename", name: " " })).toEqual({
    ok: false,
    reason: "bad-name",
  });
});

test("S70 S81 a removal signed offline on different days: Dave is told why, reads nothing that follows, and nothing he had is lost", async () => {
  const c = await groupOf(4);
  const { Alice, Bob, Carol, Dave } = c.people;
  const dave = c.idOf("Dave");
  const hers = await open(Alice, c.group);
  const daves = await open(Dave, c.group);
  type(daves, "Dave was here. ");
  await until(hers, (text) => text.includes("Dave was here"));

  // One day Alice asks, with nobody else there; the next Bob signs, offline too.
  Bob.offline();
  const id = await c.act(Alice, { type: "ask", what: { kind: "removal", member: dave, why: "He hit somebody." } });
  await c.sees(Alice, (g) => g.status.kind === "shared" && openAsk(g, "removal")?.signed.length === 1);
  const toDave = await c.sees(Dave, (g) => openAsk(g, "removal") !== undefined);
  // Nothing behind anybody's back; and nobody signs about themselves.
  expect(openAsk(toDave, "removal")).toMatchObject({ mine: "about-me", needed: 2, what: { why: "He hit somebody." } });
  expect(await Dave.device.act(c.group, { type: "sign", ask: id! })).toEqual({ ok: false, reason: "about-me" });
  Alice.offline();
  Bob.online();
  await c.sees(Bob, (g) => openAsk(g, "removal") !== undefined);
  Bob.offline();
  await c.act(Bob, { type: "sign", ask: id! });
  // Two signatures of three suffice, and Bob's device knows both.
  expect(c.of(Bob).gone).toMatchObject([{ name: "Dave", how: "removed" }]);
  Bob.online();
  Alice.online();
  const told = await c.sees(Dave, (g) => g.here.kind === "removed");
  expect(told.here).toEqual({ kind: "removed", why: "He hit somebody." });
  await c.sees(Alice, (g) => g.gone.length === 1);
  type(hers, "Only for us. ");
  await until(await open(Carol, c.group), (text) => text.includes("Only for us"));
  await c.sees(Alice, (g) => g.status.kind === "shared");

  // He keeps what he had, can write in his copy, and nobody hears of it.
  type(daves, "Still mine. ");
  await Dave.device.flush();
  expect(daves.doc().text).toContain("Dave was here");
  expect(daves.doc().text).not.toContain("Only for us");
  // Nor has he the key of the channel it lies in.
  expect(c.of(Dave).relays[0]!.channels).toBeLessThan(c.of(Alice).relays[0]!.channels);
  expect((await open(Carol, c.group)).doc().text).not.toContain("Still mine");
  expect((await open(Carol, c.group)).doc().text).toContain("Dave was here");
});

test("S70 a signature that was taken back counts no more, and an ask that nobody stands behind is closed", async () => {
  const c = await groupOf(4);
  const { Alice, Bob } = c.people;
  const id = (await c.act(Alice, { type: "ask", what: { kind: "removal", member: c.idOf("Dave"), why: "" } }))!;
  await c.sees(Bob, (g) => openAsk(g, "removal") !== undefined);
  await c.act(Alice, { type: "take-back", ask: id });
  await c.sees(Bob, (g) => g.asks[0]?.open === false);
  expect(await Bob.device.act(c.group, { type: "sign", ask: id })).toEqual({ ok: false, reason: "gone" });
  expect(c.of(Bob).people).toHaveLength(4);
});

test("S70 Alice and Bob remove each other, neither knowing of the other: both go, and the rest go on", async () => {
  const c = await groupOf(5);
  const { Alice, Bob, Carol, Dave, Eve } = c.people;
  const [a, b] = [c.idOf("Alice"), c.idOf("Bob")];
  const aboutBob = (await c.act(Alice, { type: "ask", what: { kind: "removal", member: b, why: "a" } }))!;
  const aboutAlice = (await c.act(Bob, { type: "ask", what: { kind: "removal", member: a, why: "b" } }))!;
  for (const one of [Carol, Dave, Eve]) await c.sees(one, (g) => g.asks.filter((ask) => ask.open).length === 2);
  for (const one of Object.values(c.people)) one.offline();
  // Three of four must sign. Carol and Dave sign the one, Carol and Eve the other.
  await c.act(Carol, { type: "sign", ask: aboutBob });
  await c.act(Carol, { type: "sign", ask: aboutAlice });
  await c.act(Dave, { type: "sign", ask: aboutBob });
  await c.act(Eve, { type: "sign", ask: aboutAlice });
  for (const one of Object.values(c.people)) one.online();
  for (const one of [Carol, Dave, Eve]) {
    one.clock.ahead(60_000);
    await c.sees(one, (g) => g.gone.length === 2 && g.people.length === 3);
  }
  for (const one of [Alice, Bob]) await c.sees(one, (g) => g.here.kind === "removed");
  type(await open(Carol, c.group), "the three of us ");
  await until(await open(Eve, c.group), (text) => text.includes("the three of us"));
});

test("S82 leaving: what Bob typed before still arrives, he keeps his copy, and the others go on under a new key", async () => {
  const c = await groupOf(3);
  const { Alice, Bob } = c.people;
  const [hers, his] = [await open(Alice, c.group), await open(Bob, c.group)];
  Bob.offline();
  type(his, "My last words here. ");
  await c.act(Bob, { type: "leave" });
  await c.act(Bob, { type: "leave" });
  expect(c.of(Bob).here).toEqual({ kind: "left" });
  type(his, "Nobody's business. ");
  await Bob.device.flush();
  Bob.online();
  await c.sees(Alice, (g) => g.gone.some(({ how }) => how === "left"));
  await until(hers, (text) => text.includes("My last words here"));
  type(hers, "Without Bob. ");
  await until(
    await open(c.people.Carol, c.group),
    (text) => text.includes("Without Bob") && text.includes("last words"),
  );
  await c.sees(Alice, (g) => g.status.kind === "shared");
  expect(his.doc().text).not.toContain("Without Bob");
  expect(hers.doc().text).not.toContain("Nobody's business");
});

test.each(["Alice", "Bob"] as const)(
  "S83 %s is paused for a day: reads nothing meanwhile, is told until when, and then has everything",
  async (name) => {
    const c = await groupOf(4);
    const { Carol, Dave } = c.people;
    // Alice was there before anybody who could send her what she missed.
    const [paused, other] = name === "Alice" ? [c.people.Alice, c.people.Bob] : [c.people.Bob, c.people.Alice];
    const theirs = await open(paused, c.group);
    const ask = (await c.act(other, {
      type: "ask",
      what: { kind: "pause", member: c.idOf(name), device: null, until: other.clock.now() + dayMs },
    }))!;
    await c.sees(Carol, (g) => openAsk(g, "pause") !== undefined);
    await c.act(Carol, { type: "sign", ask });
    expect((await c.sees(paused, (g) => g.here.kind === "paused")).here).toMatchObject({ kind: "paused" });
    expect(await paused.device.act(c.group, { type: "rename", name: "B" })).toEqual({ ok: false, reason: "paused" });
    type(theirs, "What I think of it. ");
    const others = await open(other, c.group);
    await c.sees(other, (g) => g.people.some((one) => one.pausedUntil !== null));
    type(others, "Written meanwhile. ");
    await until(await open(Dave, c.group), (text) => text.includes("Written meanwhile"));
    expect(theirs.doc().text).not.toContain("Written meanwhile");
    expect(others.doc().text).not.toContain("What I think");
    for (const one of Object.values(c.people)) one.clock.ahead(dayMs + 60_000);
    await c.sees(paused, (g) => g.here.kind === "here");
    await until(theirs, (text) => text.includes("Written meanwhile"));
    await until(others, (text) => text.includes("What I think of it"));
  },
);

test("S84 away for half a year, with new keys made meanwhile: Carol comes back to everything, and is heard", async () => {
  const c = await groupOf(3);
  const { Alice, Bob, Carol } = c.people;
  const [hers, carols] = [await open(Alice, c.group), await open(Carol, c.group)];
  type(hers, "Before. ");
  await until(carols, (text) => text.includes("Before"));
  Carol.offline();
  type(carols, "Written on the train. ");
  await Carol.device.flush();
  await Carol.close();
  for (const month of ["one", "two", "three"]) {
    for (const one of [Alice, Bob]) one.clock.ahead(91 * dayMs);
    type(hers, `Month ${month}. `);
    await until(await open(Bob, c.group), (text) => text.includes(`Month ${month}`));
    await c.sees(Alice, (g) => g.status.kind === "shared");
  }
  expect(c.of(Alice).relays[0]!.channels).toBeGreaterThan(3);
  Carol.clock.ahead(275 * dayMs);
  await Carol.open();
  Carol.online();
  const again = await open(Carol, c.group);
  await until(again, (text) => text.includes("Month three") && text.includes("Month one") && text.includes("Before"));
  await until(hers, (text) => text.includes("Written on the train"));
});

test("S81 a lost phone is dropped at once from another of Bob's devices: what follows it cannot read, and what it writes nobody takes", async () => {
  const c = await groupOf(3);
  const { Alice, Bob } = c.people;
  const phone = await person({ relay: here.address });
  const link = await Bob.device.invite(c.group, { purpose: { kind: "device" } });
  if (!link.ok) throw new Error(link.reason);
  const made = await c.sees(Bob, (g) => g.invitations.some(({ id }) => id === link.value.id));
  await phone.device.askToJoin({ link: made.invitations.find(({ id }) => id === link.value.id)!.link!, name: "" });
  const asking = (await c.sees(Bob, (g) => g.asking.length === 1)).asking[0]!;
  await Bob.device.admit(c.group, asking.id);
  await phone.sees((v) => v.groups.length === 1);
  const [hers, lost] = [await open(Alice, c.group), await open(phone, c.group)];
  type(lost, "On the phone. ");
  await until(hers, (text) => text.includes("On the phone"));

  phone.offline();
  const device = phone.device.view().groups[0]!.me.device;
  await c.act(Bob, { type: "drop-device", device });
  expect(await Bob.device.act(c.group, { type: "drop-device", device: c.of(Bob).me.device })).toEqual({
    ok: false,
    reason: "last-device",
  });
  const bobs = (g: GroupView) => g.people.find(({ name }) => name === "Bob")!;
  // Bob keeps his seat: nothing is counted, and only one device is gone.
  await c.sees(Alice, (g) => bobs(g).devices.length === 1 && bobs(g).full);
  type(hers, "The phone is lost. ");
  await until(await open(Bob, c.group), (text) => text.includes("The phone is lost"));
  type(lost, "Whoever found it writes. ");
  await phone.device.flush();
  phone.online();
  await phone.sees((v) => v.groups[0]!.here.kind === "device-dropped");
  type(hers, "And on. ");
  await until(await open(Bob, c.group), (text) => text.includes("And on"));
  expect(lost.doc().text).toContain("On the phone");
  expect(lost.doc().text).not.toContain("The phone is lost");
  expect(hers.doc().text).not.toContain("Whoever found it");
});

test("S70 the founder's device has no power that another full member's lacks: whoever it is removed by, and whoever asks", async () => {
  const c = await groupOf(4);
  const { Alice, Bob, Carol, Dave } = c.people;
  const founder = c.idOf("Alice");
  // Alone she can neither remove nor pause anybody, make somebody full after an objection, nor choose the numbers.
  for (const what of [
    { kind: "removal", member: c.idOf("Bob"), why: "" },
    { kind: "numbers", removal: 2, welcomes: 1 },
    { kind: "pause", member: c.idOf("Bob"), device: null, until: Alice.clock.now() + dayMs },
  ] as const) {
    await c.act(Alice, { type: "ask", what });
    expect(c.of(Alice).people).toHaveLength(4);
    expect(c.of(Alice).standing.chosen).toEqual({ removal: null, welcomes: null });
  }
  for (const { signed, needed, open: isOpen } of c.of(Alice).asks)
    expect([signed.length < needed, isOpen]).toEqual([true, true]);
  // And the others remove her as they would anybody.
  const ask = (await c.act(Bob, { type: "ask", what: { kind: "removal", member: founder, why: "" } }))!;
  await c.sees(Carol, (g) => g.asks.some(({ id }) => id === ask));
  await c.act(Carol, { type: "sign", ask });
  await c.sees(Alice, (g) => g.here.kind === "removed");
  for (const act of [
    { type: "welcome", members: [c.idOf("Bob")] },
    { type: "rename", name: "Queen" },
    { type: "ask", what: { kind: "numbers", removal: 2, welcomes: 1 } },
    { type: "sign", ask },
  ] as Act[]) {
    expect(await Alice.device.act(c.group, act)).toEqual({ ok: false, reason: "gone" });
  }
  await c.sees(Dave, (g) => g.people.length === 3);
});

test("S80 what Dave wrote after the line, and others had before they knew, Bob has too, who knew first: they vouch for it", async () => {
  const c = await groupOf(4);
  const { Alice, Bob, Carol, Dave } = c.people;
  const [hers, his, daves] = [await open(Alice, c.group), await open(Bob, c.group), await open(Dave, c.group)];
  const what = { kind: "removal", member: c.idOf("Dave"), why: "We said so." } as const;
  const ask = (await c.act(Alice, { type: "ask", what }))!;
  await c.sees(Bob, (g) => openAsk(g, "removal") !== undefined);
  Bob.offline();
  await c.act(Bob, { type: "sign", ask });
  expect(c.of(Bob).gone).toHaveLength(1);
  // Nobody else knows: what Dave says now, they take.
  type(daves, "One more thing. ");
  await until(hers, (text) => text.includes("One more thing"));
  await until(await open(Carol, c.group), (text) => text.includes("One more thing"));
  await c.sees(Dave, (g) => g.status.kind === "shared");
  expect(his.doc().text).not.toContain("One more thing");
  Bob.online();
  for (const one of [Alice, Carol]) await c.sees(one, (g) => g.gone.length === 1);
  for (const one of [Alice, Bob, Carol]) one.clock.ahead(60_000);
  await until(his, (text) => text.includes("One more thing"));
  // And it stays so after a start.
  await Bob.device.flush();
  await Bob.close();
  await Bob.open();
  expect((await open(Bob, c.group)).doc().text).toBe(hers.doc().text);
});

test("S81 Alice and Bob, apart, each learn of an end and make a new key: all go on together, and nothing is lost", async () => {
  const c = await groupOf(4);
  const { Alice, Bob, Carol, Dave } = c.people;
  const [hers, his] = [await open(Alice, c.group), await open(Bob, c.group)];
  await c.act(Dave, { type: "leave" });
  for (const one of [Alice, Bob, Carol]) await c.sees(one, (g) => g.people.length === 3 && g.status.kind === "shared");
  // Both write at once, so both rotate.
  type(hers, "From Alice. ");
  type(his, "From Bob. ");
  await Promise.all([Alice.device.flush(), Bob.device.flush()]);
  const carols = await open(Carol, c.group);
  for (const text of [hers, his, carols]) await until(text, (t) => t.includes("From Alice") && t.includes("From Bob"));
  type(carols, "From Carol. ");
  for (const text of [hers, his]) await until(text, (t) => t.includes("From Carol"));
  for (const one of [Alice, Bob, Carol]) await c.sees(one, (g) => g.status.kind === "shared");
  expect(hers.doc().text).toBe(his.doc().text);
});
