// Who else is writing: told at a steady pace, forgotten after silence, and never of somebody who does not want it.
import { expect, test } from "vitest";
import { alice, bob, eve } from "../../test/support/device-double.ts";
import { canal, open, settled, world, written } from "../../test/support/world.ts";
import { caretPaceMs, silenceMaxMs, stillHereMs } from "./presence.ts";

test("others' carets carry the name and tone of their place in the group, and fade after silence", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  const { others } = page.live()!.presence;
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["1@b", "2@b"]);
  device.hear(canal, id, { member: alice.member, device: "d7".repeat(16) }, ["3@b", "3@b"]);
  expect(others()).toEqual([
    { device: "d2".repeat(16), member: bob.member, name: "Bob", tone: 1, anchor: "1@b", head: "2@b" },
    { device: "d7".repeat(16), member: alice.member, name: "Alice", tone: 0, anchor: "3@b", head: "3@b" },
  ]);
  clock.advance(silenceMaxMs - 1);
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["9@b", "9@b"]);
  clock.advance(1);
  expect(others().map((caret) => [caret.name, caret.anchor])).toEqual([["Bob", "9@b"]]);
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, null);
  expect(others()).toEqual([]);
  page.leave();
});

test("what Eve whispers shows nothing: no stranger, no garbage, not myself", async () => {
  const { device, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  const from = { member: bob.member, device: "d2".repeat(16) };
  const bad = [new Uint8Array([0xff]), {}, "x", 3, [""], [1, 2], ["x".repeat(201), "1@b"], [null, "1"], ["1@b", null]];
  for (const message of bad) device.hear(canal, id, from, message);
  device.hear(canal, id, { member: eve.member, device: eve.devices[0]!.id }, ["1@b", "1@b"]);
  device.hear(canal, id, { member: alice.member, device: alice.devices[0]!.id }, ["1@b", "1@b"]);
  expect(page.live()!.presence.others()).toEqual([]);
  page.leave();
});

test("my caret is told at a steady pace, again while I stay, and to somebody who has just come", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  clock.advance(caretPaceMs);
  device.whispered.length = 0;
  const told = () => device.whispered.map(({ message }) => message);
  const { publish } = page.live()!.presence;
  for (const n of [1, 2, 3]) publish({ anchor: `${n}@a`, head: `${n}@a` });
  clock.advance(caretPaceMs);
  expect(told()).toEqual([["3@a"]]);
  // Letters typed before the one it stands at take a caret along on every screen: there is nothing to tell.
  publish({ anchor: "3@a", head: "3@a" });
  clock.advance(caretPaceMs);
  expect(told()).toHaveLength(1);
  clock.advance(stillHereMs - caretPaceMs);
  expect(told()).toHaveLength(2);
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["1@b", "1@b"]);
  clock.advance(caretPaceMs);
  publish({ anchor: "3@a", head: "5@a" });
  clock.advance(caretPaceMs);
  expect(told()).toEqual([["3@a"], ["3@a"], ["3@a"], ["3@a", "5@a"]]);
  page.leave();
  expect(told().at(-1)).toBeNull();
});

test("whoever only reads says that they have it open, is answered once, and is shown to nobody", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  clock.advance(caretPaceMs);
  const told = () => device.whispered.map(({ message }) => message);
  expect(told()).toEqual([[]]);
  const from = { member: bob.member, device: "d2".repeat(16) };
  for (let n = 0; n < 3; n++) device.hear(canal, id, from, []);
  clock.advance(caretPaceMs);
  expect(told()).toEqual([[], []]);
  const { publish, others } = page.live()!.presence;
  expect(others()).toEqual([]);
  device.hear(canal, id, from, ["1@b"]);
  expect(others()).toHaveLength(1);
  device.hear(canal, id, from, []);
  expect(others()).toEqual([]);
  publish({ anchor: "1@a", head: "1@a" });
  clock.advance(caretPaceMs);
  publish(null); // out of the text, still on the page
  clock.advance(caretPaceMs);
  expect(told().slice(2)).toEqual([["1@a"], []]);
  clock.advance(stillHereMs);
  page.leave();
  expect(told().slice(4)).toEqual([[], null]);
});

test("with my name turned off nothing of me is told, not even that I read, at once and until I turn it on", async () => {
  const { device, clock, workspace, group } = await world();
  const id = await written(group, "Keys");
  workspace.choose({ showMyName: false });
  const page = open(group, id);
  await settled();
  const { publish } = page.live()!.presence;
  publish({ anchor: "1@a", head: "1@a" });
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, []);
  clock.advance(stillHereMs * 3);
  expect(device.whispered).toEqual([]);
  workspace.choose({ showMyName: true });
  expect(device.whispered.at(-1)?.message).toEqual(["1@a"]);
  workspace.choose({ showMyName: false });
  expect(device.whispered.at(-1)?.message).toBeNull();
  const told = device.whispered.length;
  publish({ anchor: "2@a", head: "2@a" });
  clock.advance(stillHereMs * 3);
  page.leave();
  expect(device.whispered).toHaveLength(told);
});
