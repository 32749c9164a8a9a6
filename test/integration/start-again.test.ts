// S73–S76: starting again from one's own copies, and having done with a group on this device; with real devices and relay.
import * as A from "@automerge/automerge/slim";
import type { DeviceView, GroupView } from "@fogata/sync";
import { type MemoryStorage, memoryStorage } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { type Person, person } from "../support/people.ts";
import { blank, doc, type Handle, join, open, startGroup, type Text, type, until } from "../support/stories.ts";

const here = ownRelay();

const groupIn = (view: DeviceView, id: string) => view.groups.find((one) => one.id === id);
const sees = async (who: Person, id: string, condition: (group: GroupView) => boolean) =>
  groupIn(await who.sees((v) => !!groupIn(v, id) && condition(groupIn(v, id)!)), id)!;

async function three(): Promise<{ alice: Person; bob: Person; carol: Person; group: string }> {
  const alice = await person({ relay: here.address });
  const bob = await person({ relay: here.address });
  const carol = await person({ relay: here.address });
  const group = await startGroup(alice, here.address);
  await join(alice, group, bob, "Bob");
  await join(alice, group, carol, "Carol");
  return { alice, bob, carol, group };
}
async function startGroupOf(who: Person): Promise<string> {
  const started = await who.device.startGroup({ name: "Kitchen", myName: "Bob", relay: here.address.url });
  if (!started.ok) throw new Error(started.reason);
  await sees(who, started.value, (g) => g.relays.length === 1);
  return started.value;
}
async function again(who: Person, group: string, name = "Night watch again"): Promise<string> {
  const begun = await who.device.startAgain(group, { name, myName: "Alice", relay: here.address.url });
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
  expect((await bob.device.askToJoin({ link: called.along[0]!.link, name: "Bob" })).ok).toBe(true);
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
  // Any 16 bytes that both say would tell the relay that they belong together; but for an empty place in a log.
  const pieces = (frames: Uint8Array[][]) => {
    const all = new Set<string>();
    for (const frame of frames.flat()) {
      const hex = Buffer.from(frame).toString("hex");
      for (let i = 0; i + 32 <= hex.length; i += 2) all.add(hex.slice(i, i + 32));
    }
    return [...all].filter((piece) => !piece.includes("0".repeat(12)));
  };
  const [earlier, later] = [alice.connections().slice(0, before), alice.connections().slice(before)].map(pieces);
  expect(later!.length).toBeGreaterThan(1_000);
  const both = later!.filter((piece) => earlier!.includes(piece));
  expect(both).toEqual([]);
});

test("S75 called along alone, Bob finds a link that opens for nobody else", async () => {
  const { alice, bob, carol, group } = await three();
  const fresh = await again(alice, group);
  await sees(alice, fresh, (g) => g.relays.length === 1);
  const bobs = groupIn(alice.device.view(), group)!.people.find(({ name }) => name === "Bob")!.member;
  expect(await alice.device.callAlong(group, { into: fresh, to: [bobs] })).toEqual({ ok: true, value: null });
  const { along } = await sees(bob, group, (g) => g.along.length === 1);
  // By another name than the one he has, it takes four words.
  await comesIn(alice, fresh, bob, along[0]!.link, "Bobby");
  // What Carol's device holds by now is the same, and says nothing to her.
  type(await open(alice, group), "For all of you. ");
  await until(await open(carol, group), (text) => text.includes("For all of you"));
  expect(groupIn(carol.device.view(), group)!.along).toEqual([]);
});

test("S77 called along by Alice, Bob is let in by her device as soon as his in the old group has said which one asks; Eve, who got hold of the link, is not", async () => {
  const { alice, bob, carol, group } = await three();
  const eve = await person({ relay: here.address });
  const fresh = await again(alice, group);
  await sees(alice, fresh, (g) => g.relays.length === 1);
  expect(await alice.device.callAlong(group, { into: fresh, to: null })).toEqual({ ok: true, value: null });
  const { along } = await sees(bob, group, (g) => g.along.length === 1);
  const { link } = along[0]!;
  expect((await eve.device.askToJoin({ link, name: "Carol" })).ok).toBe(true);
  await sees(alice, fresh, (g) => g.asking.length === 1);
  // While Alice is away he can ask and say so; she need press nothing when she is back.
  await alice.close();
  const asked = await bob.device.askToJoin({ link, name: "Bob" });
  if (!asked.ok) throw new Error(asked.reason);
  await bob.sees((v) => v.joining.find(({ id }) => id === asked.value.id)?.state === "waiting");
  await sees(bob, group, (g) => g.status.kind === "shared");
  await alice.open();
  await sees(bob, fresh, (g) => g.people.length === 2);
  expect(groupIn(alice.device.view(), fresh)!.asking.map(({ name }) => name)).toEqual(["Carol"]);
  // What Bob said to Alice is nothing to the others.
  expect(groupIn(carol.device.view(), group)!.along).toHaveLength(1);
  expect((await carol.device.askToJoin({ link, name: "Carol" })).ok).toBe(true);
  await sees(carol, fresh, (g) => g.people.length === 3);
  expect(eve.device.view().groups).toEqual([]);
});

test("S75 Alice, who called them and has left the old group since, is still found there; then it takes four words", async () => {
  const { alice, bob, group } = await three();
  const fresh = await again(alice, group);
  await sees(alice, fresh, (g) => g.relays.length === 1);
  expect((await alice.device.callAlong(group, { into: fresh, to: null })).ok).toBe(true);
  await sees(bob, group, (g) => g.along.length === 1);
  expect((await alice.device.act(group, { type: "leave" })).ok).toBe(true);
  const { along } = await sees(bob, group, (g) => g.gone.some(({ how }) => how === "left"));
  await comesIn(alice, fresh, bob, along[0]!.link, "Bob");
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
  await sees(alice, group, (g) => g.status.kind === "shared");
  await alice.device.flush();
  const parts = async () => (await alice.disk.keys("repo/")).filter((key) => !before.has(key));
  const before = new Set(await alice.disk.keys("repo/"));
  // The mark, the document's part and its mark are written; the group's own record is not.
  const cut = new Promise<void>((done) => alice.disk.cutAfter(3, done));
  void alice.device.startAgain(group, { name: "Never", myName: "Alice", relay: here.address.url });
  await cut;
  await alice.close();
  await alice.open();
  expect(alice.device.view().groups.map(({ name }) => name)).toEqual(["Night watch"]);
  expect([...(await alice.disk.keys("beginning/")), ...(await parts())]).toEqual([]);
  const fresh = await again(alice, group);
  await alice.close();
  await alice.open();
  expect((await opened(alice, fresh)).doc().text).toBe("Kept. ");
  expect((await opened(alice, group)).doc().text).toBe("Kept. ");
});

async function copyOf(disk: MemoryStorage): Promise<MemoryStorage> {
  const copy = memoryStorage();
  for (const [key, value] of disk.raw()) copy.raw().set(key, value.slice());
  await copy.cabinet.keep("rest", await disk.cabinet.get("rest"));
  return copy;
}
/** Names under which the storage keeps something; what is sealed under them cannot be told apart. */
const kept = async (who: Person) => (await who.disk.keys("")).filter((key) => key !== "device/view").sort();
const note = (text: string) => new TextEncoder().encode(text);

test("S76 taken off, nothing of the group is left on Bob's device, in whichever tab it was open; another group is untouched, and nobody is told", async () => {
  const { alice, bob, group } = await three();
  const own = await startGroupOf(bob);
  type(await open(bob, own), "Mine. ");
  await bob.device.setNote(`group/${own}/drafts`, note("[]"));
  await bob.device.flush();
  await sees(bob, own, (g) => g.status.kind === "shared");
  const before = (await kept(bob)).filter((key) => key.includes(own));
  const other = await bob.tab();
  type(await open(other, group), "From the other tab. ");
  await until(await open(alice, group), (text) => text.includes("other tab"));
  const made = await bob.device.openCircle(group, { name: "Kitchen" });
  if (!made.ok) throw new Error(made.reason);
  type(await open(bob, made.value), "Inside. ");
  for (const name of [`group/${group}/register`, `sheet/${group}`, `group/${made.value}/register`])
    await bob.device.setNote(name, note("[]"));
  expect((await bob.device.makeSheet(group)).ok).toBe(true);
  await sees(bob, group, (g) => g.status.kind === "shared");
  const there = await kept(bob);
  for (const what of [
    `group/${group}`,
    `circle/${group}/`,
    `seat/${group}/`,
    `circle/${made.value}/`,
    "sheet/",
    "joining/",
  ])
    expect(
      there.some((key) => key.startsWith(what)),
      what,
    ).toBe(true);

  const documents = there.filter((key) => key.startsWith("repo/"));
  expect(await bob.device.takeOff(group, { docs: [], notes: [] })).toEqual({ ok: true, value: null });
  await other.sees((v) => v.groups.length === 1);
  await other.device.flush();
  const after = await kept(bob);
  expect(after.filter((key) => key.includes(group) || key.includes(made.value))).toEqual([]);
  for (const what of ["sheet/", "joining/", "seat/", "touched/", "taking-off/", "heard/"])
    expect(
      after.filter((key) => key.startsWith(what)),
      what,
    ).toEqual([]);
  expect(after.filter((key) => key.startsWith("note/"))).toHaveLength(1);
  // Of three documents only that of the other group.
  const ids = (keys: string[]) =>
    new Set(keys.filter((key) => /^repo\/.+\//.test(key)).map((key) => key.split("/")[1]));
  expect(ids(documents).size).toBe(3);
  expect(ids(after).size).toBe(1);
  expect(before.filter((key) => !after.includes(key) && !key.includes("/outbox/"))).toEqual([]);

  // Closing writes what is still held; and a later start knows nothing of it either.
  await other.close();
  await bob.close();
  await bob.open();
  expect(bob.device.view().groups.map(({ id }) => id)).toEqual([own]);
  expect((await kept(bob)).filter((key) => key.includes(group))).toEqual([]);
  expect(ids(await kept(bob)).size).toBe(1);
  expect((await opened(bob, own)).doc().text).toBe("Mine. ");
  expect(groupIn(alice.device.view(), group)!.people).toHaveLength(3);
  expect(await bob.device.openDocument(group, doc, blank)).toEqual({ ok: false, reason: "missing" });
});

test("S76 of a group that was founded in one room, nothing is left of the founding either, on either device", async () => {
  const [alice, bob] = [await person({ relay: here.address }), await person({ relay: here.address })];
  const begun = await alice.device.beginFounding({ name: "Kitchen", myName: "Alice", relay: here.address.url });
  if (!begun.ok) throw new Error(begun.reason);
  const asked = await bob.device.askToJoin({ link: alice.device.view().foundings[0]!.link!, name: "Bob" });
  if (!asked.ok) throw new Error(asked.reason);
  await alice.sees((v) => v.foundings[0]!.people.some(({ name }) => name === "Bob"));
  const founding = begun.value.id;
  expect(await alice.device.found({ type: "close-list", founding })).toEqual({ ok: true, value: null });
  const { joining } = await bob.sees((v) => v.joining[0]!.list !== null);
  expect((await bob.device.signList(joining[0]!.id, joining[0]!.list!.round)).ok).toBe(true);
  const { foundings } = await alice.sees((v) => v.foundings[0]!.complete);
  expect(await alice.device.found({ type: "found", founding, words: foundings[0]!.words! })).toEqual({
    ok: true,
    value: null,
  });
  const { groups } = await bob.sees((v) => v.groups.length === 1);
  for (const one of [alice, bob]) {
    await sees(one, groups[0]!.id, (g) => g.status.kind === "shared");
    expect((await one.device.takeOff(groups[0]!.id, { docs: [], notes: [] })).ok).toBe(true);
    const left = (await kept(one)).filter((key) => !/^(device|repo)\//.test(key));
    expect(left).toEqual([]);
    await one.close();
    await one.open();
    expect(one.device.view()).toMatchObject({ groups: [], foundings: [], joining: [] });
  }
});

test("S76 whichever write the power fails at while it is taken off, the next start finishes it", async () => {
  const { bob, group } = await three();
  type(await open(bob, group), "Words. ");
  await sees(bob, group, (g) => g.status.kind === "shared");
  await bob.device.setNote(`group/${group}/drafts`, note("[]"));
  await bob.close();
  let unbegun = 0;
  let finished = 0;
  for (let at = 0; ; at++) {
    const disk = await copyOf(bob.disk);
    const one = await person({ relay: here.address, disk });
    let isCut = false;
    const cut = new Promise<void>((done) =>
      one.disk.cutAfter(at, () => {
        isCut = true;
        done();
      }),
    );
    await Promise.race([cut, one.device.takeOff(group, { docs: [], notes: [] })]);
    await one.close();
    if (!isCut) break;
    await one.open();
    const left = (await kept(one)).filter((key) => key.includes(group) || /^(repo\/.+\/|note\/)/.test(key));
    const isThere = one.device.view().groups.length === 1;
    // It was not even begun; or else nothing is left.
    if (isThere) unbegun++;
    else finished++;
    expect(left.length > 0, `power cut at write ${at}`).toBe(isThere);
    if (isThere) expect((await opened(one, group)).doc().text).toBe("Words. ");
    await one.close();
  }
  expect(unbegun).toBeGreaterThan(0);
  expect(finished).toBeGreaterThan(5);
});

test("S76 after it was taken off Bob can be let in again, and has everything", async () => {
  const { alice, bob, group } = await three();
  type(await open(alice, group), "Here it is. ");
  await until(await open(bob, group), (text) => text.includes("Here it is"));
  expect((await bob.device.takeOff(group, { docs: [], notes: [] })).ok).toBe(true);
  await join(alice, group, bob, "Bob");
  await until(await open(bob, group), (text) => text.includes("Here it is"));
});
