// S15: an entry that ends the tab is met twice more at most, keeps nothing else from arriving, and is kept as it came.
import { type DeviceKeys, epochKeys, type Kid, sealEntry, webPrimitives } from "@fogata/keys";
import { Log, person } from "@fogata/keys/testing";
import { type CircleStart, type Client, createClient, type Documents } from "@fogata/sync";
import { aloneMax, type MemoryStorage, memoryStorage } from "@fogata/sync/testing";
import { expect, test } from "vitest";
import { HandRelay, relayUrl } from "../support/hand-relay.ts";
import { manualClock } from "../support/manual-clock.ts";
import { noDocuments } from "../support/no-documents.ts";

const p = webPrimitives({ crypto: globalThis.crypto as Crypto });
const doc = "d".repeat(32);
const poison = 66;

/** Documents that end the tab when poison is applied: the call never comes back, and nothing after it happens. */
function fragile(): Documents & { applied: Set<number>; given: number[][] } {
  const applied = new Set<number>();
  const given: number[][] = [];
  return {
    applied,
    given,
    ...noDocuments,
    async apply(_, payloads) {
      const numbers = payloads.map(({ payload }) => payload[0]!);
      given.push(numbers);
      if (numbers.includes(poison)) await new Promise(() => {});
      for (const number of numbers) applied.add(number);
      const hashes = numbers.map((number) => String(number).repeat(64).slice(0, 64));
      return { ok: true, hashes, each: hashes.map((hash) => [hash]), missing: [] };
    },
  };
}

/** A group of Alice and Bob; Bob has written these, each a change of one byte. */
async function bobWrote(relay: HandRelay, numbers: readonly number[]): Promise<CircleStart> {
  const [alice, bob] = [await person(p, "Alice"), await person(p, "Bob")];
  const log = await Log.found(p, alice);
  await log.rotate(alice);
  await log.admit(alice, await log.invite(alice), bob);
  await log.write(alice, { kind: "relays", relays: [{ url: relayUrl, key: relay.key }] });
  const [kid] = log.now.leaves as [Kid];
  const epoch = await epochKeys(p, log.keys.get(kid)!);
  const device: DeviceKeys = bob.device;
  const nothing = "0".repeat(64);
  for (const [i, number] of numbers.entries()) {
    const content = { type: "changes", doc, comp: "change", payload: Uint8Array.of(number) } as const;
    const n = i + 1;
    const sealed = await sealEntry(p, { epoch, device, n, prev: nothing, skippedFrom: n, seen: nothing, content });
    if (!sealed.ok) throw new Error(sealed.reason);
    relay.log(epoch.channel.id).push({ id: Buffer.from(sealed.value.id, "hex"), bytes: sealed.value.bytes });
  }
  return {
    circle: log.circle,
    device: alice.device,
    ops: [...log.ops.values()].map(({ bytes }) => bytes),
    epochs: [...log.keys].map(([kid, key]) => ({ kid, key })),
  };
}

function aliceStarts(relay: HandRelay, disk: MemoryStorage, start: CircleStart) {
  const documents = fragile();
  const { transport } = relay;
  const client: Client = createClient({ p, storage: disk, documents, transport, clock: manualClock() }, start);
  void client.start();
  return { documents, client };
}

test("S15 what never comes back when it is applied is set aside after it was tried alone, and the rest is there", async () => {
  const relay = new HandRelay();
  const start = await bobWrote(relay, [1, 2, poison, 4, 5]);
  let disk = memoryStorage();
  for (let run = 0; run <= aloneMax; run++) {
    const { documents } = aliceStarts(relay, disk, start);
    await relay.until(() => documents.given.some((numbers) => numbers.includes(poison)));
    // Once it is suspected, nothing else is tried with it.
    if (run > 0) expect(documents.given.at(-1)).toEqual([poison]);
    // The tab is gone: what it had not finished never happens.
    disk = disk.crash(disk.atRisk());
  }
  const { documents, client } = aliceStarts(relay, disk, start);
  await relay.until(() => documents.applied.has(5));
  await relay.until(() => client.refused()["set-aside"] === 1);
  expect([...documents.applied]).toEqual(expect.arrayContaining([4, 5]));
  expect(documents.given.flat()).not.toContain(poison);
  await relay.until(() => client.status().kind === "shared");
  await client.stop();
  // Kept byte for byte.
  const kept = [...disk.raw().entries()].filter(([key]) => key.includes("/entry/"));
  expect(kept).toHaveLength(5);
});

test("S15 a lid closed at the wrong moment sets nothing aside", async () => {
  const relay = new HandRelay();
  const start = await bobWrote(relay, [1, 2, 3]);
  let disk = memoryStorage();
  let writes = 0;
  for (let done = false; !done; writes++) {
    // The power goes at each write in turn, and nothing else is wrong.
    let cut = false;
    disk.cutAfter(writes, () => {
      cut = true;
    });
    const { documents, client } = aliceStarts(relay, disk, start);
    await relay.until(() => cut || (client.status().kind === "shared" && documents.applied.size === 3));
    done = !cut;
    if (cut) disk = disk.crash(disk.atRisk());
    else {
      disk.cutAfter(Number.POSITIVE_INFINITY, () => {});
      await client.stop();
    }
  }
  const { client } = aliceStarts(relay, disk, start);
  await relay.until(() => client.status().kind === "shared");
  expect(client.refused()).toEqual({});
  await client.stop();
});
