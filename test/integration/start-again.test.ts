// S73–S76: starting again from one's own copies, and having done with a group on this device; with real devices and relay.
import * as A from "@automerge/automerge/slim";
import type { RelayAddress } from "@fogata/keys";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import type { DeviceView, GroupView } from "@fogata/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everybodyLeaves, type Person, person } from "../support/people.ts";
import { doc, type Handle, join, open, startGroup, type Text, type, until } from "../support/stories.ts";

let relay: RunningRelay;
let address: RelayAddress;
beforeEach(async () => {
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(async () => {
  await everybodyLeaves();
  await relay.close();
});

const groupIn = (view: DeviceView, id: string) => view.groups.find((one) => one.id === id);
const sees = async (who: Person, id: string, condition: (group: GroupView) => boolean) =>
  groupIn(await who.sees((v) => !!groupIn(v, id) && condition(groupIn(v, id)!)), id)!;

async function three(): Promise<{ alice: Person; bob: Person; carol: Person; group: string }> {
  const alice = await person({ relay: address });
  const bob = await person({ relay: address });
  const carol = await person({ relay: address });
  const group = await startGroup(alice, address);
  await join(alice, group, bob, "Bob");
  await join(alice, group, carol, "Carol");
  return { alice, bob, carol, group };
}
async function again(who: Person, group: string, name = "Night watch again"): Promise<string> {
  const begun = await who.device.startAgain(group, { name, myName: "Alice", relay: address.url });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.value;
}
/** With a link, in by the usual four words. */
async function comesIn(inviter: Person, group: string, newcomer: Person, link: string, name: string): Promise<void> {
  const asked = await newcomer.device.askToJoin({ link, name });
  if (!asked.ok) throw new Error(asked.reason);
  const { asking } = await sees(inviter, group, (g) => g.asking.some((one) => one.name === name));
  const asker = asking.find((one) => one.name === name)!;
  expect(newcomer.device.view().joining.find(({ id }) => id === asked.value.id)!.words).toEqual(asker.words);
  expect(await inviter.device.admit(group, asker.id)).toEqual({ ok: true, value: null });
  await sees(newcomer, group, () => true);
}
async function opened(who: Person, group: string, id = doc): Promise<Handle> {
  const found = await who.device.openDocument(group, id);
  if (!found.ok) throw new Error(found.reason);
  return found.value as unknown as Handle;
}
/** As soon as it is there. */
async function arrived(who: Person, group: string): Promise<Handle> {
  for (;;) {
    const found = await who.device.openDocument(group, doc);
    if (found.ok) return found.value as unknown as Handle;
    const before = JSON.stringify(groupIn(who.device.view(), group)?.relays);
    await sees(who, group, (g) => JSON.stringify(g.relays) !== before);
  }
}

test("S73 S74 Alice starts again from her copies, offline: all that was written is there with its history, the old group is untouched, and Bob, called along, reads and writes on", async () => {
  const { alice, bob, carol, group } = await three();
  const [hers, his] = [await open(alice, group), await open(bob, group)];
  type(hers, "Written by Alice. ");
  await until(his, (text) => text.includes("by Alice"));
  type(his, "And by Bob. ");
  await until(hers, (text) => text.includes("by Bob"));
  alice.offline();
  type(hers, "Typed on the train. ");
  const old = hers.doc();
  const fresh = await again(alice, group);
  expect(fresh).not.toBe(group);
  const copy = await opened(alice, fresh);
  expect(copy.doc().text).toBe(old.text);
  const steps = (d: A.Doc<Text>) => A.getHistory(d).map(({ snapshot }) => (snapshot as Text).text);
  expect(steps(copy.doc()).sort()).toEqual(steps(old).sort());
  // Nothing in it bears a key or a device of before.
  const device = groupIn(alice.device.view(), fresh)!.me.device;
  const writers = new Set(A.getChangesMetaSince(copy.doc(), []).map(({ actor }) => actor));
  for (const writer of writers) expect(writer === doc || writer.startsWith(device)).toBe(true);
  expect(groupIn(alice.device.view(), group)!.me.device).not.toBe(device);
  expect(groupIn(alice.device.view(), group)!.me.member).not.toBe(groupIn(alice.device.view(), fresh)!.me.member);

  alice.online();
  await sees(alice, fresh, (g) => g.relays.length === 1 && g.status.kind === "shared");
  // Nobody in the old group hears of it before Alice says so.
  type(hers, "Still here. ");
  await until(his, (text) => text.includes("Still here"));
  expect(groupIn(bob.device.view(), group)!.along).toEqual([]);
  expect(await alice.device.callAlong(group, { into: fresh, to: null })).toEqual({ ok: true, value: null });
  const called = await sees(bob, group, (g) => g.along.length === 1);
  expect(called.along[0]!.by).toBe(groupIn(alice.device.view(), group)!.me.member);
  await sees(carol, group, (g) => g.along.length === 1);
  expect((await sees(alice, group, (g) => g.called.length === 2)).along).toEqual([]);
  await comesIn(alice, fresh, bob, called.along[0]!.link, "Bob");
  const bobs = await arrived(bob, fresh);
  await until(bobs, (text) => text === copy.doc().text);
  type(bobs, "On we go. ");
  await until(copy, (text) => text.includes("On we go"));
  expect(his.doc().text).not.toContain("On we go");

  // Who came from before is still called by their name, whatever wrote them down.
  const { before, gone } = await sees(bob, fresh, (g) => g.before !== null);
  expect(before).toMatchObject({ name: "Night watch", group: null });
  const names = gone.map(({ name, how }) => `${name} ${how}`);
  expect(names.sort()).toEqual(["Alice before", "Bob before", "Carol before"]);
  const carols = groupIn(carol.device.view(), group)!.me.member;
  expect(gone.find(({ member }) => member === carols)?.name).toBe("Carol");
});

test("S74 the relay sees no channel of the old group in the new one", async () => {
  const { alice, group } = await three();
  type(await open(alice, group), "Words. ");
  await sees(alice, group, (g) => g.status.kind === "shared");
  const before = alice.connections().length;
  const fresh = await again(alice, group);
  await sees(alice, fresh, (g) => g.relays.length === 1 && g.status.kind === "shared");
  const hexOf = (frames: Uint8Array[]) => frames.map((frame) => Buffer.from(frame).toString("hex")).join();
  const later = alice.connections().slice(before).map(hexOf).join();
  const earlier = alice.connections().slice(0, before).map(hexOf).join();
  expect(later.length).toBeGreaterThan(0);
  // Any 16 bytes that both say would tell the relay that they belong together; but for what every connection says of itself.
  const pieces = (text: string) => {
    const all = new Set<string>();
    for (let i = 0; i + 32 <= text.length; i += 2) all.add(text.slice(i, i + 32));
    return all;
  };
  const both = [...pieces(later)].filter((piece) => pieces(earlier).has(piece));
  expect(both).toEqual([]);
});

test("S75 called along alone, Bob finds a link that opens for nobody else", async () => {
  const { alice, bob, carol, group } = await three();
  const fresh = await again(alice, group);
  await sees(alice, fresh, (g) => g.relays.length === 1);
  const bobs = groupIn(alice.device.view(), group)!.people.find(({ name }) => name === "Bob")!.member;
  expect(await alice.device.callAlong(group, { into: fresh, to: [bobs] })).toEqual({ ok: true, value: null });
  const { along } = await sees(bob, group, (g) => g.along.length === 1);
  await comesIn(alice, fresh, bob, along[0]!.link, "Bob");
  // What Carol's device holds by now is the same, and says nothing to her.
  type(await open(alice, group), "For all of you. ");
  await until(await open(carol, group), (text) => text.includes("For all of you"));
  expect(groupIn(carol.device.view(), group)!.along).toEqual([]);
});

test("S73 whoever was removed, or has left, can start again from what they had", async () => {
  const { bob, alice, group } = await three();
  type(await open(alice, group), "All of this. ");
  await until(await open(bob, group), (text) => text.includes("All of this"));
  expect((await bob.device.act(group, { type: "leave" })).ok).toBe(true);
  const fresh = await again(bob, group);
  expect((await opened(bob, fresh)).doc().text).toBe("All of this. ");
  expect(await bob.device.callAlong(group, { into: fresh, to: null })).toEqual({ ok: false, reason: "gone" });
});

test("S73 a power cut while it is being copied leaves nothing of the new group, and it can be done again", async () => {
  const { alice, group } = await three();
  type(await open(alice, group), "Kept. ");
  await alice.device.flush();
  const before = (await alice.disk.keys("")).filter((key) => key.startsWith("repo/"));
  alice.disk.failAfter?.(0);
  await alice.close();
  await alice.open();
  const fresh = await again(alice, group);
  await alice.close();
  await alice.open();
  expect((await opened(alice, fresh)).doc().text).toBe("Kept. ");
  expect((await opened(alice, group)).doc().text).toBe("Kept. ");
  expect(before.length).toBeGreaterThan(0);
});
