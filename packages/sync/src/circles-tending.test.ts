// S91 S92 S93 What is owed in a circle inside a group, from what the two logs say.
import { cardOf, type OpBody } from "@fogata/keys";
import { Log, modelPrimitives, type Person, person } from "@fogata/keys/testing";
import { describe, expect, test } from "vitest";
import { owedIn } from "./circles-tending.ts";

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
  const owed = (who: Person, now = 0, more: { sent?: string[]; wanted?: string[] } = {}) =>
    owedIn({
      m: log.now,
      group: group.now,
      me: { member: who.member, device: who.device.id },
      now,
      isMine: ({ by }) => Buffer.from(log.ops.get(by)!.by).equals(Buffer.from(who.device.sign.publicKey)),
      sent: more.sent ?? [],
      wanted: more.wanted ?? [],
    });
  return { alice, bob, carol, group, log, owed };
}

describe("what is owed in a circle", () => {
  test("S91 a letter to whom I gave a seat, once, and by nobody else", async () => {
    const { alice, bob, carol, log, owed } = await garden();
    await log.write(alice, seat(bob));
    expect(owed(alice).letters.map(({ id }) => id)).toEqual([bob.device.id]);
    expect(owed(alice, 0, { sent: [bob.device.id] }).letters).toEqual([]);
    expect(owed(bob).letters).toEqual([]);
    // Carol has no seat: it is not hers to do anything.
    expect(owed(carol)).toEqual({ lapses: [], wanted: [], letters: [] });
  });

  test("S92 whoever left the group is ended, with the operation that says so; about oneself nobody says it", async () => {
    const { alice, bob, group, log, owed } = await garden();
    await log.write(alice, seat(bob));
    expect(owed(alice).lapses).toEqual([]);
    const gone = await group.write(bob, { kind: "leave" });
    const [lapse] = owed(alice).lapses;
    expect(lapse).toMatchObject({ member: bob.member, device: null, because: gone.id });
    expect(owed(bob)).toEqual({ lapses: [], wanted: [], letters: [] });
    await log.write(alice, lapse!);
    expect(log.now.members.has(bob.member)).toBe(false);
    expect(owed(alice).lapses).toEqual([]);
  });

  test("S92 a seat is ended from its date on, and a person by the loss of their only device there", async () => {
    const { alice, bob, carol, group, log, owed } = await garden();
    await log.write(alice, seat(bob, 1_000));
    await log.write(alice, seat(carol));
    expect(owed(alice, 999).lapses).toEqual([]);
    const seated = log.now.members.get(bob.member)!.admittedBy;
    expect(owed(alice, 1_000).lapses).toMatchObject([{ member: bob.member, seat: seated, because: seated }]);
    const tablet = await person(p, "Carol’s tablet");
    await group.device(carol, tablet);
    await group.drop(tablet, carol);
    expect(owed(alice).lapses).toMatchObject([{ member: carol.member, device: null }]);
  });

  test("S93 a further device of mine is asked for its word, once", async () => {
    const { alice, bob, group, log, owed } = await garden();
    await log.write(alice, seat(bob));
    const tablet = await person(p, "Bob’s tablet");
    await group.device(bob, tablet);
    expect(owed(bob).wanted.map(({ id }) => id)).toEqual([tablet.device.id]);
    expect(owed(bob, 0, { wanted: [tablet.device.id] }).wanted).toEqual([]);
    expect(owed(alice).wanted).toEqual([]);
  });
});
