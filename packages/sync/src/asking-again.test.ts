// S16 What could not be kept is asked for again once more is known of whose words count, and not before.
import type { CircleId, DeviceId } from "@fogata/keys";
import { expect, test } from "vitest";
import { memoryStorage } from "../testing/index.ts";
import { createAskingAgain } from "./asking-again.ts";
import { beginning } from "./channel.ts";
import { createLines } from "./lines.ts";
import { createShelf, type Followed, placeKey } from "./shelf.ts";

const [alice, mallory] = ["a".repeat(32), "e".repeat(32)] as DeviceId[];

async function bobs(storage = memoryStorage()) {
  const membership = () => ({ devices: new Map([[alice, {}]]), lost: new Map([[mallory, {}]]) }) as never;
  const lines = createLines(membership, () => new Map());
  const shelf = createShelf(storage, "c".repeat(64) as CircleId);
  const places = new Map<string, Followed>(
    ["one", "other"].map((kid) => [placeKey("relay", kid), { place: beginning, round: 0 }]),
  );
  for (const [place, followed] of places)
    await storage.write([shelf.placeWrite("relay", place.split("/")[1]!, followed)], "strict");
  const again = createAskingAgain({ storage, shelf, places, circle: { membership, lines } });
  const kept = async () => (await shelf.read()).places;
  return { storage, lines, again, places, kept };
}

test("S16 a channel of which something was dropped is read once more when somebody has vouched since, after a restart too", async () => {
  const bob = await bobs();
  await bob.again.dropped("one");
  await bob.again.look();
  expect([...bob.places.keys()]).toEqual(["relay/one", "relay/other"]);

  const later = await bobs(bob.storage);
  await later.again.look();
  expect(later.places.size).toBe(2);
  later.lines.vouch({ by: alice!, device: mallory!, n: 7, entries: ["f".repeat(64)] });
  await later.again.look();
  expect([...later.places.keys()]).toEqual(["relay/other"]);
  expect([...(await later.kept()).keys()]).toEqual(["relay/other"]);

  // Once: what is dropped again while it is read waits for the next word.
  later.places.set("relay/one", { place: beginning, round: 1 });
  await later.again.look();
  expect(later.places.size).toBe(2);
  await later.again.dropped("one");
  await later.again.look();
  expect(later.places.size).toBe(2);
  later.lines.vouch({ by: alice!, device: mallory!, n: 9, entries: ["b".repeat(64)] });
  await later.again.look();
  expect(later.places.size).toBe(1);
});

test("S16 where nothing was dropped nothing is read twice, whatever becomes known", async () => {
  const bob = await bobs();
  bob.lines.vouch({ by: alice!, device: mallory!, n: 7, entries: ["f".repeat(64)] });
  await bob.again.look();
  expect(bob.places.size).toBe(2);
});
