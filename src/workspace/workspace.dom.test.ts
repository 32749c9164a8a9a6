// The bridge between a device and the pages: what shows when, what re-runs, and what is left behind.
import * as A from "@automerge/automerge/slim";
import { registerId } from "@fogata/domain";
import type { DeviceView, DocumentHandle } from "@fogata/sync";
import { createEffect, createRoot } from "solid-js";
import { expect, test } from "vitest";
import { alice, bob, type DeviceDouble, deviceDouble, eve, groupOf } from "../../test/support/device-double.ts";
import { type ManualClock, manualClock } from "../../test/support/manual-clock.ts";
import type { WorkspaceDeps } from "./deps.ts";
import { draftGrainMs, draftsMax } from "./drafts.ts";
import { noteAgeMaxMs, noteQuietMs } from "./notes.ts";
import { lookAgainMs } from "./open-agreement.ts";
import { caretPaceMs, silenceMaxMs, stillHereMs } from "./presence.ts";
import type { GroupWorkspace, OpenAgreement, Workspace } from "./types.ts";
import { createWorkspace } from "./workspace.ts";

const canal = "ca".repeat(32);
const usual = () => import("./engine.ts");

interface World {
  device: DeviceDouble;
  clock: ManualClock;
  workspace: Workspace;
  group: GroupWorkspace;
  firstGroups(): number;
}
let worlds = 0;
async function world(o: Partial<WorkspaceDeps> & { double?: DeviceDouble } = {}): Promise<World> {
  const device = o.double ?? deviceDouble(groupOf(canal, "Canal Side Tenants", alice, bob));
  const clock = manualClock();
  let firstGroups = 0;
  const chance = ++worlds * 16;
  let ids = 0;
  const workspace = createWorkspace({
    device: Promise.resolve(device),
    lastView: null,
    clock,
    randomBytes: (length) => new Uint8Array(length).fill(chance + ids++),
    relay: "https://fogata.example",
    engine: usual,
    atOnce: null,
    invitation: null,
    onInvitation: () => () => {},
    onFirstGroup: () => void firstGroups++,
    ...o,
  });
  await settled();
  const group = workspace.group(canal)!;
  await settled();
  return { device, clock, workspace, group, firstGroups: () => firstGroups };
}

/** Everything already promised has happened; no time passes. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Opens an agreement as a page does. */
function open(group: GroupWorkspace, id: string): OpenAgreement & { leave(): void } {
  return createRoot((leave) => ({ ...group.openAgreement(id), leave }));
}
async function written(group: GroupWorkspace, title: string, text = ""): Promise<string> {
  const made = text ? await group.importMarkdown({ text, title }) : await group.newAgreement(title);
  if (!made.ok) throw new Error(made.reason);
  await settled();
  return made.value;
}
const type = (page: OpenAgreement, letters: string) => append(page.live()!.handle, letters);
function append(handle: DocumentHandle, letters: string): void {
  handle.change(((draft: { text: string }) => {
    A.splice(draft, ["text"], draft.text.length, 0, letters);
  }) as (draft: never) => void);
}

test("the last view is shown before the device is open, and is not taken for its word", async () => {
  const lastView: DeviceView = { ready: true, fault: null, groups: [groupOf(canal, "Canal", alice)], joining: [] };
  let opened!: (device: DeviceDouble) => void;
  const device = new Promise<DeviceDouble>((resolve) => {
    opened = resolve;
  });
  const { workspace, group } = await world({ device, lastView });
  expect(workspace.groups().map((row) => row.name)).toEqual(["Canal"]);
  expect(group.name()).toBe("Canal");
  expect(workspace.ready()).toBe(false);
  opened(deviceDouble(groupOf(canal, "Canal Side Tenants", alice)));
  await settled();
  expect(workspace.ready()).toBe(true);
  expect(group.name()).toBe("Canal Side Tenants");
});

test("a device that is still opening does not empty the screen; one that cannot open says why", async () => {
  const lastView: DeviceView = { ready: true, fault: null, groups: [groupOf(canal, "Canal", alice)], joining: [] };
  const double = deviceDouble();
  double.show((view) => {
    view.ready = false;
  });
  const { workspace } = await world({ double, lastView });
  expect(workspace.groups().map((row) => row.name)).toEqual(["Canal"]);
  double.show((view) => {
    view.fault = "storage-corrupt";
  });
  expect(workspace.fault()).toBe("storage-corrupt");
  await workspace.close();
  expect(double.listeners()).toBe(0);
});

test("a new picture re-runs only what reads the part that differs", async () => {
  const { device, workspace, group } = await world();
  let names = 0;
  const statuses: string[] = [];
  createRoot(() => {
    createEffect(() => {
      group.name();
      workspace.groups();
      names++;
    });
    createEffect(() => statuses.push(group.status().kind));
  });
  device.show((view) => {
    view.groups[0]!.status = { kind: "offline" };
  });
  expect(statuses).toEqual(["shared", "offline"]);
  expect(names).toBe(1);
});

test("the same group is the same object, and an unknown one is nothing", async () => {
  const { workspace, group } = await world();
  expect(workspace.group(canal)).toBe(group);
  expect(workspace.group("00")).toBeNull();
});

test("starting a group works without a connection, and the storage is kept once there is something to keep", async () => {
  const { device, workspace, firstGroups } = await world({ double: deviceDouble() });
  expect(firstGroups()).toBe(0);
  expect(await workspace.startGroup({ name: "Larch Street", myName: "Nes" })).toMatchObject({ ok: true });
  expect(workspace.groups()).toMatchObject([{ name: "Larch Street", myName: "Nes" }]);
  expect(firstGroups()).toBe(1);
  device.show((view) => view.groups.push(groupOf(canal, "Canal", alice)));
  expect(firstGroups()).toBe(1);
});

test("D3 an agreement begun on Bob's device joins the list beside mine, by title", async () => {
  const mine = await world();
  const bobs = await world({ double: deviceDouble(groupOf(canal, "Canal Side Tenants", bob, alice)) });
  await written(mine.group, "Where we keep the keys");
  await bobs.group.newAgreement("x").then((made) => expect(made.ok).toBe(true));
  await bobs.group.rename(bobs.group.agreements()[0]!.id, "Children at our meetings");
  mine.device.arrive(canal, registerId, bobs.device.saved(canal, registerId));
  expect(mine.group.agreements().map((row) => row.title)).toEqual([
    "Children at our meetings",
    "Where we keep the keys",
  ]);
});

test("the list and the words are there before Automerge is", async () => {
  const first = await world();
  const id = await written(first.group, "Keys", "Two people hold each key.");
  const page = open(first.group, id);
  await settled();
  await first.workspace.flush();
  page.leave();

  // The next start: the same notes, and an engine that does not come.
  const { group } = await world({ double: first.device, engine: () => new Promise(() => {}) });
  expect(group.agreements()).toMatchObject([{ id, title: "Keys" }]);
  const again = open(group, id);
  await settled();
  expect(again.readable()?.blocks[0]?.runs[0]?.text).toBe("Two people hold each key.");
  expect(again.title()).toBe("Keys");
  expect(again.minutes()).toBe(1);
  expect(again.live()).toBeNull();
  again.leave();
});

test("the words kept for reading follow the writing once it is quiet, and at the latest after a while", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  const kept = () => JSON.stringify(device.notes.get(`group/${canal}/agreement/${id}`) ?? null);
  type(page, "Two people");
  clock.advance(noteQuietMs - 1);
  await settled();
  expect(kept()).not.toContain("Two people");
  clock.advance(1);
  await settled();
  expect(kept()).toContain("Two people");
  expect(page.readable()?.blocks[0]?.runs[0]?.text).toBe("Two people");
  // Somebody who never pauses
  for (let spent = 0; spent < noteAgeMaxMs; spent += noteQuietMs / 2) {
    type(page, ".");
    clock.advance(noteQuietMs / 2);
  }
  await settled();
  expect(kept()).toContain("Two people...");
  page.leave();
});

test("hiding the page keeps what was typed a moment ago", async () => {
  const { device, workspace, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  type(page, "last words");
  await workspace.flush();
  expect(JSON.stringify(device.notes.get(`group/${canal}/agreement/${id}`))).toContain("last words");
  expect(device.flushes).toBe(1);
  page.leave();
});

test("D5 an agreement written by an older app is brought up to date when it is opened, and a current one is not touched", async () => {
  const { device, group } = await world();
  const id = "ab".repeat(16);
  const old = A.from({ title: "Keys", text: "Two people." }, { actor: id });
  device.arrive(canal, id, A.save(old));
  const page = open(group, id);
  await settled();
  const once = A.load<{ version?: number }>(device.saved(canal, id));
  expect(once.version).toBe(1);
  const again = open(group, id);
  await settled();
  expect(A.getHeads(A.load(device.saved(canal, id)))).toEqual(A.getHeads(once));
  page.leave();
  again.leave();
});

test("D4 renaming shows at once, in the agreement and in the list; blanks are refused", async () => {
  const { group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  expect(await group.rename(id, " Where we keep\nthe keys ")).toEqual({ ok: true, value: null });
  expect(page.title()).toBe("Where we keep the keys");
  expect(group.agreements()[0]?.title).toBe("Where we keep the keys");
  expect(await group.rename(id, " \n ")).toEqual({ ok: false, reason: "bad-title" });
  expect(await group.rename("ff".repeat(16), "x")).toEqual({ ok: false, reason: "missing" });
  page.leave();
});

test("D4 a list that kept an old title is put right by whoever has the agreement open", async () => {
  const { device, clock, group } = await world();
  const id = await written(group, "Keys");
  const before = device.saved(canal, registerId);
  await group.rename(id, "Where we keep the keys");
  const bobs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  // Bob has the new agreement, but only the old list.
  bobs.device.arrive(canal, registerId, before);
  bobs.device.arrive(canal, id, device.saved(canal, id));
  expect(bobs.group.agreements()[0]?.title).toBe("Keys");
  const page = open(bobs.group, id);
  await settled();
  bobs.clock.advance(noteQuietMs);
  expect(bobs.group.agreements()[0]?.title).toBe("Where we keep the keys");
  page.leave();
  clock.advance(noteQuietMs);
});

test("an agreement nobody has sent yet is missing, and opens when it comes", async () => {
  const theirs = await world({ double: deviceDouble(groupOf(canal, "Canal", bob)) });
  const id = await written(theirs.group, "Keys", "Two people.");
  const { device, clock, group } = await world();
  const page = open(group, id);
  await settled();
  expect(page.fault()).toBe("missing");
  device.arrive(canal, id, theirs.device.saved(canal, id));
  clock.advance(lookAgainMs);
  await settled();
  expect(page.fault()).toBeNull();
  expect(page.title()).toBe("Keys");
  page.leave();
  const garbled = open(group, "../keys");
  expect(garbled.fault()).toBe("missing");
  garbled.leave();
});

test("a part of the app that cannot be loaded is told, and tried again at the next asking", async () => {
  let offline = true;
  const { group } = await world({ engine: () => (offline ? Promise.reject(new Error("offline")) : usual()) });
  expect(await group.newAgreement("Keys")).toEqual({ ok: false, reason: "app-incomplete" });
  const page = open(group, "ab".repeat(16));
  await settled();
  expect(page.fault()).toBe("app-incomplete");
  page.leave();
  offline = false;
  expect(await group.newAgreement("Keys")).toMatchObject({ ok: true });

  const never = await world({ device: Promise.reject(new Error("offline")), lastView: null });
  expect(never.workspace.fault()).toBe("app-incomplete");
});

test("leaving an agreement leaves nothing: no listener, no timer, no caret", async () => {
  const { device, clock, workspace, group } = await world();
  const id = await written(group, "Keys");
  await workspace.flush();
  const [listeners, timers] = [device.listeners(), clock.waiting()];
  const page = open(group, id);
  await settled();
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["2@b", "2@b"]);
  page.live()!.presence.publish({ anchor: "1@a", head: "1@a" });
  clock.advance(caretPaceMs);
  expect(device.listeners()).toBeGreaterThan(listeners);
  page.leave();
  await workspace.flush();
  expect(device.listeners()).toBe(listeners);
  expect(clock.waiting()).toBe(timers);
  expect(device.whispered.at(-1)?.message).toBeNull();

  const early = open(group, id);
  early.leave(); // before it is loaded
  await settled();
  expect(device.listeners()).toBe(listeners);
  await workspace.close();
  expect(device.listeners()).toBe(0);
  expect(clock.waiting()).toBe(0);
});

test("the last agreements I wrote in are drafts I left; reading or Bob's writing makes none", async () => {
  const { device, clock, workspace, group } = await world();
  const ids: string[] = [];
  for (const title of ["One", "Two", "Three", "Four"]) ids.push(await written(group, title));
  for (const id of ids) {
    const page = open(group, id);
    await settled();
    type(page, "a");
    clock.advance(draftGrainMs);
    type(page, "b");
    page.leave();
  }
  expect(group.drafts().map((draft) => draft.title)).toEqual(["Four", "Three", "Two"]);
  expect(group.drafts()).toHaveLength(draftsMax);
  expect(group.drafts()[0]?.at).toBe(clock.now());

  const page = open(group, ids[0]!);
  await settled();
  const bobs = deviceDouble(groupOf(canal, "Canal", bob));
  bobs.arrive(canal, ids[0]!, device.saved(canal, ids[0]!));
  const theirs = await bobs.openDocument(canal, ids[0]!);
  if (theirs.ok) append(theirs.value, "Bob");
  device.arrive(canal, ids[0]!, bobs.saved(canal, ids[0]!));
  expect(group.drafts().map((draft) => draft.title)).toEqual(["Four", "Three", "Two"]);
  page.leave();

  group.forgetDraft(ids[3]!);
  await workspace.flush();
  const next = await world({ double: device });
  expect(next.group.drafts().map((draft) => draft.title)).toEqual(["Three", "Two"]);
});

test("D7 an agreement goes out as Markdown and comes back the same; without a title its first heading is one", async () => {
  const { group } = await world();
  const text = "# Keys: who/when?\n\nTwo people **hold** each key.\n\n1. Ask\n   - twice\n";
  const made = await group.importMarkdown({ text, title: null });
  expect(made).toMatchObject({ ok: true });
  expect(group.agreements()[0]?.title).toBe("Keys: who/when?");
  expect(await group.exportMarkdown(group.agreements()[0]!.id)).toEqual({
    ok: true,
    value: { fileName: "Keys who when.md", text },
  });
  expect(await group.importMarkdown({ text: "no heading", title: null })).toEqual({ ok: false, reason: "bad-title" });
  expect(await group.importMarkdown({ text: "x".repeat(400_001), title: "x" })).toEqual({
    ok: false,
    reason: "too-long",
  });
  expect(await group.exportMarkdown("ff".repeat(16))).toEqual({ ok: false, reason: "missing" });
});

test("a full device says so and lists nothing", async () => {
  const { device, group } = await world();
  device.full = true;
  expect(await group.newAgreement("Keys")).toEqual({ ok: false, reason: "device-full" });
  expect(group.agreements()).toEqual([]);
});

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
  const bad = [new Uint8Array([0xff]), {}, "x", 3, [], ["1@b"], [1, 2], ["x".repeat(201), "1@b"], [null, "1"]];
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
  const told = () => device.whispered.map(({ message }) => message);
  const { publish } = page.live()!.presence;
  for (const n of [1, 2, 3]) publish({ anchor: `${n}@a`, head: `${n}@a` });
  clock.advance(caretPaceMs);
  expect(told()).toEqual([["3@a", "3@a"]]);
  clock.advance(stillHereMs);
  expect(told()).toHaveLength(2);
  device.hear(canal, id, { member: bob.member, device: "d2".repeat(16) }, ["1@b", "1@b"]);
  clock.advance(caretPaceMs);
  expect(told()).toHaveLength(3);
  publish(null);
  clock.advance(caretPaceMs);
  clock.advance(stillHereMs * 2);
  expect(told()).toEqual([["3@a", "3@a"], ["3@a", "3@a"], ["3@a", "3@a"], null]);
  page.leave();
  expect(told()).toHaveLength(4);
});

test("with my name turned off nothing of me is told, at once and until I turn it on", async () => {
  const { device, clock, workspace, group } = await world();
  const id = await written(group, "Keys");
  const page = open(group, id);
  await settled();
  const { publish } = page.live()!.presence;
  publish({ anchor: "1@a", head: "1@a" });
  clock.advance(caretPaceMs);
  workspace.choose({ showMyName: false });
  expect(device.whispered.at(-1)?.message).toBeNull();
  const told = device.whispered.length;
  publish({ anchor: "2@a", head: "2@a" });
  clock.advance(stillHereMs * 3);
  expect(device.whispered).toHaveLength(told);
  workspace.choose({ showMyName: true });
  expect(device.whispered.at(-1)?.message).toEqual(["2@a", "2@a"]);
  page.leave();
});

test("choices stay on this device, each by itself", async () => {
  const { device, workspace } = await world();
  expect(workspace.choices()).toEqual({ theme: "device", text: "usual", reading: "usual", showMyName: true });
  workspace.choose({ theme: "dark" });
  workspace.choose({ text: "large" });
  await workspace.flush();
  const next = await world({ double: device });
  expect(next.workspace.choices()).toEqual({ theme: "dark", text: "large", reading: "usual", showMyName: true });
  await device.setNote("choices", new TextEncoder().encode('{"theme":"neon","text":"largest"}'));
  const odd = await world({ double: device });
  expect(odd.workspace.choices()).toEqual({ theme: "device", text: "largest", reading: "usual", showMyName: true });
});

test("an invitation this page was opened with is there until it is dropped or another is opened", async () => {
  let open!: (link: string) => void;
  const onInvitation = (opened: typeof open) => {
    open = opened;
    return () => {};
  };
  const { workspace } = await world({ invitation: "https://fogata.example/#join/abc", onInvitation });
  expect(workspace.invitation()).toBe("https://fogata.example/#join/abc");
  workspace.dropInvitation();
  expect(workspace.invitation()).toBeNull();
  open("https://fogata.example/#join/def");
  expect(workspace.invitation()).toBe("https://fogata.example/#join/def");
});
