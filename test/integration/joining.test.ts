// S40–S49: a newcomer arrives in a group, whoever is online when.
import { openInvitation, openReply, openRequest, parseInvitation, type RelayAddress } from "@fogata/keys";
import { decodeRequest } from "@fogata/protocol";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import { openRendezvous, sealStorage, webSocketTransport } from "@fogata/sync";
import { findRest } from "@fogata/sync/first";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { everybodyLeaves, p, person } from "../support/people.ts";
import { heads, invite, join, open, startGroup, type, until } from "../support/stories.ts";

const hour = 60 * 60 * 1000;
let relay: RunningRelay;
let address: RelayAddress;

beforeEach(async () => {
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: createMemoryStore() });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
/** A relay at the same address, with nothing of what it held; with its name, unless that was lost too. */
async function restartRelay({ renamed = false } = {}) {
  const { port, key } = relay;
  await relay.close();
  const store = createMemoryStore();
  if (!renamed) await store.perform({ type: "write", changes: [{ type: "relayKey", key }] });
  relay = await startRelay({ port, host: "127.0.0.1", data: store });
}
afterEach(async () => {
  await everybodyLeaves();
  await relay.close();
});

test("S40 Bob asks while Alice is away, Alice admits while Bob is away, Bob arrives, and they write one text", async () => {
  const alice = await person({ relay: address });
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  await alice.close();

  const bob = await person({ relay: address });
  expect(await bob.device.readInvitation(link)).toMatchObject({ ok: true, value: { relay: address.url } });
  expect((await bob.device.askToJoin({ link, name: "Bob" })).ok).toBe(true);
  const asked = await bob.sees((v) => v.joining[0]?.state === "waiting");
  await bob.close();

  await alice.open();
  const asking = (await alice.sees((v) => v.groups[0]?.asking.length === 1)).groups[0]!.asking[0]!;
  expect(asking).toMatchObject({ name: "Bob", words: asked.joining[0]!.words, contested: false });
  expect(await alice.device.admit(group, asking.id)).toEqual({ ok: true, value: null });
  const after = (await alice.sees((v) => v.groups[0]!.people.length === 2)).groups[0]!;
  expect(after.asking).toEqual([]);
  expect(after.invitations[0]).toMatchObject({ state: "used", link: null });
  const hers = await open(alice, group);
  type(hers, "We keep the fire. ");
  await alice.device.flush();
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  await alice.close();

  await bob.open();
  const arrived = await bob.sees((v) => v.groups.length === 1);
  expect(arrived.joining[0]).toMatchObject({ state: "admitted", group });
  expect(arrived.groups[0]).toMatchObject({ name: "Night watch", me: { name: "Bob" } });
  expect(arrived.groups[0]!.people.map(({ name }) => name)).toEqual(["Alice", "Bob"]);
  const his = await open(bob, group);
  await until(his, (text) => text.includes("We keep the fire."));

  await alice.open();
  const again = await open(alice, group);
  bob.offline();
  type(his, "In turns. ");
  type(again, "All night. ");
  await bob.device.flush();
  bob.online();
  const both = (text: string) => text.includes("In turns.") && text.includes("All night.");
  await Promise.all([until(his, both), until(again, both)]);
  expect(heads(his)).toEqual(heads(again));
  expect(his.doc().text).toBe(again.doc().text);
});

test("S40 with both online Bob arrives without doing anything more, and hears of a text as it is typed", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  await join(alice, group, bob);
  const [hers, his] = [await open(alice, group), await open(bob, group)];
  type(hers, "together");
  await until(his, (text) => text === "together");
  expect(heads(his)).toEqual(heads(hers));
});

test("S41 two who ask with one link are both held; admitting one tells the other that it is used", async () => {
  const [alice, bob, eve] = [
    await person({ relay: address }),
    await person({ relay: address }),
    await person({ relay: address }),
  ];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  await bob.device.askToJoin({ link, name: "Bob" });
  await eve.device.askToJoin({ link, name: "Bob" });
  const { asking } = (await alice.sees((v) => v.groups[0]!.asking.length === 2)).groups[0]!;
  expect(asking.map(({ contested }) => contested)).toEqual([true, true]);
  const words = bob.device.view().joining[0]!.words.join();
  expect(words).not.toBe(eve.device.view().joining[0]!.words.join());
  const his = asking.find((one) => one.words.join() === words)!;
  const hers = asking.find((one) => one.words.join() !== words)!;
  expect((await alice.device.admit(group, his.id)).ok).toBe(true);
  expect((await alice.device.admit(group, hers.id)).ok).toBe(false);
  await bob.sees((v) => v.groups.length === 1);
  await eve.sees((v) => v.joining[0]!.state === "used");
  expect(await eve.device.readInvitation(link)).toEqual({ ok: false, reason: "used" });
  const mallory = await person({ relay: address });
  expect((await mallory.device.askToJoin({ link, name: "Mallory" })).ok).toBe(true);
  await mallory.sees((v) => v.joining[0]!.state === "used");
  expect(alice.device.view().groups[0]!.people.map(({ name }) => name)).toEqual(["Alice", "Bob"]);
});

test("S41 somebody refused is told so, and the link still serves another", async () => {
  const [alice, bob, eve] = [
    await person({ relay: address }),
    await person({ relay: address }),
    await person({ relay: address }),
  ];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  await eve.device.askToJoin({ link, name: "Eve" });
  const first = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  expect(await alice.device.refuse(group, first.id)).toEqual({ ok: true, value: null });
  await eve.sees((v) => v.joining[0]!.state === "refused");
  expect(await alice.device.refuse(group, first.id)).toEqual({ ok: false, reason: "gone" });
  await bob.device.askToJoin({ link, name: "Bob" });
  const second = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  await alice.device.admit(group, second.id);
  await bob.sees((v) => v.groups.length === 1);
});

test("S42 an expired, a cut-off, a garbled, a foreign and an own link each say what they are", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  const fault = async (text: string, who = bob) => (await who.device.readInvitation(text)) as { reason?: string };
  expect(await fault("https://example.org/")).toEqual({ ok: false, reason: "not-a-link" });
  expect(await fault(link.slice(0, -9))).toEqual({ ok: false, reason: "incomplete" });
  const at = link.length - 20;
  expect(await fault(link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1))).toEqual({
    ok: false,
    reason: "garbled",
  });
  expect(await fault(link, alice)).toEqual({ ok: false, reason: "ours" });
  bob.clock.ahead(73 * hour);
  expect(await fault(link)).toEqual({ ok: false, reason: "expired" });
  expect(await bob.device.askToJoin({ link, name: "Bob" })).toEqual({ ok: false, reason: "expired" });
});

test("S42 after 72 hours by her own clock Alice lets nobody in, and Bob is told", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  await bob.device.askToJoin({ link, name: "Bob" });
  const { asking } = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!;
  alice.clock.ahead(72 * hour);
  expect((await alice.device.admit(group, asking[0]!.id)).ok).toBe(false);
  await alice.sees((v) => v.groups[0]!.invitations[0]!.state === "expired");
  bob.clock.ahead(72 * hour);
  await bob.sees((v) => v.joining[0]!.state === "expired");
});

test("S43 a relay that cannot be reached is said, and the request goes out when it can", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  bob.offline();
  await bob.device.askToJoin({ link, name: "Bob" });
  await bob.sees((v) => v.joining[0]!.state === "relay-unreachable");
  bob.online();
  await bob.sees((v) => v.joining[0]!.state === "waiting");
  await alice.sees((v) => v.groups[0]!.asking.length === 1);
});

test("S44 a group started offline has its relay as soon as the relay answers, and can then invite", async () => {
  const alice = await person({ relay: { url: "ws://127.0.0.1:9/relay", key: address.key } });
  const started = await alice.device.startGroup({ name: "Night watch", myName: "Alice", relay: address.url });
  if (!started.ok) throw new Error(started.reason);
  expect(await alice.device.invite(started.value)).toEqual({ ok: false, reason: "no-relay" });
  await alice.close();
  const later = await person({ relay: address, disk: alice.disk });
  await later.sees((v) => v.groups[0]?.relays.length === 1);
  expect((await later.device.invite(started.value)).ok).toBe(true);
});

test("S45 names are one line of 1 to 80 characters, without marks that turn or hide", async () => {
  const alice = await person({ relay: address });
  const start = (name: string, myName: string) => alice.device.startGroup({ name, myName, relay: address.url });
  expect(await start(" \u202e ", "Alice")).toEqual({ ok: false, reason: "bad-name" });
  expect(await start("Night watch", "a".repeat(81))).toEqual({ ok: false, reason: "bad-name" });
  expect((await start(" Night\n watch\u202e ", "a".repeat(80))).ok).toBe(true);
  expect(alice.device.view().groups[0]).toMatchObject({ name: "Night watch", me: { name: "a".repeat(80) } });
});

test("S46 two groups on one device have different keys and members", async () => {
  const alice = await person({ relay: address });
  await startGroup(alice, address);
  await alice.device.startGroup({ name: "Choir", myName: "Alice", relay: address.url });
  const [one, two] = (await alice.sees((v) => v.groups.length === 2)).groups;
  expect(one!.me.device).not.toBe(two!.me.device);
  expect(one!.me.member).not.toBe(two!.me.member);
});

test("S47 the connection of an invitation carries nothing of the group, and the group's nothing of an invitation", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  await join(alice, group, bob);
  for (const who of [alice, bob]) {
    await who.sees((v) => v.groups[0]!.status.kind === "shared");
    const channels = who.connections().map((frames) => {
      const opened = frames.map((frame) => decodeRequest(frame)).filter((request) => request.ok);
      return new Set(
        opened.flatMap(({ value }) => (value.type === "open" ? [Buffer.from(value.channel).toString("hex")] : [])),
      );
    });
    const used = channels.filter((set) => set.size > 0);
    expect(new Set(used.flatMap((set) => [...set])).size).toBe(2);
    for (const set of used) expect(set.size).toBe(1);
  }
});

test("S48 who has the link and the relay's disk after its use can read nothing of it", async () => {
  const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
  const group = await startGroup(alice, address);
  const link = await invite(alice, group);
  await bob.device.askToJoin({ link, name: "Bob of the night watch" });
  const { asking } = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!;
  await alice.device.admit(group, asking[0]!.id);
  await bob.sees((v) => v.groups.length === 1);

  const parsed = await parseInvitation(link);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { rendezvous } = await openInvitation(p, parsed.value);
  const found: Uint8Array[] = [];
  await new Promise<void>((all) => {
    const eve = openRendezvous(
      { p, transport: webSocketTransport(WebSocket as never), clock: alice.clock },
      {
        relay: parsed.value.relay,
        channel: rendezvous,
        until: parsed.value.expiresAt,
        letters: [],
        onLetter: (letter) => void found.push(letter),
        onPosted() {},
        onReached(reached) {
          if (reached !== "open") return;
          eve.leave();
          all();
        },
      },
    );
  });
  // She sees that there is a request, a reply and the notice, and opens neither with anything the link gives.
  expect(found.length).toBe(3);
  const device = (await p.newDeviceKeys(await p.newRestKey())).keys;
  const { key, receive, expiresAt, secret } = parsed.value;
  for (const letter of found) {
    expect(Buffer.from(letter).includes("Bob")).toBe(false);
    const sealed = letter.slice(1);
    const body = { kind: "invite", key, receive, expiresAt, uses: 1 } as const;
    expect((await openRequest(p, { bytes: sealed, receiveSeed: secret, invite: body })).ok).toBe(false);
    expect((await openReply(p, { bytes: sealed, device, link: parsed.value })).ok).toBe(false);
  }
  // And what did open the request is nowhere any more, not even on Alice's own disk.
  const rest = await findRest(p, { storage: alice.disk, cabinet: alice.disk.cabinet });
  if (!rest.ok || rest.value.kind !== "open") throw new Error("Alice has no lock");
  for (const { value } of await sealStorage({ p, restKey: rest.value.key, storage: alice.disk }).list("invitation/")) {
    expect(new TextDecoder().decode(value)).toContain('"receiveSeed":null');
  }
});

test.each([{ renamed: false }, { renamed: true }])(
  "S1 S49 a relay wiped between request and reply loses neither: %o",
  async (how) => {
    const [alice, bob] = [await person({ relay: address }), await person({ relay: address })];
    const group = await startGroup(alice, address);
    const link = await invite(alice, group);
    await alice.close();
    await bob.device.askToJoin({ link, name: "Bob" });
    await bob.sees((v) => v.joining[0]?.state === "waiting");
    await restartRelay(how);
    bob.clock.ahead(60_000);
    await alice.open();
    const { asking } = (await alice.sees((v) => v.groups[0]?.asking.length === 1)).groups[0]!;
    await bob.close();
    await alice.device.admit(group, asking[0]!.id);
    await alice.sees((v) => v.groups[0]!.invitations[0]!.state === "used");
    await alice.close();
    await restartRelay(how);
    await alice.open();
    await bob.open();
    await bob.sees((v) => v.groups.length === 1);
  },
);
