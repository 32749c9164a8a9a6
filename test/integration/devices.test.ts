// S86: another device of one's own, by a link or a code and four words; the person keeps their seat and their name.
import type { DeviceView } from "@fogata/sync";
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { everybodyLeaves, type Person, person } from "../support/people.ts";
import { invite, join, open, startGroup, type, until } from "../support/stories.ts";

const here = ownRelay();

const purpose = { kind: "device" } as const;
async function deviceLink(alice: Person, group: string): Promise<{ id: string; link: string }> {
  const made = await alice.device.invite(group, { purpose });
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  const view = await alice.sees((v) => v.groups[0]!.invitations.some((one) => one.id === id));
  return { id, link: view.groups[0]!.invitations.find((one) => one.id === id)!.link! };
}
const devicesOf = (v: DeviceView, name: string) =>
  v.groups[0]!.people.find((one) => one.name === name)?.devices.length ?? 0;

test("S86 the phone asks while the laptop is away, and is let in while it is away itself: one person, two devices", async () => {
  const [laptop, phone, bob] = [
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
  ];
  const group = await startGroup(laptop, here.address);
  await join(laptop, group, bob);
  const hers = await open(laptop, group);
  type(hers, "We keep the fire. ");
  const { id, link } = await deviceLink(laptop, group);
  await laptop.device.flush();
  await laptop.sees((v) => v.groups[0]!.status.kind === "shared");
  await laptop.close();

  expect(await phone.device.readInvitation(link)).toMatchObject({ ok: true, value: { purpose: "device" } });
  expect((await phone.device.askToJoin({ link, name: "" })).ok).toBe(true);
  const asked = (await phone.sees((v) => v.joining[0]?.state === "waiting")).joining[0]!;
  expect(asked).toMatchObject({ purpose: "device", name: "" });
  await phone.close();

  await laptop.open();
  const asking = (await laptop.sees((v) => v.groups[0]?.asking.length === 1)).groups[0]!.asking[0]!;
  expect(asking).toMatchObject({ invitation: id, name: "Alice", purpose, words: asked.words, contested: false });
  expect(await laptop.device.admit(group, asking.id)).toEqual({ ok: true, value: null });
  await laptop.sees((v) => devicesOf(v, "Alice") === 2 && v.groups[0]!.status.kind === "shared");
  expect(laptop.device.view().groups[0]!.invitations.find((one) => one.id === id)).toMatchObject({ state: "used" });
  const me = laptop.device.view().groups[0]!.me;
  await laptop.close();

  await phone.open();
  const arrived = (await phone.sees((v) => v.groups.length === 1)).groups[0]!;
  expect(arrived.me).toMatchObject({ member: me.member, name: "Alice" });
  expect(arrived.me.device).not.toBe(me.device);
  expect(arrived.people.map(({ name }) => name)).toEqual(["Alice", "Bob"]);
  const there = await open(phone, group);
  await until(there, (text) => text.includes("We keep the fire."));
  type(there, "In turns. ");
  const his = await open(bob, group);
  await until(his, (text) => text.includes("In turns."));
  await bob.sees((v) => devicesOf(v, "Alice") === 2);
  // It stands where she stood: she founded the group, so she counts on the phone as well.
  expect(arrived.people[0]).toMatchObject({ full: true });
});

test("S86 nobody else sees a link for one's own device, and nobody comes in with it as somebody new", async () => {
  const [alice, bob, eve] = [
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
  ];
  const group = await startGroup(alice, here.address);
  await join(alice, group, bob);
  const { link } = await deviceLink(alice, group);
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  expect(bob.device.view().groups[0]!.invitations.length).toBe(1);
  expect(await bob.device.readInvitation(link)).toEqual({ ok: false, reason: "ours" });
  expect((await eve.device.askToJoin({ link, name: "Eve" })).ok).toBe(true);
  const asking = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  expect(asking).toMatchObject({ name: "Alice", purpose });
  expect(asking.words).toEqual(eve.device.view().joining[0]!.words);
  await alice.device.refuse(group, asking.id);
  await eve.sees((v) => v.joining[0]!.state === "refused");
  expect(devicesOf(alice.device.view(), "Alice")).toBe(1);
});

test("S86 withdrawn before it is used, it lets nothing in", async () => {
  const [alice, phone] = [await person({ relay: here.address }), await person({ relay: here.address })];
  const group = await startGroup(alice, here.address);
  const { id, link } = await deviceLink(alice, group);
  await phone.device.askToJoin({ link, name: "" });
  await alice.sees((v) => v.groups[0]!.asking.length === 1);
  expect(await alice.device.act(group, { type: "withdraw-invitation", invitation: id })).toMatchObject({ ok: true });
  await phone.sees((v) => v.joining[0]!.state === "withdrawn");
  expect(alice.device.view().groups[0]!.invitations).toMatchObject([{ id, state: "withdrawn" }]);
  expect(alice.device.view().groups[0]!.asking).toEqual([]);
});

test("S86 the phone is lost: the laptop drops it, and the phone lets in the next laptop no more", async () => {
  const [laptop, phone] = [await person({ relay: here.address }), await person({ relay: here.address })];
  const group = await startGroup(laptop, here.address);
  const { link } = await deviceLink(laptop, group);
  await phone.device.askToJoin({ link, name: "" });
  const asking = (await laptop.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  await laptop.device.admit(group, asking.id);
  await phone.sees((v) => v.groups.length === 1);
  const lost = phone.device.view().groups[0]!.me.device;
  expect(await laptop.device.act(group, { type: "drop-device", device: lost })).toMatchObject({ ok: true });
  await phone.sees((v) => v.groups[0]!.here.kind === "device-dropped");
  expect(await phone.device.invite(group, { purpose })).toEqual({ ok: false, reason: "not-possible" });
  expect(await phone.device.invite(group)).toEqual({ ok: false, reason: "not-possible" });
});

test("S29 S86 whatever write the power fails at on the laptop, the phone is added once and gets its keys", async () => {
  let crashes = 0;
  for (let writes = 0; ; writes++) {
    const [laptop, phone] = [await person({ relay: here.address }), await person({ relay: here.address })];
    const group = await startGroup(laptop, here.address);
    const { link } = await deviceLink(laptop, group);
    await phone.device.askToJoin({ link, name: "" });
    const { asking } = (await laptop.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!;
    let fell = false;
    const fall = new Promise<void>((done) =>
      laptop.disk.cutAfter(writes, () => {
        fell = true;
        laptop.offline();
        done();
      }),
    );
    const admitted = laptop.device.admit(group, asking[0]!.id);
    await Promise.race([fall, phone.sees((v) => v.groups.length === 1)]);
    if (fell) {
      crashes++;
      await admitted.catch(() => {});
      await laptop.close();
      laptop.online();
      await laptop.open();
      const back = (v: DeviceView) =>
        v.groups.length === 1 && (devicesOf(v, "Alice") === 2 || v.groups[0]!.asking.length === 1);
      const still = (await laptop.sees(back)).groups[0]!.asking[0];
      if (still) await laptop.device.admit(group, still.id);
    }
    await phone.sees((v) => v.groups.length === 1);
    await laptop.sees((v) => devicesOf(v, "Alice") === 2);
    expect(phone.device.view().groups[0]!.me.name).toBe("Alice");
    await everybodyLeaves();
    if (!fell) break;
  }
  expect(crashes).toBeGreaterThan(3);
});

test("S29 S86 the phone loses power at any write of its arrival, and still arrives", async () => {
  for (let writes = 0; ; writes++) {
    const [laptop, phone] = [await person({ relay: here.address }), await person({ relay: here.address })];
    const group = await startGroup(laptop, here.address);
    const { link } = await deviceLink(laptop, group);
    let fell = false;
    const fall = new Promise<void>((done) =>
      phone.disk.cutAfter(writes, () => {
        fell = true;
        phone.offline();
        done();
      }),
    );
    const yes = laptop
      .sees((v) => v.groups[0]!.asking.length > 0)
      .then((v) => laptop.device.admit(group, v.groups[0]!.asking[0]!.id));
    const asked = await phone.device.askToJoin({ link, name: "" });
    const there = (v: DeviceView) => v.groups.length === 1 && v.groups[0]!.status.kind === "shared";
    await Promise.race([fall, phone.sees(there)]);
    if (fell) {
      await phone.close();
      phone.online();
      await phone.open();
      if (!asked.ok) expect((await phone.device.askToJoin({ link, name: "" })).ok).toBe(true);
    }
    phone.disk.cutAfter(Number.POSITIVE_INFINITY, () => {});
    await yes;
    await phone.sees((v) => v.groups.length === 1);
    const there2 = await open(phone, group);
    type(there2, "I am here");
    await until(await open(laptop, group), (text) => text.includes("I am here"));
    await everybodyLeaves();
    if (!fell) break;
  }
});

test("S41 Alice's two devices let in different people with one invitation: both are held until she says who was meant", async () => {
  const [laptop, phone, bob, eve] = [
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
    await person({ relay: here.address }),
  ];
  const group = await startGroup(laptop, here.address);
  const { link: own } = await deviceLink(laptop, group);
  await phone.device.askToJoin({ link: own, name: "" });
  const asking = (await laptop.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  await laptop.device.admit(group, asking.id);
  await phone.sees((v) => v.groups[0]?.status.kind === "shared");
  // The phone was given what the laptop keeps of the invitation: a backup that was brought back, say.
  const link = await invite(laptop, group);
  await laptop.sees((v) => v.groups[0]!.status.kind === "shared");
  await phone.sees((v) => v.groups[0]!.invitations.length === 1);
  await phone.close();
  await carryInvitation(laptop, phone);
  await phone.open();
  await bob.device.askToJoin({ link, name: "Bob" });
  await eve.device.askToJoin({ link, name: "Eve" });
  const words = bob.device.view().joining[0]!.words.join();
  const onLaptop = (await laptop.sees((v) => v.groups[0]!.asking.length === 2)).groups[0]!.asking;
  const onPhone = (await phone.sees((v) => v.groups[0]?.asking.length === 2)).groups[0]!.asking;
  laptop.offline();
  phone.offline();
  await laptop.device.admit(group, onLaptop.find((one) => one.words.join() === words)!.id);
  await phone.device.admit(group, onPhone.find((one) => one.words.join() !== words)!.id);
  laptop.online();
  phone.online();
  const isHeld = (v: DeviceView) =>
    v.groups[0]!.invitations.some(({ state, held }) => state === "held" && held.length === 2);
  const view = await laptop.sees(isHeld);
  await phone.sees(isHeld);
  expect(view.groups[0]!.people.map(({ name }) => name)).toEqual(["Alice"]);
  const invitation = view.groups[0]!.invitations.find(({ state }) => state === "held")!;
  const his = invitation.held.find(({ name }) => name === "Bob")!;
  await laptop.device.act(group, { type: "settle", invitation: invitation.id, held: his.id });
  const names = (v: DeviceView) => v.groups[0]!.people.map(({ name }) => name).join();
  await phone.sees((v) => names(v) === "Alice,Bob");
  await bob.sees((v) => v.groups.length === 1 && names(v) === "Alice,Bob");
});

async function carryInvitation(from: Person, to: Person): Promise<void> {
  const { findRest } = await import("@fogata/sync/first");
  const { sealStorage } = await import("@fogata/sync");
  const { p } = await import("../support/people.ts");
  const opened = async ({ disk }: Person) => {
    const rest = await findRest(p, { storage: disk, cabinet: disk.cabinet });
    if (!rest.ok || rest.value.kind !== "open") throw new Error("It has no lock");
    return sealStorage({ p, restKey: rest.value.key, storage: disk.again(), writesOn: true });
  };
  const kept = await (await opened(from)).list("invitation/");
  const open = kept.filter(({ value }) => !new TextDecoder().decode(value).includes('"receiveSeed":null'));
  expect(open.length).toBe(1);
  expect((await (await opened(to)).write(open, "strict")).ok).toBe(true);
}
