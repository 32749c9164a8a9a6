// S18 S38 S80: what a member who means harm, and one who was removed, can do to the devices of the others.
import {
  type EntryContent,
  epochKeys,
  type Kid,
  type MemberId,
  newEpoch,
  sealEntry,
  signStatement,
  webPrimitives,
} from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";
import { type Client, createClient } from "@fogata/sync";
import { memoryStorage } from "@fogata/sync/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandRelay, relayUrl } from "../support/hand-relay.ts";
import { manualClock } from "../support/manual-clock.ts";
import { wordsGiven } from "../support/no-documents.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const noHash = "0".repeat(64);
const noDoc = "0".repeat(32);
const clock = manualClock();
let relay: HandRelay;
let alice: Client;
/** Everything any of them holds, with which the test may also play the others. */
let log: Log;
let her: Person;
let bob: Person;
let eve: Person;
let mallory: Person;
/** What Alice's documents were given, as text. */
let given: string[];

beforeEach(async () => {
  relay = new HandRelay();
  given = [];
  [her, bob, eve, mallory] = (await Promise.all(["Alice", "Bob", "Eve", "Mallory"].map((name) => person(p, name)))) as [
    Person,
    Person,
    Person,
    Person,
  ];
  log = await Log.foundTogether(p, [her, bob, eve, mallory]);
  await log.rotate(her);
  await log.write(her, { kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  alice = clientOf(her);
});
afterEach(() => alice.stop());

type Start = ReturnType<Client["forNewcomer"]>;
const heldByAll = (): Start => ({
  ops: [...log.ops.values()].map(({ bytes }) => bytes),
  epochs: [...log.keys].map(([kid, key]) => ({ kid, key })),
});
function clientOf(who: Person, start = heldByAll()): Client {
  const documents = wordsGiven(given);
  return createClient(
    { p, storage: memoryStorage(), documents, transport: relay.transport, clock },
    {
      circle: log.circle,
      device: who.device,
      ...start,
    },
  );
}
const shared = () => alice.status().kind === "shared";
const leaf = () => log.now.leaves[0] as Kid;
/** Puts an entry into the log of this epoch's channel, as its author's app would not. */
async function put(by: Person, kid: Kid, n: number, content: EntryContent, skippedFrom = n): Promise<void> {
  const epoch = await epochKeys(p, log.keys.get(kid)!);
  const sealed = await sealEntry(p, { epoch, device: by.device, n, prev: noHash, skippedFrom, seen: noHash, content });
  if (!sealed.ok) throw new Error(sealed.reason);
  relay.log(epoch.channel.id).push({ id: Buffer.from(sealed.value.id, "hex"), bytes: sealed.value.bytes });
}
async function yes(by: Person, as: MemberId, time = 1): Promise<EntryContent> {
  const said = { doc: noDoc, what: "yes", text: noHash, details: {}, time };
  const payload = await signStatement(p, { ...said, group: log.circle, circle: log.circle, member: as }, by.device);
  return { type: "statement", doc: noDoc, comp: "statement", payload };
}
const words = (text: string): EntryContent => {
  return { type: "changes", doc: "d".repeat(32), comp: "change", payload: new TextEncoder().encode(text) };
};
const operation = (payload: Uint8Array): EntryContent => ({ type: "control", doc: noDoc, comp: "op", payload });

test("S18 nobody says yes in another's name: Eve's device signs a yes as Alice's, and it is nobody's", async () => {
  await put(eve, leaf(), 1, await yes(eve, her.member));
  await put(eve, leaf(), 2, await yes(eve, eve.member));
  await alice.start();
  await relay.until(shared);
  expect((await alice.statements()).map(({ statement }) => statement.member)).toEqual([eve.member]);
  expect(alice.refused()["statement-not-theirs"]).toBe(1);
});

test("S18 a statement comes from the device that says it: Mallory's, after he was removed, does not come through Eve", async () => {
  const kid = leaf();
  await put(mallory, kid, 1, await yes(mallory, mallory.member));
  const removal = await log.remove(mallory, [her, bob], { cut: [{ device: mallory.device.id, n: 1 }] });
  await put(her, kid, 1, operation(removal.bytes));
  await put(eve, kid, 1, await yes(mallory, mallory.member, 2));
  await alice.start();
  await relay.until(shared);
  expect(alice.membership().gone.has(mallory.member)).toBe(true);
  expect(await alice.statements()).toHaveLength(1);
  expect(alice.refused()["statement-not-theirs"]).toBe(1);
});

test("S80 a removed device that uses its old numbers again, or those it said it skipped, says nothing more", async () => {
  const kid = leaf();
  await put(mallory, kid, 1, words("first"));
  await put(mallory, kid, 1_000, words("last"), 2);
  const removal = await log.remove(mallory, [her, bob], { cut: [{ device: mallory.device.id, n: 1_000 }] });
  await put(her, kid, 1, operation(removal.bytes));
  await put(mallory, kid, 1, words("again"));
  await put(mallory, kid, 500, words("skipped"));
  await put(mallory, kid, 1_000, words("once more"));
  await put(mallory, kid, 1_001, words("beyond"));
  await alice.start();
  await relay.until(shared);
  expect(given).toEqual(["first", "last"]);
});

test("S80 whoever left draws their line once: saying again that they leave moves it no further", async () => {
  const kid = leaf();
  await put(mallory, kid, 1, words("first"));
  const leave = await log.write(mallory, { kind: "leave" });
  await put(mallory, kid, 2, operation(leave.bytes));
  await put(mallory, kid, 3, words("after"));
  await put(mallory, kid, 4, operation(leave.bytes));
  await put(mallory, kid, 5, words("long after"));
  await put(mallory, kid, 1_000, operation(leave.bytes));
  await alice.start();
  await relay.until(shared);
  expect(given).toEqual(["first"]);
});

test("S19 more operations beside each other than one can follow do not keep Alice from writing one, nor from a new key", async () => {
  const { heads } = log.now;
  for (let n = 0; n < 1_100; n++) await log.write(eve, { kind: "audience", commitment: p.randomBytes(32) }, heads);
  alice = clientOf(her);
  await alice.start();
  await relay.until(shared);
  expect(alice.membership().heads).toHaveLength(1_100);
  expect(await alice.write({ kind: "name", name: "Alma" })).toMatchObject({ ok: true });
  expect(alice.membership().members.get(her.member)!.name).toBe("Alma");
  expect(alice.membership().heads).toHaveLength(1);
  const before = alice.membership().preferred;
  expect(await alice.rotate()).toMatchObject({ ok: true });
  expect(alice.membership().preferred).not.toBe(before);
});

test("K19 more keys beside each other than one can carry forward do not keep Alice from making a new one", async () => {
  const { heads } = log.now;
  const [m, keys] = [log.now, new Map(log.keys)];
  for (let n = 0; n < 520; n++) {
    const made = await newEpoch(p, m, keys);
    await log.write(eve, made.body, heads);
    log.keys.set(made.keys.kid, made.keys.key);
  }
  await log.remove(eve, [her, bob]);
  alice = clientOf(her);
  await alice.start();
  await relay.until(shared);
  expect(alice.membership().leaves).toHaveLength(520);
  expect(await alice.rotate()).toMatchObject({ ok: true });
  const after = alice.membership();
  expect(after.leaves.length).toBeLessThan(520);
  expect(after.epochs.get(after.preferred!)!.devices).not.toContain(eve.device.id);
});

test("S39 what Alice said under a key that Mallory made beside being removed, she says again under one that counts", async () => {
  const first = leaf();
  const apart = log.fork();
  const rotation = await log.rotate(mallory);
  await put(mallory, first, 1, operation(rotation.op.bytes));
  await alice.start();
  await relay.until(shared);
  await alice.state({ doc: noDoc, what: "yes", text: noHash, details: {}, time: 1 });
  await relay.until(() => relay.of("push").length > 0 && shared());
  const under = async (kid: Kid) => relay.log((await epochKeys(p, log.keys.get(kid)!)).channel.id).length;
  expect(await under(rotation.keys.kid)).toBeGreaterThan(0);

  const removal = await apart.remove(mallory, [bob, eve]);
  await put(bob, first, 1, operation(removal.bytes));
  relay.hangUp();
  await relay.until(() => alice.status().kind === "offline");
  clock.advance(60_000);
  await relay.until(() => alice.membership().gone.has(mallory.member) && shared());
  const m = alice.membership();
  expect(m.epochs.has(rotation.keys.kid)).toBe(false);

  // Carol was never told of Mallory's key.
  const newcomer = clientOf(eve, alice.forNewcomer());
  await newcomer.start();
  await relay.until(() => newcomer.status().kind === "shared");
  expect((await newcomer.statements()).map(({ statement }) => statement.what)).toContain("yes");
  await newcomer.stop();
});
