// A device that is opened again, as somebody with several things on it sees it: nothing is said to be gone before all that
// is kept has been read.
import type { RelayAddress } from "@fogata/keys";
import { createMemoryStore, type RunningRelay, startRelay } from "@fogata/relay";
import type { DeviceView } from "@fogata/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everybodyLeaves, person } from "../support/people.ts";
import { invite, startGroup } from "../support/stories.ts";

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

test("S136 every picture of a device that says it is read has all its groups, requests and foundings in it", async () => {
  const [alice, dora] = [await person({ relay: address }), await person({ relay: address })];
  await startGroup(alice, address);
  await startGroup(alice, address);
  const link = await invite(dora, await startGroup(dora, address));
  expect((await alice.device.askToJoin({ link, name: "Alice" })).ok).toBe(true);
  const begun = await alice.device.beginFounding({ name: "Canal Side", myName: "Alice", relay: address.url });
  expect(begun.ok).toBe(true);
  await alice.sees((view) => view.groups.length === 2 && view.joining.length === 1 && view.foundings.length === 1);
  await alice.close();

  const opened = alice.open();
  const pictures: DeviceView[] = [];
  alice.device.subscribe((view) => void pictures.push(view));
  await opened;
  await alice.sees((view) => view.groups.every(({ status }) => status.kind === "shared"));
  const counts = pictures
    .filter(({ ready }) => ready)
    .map(({ groups, joining, foundings }) => [groups.length, joining.length, foundings.length].join());
  expect(new Set(counts)).toEqual(new Set(["2,1,1"]));
});
