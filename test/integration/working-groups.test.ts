// Working groups inside a group: three devices of three people and a relay. Who has a seat reads and writes; who has none
// can open nothing, not with the group's own keys and not with all that lies on the relay's disk.
import type { RelayAddress } from "@fogata/keys";
import { createMemoryStore, startRelay } from "@fogata/relay";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { everybodyLeaves, type Person, person } from "../support/people.ts";
import { blank, doc, type Handle, join, startGroup, type, until } from "../support/stories.ts";

let relay: Awaited<ReturnType<typeof startRelay>>;
let address: RelayAddress;
beforeAll(async () => {
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(everybodyLeaves);
afterAll(() => relay.close());

const day = 24 * 60 * 60 * 1000;
const me = (who: Person) => who.device.view().groups[0]!.me.member;
const circleOf = (who: Person, circle: string) =>
  who.device.view().groups[0]!.circles.find(({ id }) => id === circle) ?? null;
const seesSeated = (who: Person, circle: string, ...names: Person[]) =>
  who.sees(({ groups }) => {
    const seen = groups[0]!.circles.find(({ id }) => id === circle);
    const people = seen?.people.map(({ member }) => member).sort();
    return seen?.mine === "seated" && JSON.stringify(people) === JSON.stringify(names.map(me).sort());
  });
async function words(who: Person, circle: string): Promise<Handle> {
  const found = await who.device.openDocument(circle, doc, blank);
  if (!found.ok) throw new Error(found.reason);
  return found.value as unknown as Handle;
}

/** Alice, Bob and Eve are a group; Alice has a working group in it. */
async function kitchen() {
  const [alice, bob, eve] = [
    await person({ relay: address }),
    await person({ relay: address }),
    await person({ relay: address }),
  ];
  const group = await startGroup(alice, address);
  await join(alice, group, bob, "Bob");
  await join(alice, group, eve, "Eve");
  for (const who of [alice, bob, eve]) await who.sees(({ groups }) => groups[0]!.people.length === 3);
  const opened = await alice.device.openCircle(group, { name: "Kitchen" });
  if (!opened.ok) throw new Error(opened.reason);
  return { alice, bob, eve, group, circle: opened.value };
}

describe("S90 a circle inside a group", () => {
  test("is opened by one, who seats another; both write in it, and the third sees nothing of it", async () => {
    const { alice, bob, eve, group, circle } = await kitchen();
    expect(circleOf(alice, circle)).toMatchObject({ mine: "seated", people: [{ member: me(alice), until: null }] });
    expect(await bob.device.seat(group, circle, { member: me(bob), until: null })).toEqual({ ok: false, reason: "gone" });
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
});
