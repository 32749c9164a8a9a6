// S88: Alice lost every device. Bob makes her a link, they compare four words, the group signs, three days pass in which
// any device of hers can say no; then she is back, as herself.
import type { DeviceView, GroupView } from "@fogata/sync";
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { everybodyLeaves, type Person, person } from "../support/people.ts";
import { join, open, startGroup, type, until } from "../support/stories.ts";

const hour = 60 * 60 * 1000;
/** There are some two dozen writes, of a few seconds each: RECOVERY_CRASH_EVERY=1 tries them all. */
const crashEvery = Number(process.env.RECOVERY_CRASH_EVERY ?? 6);

const here = ownRelay();

const groupOf = (who: Person): GroupView => who.device.view().groups[0]!;
const named = (v: DeviceView, name: string) => v.groups[0]?.people.find((one) => one.name === name);
const progress = (v: DeviceView) => v.joining[0]?.progress ?? null;

/** Alice, Bob and Carol are full members; Alice is away, her phone is new, and Bob has made her a link. */
async function story() {
  const [alice, bob, carol, phone] = [
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
  ];
  const group = await startGroup(alice, here.address);
  await join(alice, group, bob, "Bob");
  await join(alice, group, carol, "Carol");
  const others = groupOf(alice).people.filter(({ full }) => !full);
  await alice.device.act(group, { type: "welcome", members: others.map(({ member }) => member) });
  const count = (v: DeviceView) => v.groups[0]!.people.filter(({ full }) => full).length;
  await bob.sees((v) => v.groups[0]!.people.length === 3);
  if (count(bob.device.view()) < 3) await welcomeTheRest(bob, group);
  for (const who of [alice, bob, carol]) await who.sees((v) => count(v) === 3);
  const hers = await open(alice, group);
  type(hers, "We keep the fire. ");
  await until(await open(bob, group), (text) => text.includes("fire"));
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  await alice.close();
  const { member } = named(bob.device.view(), "Alice")!;
  const made = await bob.device.invite(group, { purpose: { kind: "recovery", member } });
  if (!made.ok) throw new Error(made.reason);
  const view = await bob.sees((v) => v.groups[0]!.invitations.some(({ id }) => id === made.value.id));
  const link = view.groups[0]!.invitations.find(({ id }) => id === made.value.id)!.link!;
  expect(await phone.device.readInvitation(link)).toMatchObject({ ok: true, value: { purpose: "recovery" } });
  expect((await phone.device.askToJoin({ link, name: "" })).ok).toBe(true);
  const asking = (await bob.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  return { alice, bob, carol, phone, group, member, asking };
}
/** Whoever is not full yet by what was said has a second voice. */
async function welcomeTheRest(bob: Person, group: string): Promise<void> {
  const full = (v: DeviceView) => v.groups[0]!.people.find(({ member }) => member === v.groups[0]!.me.member)!.full;
  await bob.sees(full);
  const rest = groupOf(bob).people.filter((one) => !one.full);
  await bob.device.act(group, { type: "welcome", members: rest.map(({ member }) => member) });
}
/** Carol is asked, and signs. */
async function sign(carol: Person, group: string): Promise<void> {
  const isAsked = (v: DeviceView) => v.groups[0]!.asks.some(({ what, open }) => what.kind === "recovery" && open);
  const ask = (await carol.sees(isAsked)).groups[0]!.asks.find(({ what }) => what.kind === "recovery")!;
  expect(await carol.device.act(group, { type: "sign", ask: ask.id })).toMatchObject({ ok: true });
}

test("S88 the group signs, three days pass and nobody says no: Alice is back as herself, told of each step", async () => {
  const { bob, carol, phone, group, member, asking } = await story();
  expect(asking).toMatchObject({ name: "Alice", purpose: { kind: "recovery", member } });
  expect(asking.words).toEqual(phone.device.view().joining[0]!.words);
  expect(phone.device.view().joining[0]).toMatchObject({ purpose: "recovery", state: "waiting", progress: null });
  expect(await bob.device.admit(group, asking.id)).toEqual({ ok: true, value: null });
  await phone.sees((v) => progress(v)?.kind === "asked");
  expect(progress(phone.device.view())).toEqual({ kind: "asked", signed: 1, needed: 2 });
  expect(groupOf(bob).asking).toEqual([]);
  await sign(carol, group);
  await phone.sees((v) => progress(v)?.kind === "waiting");
  const { until: end } = progress(phone.device.view()) as { until: number };
  expect(end - bob.clock.now()).toBeGreaterThan(71 * hour);
  await carol.sees((v) => v.groups[0]!.recoveries.some(({ state }) => state === "waiting"));
  const lost = named(bob.device.view(), "Alice")!.devices.map(({ id }) => id);
  bob.clock.ahead(71 * hour);
  expect(named(bob.device.view(), "Alice")!.devices.map(({ id }) => id)).toEqual(lost);
  bob.clock.ahead(hour);
  phone.clock.ahead(72 * hour);
  const back = await phone.sees((v) => v.groups.length === 1);
  expect(back.groups[0]!.me).toMatchObject({ member, name: "Alice" });
  const mine = await open(phone, group);
  await until(mine, (text) => text.includes("We keep the fire."));
  type(mine, "In turns. ");
  await until(await open(carol, group), (text) => text.includes("In turns."));
  const now = named(carol.device.view(), "Alice")!;
  expect(now).toMatchObject({ full: true, member });
  expect(now.devices.map(({ id }) => id)).toEqual([groupOf(phone).me.device]);
  expect(lost).not.toContain(groupOf(phone).me.device);
});

test("S88 a device of hers that was not lost says no: it ends there, and the phone is told", async () => {
  const { alice, bob, carol, phone, group, asking } = await story();
  await bob.device.admit(group, asking.id);
  await sign(carol, group);
  await phone.sees((v) => progress(v)?.kind === "waiting");
  await alice.open();
  const mine = (v: DeviceView) => v.groups[0]?.recoveries.find((one) => one.mine && one.state === "waiting");
  const claim = mine(await alice.sees((v) => mine(v) !== undefined))!;
  expect(await alice.device.act(group, { type: "say-no", claim: claim.claim })).toMatchObject({ ok: true });
  await phone.sees((v) => progress(v)?.kind === "said-no");
  bob.clock.ahead(100 * hour);
  await bob.sees((v) => v.groups[0]!.recoveries.some(({ state }) => state === "said-no"));
  expect(named(bob.device.view(), "Alice")!.devices.length).toBe(1);
  expect(phone.device.view().groups).toEqual([]);
});

test("S88 Bob is away when the three days are over: Carol completes it, neither sooner nor for herself, and Bob sends the keys", async () => {
  const { alice, bob, carol, phone, group, member, asking } = await story();
  await bob.device.admit(group, asking.id);
  await sign(carol, group);
  await phone.sees((v) => progress(v)?.kind === "waiting");
  const waiting = (v: DeviceView) => v.groups[0]?.recoveries.find(({ state }) => state === "waiting");
  const { claim } = waiting(await carol.sees((v) => waiting(v) !== undefined))!;
  await bob.close();
  carol.clock.ahead(71 * hour);
  expect(await carol.device.act(group, { type: "complete", claim })).toEqual({ ok: false, reason: "too-soon" });
  carol.clock.ahead(2 * hour);
  await alice.open();
  alice.clock.ahead(73 * hour);
  await alice.sees((v) => v.groups[0]!.recoveries.some((one) => one.mine));
  expect(await alice.device.act(group, { type: "complete", claim })).toEqual({ ok: false, reason: "about-me" });
  await alice.close();
  for (let twice = 0; twice < 2; twice++)
    expect(await carol.device.act(group, { type: "complete", claim })).toMatchObject({ ok: true });
  await carol.sees((v) => v.groups[0]!.recoveries[0]!.state === "done" && v.groups[0]!.status.kind === "shared");
  // What is done cannot be said no to.
  expect(await carol.device.act(group, { type: "say-no", claim })).toEqual({ ok: false, reason: "gone" });
  await bob.open();
  bob.online();
  const back = await phone.sees((v) => v.groups.length === 1);
  expect(back.groups[0]!.me).toMatchObject({ member, name: "Alice" });
});

test("S88 nobody is asked in somebody's name by somebody who does not count, nor about oneself", async () => {
  const { bob, group } = await story();
  const me = groupOf(bob).me.member;
  const about = (member: string) => bob.device.invite(group, { purpose: { kind: "recovery", member } });
  expect(await about(me)).toEqual({ ok: false, reason: "not-possible" });
  expect(await about("ff".repeat(16))).toEqual({ ok: false, reason: "not-possible" });
});

test("S29 S88 whatever write the power fails at on Bob's device, the group is asked once, and Alice comes back", async () => {
  let crashes = 0;
  for (let writes = crashEvery - 1; ; writes += crashEvery) {
    const { bob, carol, phone, group, asking } = await story();
    let fell = false;
    const fall = new Promise<void>((done) =>
      bob.disk.cutAfter(writes, () => {
        fell = true;
        bob.offline();
        done();
      }),
    );
    let isBack = false;
    /** Waits for it; where the power fails before, Bob opens his device again. */
    const step = async (there: () => Promise<unknown>) => {
      await Promise.race([there(), fall]);
      if (fell && !isBack) {
        isBack = true;
        crashes++;
        await bob.close();
        bob.online();
        await bob.open();
        const known = (v: DeviceView) =>
          v.groups.length === 1 && (v.groups[0]!.asking.length > 0 || v.groups[0]!.asks.length > 0);
        await bob.sees(known);
        const still = groupOf(bob).asking[0];
        if (still) await bob.device.admit(group, still.id);
      }
      await there();
    };
    void bob.device.admit(group, asking.id);
    await step(() => phone.sees((v) => progress(v)?.kind === "asked"));
    await sign(carol, group);
    await step(() => phone.sees((v) => progress(v)?.kind === "waiting"));
    bob.clock.ahead(73 * hour);
    phone.clock.ahead(73 * hour);
    await step(() => phone.sees((v) => v.groups.length === 1));
    bob.disk.cutAfter(Number.POSITIVE_INFINITY, () => {});
    await carol.sees((v) => named(v, "Alice")?.devices[0]?.id === groupOf(phone).me.device);
    const asked = groupOf(carol).asks.filter(({ what }) => what.kind === "recovery");
    expect(asked.length).toBe(1);
    await everybodyLeaves();
    if (!fell) break;
  }
  expect(crashes).toBeGreaterThan(2);
}, 240_000);
