// S80: what some had read of somebody before they knew that these belong no more, and others after. Mallory's phone is gone,
// and Eve, who has its key, writes again under numbers it had used; or somebody he let in turns out never to have been in.
// All who remain must come to hold the same, whichever came first.
import { epochKeys, type Kid, sealEntry, webPrimitives } from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";
import { type Client, createClient } from "@fogata/sync";
import { beyondEntriesMax, memoryStorage } from "@fogata/sync/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandRelay, relayUrl } from "../support/hand-relay.ts";
import { manualClock } from "../support/manual-clock.ts";
import { wordsGiven } from "../support/no-documents.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const noHash = "0".repeat(64);
const noDoc = "0".repeat(32);
const clock = manualClock();
let log: Log;
let mallory: Person;
let others: Person[];
let first: Kid;
let here: Reader[];

/** Somebody who remains, at a relay that tells everything in an order of its own. */
interface Reader {
  who: Person;
  relay: HandRelay;
  client: Client;
  /** What the documents were given. */
  given: string[];
  again(): Promise<void>;
}

beforeEach(async () => {
  const [alice, bob, carol, them] = await Promise.all(
    ["Alice", "Bob", "Carol", "Mallory"].map((name) => person(p, name)),
  );
  [others, mallory] = [[alice!, bob!, carol!], them!];
  log = await Log.foundTogether(p, [...others, mallory]);
  await log.rotate(alice!);
  await log.write(alice!, { kind: "relays", relays: [{ url: relayUrl, key: new HandRelay().key }] });
  first = log.now.leaves[0] as Kid;
  here = [];
});
afterEach(async () => {
  for (const { client } of here) await client.stop();
});

function readerOf(who: Person): Reader {
  const relay = new HandRelay();
  const storage = memoryStorage();
  const given: string[] = [];
  const documents = wordsGiven(given);
  const ops = [...log.ops.values()].map(({ bytes }) => bytes);
  const epochs = [...log.keys].map(([kid, key]) => ({ kid, key }));
  const start = { circle: log.circle, device: who.device, ops, epochs };
  const open = () => createClient({ p, storage, documents, transport: relay.transport, clock }, start);
  const reader: Reader = {
    who,
    relay,
    given,
    client: open(),
    async again() {
      await reader.client.stop();
      reader.client = open();
      await reader.client.start();
      await reads(reader);
    },
  };
  here.push(reader);
  return reader;
}
async function reads({ relay, client }: Reader): Promise<void> {
  await relay.until(() => client.status().kind === "shared");
}

interface Entry {
  id: Uint8Array;
  bytes: Uint8Array;
}
async function entry(by: Person, n: number, content: string | Uint8Array, skippedFrom = n): Promise<Entry> {
  const epoch = await epochKeys(p, log.keys.get(first)!);
  const what =
    typeof content === "string"
      ? ({ type: "changes", doc: "d".repeat(32), comp: "change", payload: new TextEncoder().encode(content) } as const)
      : ({ type: "control", doc: noDoc, comp: "op", payload: content } as const);
  const chain = { n, prev: noHash, skippedFrom, seen: noHash };
  const sealed = await sealEntry(p, { epoch, device: by.device, ...chain, content: what });
  if (!sealed.ok) throw new Error(sealed.reason);
  return { id: Buffer.from(sealed.value.id, "hex"), bytes: sealed.value.bytes };
}
async function tells(reader: Reader, ...entries: Entry[]): Promise<void> {
  const { channel } = await epochKeys(p, log.keys.get(first)!);
  reader.relay.log(channel.id).push(...entries);
}
/** Whatever lies at one relay comes to all the others, and whoever is there has time to say what is owed. */
async function bringTogether(): Promise<void> {
  for (let round = 0; round < 6; round++) {
    clock.advance(60_000);
    for (const reader of here) await reader.again();
    for (const from of here)
      for (const [channel, entries] of from.relay.logs)
        for (const { relay } of here) {
          const there = relay.log(Buffer.from(channel, "hex"));
          for (const one of entries) if (!there.some(({ id }) => Buffer.compare(id, one.id) === 0)) there.push(one);
        }
  }
}
const held = ({ given }: Reader) => [...new Set(given)].sort();

test("S80 a number used twice: Alice read the first entry, Bob the thief's before he knew, and both end with both", async () => {
  const [alice, bob] = [readerOf(others[0]!), readerOf(others[1]!)];
  const [his, hers] = [await entry(mallory, 1, "Mallory's"), await entry(mallory, 1, "Eve's")];
  const removal = await log.remove(mallory, others.slice(0, 2), { cut: [{ device: mallory.device.id, n: 1 }] });
  const end = await entry(others[2]!, 1, removal.bytes);
  await tells(alice, his, end, hers);
  await tells(bob, hers);
  for (const one of [alice, bob]) await one.client.start();
  for (const one of [alice, bob]) await reads(one);
  expect([held(alice), held(bob)]).toEqual([["Mallory's"], ["Eve's"]]);
  await tells(bob, end, his);
  await bringTogether();
  expect(held(alice)).toEqual(["Eve's", "Mallory's"]);
  expect(held(bob)).toEqual(held(alice));

  // What nobody had accepted stays unread; whoever comes later reads the same, in whatever order.
  const late = await entry(mallory, 1, "Eve's once more");
  const carol = readerOf(others[2]!);
  await tells(alice, late);
  await tells(carol, hers, late);
  await carol.client.start();
  await reads(carol);
  await bringTogether();
  for (const { given } of [alice, bob, carol]) expect([...new Set(given)].sort()).toEqual(["Eve's", "Mallory's"]);
});

test("S80 a number that was given up: who had accepted it before they knew names it, and all hold it", async () => {
  const [alice, bob] = [readerOf(others[0]!), readerOf(others[1]!)];
  const [his, hers] = [await entry(mallory, 70, "Mallory's", 1), await entry(mallory, 20, "Eve's")];
  const removal = await log.remove(mallory, others.slice(0, 2), { cut: [{ device: mallory.device.id, n: 70 }] });
  const end = await entry(others[2]!, 1, removal.bytes);
  await tells(alice, his, end, hers, await entry(mallory, 21, "Eve's next"));
  await tells(bob, hers);
  for (const one of [alice, bob]) await one.client.start();
  for (const one of [alice, bob]) await reads(one);
  expect([held(alice), held(bob)]).toEqual([["Mallory's"], ["Eve's"]]);
  await bringTogether();
  expect(held(alice)).toEqual(["Eve's", "Mallory's"]);
  expect(held(bob)).toEqual(held(alice));
});

test("S80 what is vouched for is what was accepted: the numbers before it that nobody had used stay closed", async () => {
  const [alice, bob] = [readerOf(others[0]!), readerOf(others[1]!)];
  const last = await entry(mallory, 9, "the last words");
  const removal = await log.remove(mallory, others.slice(0, 2), { cut: [{ device: mallory.device.id, n: 1 }] });
  const end = await entry(others[2]!, 1, removal.bytes);
  await tells(alice, end);
  await tells(bob, last);
  for (const one of [alice, bob]) await one.client.start();
  for (const one of [alice, bob]) await reads(one);
  await bringTogether();
  expect(held(alice)).toEqual(["the last words"]);
  const later = await entry(mallory, 5, "Eve's, later");
  for (const one of [alice, bob]) await tells(one, later);
  await bringTogether();
  expect([held(alice), held(bob)]).toEqual([["the last words"], ["the last words"]]);
});

test("S80 S14 Mallory let Gus in while he was being removed: what Bob had read of Gus by then all hold, and what Gus said of the group", async () => {
  const [alice, bob] = [readerOf(others[0]!), readerOf(others[1]!)];
  const apart = log.fork();
  const before = new Set(log.ops.keys());
  const gus = await person(p, "Gus");
  await log.bringIn(mallory, gus);
  const said = [...log.ops.values()].filter(({ id }) => !before.has(id)).map(({ bytes }) => bytes);
  const letIn = await Promise.all(said.map((bytes, i) => entry(mallory, 1 + i, bytes)));
  const name = await log.write(gus, { kind: "name", name: "Gustav" });
  const his = [await entry(gus, 1, "Gus's words"), await entry(gus, 2, name.bytes)];
  const removal = await apart.remove(mallory, others.slice(0, 2));
  const end = await entry(others[2]!, 1, removal.bytes);
  await tells(bob, ...letIn, ...his);
  await tells(alice, end, ...letIn, ...his);
  for (const one of [alice, bob]) await one.client.start();
  for (const one of [alice, bob]) await reads(one);
  expect([held(alice), held(bob)]).toEqual([[], ["Gus's words"]]);
  await tells(bob, end);
  await bringTogether();
  expect([held(alice), held(bob)]).toEqual([["Gus's words"], ["Gus's words"]]);
  const [hers, bobs] = [alice, bob].map(({ client }) => client.membership());
  expect(hers!.heads).toEqual(bobs!.heads);
  expect(hers!.members.has(gus.member)).toBe(false);
});

test("S16 S80 what Bob could not keep, with a thousand of Eve's kept unread, he asks for again once Alice has vouched for it", async () => {
  const [alice, bob] = [readerOf(others[0]!), readerOf(others[1]!)];
  const his = await entry(mallory, 1, "Mallory's");
  const removal = await log.remove(mallory, others.slice(0, 2), { cut: [{ device: mallory.device.id, n: 0 }] });
  const end = await entry(others[2]!, 1, removal.bytes);
  await tells(alice, his);
  await alice.client.start();
  await reads(alice);
  await tells(alice, end);
  await alice.again();
  const hers = await Promise.all(Array.from({ length: beyondEntriesMax }, (_, i) => entry(mallory, i + 2, "Eve's")));
  await tells(bob, end, ...hers, his);
  await bob.client.start();
  await reads(bob);
  expect(bob.client.refused()).toMatchObject({ "beyond-too-many": 1 });
  clock.advance(60_000);
  await alice.relay.until(() => alice.relay.of("push").some(({ entries }) => entries.length > 0));
  await reads(alice);
  for (const [channel, said] of alice.relay.logs) {
    const there = bob.relay.log(Buffer.from(channel, "hex"));
    for (const one of said) if (!there.some(({ id }) => Buffer.compare(id, one.id) === 0)) there.push(one);
  }
  // The first time he hears of it, the second time he asks.
  await bob.again();
  expect(held(bob)).toEqual([]);
  await bob.again();
  expect(held(bob)).toEqual(["Mallory's"]);
}, 60_000);
