// S92 Promise 5 holds in working groups as in their group: whoever is removed, paused, gone or lost there can open nothing
// that is written here afterwards; and whoever is back is back here too.
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { type Person, person } from "../support/people.ts";
import { type, until } from "../support/stories.ts";
import { act, circleOf, day, fullKitchen, keysOf, me, of, sees, seesSeated, words } from "./working-groups-stories.ts";

const here = ownRelay({ for: "all" });

/** Keys of a circle that the first holds and the second does not. */
async function keysMissing(one: Person, other: Person, circle: string): Promise<number> {
  const theirs = new Set((await keysOf(other)).get(circle)!.map(({ kid }) => kid));
  return (await keysOf(one)).get(circle)!.filter(({ kid }) => !theirs.has(kid)).length;
}

test("S92 Bob is removed while Eve is away with words of hers waiting: they go out under a key he has not, and he is told", async () => {
  const { alice, bob, eve, group, circle } = await fullKitchen(here.address);
  const [hers, his, eves] = [await words(alice, circle), await words(bob, circle), await words(eve, circle)];
  type(his, "Bob's soup. ");
  await until(eves, (text) => text.includes("Bob's soup"));
  eve.offline();
  type(eves, "Eve's cake. ");
  await eve.device.flush();
  const ask = await act(alice, group, { type: "ask", what: { kind: "removal", member: me(bob), why: "He hit me." } });
  // What Eve signs she signs before she goes on writing.
  eve.online();
  await sees(eve, ({ asks }) => asks.some(({ id }) => id === ask));
  await until(his, (text) => text.includes("Eve's cake"));
  eve.offline();
  await act(eve, group, { type: "sign", ask });
  type(eves, "Eve's secret. ");
  await eve.device.flush();
  eve.online();
  await sees(bob, ({ here, circles }) => here.kind === "removed" && circles[0]?.mine === "ended");
  await until(hers, (text) => text.includes("Eve's secret"));
  type(hers, "Alice's secret. ");
  await until(eves, (text) => text.includes("Alice's secret"));
  await seesSeated(alice, circle, alice, eve);
  expect(his.doc().text).not.toContain("secret");
  expect(hers.doc().text).toContain("Bob's soup");
  expect(await keysMissing(alice, bob, circle)).toBeGreaterThan(0);
});

test("S92 Alice is paused in the group for a day: nothing of hers goes out here, she opens nothing, and then has everything by herself", async () => {
  const { alice, bob, eve, group, circle } = await fullKitchen(here.address);
  const [hers, his, eves] = [await words(alice, circle), await words(bob, circle), await words(eve, circle)];
  const what = { kind: "pause", member: me(alice), device: null, until: bob.clock.now() + day } as const;
  const ask = await act(bob, group, { type: "ask", what });
  await sees(eve, ({ asks }) => asks.some(({ id }) => id === ask));
  await act(eve, group, { type: "sign", ask });
  await sees(alice, ({ here }) => here.kind === "paused");
  type(hers, "What I think of it. ");
  type(his, "Written meanwhile. ");
  await until(eves, (text) => text.includes("Written meanwhile"));
  expect(hers.doc().text).not.toContain("Written meanwhile");
  expect(eves.doc().text).not.toContain("What I think");
  expect(await keysMissing(bob, alice, circle)).toBe(1);
  expect(circleOf(alice, circle)?.people).toHaveLength(3);
  for (const one of [alice, bob, eve]) one.clock.ahead(day + 60_000);
  await sees(alice, ({ here }) => here.kind === "here");
  await until(hers, (text) => text.includes("Written meanwhile"));
  await until(eves, (text) => text.includes("What I think of it"));
  expect(await keysMissing(bob, alice, circle)).toBe(0);
});

test("S92 Bob is given a place while he is paused: the keys reach him when it is over, and not before", async () => {
  const { alice, bob, eve, group } = await fullKitchen(here.address);
  const garden = await alice.device.openCircle(group, { name: "Garden" });
  if (!garden.ok) throw new Error(garden.reason);
  const what = { kind: "pause", member: me(bob), device: null, until: eve.clock.now() + day } as const;
  const ask = await act(alice, group, { type: "ask", what });
  await sees(eve, ({ asks }) => asks.some(({ id }) => id === ask));
  await act(eve, group, { type: "sign", ask });
  await sees(bob, ({ here }) => here.kind === "paused");
  await sees(alice, ({ people }) => people.some(({ pausedUntil }) => pausedUntil !== null));
  for (const who of [bob, eve]) await alice.device.seat(group, garden.value, { member: me(who), until: null });
  await seesSeated(eve, garden.value, alice, bob, eve);
  type(await words(alice, garden.value), "beans ");
  await until(await words(eve, garden.value), (text) => text.includes("beans"));
  expect(circleOf(bob, garden.value)).toBeNull();
  for (const one of [alice, bob, eve]) one.clock.ahead(day + 60_000);
  await seesSeated(bob, garden.value, alice, bob, eve);
  await until(await words(bob, garden.value), (text) => text.includes("beans"));
});

test("S92 Bob leaves the group while he is offline: what he typed here before still arrives, and nothing after opens for him", async () => {
  const { alice, bob, eve, group, circle } = await fullKitchen(here.address);
  const [hers, his] = [await words(alice, circle), await words(bob, circle)];
  bob.offline();
  type(his, "My last words here. ");
  await act(bob, group, { type: "leave" });
  await sees(bob, ({ circles }) => circles[0]?.mine === "left");
  type(his, "Nobody's business. ");
  await bob.device.flush();
  bob.online();
  await until(hers, (text) => text.includes("My last words here"));
  await seesSeated(alice, circle, alice, eve);
  type(hers, "Without Bob. ");
  await until(await words(eve, circle), (text) => text.includes("Without Bob"));
  expect(his.doc().text).not.toContain("Without Bob");
  expect(hers.doc().text).not.toContain("Nobody's business");
  expect(await keysMissing(alice, bob, circle)).toBeGreaterThan(0);
});

test("S92 S93 Bob's phone is lost, dropped from his other device: he keeps his place, and the phone opens nothing that follows", async () => {
  const { alice, bob, eve, group, circle } = await fullKitchen(here.address);
  const phone = await person({ relay: here.address });
  const link = await bob.device.invite(group, { purpose: { kind: "device" } });
  if (!link.ok) throw new Error(link.reason);
  const made = await sees(bob, ({ invitations }) => invitations.some(({ id }) => id === link.value.id));
  const { invitations } = made.groups[0]!;
  await phone.device.askToJoin({ link: invitations.find(({ id }) => id === link.value.id)!.link!, name: "" });
  await sees(bob, ({ asking }) => asking.length === 1);
  await bob.device.admit(group, of(bob).asking[0]!.id);
  await seesSeated(phone, circle, alice, bob, eve);
  const [hers, lost] = [await words(alice, circle), await words(phone, circle)];
  type(lost, "On the phone. ");
  await until(hers, (text) => text.includes("On the phone"));
  phone.offline();
  await act(bob, group, { type: "drop-device", device: of(phone).me.device });
  await sees(alice, ({ people }) => people.every(({ devices }) => devices.length === 1));
  type(hers, "The phone is lost. ");
  await until(await words(bob, circle), (text) => text.includes("The phone is lost"));
  type(lost, "Whoever found it writes. ");
  await phone.device.flush();
  phone.online();
  await sees(phone, ({ here, circles }) => here.kind === "device-dropped" && circles[0]?.mine === "ended");
  type(hers, "And on. ");
  await until(await words(eve, circle), (text) => text.includes("And on"));
  expect(lost.doc().text).not.toContain("The phone is lost");
  expect(hers.doc().text).not.toContain("Whoever found it");
  expect(await keysMissing(alice, phone, circle)).toBeGreaterThan(0);
  await seesSeated(bob, circle, alice, bob, eve);
});
