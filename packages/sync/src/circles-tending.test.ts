// S91 S92 S93 What is owed in a circle inside a group, from what the two logs say.
import { cardOf, type OpBody, type OpId } from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";
import { describe, expect, test } from "vitest";
import { mayWrite, owedIn, placeOf, saidLess } from "./circles-tending.ts";

const p = modelPrimitives({ seed: 7 });
const seat = (who: Person, until: number | null = null): OpBody => ({
  kind: "seat",
  member: who.member,
  name: who.name,
  devices: [cardOf(who.device)],
  until,
  at: 1,
});
async function garden() {
  const [alice, bob, carol] = [await person(p, "Alice"), await person(p, "Bob"), await person(p, "Carol")];
  const group = await Log.foundTogether(p, [alice, bob, carol]);
  const log = await group.open([alice]);
  const both = (who: Person, now = 0) => ({
    m: log.now,
    group: group.now,
    me: { member: who.member, device: who.device.id },
    now,
    groupOp: (id: OpId) => group.ops.get(id) ?? null,
  });
  const said = (who: Person, now = 0) => saidLess(both(who, now));
  const writes = (who: Person, now = 0, groupIsRead = true) =>
    mayWrite({ ...both(who, now), groupIsRead, saidLess: said(who, now) });
  const owed = (
    who: Person,
    more: { sent?: string[]; wanted?: string[]; heard?: string[]; unsent?: string[]; unread?: true; now?: number } = {},
  ) =>
    owedIn({
      ...both(who, more.now),
      letInBy: ({ by }) => {
        const author = Buffer.from(log.ops.get(by)!.by);
        return [...log.now.devices.values()].find(({ card }) => author.equals(Buffer.from(card.sign)))?.id ?? null;
      },
      wasHeard: ({ id }) => more.heard?.includes(id) ?? false,
      wasGiven: (op) => !more.unsent?.includes(op),
      groupIsRead: !more.unread,
      sent: more.sent ?? [],
      wanted: more.wanted ?? [],
    });
  return { alice, bob, carol, group, log, owed, said, writes };
}

describe("what is owed in a circle", () => {
  test("S91 a letter to whom I gave a seat, once, and by nobody else", async () => {
    const { alice, bob, carol, log, owed } = await garden();
    await log.write(alice, seat(bob));
    expect(owed(alice).letters.map(({ id }) => id)).toEqual([bob.device.id]);
    expect(owed(alice, { sent: [placeOf(log.now.devices.get(bob.device.id)!)] }).letters).toEqual([]);
    expect(owed(bob).letters).toEqual([]);
    // Carol has no seat: it is not hers to do anything.
    expect(owed(carol)).toEqual({ wanted: [], letters: [] });
  });

  test("S91 a letter goes once the circle's relay has the place it is for: nobody else may know of it before", async () => {
    const { alice, bob, log, owed } = await garden();
    const { id } = await log.write(alice, seat(bob));
    expect(owed(alice, { unsent: [id] }).letters).toEqual([]);
    expect(owed(alice, { unread: true }).letters).toEqual([]);
    expect(owed(alice).letters).toHaveLength(1);
  });

  test("S91 a letter again to whoever left and is given another place, whoever gave them the first", async () => {
    const { alice, bob, carol, log, owed } = await garden();
    for (const who of [bob, carol]) await log.write(alice, seat(who));
    const sent = [...log.now.devices.values()].map(placeOf);
    await log.write(bob, { kind: "leave" });
    await log.write(alice, seat(bob));
    expect(owed(alice, { sent }).letters.map(({ id }) => id)).toEqual([bob.device.id]);
  });

  test("S91 where whoever gave a place has gone before, one of the others sends its keys, once it is not heard", async () => {
    const { alice, bob, carol, log, owed } = await garden();
    for (const who of [bob, carol]) await log.write(alice, seat(who));
    const [first, other] = bob.device.id < carol.device.id ? [bob, carol] : [carol, bob];
    expect([owed(first).letters, owed(other).letters]).toEqual([[], []]);
    await log.write(alice, { kind: "leave" });
    expect(owed(first).letters.map(({ id }) => id)).toEqual([other.device.id]);
    expect(owed(first, { heard: [other.device.id] }).letters).toEqual([]);
    expect(owed(other, { heard: [first.device.id] }).letters).toEqual([]);
  });

  test("S91 nobody waits for a letter from somebody who was sent none themselves", async () => {
    const { alice, bob, carol, log, owed } = await garden();
    const [first, other] = bob.device.id < carol.device.id ? [bob, carol] : [carol, bob];
    for (const who of [bob, carol]) await log.write(alice, seat(who));
    await log.write(alice, { kind: "leave" });
    // The one who would be first never had the keys; the other has.
    expect(owed(other).letters.map(({ id }) => id)).toEqual([first.device.id]);
  });

  test("S83 S91 whoever is given a place while paused is sent its keys when the pause is over, and not before", async () => {
    const { alice, bob, carol, group, log, owed } = await garden();
    const target = { kind: "member", member: bob.member } as const;
    await group.certify("pause", { target, at: 10, until: 1_000 }, { signers: [alice, carol] });
    await log.write(alice, seat(bob));
    const letters = (now: number) => owed(alice, { now }).letters.map(({ id }) => id);
    expect([10, 999, 1_000].map(letters)).toEqual([[], [], [bob.device.id]]);
  });

  test("S83 S91 a pause that came to nothing in the group still keeps the keys back as long as the circle says it", async () => {
    const { alice, bob, group, log, owed } = await garden();
    await log.write(alice, seat(bob));
    const target = { kind: "member", member: bob.member } as const;
    await log.write(alice, { kind: "paused", target, at: 10, until: 1_000, because: group.now.heads[0]! });
    const letters = (now: number) => owed(alice, { now }).letters.map(({ id }) => id);
    expect([999, 1_000].map(letters)).toEqual([[], [bob.device.id]]);
  });

  test("S92 whoever left the group is ended, with the operation that says so; they themselves leave it", async () => {
    const { alice, bob, group, log, said, writes } = await garden();
    await log.write(alice, seat(bob));
    expect(said(alice)).toEqual([]);
    const gone = await group.write(bob, { kind: "leave" });
    const [lapse] = said(alice);
    expect(lapse).toMatchObject({ member: bob.member, device: null, because: gone.id });
    expect(said(bob)).toEqual([{ kind: "leave" }]);
    expect([writes(alice), writes(bob)]).toEqual([false, false]);
    await log.write(alice, lapse!);
    expect(log.now.members.has(bob.member)).toBe(false);
    expect([said(alice), said(bob)]).toEqual([[], []]);
    expect(writes(alice)).toBe(true);
  });

  test("S92 whoever was removed is ended, and says nothing of it", async () => {
    const { alice, bob, carol, group, log, said, writes } = await garden();
    await log.write(alice, seat(bob));
    await group.remove(bob, [alice, carol]);
    expect(said(alice)).toMatchObject([{ kind: "lapse", member: bob.member, device: null }]);
    expect([said(bob), writes(bob)]).toEqual([[], false]);
  });

  test("S92 a seat is ended from its date on, and a person by the loss of their only device there", async () => {
    const { alice, bob, carol, group, log, said } = await garden();
    await log.write(alice, seat(bob, 1_000));
    await log.write(alice, seat(carol));
    expect(said(alice, 999)).toEqual([]);
    const seated = log.now.members.get(bob.member)!.admittedBy;
    expect(said(alice, 1_000)).toMatchObject([{ member: bob.member, seat: seated, because: seated }]);
    const tablet = await person(p, "Carol’s tablet");
    await group.device(carol, tablet);
    await group.drop(tablet, carol);
    expect(said(alice)).toMatchObject([{ member: carol.member, device: null }]);
  });

  test("S92 a phone that the thief of Bob's old one had let in turns out to be nobody's: its place ends, and his goes on", async () => {
    const { alice, bob, group, log, said, writes } = await garden();
    const [old, thief] = [await person(p, "Bob’s old phone"), await person(p, "The thief’s")];
    await group.device(bob, old);
    const before = group.now.heads;
    await group.device({ ...bob, device: old.device }, thief);
    await log.write(alice, { ...seat(bob), devices: [cardOf(bob.device), cardOf(thief.device)] } as OpBody);
    expect([said(alice), writes(alice)]).toEqual([[], true]);
    await group.drop(bob, old, null, before);
    for (const one of [alice, bob])
      expect(said(one)).toMatchObject([{ kind: "lapse", member: bob.member, device: thief.device.id }]);
    expect(writes(alice)).toBe(false);
    await log.write(alice, said(alice)[0]!);
    expect(log.now.members.get(bob.member)!.devices).toEqual([bob.device.id]);
    expect([said(alice), writes(alice)]).toEqual([[], true]);
  });

  test("S92 a lost phone of Bob's is told of by his other device too, if nobody else is there", async () => {
    const { alice, bob, group, log, said, writes } = await garden();
    const phone = await person(p, "Bob’s phone");
    await group.device(bob, phone);
    await log.write(alice, { ...seat(bob), devices: [cardOf(bob.device), cardOf(phone.device)] } as OpBody);
    await log.write(alice, { kind: "leave" });
    await group.drop(bob, phone);
    expect(said(bob)).toMatchObject([{ kind: "lapse", member: bob.member, device: phone.device.id }]);
    expect(writes(bob)).toBe(false);
  });

  test("S92 whoever is paused in the group is paused here, once, and says nothing; before all that is read nobody writes", async () => {
    const { alice, bob, carol, group, log, said, writes } = await garden();
    for (const who of [bob, carol]) await log.write(alice, seat(who));
    const target = { kind: "member", member: bob.member } as const;
    await group.certify("pause", { target, at: 10, until: 1_000 }, { signers: [alice, carol] });
    for (const who of [alice, carol]) expect(said(who, 10)).toMatchObject([{ kind: "paused", target, until: 1_000 }]);
    expect(said(bob, 10)).toEqual([]);
    expect([9, 10, 999, 1_000].map((now) => writes(bob, now))).toEqual([true, false, false, true]);
    expect([writes(alice, 10), writes(alice, 1_000)]).toEqual([false, true]);
    await log.write(carol, said(carol, 10)[0]!);
    expect([said(alice, 10), writes(alice, 10)]).toEqual([[], true]);
    expect(writes(alice, 10, false)).toBe(false);
  });

  test("S92 a lost device that is paused is paused where it has a seat, and nowhere else", async () => {
    const { alice, bob, carol, group, log, said } = await garden();
    const target = { kind: "device", device: bob.device.id } as const;
    await group.certify("pause", { target, at: 0, until: 1_000 }, { signers: [alice, carol] });
    expect(said(alice)).toEqual([]);
    await log.write(alice, seat(bob));
    expect(said(alice)).toMatchObject([{ kind: "paused", target }]);
  });

  test("S93 a further device of mine is asked for its word, once", async () => {
    const { alice, bob, group, log, owed } = await garden();
    await log.write(alice, seat(bob));
    const tablet = await person(p, "Bob’s tablet");
    await group.device(bob, tablet);
    expect(owed(bob).wanted.map(({ id }) => id)).toEqual([tablet.device.id]);
    expect(owed(bob, { wanted: owed(bob).wanted.map(placeOf) }).wanted).toEqual([]);
    expect(owed(alice).wanted).toEqual([]);
  });

  test("S93 a device that I asked in an earlier place is asked once more in this one, though I have its keys still", async () => {
    const { alice, bob, group, log, owed } = await garden();
    await log.write(alice, seat(bob));
    const tablet = await person(p, "Bob’s tablet");
    await group.device(bob, tablet);
    const wanted = owed(bob).wanted.map(placeOf);
    await log.device(bob, tablet);
    await log.write(bob, { kind: "leave" });
    await log.write(alice, seat(bob));
    expect(owed(bob, { wanted }).wanted.map(({ id }) => id)).toEqual([tablet.device.id]);
    wanted.push(...owed(bob, { wanted }).wanted.map(placeOf));
    expect(owed(bob, { wanted }).wanted).toEqual([]);
  });

  test("S93 a device I had in an earlier place is asked again, if whoever gave me this one did not name it; a lost one is not", async () => {
    const { alice, bob, group, log, owed } = await garden();
    const [tablet, phone] = [await person(p, "Bob’s tablet"), await person(p, "Bob’s phone")];
    await log.write(alice, seat(bob));
    for (const one of [tablet, phone]) {
      await group.device(bob, one);
      await log.device(bob, one);
    }
    await log.write(bob, { kind: "leave" });
    await log.write(alice, seat(bob));
    expect(owed(bob).wanted.map(({ id }) => id)).toEqual([tablet.device.id, phone.device.id]);
    for (const one of [tablet, phone]) await log.device(bob, one);
    await log.drop(bob, phone);
    expect(owed(bob).wanted).toEqual([]);
  });
});
