// Losing every device and coming back with 24 words on paper: from the relay alone, unhelped by anybody, as a device of
// one's own; twice from one sheet; and not at all once the sheet's device was dropped, or with words that lack one letter.
import { expect, test } from "vitest";
import { ownRelay } from "../support/own-relay.ts";
import { type Person, person } from "../support/people.ts";
import { join, open, type, until } from "../support/stories.ts";

const here = ownRelay({ for: "all" });

async function aliceAndBob() {
  const [alice, bob] = [await person({ relay: here.address }), await person({ relay: here.address })];
  const started = await alice.device.startGroup({ name: "Night watch", myName: "Alice", relay: here.address.url });
  if (!started.ok) throw new Error(started.reason);
  const group = started.value;
  await alice.sees((view) => view.groups[0]?.relays.length === 1);
  await join(alice, group, bob, "Bob");
  return { alice, bob, group };
}
async function sheetOf(who: Person, group: string): Promise<string> {
  const sheet = await who.device.makeSheet(group);
  if (!sheet.ok) throw new Error(sheet.reason);
  expect(sheet.value.length).toBe(24);
  // It is not "shared" before the parcel lies on the relay.
  await who.sees((view) => view.groups[0]!.status.kind === "shared");
  return sheet.value.join(" ");
}

test("S66 every device gone: the words alone bring Alice back, with all that was written, and she writes on", async () => {
  const { alice, bob, group } = await aliceAndBob();
  const [hers, his] = [await open(alice, group), await open(bob, group)];
  type(hers, "we meet at the fire");
  await until(his, (text) => text.includes("fire"));
  const words = await sheetOf(alice, group);
  // She writes on after the sheet was made, and is gone: nobody helps her back in.
  type(hers, ". bring wood");
  await until(his, (text) => text.includes("wood"));
  await alice.close();
  await bob.close();

  const again = await person({ relay: here.address });
  const recovered = await again.device.recover({ words: words.toUpperCase(), relay: here.address.url });
  expect(recovered).toEqual({ ok: true, value: group });
  const view = await again.sees((one) => one.groups[0]?.me.name === "Alice");
  expect(view.groups[0]!.people.map(({ name }) => name).sort()).toEqual(["Alice", "Bob"]);
  const mine = await open(again, group);
  await until(mine, (text) => text.includes("we meet at the fire") && text.includes("bring wood"));
  type(mine, " and songs");
  await again.device.flush();
  await bob.open();
  await until(await open(bob, group), (text) => text.includes("songs"));
});

test("S67 the same sheet brings back a second time, as another device; nobody takes it for a copied key", async () => {
  const { alice, bob, group } = await aliceAndBob();
  const words = await sheetOf(alice, group);
  await alice.close();
  const devices = new Set<string>();
  for (const text of ["first", "second"]) {
    const again = await person({ relay: here.address });
    expect(await again.device.recover({ words, relay: here.address.url })).toEqual({ ok: true, value: group });
    devices.add(again.device.view().groups[0]!.me.device);
    type(await open(again, group), text);
    await again.device.flush();
    await until(await open(bob, group), (seen) => seen.includes(text));
    expect(again.device.view().groups[0]!.refused).toEqual({});
    expect(await again.device.recover({ words, relay: here.address.url })).toEqual({ ok: false, reason: "ours" });
    await again.close();
  }
  expect(devices.size).toBe(2);
  expect(bob.device.view().groups[0]!.refused).toEqual({});
});

test("S68 words with a slip are told apart from words that nothing lies under; a relay away is said", async () => {
  const { alice, group } = await aliceAndBob();
  const words = await sheetOf(alice, group);
  const again = await person({ relay: here.address });
  const slip = words.replace(/^\w+/, "fogata");
  expect(await again.device.recover({ words: slip, relay: here.address.url })).toMatchObject({
    ok: false,
    reason: "words",
    fault: { reason: "unknown", words: [{ place: 1, word: "fogata" }] },
  });
  const nobodys = `${"abandon ".repeat(23)}art`;
  expect(await again.device.recover({ words: nobodys, relay: here.address.url })).toEqual({
    ok: false,
    reason: "nothing-there",
  });
  expect(again.device.view().groups).toEqual([]);
});

test("S69 neither the words nor what they give lie on the disk of the device that made the sheet", async () => {
  const { alice, group } = await aliceAndBob();
  const { recoveryDevice, readRecoveryWords } = await import("@fogata/keys");
  const { p } = await import("../support/people.ts");
  const words = await sheetOf(alice, group);
  const read = await readRecoveryWords(p, words);
  if (!read.ok) throw new Error(read.reason);
  expect((await recoveryDevice(p, { words: read.value, circle: group as never })).id).toMatch(/^[0-9a-f]{32}$/);
  const { findRest } = await import("@fogata/sync/first");
  const { sealStorage } = await import("@fogata/sync");
  const rest = await findRest(p, { storage: alice.disk, cabinet: alice.disk.cabinet });
  if (!rest.ok || rest.value.kind !== "open") throw new Error("Alice has no lock");
  const all = await sealStorage({ p, restKey: rest.value.key, storage: alice.disk, writesOn: true }).list("sheet/");
  expect(all.length).toBe(1);
  const secret = Buffer.from(read.value).toString("hex");
  for (const { value } of all) {
    const text = new TextDecoder().decode(value);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(words.slice(0, 20));
    expect(text).not.toContain(words.split(" ").slice(0, 3).join('","'));
  }
});
