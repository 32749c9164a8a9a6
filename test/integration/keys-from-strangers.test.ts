// S13 Keys that come by somebody of whom their reader cannot know yet that they belong: everybody else has gone, and what
// says that they belong lies under the very key they send. A box proves itself, whoever sent it; and there is an end to them.
import { cardOf, epochKeys, type Kid, type Op, type OpBody, sealEntry, sealLockbox, webPrimitives } from "@fogata/keys";
import { Log, type Person, person } from "@fogata/keys/testing";
import { type CircleStart, type Client, createClient } from "@fogata/sync";
import { memoryStorage } from "@fogata/sync/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HandRelay, relayUrl } from "../support/hand-relay.ts";
import { manualClock } from "../support/manual-clock.ts";
import { noDocuments } from "../support/no-documents.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const noHash = "0".repeat(64);
const noDoc = "0".repeat(32);
const clock = manualClock();
let relay: HandRelay;
let [alice, bob, carol]: Person[] = [];
let clients: Client[];

beforeEach(async () => {
  relay = new HandRelay();
  clients = [];
  [alice, bob, carol] = await Promise.all(["Alice", "Bob", "Carol"].map((name) => person(p, name)));
});
afterEach(async () => {
  for (const client of clients) await client.stop();
});

/** A device that has the log as it is now, and its keys. */
function deviceOf(who: Person, log: Log, more: Partial<CircleStart> = {}): Client {
  const ops = [...log.ops.values()].map(({ bytes }) => bytes);
  const epochs = [...log.keys].map(([kid, key]) => ({ kid, key }));
  const start = { circle: log.circle, device: who.device, ops, epochs, ...more };
  clients.push(
    createClient({ p, storage: memoryStorage(), documents: noDocuments, transport: relay.transport, clock }, start),
  );
  return clients.at(-1)!;
}
const numbers = new Map<Person, number>();
async function says(by: Person, log: Log, under: Kid, content: Parameters<typeof sealEntry>[1]["content"]) {
  const epoch = await epochKeys(p, log.keys.get(under)!);
  const n = (numbers.get(by) ?? 0) + 1;
  numbers.set(by, n);
  const sealed = await sealEntry(p, {
    epoch,
    device: by.device,
    n,
    prev: noHash,
    skippedFrom: n,
    seen: noHash,
    content,
  });
  if (!sealed.ok) throw new Error(sealed.reason);
  relay.log(epoch.channel.id).push({ id: Buffer.from(sealed.value.id, "hex"), bytes: sealed.value.bytes });
}
const puts = (by: Person, log: Log, under: Kid, ...ops: Op[]) =>
  Promise.all(
    ops.map(({ bytes }) => says(by, log, under, { type: "control", doc: noDoc, comp: "op", payload: bytes })),
  );
async function sends(by: Person, log: Log, under: Kid, key: Uint8Array, to: Person): Promise<void> {
  const { kid } = await epochKeys(p, key);
  const box = await sealLockbox(p, { kid, key, to: to.device.receive.publicKey });
  const payload = Uint8Array.from([...Buffer.from(kid, "hex"), ...box]);
  await says(by, log, under, { type: "lockbox", doc: to.device.id, comp: "box", payload });
}
const shared = (client: Client) => relay.until(() => client.status().kind === "shared");
const here = (): CircleStart["relays"] => () => [{ url: relayUrl, key: relay.key }];

test("S13 Bob was paused; whoever he knew has gone when it is over, and he comes to the keys by Carol, of whom he never heard", async () => {
  const log = await Log.foundTogether(p, [alice!, bob!]);
  const { keys: first } = await log.rotate(alice!);
  const client = deviceOf(bob!, log, { relays: here() });
  const before = new Set(log.ops.keys());
  await log.bringIn(alice!, carol!);
  await log.write(alice!, { kind: "leave" });
  const { keys: second } = await log.rotate(carol!);
  await puts(carol!, log, second.kid, ...[...log.ops.values()].filter(({ id }) => !before.has(id)));
  await sends(carol!, log, first.kid, second.key, bob!);
  await client.start();
  await shared(client);
  await relay.until(() => client.membership().devices.has(carol!.device.id));
  expect([...client.membership().members.values()].map(({ name }) => name).sort()).toEqual(["Bob", "Carol"]);
});

test("S13 S91 Alice was given a place again where Bob cannot read it, by somebody who has gone: he takes the key from her all the same", async () => {
  const group = await Log.foundTogether(p, [alice!, bob!, carol!]);
  const log = await group.open([bob!]);
  await log.rotate(bob!);
  const seat = (who: Person) =>
    log.write(bob!, {
      kind: "seat",
      member: who.member,
      name: who.name,
      devices: [cardOf(who.device)],
      until: null,
      at: 1,
    });
  await seat(alice!);
  await seat(carol!);
  await log.write(alice!, { kind: "leave" });
  const { keys: first } = await log.rotate(bob!);
  const cards = new Map([alice!, bob!, carol!].map(({ device }) => [device.id, cardOf(device).sign]));
  const client = deviceOf(bob!, log, { relays: here(), signingKeyOf: (id) => cards.get(id) ?? null });
  const before = new Set(log.ops.keys());
  const { keys: second } = await log.rotate(carol!);
  const again: OpBody = {
    kind: "seat",
    member: alice!.member,
    name: "Alice",
    devices: [cardOf(alice!.device)],
    until: null,
    at: 2,
  };
  await log.write(carol!, again);
  await log.write(carol!, { kind: "leave" });
  await puts(alice!, log, second.kid, ...[...log.ops.values()].filter(({ id }) => !before.has(id)));
  await sends(alice!, log, first.kid, second.key, bob!);
  await client.start();
  await shared(client);
  await relay.until(() => client.membership().devices.has(alice!.device.id));
  expect(client.membership().devices.has(carol!.device.id)).toBe(false);
});

test("S56 whoever has gone sends Alice a hundred keys of nothing: she follows few of them, and there is room for Bob's", async () => {
  const log = await Log.foundTogether(p, [alice!, bob!, carol!]);
  const { keys: first } = await log.rotate(alice!);
  await log.write(carol!, { kind: "leave" });
  const { keys: second } = await log.rotate(alice!);
  const client = deviceOf(alice!, log, { relays: here() });
  const before = new Set(log.ops.keys());
  for (let one = 0; one < 100; one++) await sends(carol!, log, first.kid, p.randomBytes(32), alice!);
  const { keys: third } = await log.rotate(bob!);
  await puts(bob!, log, third.kid, ...[...log.ops.values()].filter(({ id }) => !before.has(id)));
  await sends(bob!, log, second.kid, third.key, alice!);
  await client.start();
  await shared(client);
  await relay.until(() => client.membership().preferred === third.kid);
  const followed = new Set(relay.of("open").map(({ channel }) => Buffer.from(channel).toString("hex")));
  expect(followed.size).toBeLessThan(3 + 10);
  expect(client.refused()).toEqual({});
});
