// Documents of any kind: one that is there in every circle, changes that may refuse, circles of their own, and all of it
// as texts for a copy.
import * as A from "@automerge/automerge/slim";
import { type CopyWords, kinds, list, registerId } from "@fogata/domain";
import { createRoot } from "solid-js";
import { beforeAll, expect, test } from "vitest";
import { alice, bob, deviceDouble, eve, groupOf } from "../../test/support/device-double.ts";
import { canal, open, settled, usual, type World, world, written } from "../../test/support/world.ts";
import { keysWords } from "../text/en-keys.ts";
import { lookAgainMaxMs, lookAgainMs } from "./open-document.ts";
import type { CopyStep, GroupWorkspace } from "./types.ts";

// Loaded once, so that what follows waits for nothing but promises.
beforeAll(() => usual());

const keysId = kinds["keys-register"].single.id;
const dayMs = 24 * 60 * 60 * 1000;
function openKeys(group: GroupWorkspace) {
  return createRoot((leave) => ({ ...group.openDocument("keys-register"), leave }));
}
async function withTin(): Promise<World & { keys: ReturnType<typeof openKeys>; thing: string }> {
  const mine = await world();
  const keys = openKeys(mine.group);
  await settled();
  const made = keys.change("add", { what: "Cash tin", about: "Green." });
  if (!made.ok) throw new Error(made.reason);
  return { ...mine, keys, thing: made.value };
}

test("D3 the register of keys is there without being begun, stands in no list, and two people's first words meet in it", async () => {
  const mine = await withTin();
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob, alice)) });
  const bobs = openKeys(theirs.group);
  await settled();
  expect(bobs.change("add", { what: "Door", about: "" })).toMatchObject({ ok: true });
  mine.device.arrive(canal, keysId, theirs.device.saved(canal, keysId));
  expect(mine.keys.view()?.things.map((thing) => thing.what)).toEqual(["Cash tin", "Door"]);
  expect(mine.group.documents("keys-register")()).toEqual([]);
  expect(mine.group.agreements()).toEqual([]);
  mine.keys.leave();
  bobs.leave();
});

test("D11 a change is done by me, today, and a refusal writes nothing", async () => {
  const { device, keys, thing, clock } = await withTin();
  const heads = () => A.getHeads(A.load(device.saved(canal, keysId)));
  const before = heads();
  const offer = { thing, to: alice.member, from: "2026-06-09" as never, until: "", instead: null };
  expect(keys.change("offer", offer)).toEqual({ ok: false, reason: "no-end" });
  expect(heads()).toEqual(before);
  expect(keys.change("offer", { ...offer, until: "2026-06-30" })).toMatchObject({ ok: true });
  expect(keys.view()?.things[0]?.holders).toMatchObject([{ by: alice.member, to: alice.member, endsSoon: true }]);
  // The page stays open over the end of it.
  clock.advance(22 * dayMs);
  expect(keys.view()?.things[0]).toMatchObject({ holders: [], last: { lastDay: "2026-06-30" } });
  keys.leave();
});

test("D5 a register of a newer app is shown and not written in; a damaged one says so", async () => {
  const { device, keys } = await withTin();
  device.arrive(
    canal,
    keysId,
    A.save(
      A.change(A.load<{ version: number }>(device.saved(canal, keysId)), (draft) => {
        draft.version = 99;
      }),
    ),
  );
  expect(keys.newer()).toBe(true);
  expect(keys.change("add", { what: "x", about: "" })).toEqual({ ok: false, reason: "newer" });
  expect(keys.view()?.things).toHaveLength(1);
  keys.leave();
  const broken = await world();
  broken.device.openDocument = async () => ({ ok: false, reason: "corrupt" });
  const page = openKeys(broken.group);
  await settled();
  expect(page.fault()).toBe("corrupt");
  expect(page.change("add", { what: "x", about: "" })).toEqual({ ok: false, reason: "not-open" });
  page.leave();
});

test("leaving the register leaves no listener and no timer, not even the one for midnight", async () => {
  const { device, clock, workspace, group } = await world();
  await workspace.flush();
  const [listeners, timers] = [device.listeners(), clock.waiting()];
  const keys = openKeys(group);
  await settled();
  expect(clock.waiting()).toBeGreaterThan(timers);
  keys.leave();
  expect(device.listeners()).toBe(listeners);
  expect(clock.waiting()).toBe(timers);
});

test("a missing text opens as soon as this device has heard of it, and is looked for ever more rarely besides", async () => {
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  const id = await written(theirs.group, "Keys", "Two people.");
  const { device, clock, group } = await world();
  let asked = 0;
  const usual = device.openDocument.bind(device);
  device.openDocument = (...of) => {
    if (of[1] === id) asked++;
    return usual(...of);
  };
  const page = open(group, id);
  await settled();
  expect([page.fault(), asked]).toEqual(["missing", 1]);
  for (let spent = 0; spent < 60 * 60_000; spent += lookAgainMs) {
    clock.advance(lookAgainMs);
    await Promise.resolve();
  }
  await settled();
  expect(asked).toBeLessThan(3 + (60 * 60_000) / lookAgainMaxMs + 10);
  device.arrive(canal, id, theirs.device.saved(canal, id));
  expect(page.fault()).toBe("missing");
  device.show((view) => {
    view.groups[0]!.status = { kind: "saved" };
  });
  await settled();
  expect(page.fault()).toBeNull();
  expect(page.title()).toBe("Keys");
  page.leave();
});

test("D10 a document listed in a working group's circle is opened there and nowhere else", async () => {
  const { device, group } = await world();
  const circle = "ab".repeat(32);
  const id = "cd".repeat(16);
  await settled();
  const register = await device.openDocument(canal, registerId);
  if (!register.ok) throw new Error(register.reason);
  register.value.change(((draft: never) =>
    list(draft, { id, kind: "agreement", title: "Mandate", at: 1, circle } as never)) as (draft: never) => void);
  device.arrive(circle, id, A.save(A.from({ version: 1, title: "Mandate", text: "We cook." }, { actor: id })));
  const page = open(group, id);
  await settled();
  expect([page.fault(), page.title()]).toEqual([null, "Mandate"]);
  expect(await group.rename(id, "Kitchen")).toEqual({ ok: true, value: null });
  expect(group.agreements()[0]?.title).toBe("Kitchen");
  page.leave();
});

test("of any kind one can be begun, and is listed under it", async () => {
  const { group } = await world();
  expect(await group.begin("agreement", " \n")).toEqual({ ok: false, reason: "bad-title" });
  const made = await group.begin("agreement", "How we decide");
  expect(group.documents("agreement")()).toMatchObject([
    { id: made.ok && made.value, kind: "agreement", circle: null },
  ]);
});

test("G7 K3 a copy has every text and who looks after what, by name, and nobody who stands in no text", async () => {
  const double = deviceDouble(groupOf(canal, "Canal Side Tenants", alice, bob, eve));
  const { group } = await world({ double });
  await written(group, "Dates", "We meet on **Wednesdays**; Carol brings bread.");
  const keys = openKeys(group);
  await settled();
  const made = keys.change("add", { what: "Cash tin", about: "" });
  const thing = made.ok ? made.value : "";
  keys.change("offer", { thing, to: alice.member, from: "2026-06-09" as never, until: "2026-12-01", instead: null });
  keys.change("offer", { thing, to: bob.member, from: "2026-12-02" as never, until: "2027-06-01", instead: null });
  const steps: CopyStep[] = [];
  for await (const step of group.readAll({
    agreement: null,
    "keys-register": keysWords.copy,
    "working-groups": { title: "", away: "" },
  } as CopyWords))
    steps.push(step);
  expect(steps.map(({ at, of, kind }) => [at, of, kind])).toEqual([
    [1, 3, "agreement"],
    [2, 3, "keys-register"],
    [3, 3, "working-groups"],
  ]);
  const all = JSON.stringify(steps);
  expect(all).toContain("We meet on **Wednesdays**; Carol brings bread.");
  expect(all).toContain("Alice looks after it, since 9 June 2026, until 1 December 2026.");
  // Bob has taken nothing and Eve is only a member.
  for (const name of ["Bob", "Eve", alice.member, bob.member, eve.member]) expect(all).not.toContain(name);
  keys.leave();
});

test("choices made in another tab hold here at once", async () => {
  localStorage.clear();
  let tell!: () => void;
  const first = await world({ atOnce: localStorage });
  const second = await world({
    atOnce: localStorage,
    onAtOnce: (changed) => {
      tell = changed;
      return () => {};
    },
  });
  first.workspace.choose({ theme: "dark", showMyName: false });
  expect(second.workspace.choices().theme).toBe("device");
  tell();
  expect(second.workspace.choices()).toMatchObject({ theme: "dark", showMyName: false });
});

test("the status of all groups together is that of the one with most to say", async () => {
  const { device, workspace } = await world();
  expect(workspace.status()).toEqual({ kind: "shared" });
  device.show((view) => {
    view.groups.push({
      ...groupOf("bb".repeat(32), "Larch", alice),
      status: { kind: "not-shared", reason: "relay-full" },
    });
  });
  expect(workspace.status()).toEqual({ kind: "not-shared", reason: "relay-full" });
});
