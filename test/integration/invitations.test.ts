// S85, S87, S89: invitations for several, with agreements under them, withdrawn, and with company asked for.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { agreementsChannel, parseInvitation, type RelayAddress } from "@fogata/keys";
import { type RunningRelay, startRelay } from "@fogata/relay";
import type { DeviceView } from "@fogata/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everybodyLeaves, type Person, p, person } from "../support/people.ts";
import { invite, join, startGroup } from "../support/stories.ts";

const hour = 60 * 60 * 1000;
let relay: RunningRelay;
let address: RelayAddress;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(pathOf(tmpdir(), "fogata-invitations-"));
  relay = await startRelay({ port: 0, host: "127.0.0.1", data: folder });
  address = { url: `ws://127.0.0.1:${relay.port}/relay`, key: relay.key };
});
afterEach(async () => {
  await everybodyLeaves();
  await relay.close();
  await rm(folder, { recursive: true });
});

const agreements = [
  { doc: "a1".repeat(16), title: "Quiet hours", text: "After ten we speak softly." },
  { doc: "a2".repeat(16), title: "The tin", text: "Two of us count it on Sundays." },
];
const people = (count: number) => Promise.all(Array.from({ length: count }, () => person({ relay: address })));
const ownInvitation = (who: Person, id: string) =>
  who.device.view().groups[0]!.invitations.find((one) => one.id === id)!;

async function linkOf(who: Person, group: string, o: Parameters<Person["device"]["invite"]>[1] = {}) {
  const made = await who.device.invite(group, o);
  if (!made.ok) throw new Error(made.reason);
  const { id } = made.value;
  await who.sees((v) => v.groups[0]!.invitations.some((one) => one.id === id));
  return { id, link: ownInvitation(who, id).link! };
}
async function ask(who: Person, link: string, name: string, companion: string | null = null): Promise<string> {
  const asked = await who.device.askToJoin({ link, name, companion });
  if (!asked.ok) throw new Error(asked.reason);
  return who.device
    .view()
    .joining.find(({ id }) => id === asked.value.id)!
    .words.join(" ");
}
/** Lets in whoever shows these words. */
async function letIn(alice: Person, group: string, words: string): Promise<void> {
  const hers = (v: DeviceView) => v.groups[0]!.asking.find((one) => one.words.join(" ") === words);
  const asker = hers(await alice.sees((v) => hers(v) !== undefined))!;
  expect(await alice.device.admit(group, asker.id)).toEqual({ ok: true, value: null });
}
/** Whether these bytes lie anywhere in the relay's files. */
async function onDisk(bytes: Uint8Array): Promise<boolean> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  for (const file of files) {
    const all = await readFile(pathOf(file.parentPath, file.name)).catch(() => null);
    if (all?.includes(Buffer.from(bytes))) return true;
  }
  return false;
}
async function parsed(link: string) {
  const read = await parseInvitation(link);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}
/** The channel's own keys lie beside what is in it: the relay knows a channel by its id. */
const idUnder = async (link: string) => (await agreementsChannel(p, (await parsed(link)).secret)).channel.id;

test("S85 an invitation for two lets in each by their own words, whenever they come, and nobody after them", async () => {
  const [alice, bob, carol, dora] = (await people(4)) as [Person, Person, Person, Person];
  const group = await startGroup(alice, address);
  const { id, link } = await linkOf(alice, group, { uses: 2, label: "the flyer at the school" });
  expect(ownInvitation(alice, id)).toMatchObject({ uses: 2, left: 2, label: "the flyer at the school", state: "open" });
  const his = await ask(bob, link, "Bob");
  await letIn(alice, group, his);
  await bob.sees((v) => v.groups.length === 1);
  expect(ownInvitation(alice, id)).toMatchObject({ left: 1, state: "open", link });
  // What it is called is nobody else's to see.
  expect(ownInvitation(bob, id)).toMatchObject({ label: "", link: null, here: false, left: 1 });
  await alice.close();
  const hers = await ask(carol, link, "Carol");
  await carol.sees((v) => v.joining[0]!.state === "waiting");
  await alice.open();
  expect(ownInvitation(alice, id).label).toBe("the flyer at the school");
  await letIn(alice, group, hers);
  await carol.sees((v) => v.groups.length === 1);
  expect(ownInvitation(alice, id)).toMatchObject({ left: 0, state: "used", link: null });
  await ask(dora, link, "Dora");
  await dora.sees((v) => v.joining[0]!.state === "used");
  await bob.sees((v) => v.groups[0]!.people.length === 3);
  expect(alice.device.view().groups[0]!.people.map(({ name }) => name)).toEqual(["Alice", "Bob", "Carol"]);
});

test("S85 more who ask than it is good for are held until somebody looks; who is left over is told", async () => {
  const [alice, bob, carol, eve] = (await people(4)) as [Person, Person, Person, Person];
  const group = await startGroup(alice, address);
  const { link } = await linkOf(alice, group, { uses: 2 });
  const [his, hers] = [await ask(bob, link, "Bob"), await ask(carol, link, "Carol")];
  const both = await alice.sees((v) => v.groups[0]!.asking.length === 2);
  expect(both.groups[0]!.asking.map(({ contested }) => contested)).toEqual([false, false]);
  await ask(eve, link, "Carol");
  const three = await alice.sees((v) => v.groups[0]!.asking.length === 3);
  expect(three.groups[0]!.asking.map(({ contested }) => contested)).toEqual([true, true, true]);
  await letIn(alice, group, his);
  await letIn(alice, group, hers);
  await eve.sees((v) => v.joining[0]!.state === "used");
  await alice.sees((v) => v.groups[0]!.asking.length === 0);
});

test("S85 its end is chosen when it is made", async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const group = await startGroup(alice, address);
  const { id, link } = await linkOf(alice, group, { hours: 336 });
  alice.clock.ahead(335 * hour);
  bob.clock.ahead(335 * hour);
  expect((await bob.device.readInvitation(link)).ok).toBe(true);
  expect(ownInvitation(alice, id).state).toBe("open");
  alice.clock.ahead(hour);
  await alice.sees((v) => v.groups[0]!.invitations[0]!.state === "expired");
});

test("S85 withdrawn, it lets nobody in: whoever waits is told, and so is whoever comes later", async () => {
  const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
  const group = await startGroup(alice, address);
  const { id, link } = await linkOf(alice, group, { agreements });
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  await ask(bob, link, "Bob");
  const { asking } = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!;
  const withdrawn = await alice.device.act(group, { type: "withdraw-invitation", invitation: id });
  expect(withdrawn).toMatchObject({ ok: true });
  await bob.sees((v) => v.joining[0]!.state === "withdrawn");
  await alice.sees((v) => v.groups[0]!.invitations[0]!.state === "withdrawn" && v.groups[0]!.asking.length === 0);
  expect((await alice.device.admit(group, asking[0]!.id)).ok).toBe(false);
  expect(await bob.device.readInvitation(link)).toEqual({ ok: false, reason: "withdrawn" });
  await ask(carol, link, "Carol");
  await carol.sees((v) => v.joining[0]!.state === "withdrawn");
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  expect(await carol.device.readAgreements(link)).toEqual({ ok: false, reason: "withdrawn" });
  const dora = await person({ relay: address });
  expect(await dora.device.readAgreements(link)).toEqual({ ok: false, reason: "gone" });
});

test("S85 another full member withdraws what Alice made: her device stops, and says so", async () => {
  const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
  const group = await startGroup(alice, address);
  await join(alice, group, bob);
  const his = bob.device.view().groups[0]!.me.member;
  await alice.device.act(group, { type: "welcome", members: [his] });
  await bob.sees((v) => v.groups[0]!.people.every(({ full }) => full));
  const { id, link } = await linkOf(alice, group);
  await ask(carol, link, "Carol");
  await bob.sees((v) => v.groups[0]!.invitations.some((one) => one.id === id));
  expect(await bob.device.act(group, { type: "withdraw-invitation", invitation: id })).toMatchObject({ ok: true });
  await carol.sees((v) => v.joining[0]!.state === "withdrawn");
  await alice.sees((v) => v.groups[0]!.invitations.some((one) => one.id === id && one.state === "withdrawn"));
});

test("S87 the invited read the agreements before they ask; after the last use the relay's disk has nothing of them", async () => {
  const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
  const group = await startGroup(alice, address);
  const { link } = await linkOf(alice, group, { agreements, uses: 2 });
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  expect(await bob.device.readInvitation(link)).toMatchObject({ ok: true, value: { agreements: true } });
  expect(await bob.device.readAgreements(link)).toEqual({ ok: true, value: agreements });
  expect(bob.device.view().joining).toEqual([]);
  const lies = await idUnder(link);
  expect(await onDisk(lies)).toBe(true);
  await letIn(alice, group, await ask(bob, link, "Bob"));
  await bob.sees((v) => v.groups.length === 1);
  // One more may come, and reads.
  expect(await carol.device.readAgreements(link)).toEqual({ ok: true, value: agreements });
  await letIn(alice, group, await ask(carol, link, "Carol"));
  await carol.sees((v) => v.groups.length === 1);
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  const eve = await person({ relay: address });
  expect(await eve.device.readAgreements(link)).toEqual({ ok: false, reason: "gone" });
});

test("S48 S87 link and disk together read nothing after use: not a byte of what was sealed is in the relay's files", async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const group = await startGroup(alice, address);
  const { link } = await linkOf(alice, group, { agreements });
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  // What was posted, as it went over the line.
  const hash = Buffer.from((await parsed(link)).agreements!).toString("hex");
  const sealed = await parcelSent(alice, hash);
  expect(await onDisk(sealed.slice(40, 72))).toBe(true);
  await letIn(alice, group, await ask(bob, link, "Bob"));
  await bob.sees((v) => v.groups.length === 1);
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  await relay.close();
  for (let at = 0; at + 32 <= sealed.length; at += 32) expect(await onDisk(sealed.slice(at, at + 32))).toBe(false);
  relay = await startRelay({ port: relay.port, host: "127.0.0.1", data: folder });
});
/** The bytes of that hash among all that a device sent. */
async function parcelSent(who: Person, hash: string): Promise<Uint8Array> {
  const { decodeRequest } = await import("@fogata/protocol");
  for (const frame of who.connections().flat()) {
    const request = decodeRequest(frame);
    if (!request.ok || request.value.type !== "push") continue;
    for (const { bytes } of request.value.entries) {
      const letter = bytes.slice(18);
      if (Buffer.from(await p.sha256(letter)).toString("hex") === hash) return letter;
    }
  }
  throw new Error("It was never sent");
}

test("S87 with the end of an invitation its agreements go as well, though nobody is there to erase them", async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const group = await startGroup(alice, address);
  const { link } = await linkOf(alice, group, { agreements, hours: 1 });
  await alice.sees((v) => v.groups[0]!.status.kind === "shared");
  expect(await bob.device.readAgreements(link)).toEqual({ ok: true, value: agreements });
  const { decodeRequest } = await import("@fogata/protocol");
  const asked = alice
    .connections()
    .flat()
    .map((frame) => decodeRequest(frame));
  const under = Buffer.from(await idUnder(link)).toString("hex");
  const lifetimes = asked.flatMap((request) =>
    request.ok && request.value.type === "open" && Buffer.from(request.value.channel).toString("hex") === under
      ? [request.value.lifetimeMs ?? Number.POSITIVE_INFINITY]
      : [],
  );
  expect(lifetimes.length).toBeGreaterThan(0);
  for (const ms of lifetimes) expect(ms).toBeLessThanOrEqual(hour);
});

test("S87 whatever write the power fails at, what was under a used link is erased once Alice is back", async () => {
  let crashes = 0;
  for (let writes = 0; ; writes++) {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const group = await startGroup(alice, address);
    const { link } = await linkOf(alice, group, { agreements });
    await alice.sees((v) => v.groups[0]!.status.kind === "shared");
    await ask(bob, link, "Bob");
    const { asking } = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!;
    let fell = false;
    const fall = new Promise<void>((done) =>
      alice.disk.cutAfter(writes, () => {
        fell = true;
        alice.offline();
        done();
      }),
    );
    const admitted = alice.device.admit(group, asking[0]!.id);
    const shared = (v: DeviceView) => v.groups[0]?.people.length === 2 && v.groups[0].status.kind === "shared";
    await Promise.race([fall, alice.sees(shared)]);
    alice.disk.cutAfter(Number.POSITIVE_INFINITY, () => {});
    if (fell) {
      crashes++;
      await admitted.catch(() => {});
      await alice.close();
      alice.online();
      await alice.open();
      const view = await alice.sees((v) => v.groups[0]?.people.length === 2 || v.groups[0]?.asking.length === 1);
      const still = view.groups[0]!.asking[0];
      if (still) await alice.device.admit(group, still.id);
    }
    await bob.sees((v) => v.groups.length === 1);
    await alice.sees(shared);
    const eve = await person({ relay: address });
    expect(await eve.device.readAgreements(link)).toEqual({ ok: false, reason: "gone" });
    await everybodyLeaves();
    if (!fell) break;
  }
  expect(crashes).toBeGreaterThan(3);
});

test("S87 agreements longer than a letter are said to be, and a relay away is no empty page", async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const group = await startGroup(alice, address);
  const { randomBytes } = await import("node:crypto");
  const long = [{ ...agreements[0]!, text: randomBytes(1_200_000).toString("base64") }];
  expect(await alice.device.invite(group, { agreements: long })).toEqual({ ok: false, reason: "too-long" });
  expect(alice.device.view().groups[0]!.invitations).toEqual([]);
  const { link } = await linkOf(alice, group, { agreements });
  bob.offline();
  expect(await bob.device.readAgreements(link)).toEqual({ ok: false, reason: "relay-unreachable" });
});

test("S89 Bob asks for company as he joins: everyone reads it in his own name, and Carol goes along", async () => {
  const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
  const group = await startGroup(alice, address);
  await join(alice, group, carol, "Carol");
  const words = "I hear little on the left";
  const his = await ask(bob, await invite(alice, group), "Bob", words);
  const asking = (await alice.sees((v) => v.groups[0]!.asking.length === 1)).groups[0]!.asking[0]!;
  expect(asking.companion).toBe(words);
  await letIn(alice, group, his);
  await bob.sees((v) => v.groups.length === 1);
  const member = bob.device.view().groups[0]!.me.member;
  await carol.sees((v) => v.groups[0]!.companions.length === 1);
  expect(carol.device.view().groups[0]!.companions).toEqual([{ member, words, offered: [] }]);
  expect(await carol.device.accompany(group, member)).toEqual({ ok: true, value: null });
  expect(await carol.device.accompany(group, member)).toEqual({ ok: true, value: null });
  const carols = carol.device.view().groups[0]!.me.member;
  await bob.sees((v) => v.groups[0]!.companions[0]?.offered.length === 1);
  expect(bob.device.view().groups[0]!.companions).toEqual([{ member, words, offered: [carols] }]);
  expect(await bob.device.accompany(group, member)).toEqual({ ok: false, reason: "gone" });
  // Once he counts among them, it has had its time.
  await alice.device.act(group, { type: "welcome", members: [member] });
  await carol.sees((v) => v.groups[0]!.companions.length === 0);
});
