// Working groups inside a group: three devices of three people and a relay. Who has a seat reads and writes; who has none
// can open nothing, not with the group's own keys and not with all that lies on the relay's disk.
import { type EpochKeys, type Kid, openEntry, type RelayAddress } from "@fogata/keys";
import { createMemoryStore, startRelay } from "@fogata/relay";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { everybodyLeaves, type Person, p, person } from "../support/people.ts";
import { doc, type, until } from "../support/stories.ts";
import { kitchen as begun, circleOf, day, keysOf, me, seesSeated, words } from "./working-groups-stories.ts";

/** All that the relay ever put on its disk. */
const given = new Set<Uint8Array>();
function bytesIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(bytesIn) : [];
}

let relay: Awaited<ReturnType<typeof startRelay>>;
let address: RelayAddress;
beforeAll(async () => {
  const store = createMemoryStore();
  const data = {
    ...store,
    perform(command: Parameters<typeof store.perform>[0]) {
      for (const bytes of bytesIn(command)) given.add(bytes);
      return store.perform(command);
    },
  };
  relay = await startRelay({ port: 0, host: "127.0.0.1", data });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(everybodyLeaves);
afterAll(() => relay.close());

const kitchen = () => begun(address);

describe("S90 a circle inside a group", () => {
  test("is opened by one, who seats another; both write in it, and the third sees nothing of it", async () => {
    const { alice, bob, eve, group, circle } = await kitchen();
    expect(circleOf(alice, circle)).toMatchObject({
      mine: "seated",
      people: [{ member: me(alice), until: null, ending: null }],
    });
    expect(await bob.device.seat(group, circle, { member: me(bob), until: null })).toEqual({
      ok: false,
      reason: "gone",
    });
    expect(await alice.device.seat(group, circle, { member: me(bob), until: null })).toEqual({ ok: true, value: null });
    await seesSeated(bob, circle, alice, bob);
    await seesSeated(alice, circle, alice, bob);
    const [hers, his] = [await words(alice, circle), await words(bob, circle)];
    type(hers, "soup ");
    await until(his, (text) => text.includes("soup"));
    type(his, "bread ");
    await until(hers, (text) => text.includes("bread"));
    expect(circleOf(eve, circle)).toBeNull();
    expect(await eve.device.openDocument(circle, doc)).toEqual({ ok: false, reason: "missing" });
  });

  test("Eve, with every key of the group and the relay's whole disk, opens no entry of the circle", async () => {
    given.clear();
    const { alice, bob, eve, group, circle } = await kitchen();
    await alice.device.seat(group, circle, { member: me(bob), until: null });
    await seesSeated(bob, circle, alice, bob);
    type(await words(alice, circle), "soup ");
    await until(await words(bob, circle), (text) => text.includes("soup"));
    await eve.sees(({ groups }) => groups[0]!.status.kind === "shared");

    const [hers, bobs] = [await keysOf(eve), await keysOf(bob)];
    const opens = async (keys: EpochKeys[]) => {
      const epochs = new Map<Kid, EpochKeys>(keys.map((one) => [one.kid, one]));
      const opened = await Promise.all(
        [...given].map(async (bytes) => {
          const entry = await openEntry(p, { bytes, epochs, signingKeyOf: () => null });
          // The seal is off, and only who signed it is not asked here.
          return !entry.ok && entry.reason === "unknown-device" ? bytes : null;
        }),
      );
      return opened.filter((bytes) => bytes !== null);
    };
    const ofTheCircle = await opens(bobs.get(circle)!);
    expect(ofTheCircle.length).toBeGreaterThan(1);
    expect([...hers.keys()]).toEqual([group]);
    const ofTheGroup = new Set(await opens(hers.get(group)!));
    expect(ofTheGroup.size).toBeGreaterThan(3);
    expect(ofTheCircle.filter((bytes) => ofTheGroup.has(bytes))).toEqual([]);
  });

  test("a name of nothing makes none", async () => {
    const { alice, group } = await kitchen();
    expect(await alice.device.openCircle(group, { name: " \n" })).toEqual({ ok: false, reason: "bad-name" });
    expect(alice.device.view().groups[0]!.circles).toHaveLength(1);
  });
});

describe("S91 a place", () => {
  test("waits for somebody who is away: their device finds the letter when it is opened again", async () => {
    const { alice, bob, group, circle } = await kitchen();
    await bob.close();
    const member = alice.device.view().groups[0]!.people.find(({ name }) => name === "Bob")!.member;
    type(await words(alice, circle), "soup ");
    await alice.device.seat(group, circle, { member, until: null });
    await alice.sees(({ groups }) => groups[0]!.status.kind === "shared");
    await alice.close();
    await bob.open();
    await bob.sees(({ groups }) => groups[0]!.circles[0]?.mine === "seated");
    await until(await words(bob, circle), (text) => text.includes("soup"));
  });

  test("is kept over a restart, and can be left and given again, with all that was written meanwhile", async () => {
    const { alice, bob, group, circle } = await kitchen();
    await alice.device.seat(group, circle, { member: me(bob), until: null });
    await seesSeated(bob, circle, alice, bob);
    await bob.close();
    await bob.open();
    await seesSeated(bob, circle, alice, bob);
    expect(await bob.device.leaveCircle(group, circle)).toEqual({ ok: true, value: null });
    expect(circleOf(bob, circle)?.mine).toBe("left");
    await seesSeated(alice, circle, alice);
    type(await words(alice, circle), "soup ");
    await alice.device.flush();
    expect(await alice.device.seat(group, circle, { member: me(bob), until: null })).toEqual({ ok: true, value: null });
    await seesSeated(bob, circle, alice, bob);
    await until(await words(bob, circle), (text) => text.includes("soup"));
    expect(bob.device.view().groups[0]!.refused).toEqual({});
  });
});

describe("S92 what has ended elsewhere ends in the circle", () => {
  test("Bob leaves the group: his place ends, and what is written then no key of his opens", async () => {
    const { alice, bob, eve, group, circle } = await kitchen();
    for (const who of [bob, eve]) await alice.device.seat(group, circle, { member: me(who), until: null });
    await seesSeated(eve, circle, alice, bob, eve);
    await seesSeated(bob, circle, alice, bob, eve);
    type(await words(alice, circle), "soup ");
    await until(await words(bob, circle), (text) => text.includes("soup"));
    expect((await bob.device.act(group, { type: "leave" })).ok).toBe(true);
    await seesSeated(alice, circle, alice, eve);
    given.clear();
    type(await words(alice, circle), "bread ");
    await until(await words(eve, circle), (text) => text.includes("bread"));
    const written = new Set((await keysOf(alice)).get(circle)!.map(({ kid }) => kid));
    const bobs = new Set((await keysOf(bob)).get(circle)!.map(({ kid }) => kid));
    expect(written.size).toBeGreaterThan(bobs.size);
    expect((await words(bob, circle)).doc().text).not.toContain("bread");
  });

  test("a place with a date ends by it, and can be given again", async () => {
    const { alice, bob, group, circle } = await kitchen();
    await alice.device.seat(group, circle, { member: me(bob), until: alice.clock.now() + 2 * day });
    await seesSeated(bob, circle, alice, bob);
    for (const who of [alice, bob]) who.clock.ahead(3 * day);
    await bob.sees(({ groups }) => groups[0]!.circles[0]!.mine !== "seated");
    await seesSeated(alice, circle, alice);
    await alice.device.seat(group, circle, { member: me(bob), until: null });
    await seesSeated(bob, circle, alice, bob);
  });
});

describe("S94 K42 the others", () => {
  test("end a seat when half of them say so, two at least; the person reads it, and a word can be taken back", async () => {
    const { alice, bob, eve, group, circle } = await kitchen();
    for (const who of [bob, eve]) await alice.device.seat(group, circle, { member: me(who), until: null });
    for (const who of [alice, bob, eve]) await seesSeated(who, circle, alice, bob, eve);
    const about = { member: me(eve), ends: true };
    const ending = (who: Person) => circleOf(who, circle)?.people.find(({ member }) => member === about.member)?.ending;
    expect(await eve.device.endSeat(group, circle, about)).toEqual({ ok: false, reason: "gone" });
    expect(await alice.device.endSeat(group, circle, about)).toEqual({ ok: true, value: null });
    for (const who of [bob, eve]) {
      await who.sees(() => (ending(who)?.by.length ?? 0) === 1);
      expect(ending(who)).toEqual({ by: [me(alice)], needed: 2 });
    }
    await alice.device.endSeat(group, circle, { ...about, ends: false });
    await bob.sees(() => ending(bob) === null);
    await bob.device.endSeat(group, circle, about);
    await alice.sees(() => ending(alice)?.by.length === 1);
    await alice.device.endSeat(group, circle, about);
    for (const who of [alice, bob]) await seesSeated(who, circle, alice, bob);
    await eve.sees(() => circleOf(eve, circle)?.mine === "ended");
    // Her place can be given again, and the old words end no new one.
    await bob.device.seat(group, circle, { member: me(eve), until: null });
    for (const who of [alice, bob, eve]) await seesSeated(who, circle, alice, bob, eve);
    expect(ending(alice)).toBeNull();
  });
});

describe("S93 all devices of one person", () => {
  test("a new device of Alice's is let into her circles by her other one, without anybody else", async () => {
    const { alice, bob, group, circle } = await kitchen();
    await alice.device.seat(group, circle, { member: me(bob), until: null });
    await seesSeated(bob, circle, alice, bob);
    type(await words(alice, circle), "soup ");
    await bob.close();
    const sheet = await alice.device.makeSheet(group);
    if (!sheet.ok) throw new Error(sheet.reason);
    await alice.sees(({ groups }) => groups[0]!.status.kind === "shared");
    const laptop = await person({ relay: address });
    expect(await laptop.device.recover({ words: sheet.value.join(" "), relay: address.url })).toMatchObject({
      ok: true,
    });
    await laptop.sees(({ groups }) => groups[0]?.circles[0]?.mine === "seated");
    await until(await words(laptop, circle), (text) => text.includes("soup"));
    type(await words(laptop, circle), "bread ");
    await until(await words(alice, circle), (text) => text.includes("bread"));
  });
});
